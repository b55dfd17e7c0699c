"""What stands between the right password and the diary."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.stages import LoginStage
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponseBase
from django.shortcuts import redirect

AFTER_A_PASSWORD = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondStep(LoginStage):
    """Asks for a second factor, where there is one and the log-in was not by passkey.

    Does what allauth's own stage does, without what checks passkeys: see `later.py`.
    """

    key = "mfa_authenticate"
    urlname = "mfa_authenticate"

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        """Return where to go first, if anywhere; and that the log-in goes on."""
        user = self.login.user
        if user is None or not is_mfa_enabled(user, AFTER_A_PASSWORD) or self._was_passkey():
            return None, True
        return redirect("mfa_authenticate"), True

    def _was_passkey(self) -> bool:
        records: list[dict[str, Any]] = get_authentication_records(self.request, self.login.user)
        return any(record.get("passwordless") for record in records)
