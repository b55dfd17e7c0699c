"""Making a backup: a snapshot, packed, encrypted if wished, checked, put in its place."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mgapp.environment import Keep
from mgapp.files import draft_of, written_whole
from mgapp.operations.backup import packing, rotation, sealing, snapshots
from mgapp.operations.backup.sealing import Key, Seal
from mgapp.operations.database.connecting import Settings, is_sqlite
from mgapp.operations.problems import OperationProblem, told
from mgapp.operations.scratch import scratch_folder

BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was made, and the older ones that were deleted for it."""

    file: Path
    manifest: packing.Manifest
    deleted: tuple[Path, ...] = ()


def make(
    source: Settings,
    *,
    folder: Path,
    data_dir: Path,
    now: datetime,
    with_seal: Seal,
    why: str = "",
) -> Kept:
    """Make a backup of the database in `folder`. It is whole and checked, or it is not there.

    The secret key is packed only where the backup is encrypted: with it, what the database holds
    encrypted can be read.
    """
    with told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(folder, now)
    with told(data_dir), scratch_folder(data_dir) as scratch:
        database, packed = scratch / "snapshot.sqlite3", scratch / "packed.zip"
        snapshots.take(source, database)
        vendor = "sqlite" if is_sqlite(source) else "postgresql"
        manifest = packing.describe(database, made_at=now, vendor=vendor)
        secret_key = _secret_key(data_dir) if with_seal.closes else ""
        packing.pack(database, manifest, packed, secret_key=secret_key)
        # Not two copies of the database at the same time.
        database.unlink()
        if not with_seal.opens:
            _check(packed, scratch)
        file = _free_name(folder, now, sealed=with_seal.closes, why=why)
        with told(folder), written_whole(file) as draft:
            _seal_or_copy(packed, draft, with_seal)
            if with_seal.opens:
                _check_sealed(draft, scratch, with_seal)
    return Kept(file, manifest)


def rotate(folder: Path, keep: Keep, *, just_made: Path) -> tuple[Path, ...]:
    """Delete what is too old, of the backups in `folder`; never the one that was just made."""
    names = [file.name for file in folder.iterdir() if file.is_file() and not file.is_symlink()]
    old = [folder / name for name in rotation.to_delete(names, keep) if name != just_made.name]
    with told(folder):
        for file in old:
            file.unlink(missing_ok=True)
    return tuple(old)


def _sweep(folder: Path, now: datetime) -> None:
    """Delete what backups left behind that were killed: no rotation would, and it holds diaries.

    Another site may be writing its own into the same folder just now.
    """
    for draft in folder.glob(draft_of("mgdiary-*")):
        if draft.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            draft.unlink(missing_ok=True)


def is_due(folder: Path, *, now: datetime, after: timedelta = timedelta(days=1)) -> bool:
    """Return whether the newest backup in `folder` is older than a day, or there is none."""
    try:
        newest = rotation.newest(file.name for file in folder.iterdir())
    except FileNotFoundError:
        return True
    return newest is None or not now - after < newest <= now


def _secret_key(data_dir: Path) -> str:
    # With SECRET_KEY in the environment its owner keeps it.
    file = data_dir / "secret_key"
    uses_file = not os.environ.get("SECRET_KEY") and file.exists()
    return file.read_text(encoding="ascii").strip() if uses_file else ""


def _free_name(folder: Path, now: datetime, *, sealed: bool, why: str) -> Path:
    while (file := folder / rotation.name_of(now, sealed=sealed, why=why)).exists():
        now += timedelta(seconds=1)
    return file


def _seal_or_copy(packed: Path, to: Path, with_seal: Seal) -> None:
    if with_seal.closes:
        sealing.seal(packed, to, with_seal)
    else:
        with packed.open("rb") as reader, to.open("wb") as writer:
            while piece := reader.read(1 << 20):
                writer.write(piece)


def _check_sealed(file: Path, scratch: Path, with_seal: Seal) -> None:
    opened = file
    if with_seal.closes:
        opened = scratch / "opened.zip"
        sealing.unseal(file, opened, Key(passphrase=with_seal.passphrase))
    _check(opened, scratch)


def _check(packed: Path, scratch: Path) -> None:
    """Bring the backup back, as a restore would, and compare it with what was packed."""
    try:
        unpacked = packing.unpack(packed, scratch)
        packing.check(unpacked)
    except OperationProblem as problem:
        raise OperationProblem(
            f"The backup could not be brought back for a check, so it was not kept: {problem}"
        ) from problem
    unpacked.database.unlink()
