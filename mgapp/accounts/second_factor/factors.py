"""What a login has beside its password: passkeys, codes of an app and recovery codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa import app_settings as MFA
from allauth.mfa.models import Authenticator
from django.conf import settings

FEW_CODES = 3


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner knows it."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What a login has beside its password. `codes` names its present recovery codes."""

    passkeys: tuple[Passkey, ...]
    has_app: bool
    codes_left: int
    codes: str = ""

    @property
    def is_on(self) -> bool:
        """Return whether the password alone opens nothing."""
        return bool(self.passkeys) or self.has_app

    @property
    def has_few_codes(self) -> bool:
        return self.is_on and self.codes_left <= FEW_CODES


def factors_of(user: Any) -> Factors:
    """Return what `user` has beside the password; one query, and no secret is read."""
    rows = Authenticator.objects.filter(user_id=user.pk).order_by("created_at", "pk")
    of_type: dict[str, list[Authenticator]] = {}
    for row in rows:
        of_type.setdefault(row.type, []).append(row)
    codes = of_type.get(Authenticator.Type.RECOVERY_CODES, [])
    return Factors(
        tuple(
            Passkey(row.pk, row.data["name"], row.created_at, row.last_used_at)
            for row in of_type.get(Authenticator.Type.WEBAUTHN, ())
        ),
        bool(of_type.get(Authenticator.Type.TOTP)),
        sum(MFA.RECOVERY_CODE_COUNT - row.data["used_mask"].bit_count() for row in codes),
        "-".join(str(row.pk) for row in codes),
    )


def passkey_host() -> str:
    """Return the host for which passkeys are made."""
    return urlsplit(settings.PUBLIC_URL).hostname or ""
