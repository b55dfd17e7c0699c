"""Reads what the environment says about this site, and refuses what makes no sense.

Every reader returns a usable value or raises `SettingProblem`, whose text is one sentence for the
person who started the program.
"""

import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

ON = {"1", "true", "yes", "on"}
OFF = {"", "0", "false", "no", "off"}


class SettingProblem(ImproperlyConfigured):
    """A setting that a person has to mend; the text says which one and how."""


class Bind(NamedTuple):
    """The address that the web server listens on."""

    host: str
    port: int


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


def is_on(name: str) -> bool:
    """Return whether the switch `name` is on; a switch that is not set is off."""
    text = os.environ.get(name, "").strip().lower()
    if text not in ON | OFF:
        raise SettingProblem(f"{name} is {text!r}; write 1 for on or 0 for off.")
    return text in ON


def data_dir(base: Path) -> Path:
    """Return the folder of the diary's data, made readable for its owner only.

    A relative DATA_DIR is taken from `base`, so that it means the same from every folder.
    """
    folder = base / Path(os.environ.get("DATA_DIR") or "data").expanduser()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise SettingProblem(
            f"The data folder {folder} cannot be made ({problem.strerror}); "
            "set DATA_DIR to a folder that you can write to."
        ) from problem
    return folder


def database(folder: Path) -> dict[str, Any]:
    """Return where the data is kept, as Django's settings say it.

    A SQLite file in `folder`, or the PostgreSQL that DATABASE_URL names.
    """
    text = (os.environ.get("DATABASE_URL") or "").strip()
    return _postgresql(text) if text else sqlite(folder / "mgdiary.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of the SQLite file `path`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A transaction takes the write lock when it begins, so it waits for another one
            # instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            # The timeout comes first: a change of the journal mode may have to wait already.
            # FULL keeps an acknowledged entry through a power cut.
            "init_command": (
                "PRAGMA busy_timeout = 20000;"
                "PRAGMA journal_mode = WAL;"
                "PRAGMA synchronous = FULL;"
                "PRAGMA foreign_keys = ON;"
            ),
        },
    }


def _postgresql(text: str) -> dict[str, Any]:
    # What is written there is not repeated: there may be a password in it.
    problem = SettingProblem(
        "DATABASE_URL cannot be read; write postgres://NAME:PASSWORD@HOST:5432/DATABASE (in name "
        "and password, write %40 for @, %2F for /, %3A for :, %3F for ?, %23 for # and %25 for %), "
        "or leave it out for a SQLite file in the data folder."
    )
    try:
        found = dict(dj_database_url.parse(text))
    except ValueError as error:
        raise problem from error
    if found["ENGINE"] != "django.db.backends.postgresql" or not found["NAME"]:
        raise problem
    # A worker's thread keeps its connection, and asks whether it still stands before a request.
    return {**found, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def bind() -> Bind:
    """Return host and port of BIND, 127.0.0.1:8000 where nothing else is said."""
    text = os.environ.get("BIND") or "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingProblem(f"BIND is {text!r}; write HOST:PORT, for example 127.0.0.1:8000.")
    return Bind(host, int(port))


def public_url(port: int) -> str:
    """Return the address that people type, without a slash at its end."""
    text = (os.environ.get("PUBLIC_URL") or f"http://localhost:{port}").rstrip("/")
    if not _is_site_address(text):
        raise SettingProblem(
            f"PUBLIC_URL is {text!r}; write http:// or https:// and a host, "
            "for example https://diary.example.org."
        )
    return text


def _is_site_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        has_valid_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    only_site = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    return (
        parts.scheme in {"http", "https"} and bool(parts.hostname) and only_site and has_valid_port
    )


def trusted_proxies() -> int:
    """Return how many proxies in front of the app add a believable X-Forwarded-For; 0: none."""
    text = os.environ.get("TRUSTED_PROXIES") or "0"
    if not text.isascii() or not text.isdigit():
        raise SettingProblem(
            f"TRUSTED_PROXIES is {text!r}; write the number of proxies in front of this app, or 0."
        )
    return int(text)


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
