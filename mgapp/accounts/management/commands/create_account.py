"""`manage.py create_account NAME`: an account, also where visitors can make none."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse

from mgapp.accounts.password.forms import SignUpForm
from tracker.document.zones import ZONE_NAMES


class Command(BaseCommand):
    help = "Make an account with its diary, by the rules of the sign-up page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name, where the password comes from, and the time zone."""
        parser.add_argument("name", help="the name to log in with")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from the first line of standard input, instead of asking twice",
        )
        parser.add_argument(
            "--timezone", default="UTC", help="IANA zone of the diary, such as Europe/Berlin (UTC)"
        )

    def handle(self, *, name: str, password_stdin: bool, timezone: str, **_: Any) -> None:
        if timezone not in ZONE_NAMES:
            raise CommandError(f"There is no time zone {timezone!r}; see Europe/Berlin.")
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked_twice()
        form = SignUpForm({"username": name, "password1": password, "timezone": timezone})
        if not form.is_valid():
            raise CommandError("No account was made.\n" + _problems(form))
        login = _made(form)
        address = f"{settings.PUBLIC_URL}{reverse('account_login')}"
        self.stdout.write(f"Made the account {login}. Log in at {address}")


def _made(form: SignUpForm) -> str:
    try:
        with transaction.atomic():
            user = form.make()
    except IntegrityError as problem:
        raise CommandError("This name was taken a moment ago. No account was made.") from problem
    return user.get_username()


def _asked_twice() -> str:
    password = getpass("Password: ")
    if getpass("Once more: ") != password:
        raise CommandError("The two are not the same. No account was made.")
    return password


def _problems(form: SignUpForm) -> str:
    labels = {"username": "Name", "password1": "Password"}
    return "\n".join(
        f"{labels.get(field, field)}: {message}"
        for field, messages in form.errors.items()
        for message in messages
    )
