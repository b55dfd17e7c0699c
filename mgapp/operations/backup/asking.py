"""What backup and restore ask for alike: what closes a backup, and what opens one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from mgapp.operations.backup.sealing import Key, Seal, read_recipient, read_secret_file
from mgapp.operations.problems import OperationProblem


def ask_for_seal(parser: ArgumentParser) -> None:
    """Add the options that say how a new backup is encrypted."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="a file with the passphrase of the backup (BACKUP_PASSPHRASE_FILE)",
    )
    parser.add_argument(
        "--recipient",
        metavar="age1...",
        help="the public age key that the backup is encrypted for (BACKUP_RECIPIENT)",
    )


def ask_for_key(parser: ArgumentParser) -> None:
    """Add the option that says what opens a backup that was encrypted for a public key."""
    parser.add_argument(
        "--identity-file",
        type=Path,
        metavar="FILE",
        help="a file with the age key that opens the backup, as age-keygen writes it",
    )


def seal_of(options: dict[str, Any]) -> Seal:
    """Return what new backups are encrypted with; an option wins over the environment."""
    wanted = settings.BACKUPS
    file, recipient = options["passphrase_file"], options["recipient"]
    if not (file or recipient):
        file, recipient = wanted.passphrase_file, wanted.recipient
    if file and recipient:
        raise OperationProblem(
            "There is a passphrase and a public key for backups; leave one of them out."
        )
    if recipient:
        read_recipient(recipient)
        return Seal(recipient=recipient)
    return Seal(passphrase=_passphrase(file) if file else "")


def key_of(options: dict[str, Any]) -> Key:
    """Return what opens a backup; an option wins over the environment."""
    if identity_file := options["identity_file"]:
        return Key(identities=read_secret_file(identity_file, "identity file"))
    file = options["passphrase_file"] or settings.BACKUPS.passphrase_file
    return Key(passphrase=_passphrase(file) if file else "")


def _passphrase(file: Path) -> str:
    return read_secret_file(file, "passphrase file")
