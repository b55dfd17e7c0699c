"""`manage.py delete_due_accounts`: for the night; with a name, for somebody who cannot wait."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mgapp.accounts.leaving import erasing
from mgapp.accounts.logins import login_named


class Command(BaseCommand):
    help = (
        "Erase the accounts whose owners asked for it two weeks ago or more, with all rows and "
        "files. Accounts that were erased before and came back with an older backup go again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose account goes without the wait."""
        parser.add_argument(
            "--now", metavar="NAME", help="erase this account now, whether it was asked for or not"
        )
        parser.add_argument("--yes", action="store_true", help="with --now: do it without asking")

    def handle(self, *, now: str | None, yes: bool, **_: Any) -> None:
        if now is not None:
            self._erase_now(now, is_sure=yes)
            return
        due, again = erasing.erase_due(now=timezone.now()), erasing.erase_again()
        self.stdout.write(f"Accounts erased: {due}.")
        if again:
            self.stdout.write(f"Erased again, after a backup had brought them back: {again}.")

    def _erase_now(self, name: str, *, is_sure: bool) -> None:
        user = login_named(name)
        if user is None:
            raise CommandError(f"There is no account {name}.")
        login = user.get_username()
        question = f"Erase the account {login} and its diary for good? Type its name: "
        if not is_sure and input(question) != login:
            raise CommandError("Nothing was erased.")
        erasing.erase_now(user=user)
        self.stdout.write("The account is erased. Backups made before still have it.")
