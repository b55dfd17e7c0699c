#!/usr/bin/env python3
"""Runs Django's commands and the app's own: `manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

from mgapp.environment import SettingProblem


def main() -> None:
    """Run the command of this command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgapp.settings")
    try:
        execute_from_command_line(sys.argv)
    except SettingProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
