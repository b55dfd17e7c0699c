"""How mail leaves, and who is told of errors."""

import os
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from mgapp.environment.problem import SettingProblem


class Mail(NamedTuple):
    """How mail leaves, in the words of Django's settings; as it stands here, it does not."""

    backend: str = "dummy"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_starttls: bool = False
    use_tls: bool = False

    @property
    def is_sent(self) -> bool:
        """Return whether there is any way for mail to leave."""
        return self.backend != "dummy"


def mail() -> Mail:
    """Return how mail leaves, from EMAIL_URL; without it none does.

    With a password the connection is always encrypted: `smtp` by STARTTLS, `smtps` from its first
    byte. A relay without a log-in (`smtp://localhost`) is spoken to in the clear.
    """
    text = (os.environ.get("EMAIL_URL") or "").strip()
    if not text:
        return Mail()
    if text.removesuffix("//") == "consolemail:":
        return Mail(backend="console")
    try:
        return _smtp(urlsplit(text))
    except ValueError as problem:
        # What is written there is not repeated: there may be a password in it.
        raise SettingProblem(
            "EMAIL_URL cannot be read; write smtp://NAME:PASSWORD@HOST:587, "
            "smtps://NAME:PASSWORD@HOST:465 or consolemail: (in name and password, write %40 for "
            "@, %2F for /, %3A for :, %3F for ?, %23 for # and %25 for %)."
        ) from problem


def _smtp(parts: SplitResult) -> Mail:
    is_only_server = not (parts.path.strip("/") or parts.query or parts.fragment)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not is_only_server:
        raise ValueError
    use_tls = parts.scheme == "smtps"
    password = unquote(parts.password or "")
    use_starttls = bool(password) and not use_tls
    return Mail(
        backend="smtp",
        host=parts.hostname,
        port=parts.port or (465 if use_tls else 587 if use_starttls else 25),
        user=unquote(parts.username or ""),
        password=password,
        use_starttls=use_starttls,
        use_tls=use_tls,
    )


def error_mail_to(way: Mail) -> list[str]:
    """Return who is told by mail when something breaks, from ERROR_MAIL_TO; mostly nobody."""
    text = os.environ.get("ERROR_MAIL_TO") or ""
    addresses = [part.strip() for part in text.split(",") if part.strip()]
    if addresses and not way.is_sent:
        raise SettingProblem(
            "ERROR_MAIL_TO is set, but no mail can leave; set EMAIL_URL too, or leave it out."
        )
    return addresses
