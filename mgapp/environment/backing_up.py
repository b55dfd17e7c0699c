"""How backups are made and which of them stay."""

import os
from pathlib import Path
from typing import NamedTuple

from mgapp.environment.problem import SettingProblem
from mgapp.environment.site import is_on


class Keep(NamedTuple):
    """Of how many days, weeks and months the newest backup stays."""

    daily: int
    weekly: int
    monthly: int


class Backups(NamedTuple):
    """Which backups stay, what they are encrypted with, whether the start makes one."""

    keep: Keep
    passphrase_file: Path | None
    recipient: str
    at_start: bool


def backups() -> Backups:
    """Return how backups are made; as nothing else is said, one a day, not encrypted."""
    file = (os.environ.get("BACKUP_PASSPHRASE_FILE") or "").strip()
    recipient = (os.environ.get("BACKUP_RECIPIENT") or "").strip()
    if file and recipient:
        raise SettingProblem(
            "BACKUP_PASSPHRASE_FILE and BACKUP_RECIPIENT are both set; leave one of them out."
        )
    return Backups(
        keep=_kept_backups(),
        passphrase_file=Path(file).expanduser() if file else None,
        recipient=recipient,
        at_start=not os.environ.get("BACKUP_AT_START") or is_on("BACKUP_AT_START"),
    )


def _kept_backups() -> Keep:
    text = os.environ.get("BACKUP_KEEP") or "7,4,12"
    numbers = [number.strip() for number in text.split(",")]
    if len(numbers) != 3 or not all(one.isascii() and one.isdigit() for one in numbers):
        raise SettingProblem(
            f"BACKUP_KEEP is {text!r}; write of how many days, weeks and months a backup stays, "
            "for example 7,4,12."
        )
    return Keep(*map(int, numbers))
