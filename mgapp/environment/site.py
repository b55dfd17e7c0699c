"""The site: where it is, who may come, how it writes its logs."""

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mgapp.environment.problem import SettingProblem

ON = {"1", "true", "yes", "on"}
OFF = {"", "0", "false", "no", "off"}


class Bind(NamedTuple):
    """The address that the web server listens on."""

    host: str
    port: int


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


def sign_up_is_open() -> bool:
    """Return whether visitors may make an account: SIGNUP is `open`, unless `closed` is said."""
    text = (os.environ.get("SIGNUP") or "open").strip().lower()
    if text not in {"open", "closed"}:
        raise SettingProblem(f"SIGNUP is {text!r}; write open or closed.")
    return text == "open"


def log_format() -> str:
    """Return how log lines are written, `plain` for people or `json` for programs."""
    text = (os.environ.get("LOG_FORMAT") or "plain").strip().lower()
    if text not in {"plain", "json"}:
        raise SettingProblem(f"LOG_FORMAT is {text!r}; write plain or json.")
    return text
