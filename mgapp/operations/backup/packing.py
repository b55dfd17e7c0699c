"""A backup as a file: a zip with the database, a manifest and, if it is encrypted, the secret key.

An ordinary unzip takes the database out, and an ordinary SQLite reads it.
"""

import json
import tomllib
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from typing import Any, Self
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as NotDeflated

from django.conf import settings

from mgapp.operations.backup import snapshots
from mgapp.operations.problems import OperationProblem

FORMAT = "mg-diary-backup"
DATABASE, MANIFEST, SECRET_KEY = "mgdiary.sqlite3", "manifest.json", "secret_key"
LONGEST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup says of itself. `sha256` is that of the database file."""

    made_at: str
    program: str
    database: str
    migrations: list[list[str]]
    rows: dict[str, int]
    sha256: str
    format: str = FORMAT

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Raises ValueError, TypeError or KeyError for anything that is not a manifest."""
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ValueError
        manifest = cls(**found)
        names_apps = all(len(one) == 2 for one in manifest.migrations)
        if not (names_apps and isinstance(manifest.rows, dict)):
            raise ValueError
        return manifest


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was in a backup; `secret_key` is empty where it was left out."""

    manifest: Manifest
    database: Path
    secret_key: str


def describe(database: Path, *, made_at: datetime, vendor: str) -> Manifest:
    """Return the manifest of a snapshot; `vendor` is the kind of database it was taken of."""
    return Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        program=_version(),
        database=vendor,
        migrations=[list(one) for one in snapshots.migrations_of(database)],
        rows=snapshots.rows_of(database),
        sha256=hash_of(database),
    )


def pack(database: Path, manifest: Manifest, to: Path, *, secret_key: str = "") -> None:
    """Write the zip."""
    with ZipFile(to, "w", ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        if secret_key:
            file.writestr(SECRET_KEY, secret_key)
        file.write(database, DATABASE)


def unpack(file: Path, folder: Path) -> Unpacked:
    """Take a zip apart below `folder`, and see that all of it is as it was packed."""
    foreign = OperationProblem(f"{file.name} is not a backup of Mg Diary, or it is damaged.")
    database = folder / DATABASE
    try:
        with ZipFile(file) as opened:
            manifest = Manifest.read(_text(opened, MANIFEST))
            has_key = SECRET_KEY in opened.namelist()
            secret_key = _text(opened, SECRET_KEY).decode("ascii").strip() if has_key else ""
            with opened.open(DATABASE) as packed, database.open("wb") as taken_out:
                copyfileobj(packed, taken_out, 1 << 20)
    except (
        *(BadZipFile, NotDeflated, EOFError, KeyError, TypeError),
        *(ValueError, AttributeError, RuntimeError, NotImplementedError),
    ) as problem:
        raise foreign from problem
    if hash_of(database) != manifest.sha256:
        raise foreign
    return Unpacked(manifest, database, secret_key)


def check(unpacked: Unpacked) -> None:
    """Raise OperationProblem where the database is not whole or not what the manifest says."""
    snapshots.check(unpacked.database)
    if snapshots.rows_of(unpacked.database) != unpacked.manifest.rows:
        raise OperationProblem("The backup has other rows than its manifest says.")


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _text(opened: ZipFile, name: str) -> bytes:
    with opened.open(name) as file:
        return file.read(LONGEST_TEXT)


@cache
def _version() -> str:
    project: dict[str, Any] = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(project["project"]["version"])
