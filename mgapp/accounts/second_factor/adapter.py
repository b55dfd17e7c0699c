"""What allauth asks about second factors, answered; and how their secrets are kept."""

from base64 import urlsafe_b64encode
from functools import cache
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mgapp.accounts.second_factor.factors import passkey_host
from tracker.views.shown.qr import qr_code

# Another use of SECRET_KEY gets another key.
PURPOSE = b"mgapp.accounts: secrets of second factors"


class SecondFactorAdapter(DefaultMFAAdapter):
    """What is said of a second factor, and how its secrets are kept."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": _(
            "Recovery codes stand in for a passkey or the codes of an app: add one of these first."
        ),
        "incorrect_code": _(
            "This code does not fit. A code of the app works for about a minute and opens once; a "
            "recovery code works once."
        ),
        "passkey_not_known": _(
            "This passkey does not fit. It may have been removed here, or belong to another "
            "account. Try again, or take another way."
        ),
        "unreadable": _(
            "The secret key of this installation was changed, so codes can no longer be checked. "
            "A passkey still works. Otherwise the owner of this installation can run "
            "manage.py reset_second_factor with your name; then the password alone opens your "
            "diary."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return `text` as it is stored: somebody who has only the database reads no secret."""
        return _box(_keys()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; a ValidationError to be shown where SECRET_KEY was changed."""
        from cryptography.fernet import InvalidToken

        try:
            return _box(_keys()).decrypt(encrypted_text.encode()).decode()
        except InvalidToken as problem:
            raise self.validation_error("unreadable") from problem

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as a drawing that the page's policy allows."""
        return qr_code(url)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the site as its owner does; the Host header is the visitor's word only."""
        return {"id": passkey_host(), "name": "Mg Diary"}

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        # Not the address, which may be shared with others and changes.
        return user.get_username()

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Any,  # noqa: A002 - allauth's name
    ) -> str:
        """Return a name for a passkey that got none."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@cache
def _box(secret_keys: tuple[str, ...]) -> Any:
    """Return what encrypts with the first of the keys and reads with each of them."""
    from cryptography.fernet import Fernet, MultiFernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    def key(secret: str) -> bytes:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
        return urlsafe_b64encode(derived.derive(secret.encode()))

    return MultiFernet([Fernet(key(secret)) for secret in secret_keys])
