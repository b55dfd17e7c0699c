"""A backup when the server starts, if the newest is older than a day.

It is made by a process of its own, beside the server, with the lowest priority, a minute after the
start, so that it takes nothing from the first pages. This file is that process until then; it
imports nothing of the site.
"""

import os
import select
import subprocess
import sys
from pathlib import Path

SECONDS_BEFORE = 60
ROOT = Path(__file__).resolve().parents[3]

# The other end of its standard input is held here: it closes with the server and its workers.
_waiting: "list[subprocess.Popen[bytes]]" = []


def begin() -> None:
    """Make a backup soon, if one is due. Whatever is in the way, the server starts."""
    from django.conf import settings
    from django.utils import timezone

    from mgapp.operations.backup.making import is_due

    if not settings.BACKUPS.at_start:
        return
    try:
        if is_due(settings.DATA_DIR / "backups", now=timezone.now()):
            _waiting.append(wait_and_make(SECONDS_BEFORE))
    except OSError:
        return


def wait_and_make(seconds: int) -> "subprocess.Popen[bytes]":
    """Start the process that makes a backup so many seconds later, if the server still runs."""
    command = [sys.executable, __file__, str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)  # noqa: S603


def _main(seconds: int) -> None:
    # The server takes each child that ends for a worker of its own: this one ends at once, and
    # its child belongs to nobody.
    if os.fork():
        os._exit(0)
    os.nice(19)
    server_has_ended, _, _ = select.select([sys.stdin], [], [], seconds)
    if not server_has_ended:
        os.execv(sys.executable, [sys.executable, "manage.py", "backup", "--if-due"])  # noqa: S606 # nosec B606


if __name__ == "__main__":
    _main(int(sys.argv[1]))
