"""`manage.py reset_second_factor NAME`: for somebody who lost passkey, app and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mgapp.accounts.devices import sessions
from mgapp.accounts.logins import login_named


class Command(BaseCommand):
    help = (
        "Remove passkeys, codes of an app and recovery codes of an account, and log it out "
        "everywhere. Then its password alone opens it. Be sure who asks you for it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name, and whether to ask."""
        parser.add_argument("name", help="the name of the account")
        parser.add_argument("--yes", action="store_true", help="do it without asking")

    def handle(self, *, name: str, yes: bool, **_: Any) -> None:
        user = login_named(name)
        if user is None:
            raise CommandError(f"There is no account {name}.")
        factors = Authenticator.objects.filter(user=user)
        if not factors:
            self.stdout.write(f"{user.get_username()} has no second factor: nothing was changed.")
            return
        what = _counted(factors)
        if not (yes or self._is_sure(user.get_username(), what)):
            raise CommandError("Nothing was changed.")
        with transaction.atomic():
            factors.delete()
            ended = sessions.end_all(user)
        self.stdout.write(
            f"Removed of {user.get_username()}: {what}. Sessions ended: {ended}. "
            "The password alone opens the account now."
        )

    def _is_sure(self, name: str, what: str) -> bool:
        self.stdout.write(f"{name} has: {what}. Afterwards the password alone opens the account.")
        return input("Remove them, and log the account out everywhere? Type yes: ") == "yes"


def _counted(factors: Any) -> str:
    """Return "2 passkeys, codes of an app, recovery codes"."""
    types = [factor.type for factor in factors]
    passkeys = types.count(Authenticator.Type.WEBAUTHN)
    words = {
        f"{passkeys} passkey{'s' if passkeys > 1 else ''}": passkeys,
        "codes of an app": Authenticator.Type.TOTP in types,
        "recovery codes": Authenticator.Type.RECOVERY_CODES in types,
    }
    return ", ".join(word for word, is_there in words.items() if is_there)
