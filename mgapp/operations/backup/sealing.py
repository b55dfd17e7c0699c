"""Encryption of backups in the age format, which `age` itself and other programs read.

With a passphrase, who can make backups can also read them. With a recipient, a public key, the
server only makes them: the identity that reads them lies elsewhere.
"""

from dataclasses import dataclass
from pathlib import Path

from mgapp.operations.problems import OperationProblem

AGE_HEADER = b"age-encryption.org/v1\n"


@dataclass(frozen=True, slots=True)
class Seal:
    """What encrypts a backup: a passphrase, a public key, or nothing."""

    passphrase: str = ""
    recipient: str = ""

    @property
    def closes(self) -> bool:
        """Return whether backups are encrypted at all."""
        return bool(self.passphrase or self.recipient)

    @property
    def opens(self) -> bool:
        """Return whether what it closed can be opened with it again."""
        return not self.recipient


@dataclass(frozen=True, slots=True)
class Key:
    """What opens an encrypted backup: a passphrase, or the text of an age identity file."""

    passphrase: str = ""
    identities: str = ""


def is_sealed(file: Path) -> bool:
    """Return whether the file is one that age encrypted."""
    with file.open("rb") as opened:
        return opened.read(len(AGE_HEADER)) == AGE_HEADER


def seal(file: Path, to: Path, with_seal: Seal) -> None:
    """Write `file` encrypted. A passphrase costs memory of about twice the file; a key none."""
    import pyrage

    if with_seal.passphrase:
        to.write_bytes(pyrage.passphrase.encrypt(file.read_bytes(), with_seal.passphrase))
        return
    recipient = read_recipient(with_seal.recipient)
    with file.open("rb") as reader, to.open("wb") as writer:
        pyrage.encrypt_io(reader, writer, [recipient])


def unseal(file: Path, to: Path, key: Key) -> None:
    """Write `file` decrypted; raise OperationProblem where the key is not the right one."""
    import pyrage

    if not (key.passphrase or key.identities):
        raise OperationProblem(
            f"{file} is encrypted: name its passphrase with --passphrase-file, or the key that it "
            "was made for with --identity-file."
        )
    try:
        if key.passphrase:
            to.write_bytes(pyrage.passphrase.decrypt(file.read_bytes(), key.passphrase))
        else:
            with file.open("rb") as reader, to.open("wb") as writer:
                pyrage.decrypt_io(reader, writer, _identities(key.identities))
    except (pyrage.DecryptError, OSError) as problem:
        # What breaks off within is told as an error of reading, without the system's number.
        if getattr(problem, "errno", None) is not None:
            raise
        what = "passphrase" if key.passphrase else "key"
        raise OperationProblem(
            f"{file} cannot be decrypted: the {what} is another one, or the file is damaged."
        ) from problem


def read_recipient(text: str) -> object:
    """Return the public key that `text` names; raise OperationProblem where it names none."""
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as problem:
        raise OperationProblem(
            "BACKUP_RECIPIENT is not a public key of age; write the one that age-keygen shows, "
            "which begins with age1."
        ) from problem


def _identities(text: str) -> list[object]:
    import pyrage

    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(one) for one in lines if one and one[0] != "#"]
    except pyrage.IdentityError as problem:
        raise OperationProblem("The identity file holds something else than age keys.") from problem
    if not found:
        raise OperationProblem("The identity file holds no age key.")
    return found


def read_secret_file(path: Path, what: str) -> str:
    """Return the text of a file that holds a secret, without the end of its line."""
    try:
        text = path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is not plain text"
        raise OperationProblem(f"The {what} {path} cannot be read ({reason}).") from problem
    if not text.strip():
        raise OperationProblem(f"The {what} {path} is empty.")
    return text
