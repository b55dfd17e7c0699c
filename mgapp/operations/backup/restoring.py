"""Bringing a backup back, in place of what is there, or not at all."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from django.contrib.auth import get_user_model
from django.db import connections

from mgapp.files import written_whole
from mgapp.operations.backup import packing, sealing
from mgapp.operations.backup.sealing import Key
from mgapp.operations.database import copying, schema
from mgapp.operations.database.connecting import Settings, connected, is_sqlite, scratch_file
from mgapp.operations.problems import OperationProblem, told
from tracker.models import Person
from tracker.models.person import new_state

SECONDS_OF_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was unpacked, checked and brought to the present schema."""

    manifest: packing.Manifest
    database: Path
    secret_key: str


def open_backup(file: Path, scratch: Path, key: Key) -> Opened:
    """Unpack and check a backup, and bring it to the present schema, all in `scratch`.

    Raises OperationProblem for one that is damaged, foreign, closed to this key, or made by a
    newer version of the program.
    """
    unpacked = packing.unpack(_unsealed(file, scratch, key), scratch)
    packing.check(unpacked)
    with connected(scratch_file(unpacked.database)) as alias:
        if unknown := schema.unknown(alias):
            app, name = unknown[-1]
            raise OperationProblem(
                f"{file.name} was made by a newer version of Mg Diary (it has {app} {name}): "
                "update the program first."
            )
        schema.bring_forward(alias)
        _renew_states(alias)
    return Opened(unpacked.manifest, unpacked.database, unpacked.secret_key)


def has_diaries(target: Settings) -> bool:
    """Return whether the database has a login; that of the demo, which is made up, is none."""
    with connected(target) as alias:
        names = connections[alias].introspection.table_names()
        if "tracker_person" not in names:
            return False
        logins = get_user_model()._default_manager.using(alias)
        return logins.exclude(person__is_demo=True).exists()


def is_readable(target: Settings) -> bool:
    """Return whether the database is one at all. Only a file can be damaged so far."""
    file = Path(target["NAME"])
    if not is_sqlite(target) or not file.exists():
        return True
    try:
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA schema_version")
            return database.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def set_aside(target: Settings, folder: Path, *, now: datetime) -> Path:
    """Move a SQLite file that cannot be read, and its log, to `folder`; return where it is."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    file, there = Path(target["NAME"]), folder / f"unreadable-{stamp}.sqlite3"
    with told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm", ""):
            part = file.with_name(file.name + suffix)
            if part.exists():
                part.rename(there.with_name(there.name + suffix))
    return there


def put_in_place(opened: Opened, target: Settings, *, keep: Callable[[], None]) -> None:
    """Replace all that the database holds. `keep` is called before, when nobody else writes."""
    if is_sqlite(target):
        keep()
        _into_file(opened.database, Path(target["NAME"]))
        return
    with connected(target) as there, connected(scratch_file(opened.database)) as here:

        def lock_and_keep() -> None:
            _let_nobody_write(there)
            keep()

        schema.bring_forward(there)
        copying.copy_all(source=here, target=there, before=lock_and_keep)


def take_secret_key(opened: Opened, data_dir: Path, *, now: datetime) -> Path | None:
    """Use the key of the backup from now on; return where the one before is, if it was another.

    Where SECRET_KEY is set that one is used, which is not ours to change: the key of the backup
    is put beside it, for its owner to look at.
    """
    file = data_dir / "secret_key"
    used = os.environ.get("SECRET_KEY") or file.read_text(encoding="ascii").strip()
    if not opened.secret_key or opened.secret_key == used:
        return None
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    if os.environ.get("SECRET_KEY"):
        return _written(data_dir / f"secret_key.of-backup-{stamp}", opened.secret_key)
    aside = _written(data_dir / f"secret_key.before-{stamp}", used)
    _written(file, opened.secret_key)
    return aside


def _written(file: Path, key: str) -> Path:
    with written_whole(file) as draft:
        draft.write_text(key + "\n", encoding="ascii")
    return file


def _unsealed(file: Path, scratch: Path, key: Key) -> Path:
    try:
        sealed = sealing.is_sealed(file)
    except OSError as problem:
        raise OperationProblem(f"{file} cannot be read ({problem.strerror}).") from problem
    if not sealed:
        return file
    opened = scratch / file.name.removesuffix(".age")
    sealing.unseal(file, opened, key)
    return opened


def _renew_states(alias: str) -> None:
    """Give each diary a new name of its state: pages that were kept of another one are not it."""
    for person in Person.objects.using(alias).only("pk"):
        Person.objects.using(alias).filter(pk=person.pk).update(state=new_state())


def _into_file(database: Path, file: Path) -> None:
    """Overwrite a SQLite database in one transaction of its own.

    Whoever reads it meanwhile, sees what was there before; a power cut leaves the one or the
    other. Moving files would break both, for there is a log beside the file.
    """
    until = monotonic() + SECONDS_OF_PATIENCE

    def be_patient(status: int, *_: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and monotonic() > until:
            raise OperationProblem(
                f"Another program is writing to {file}: stop it first. Nothing was changed."
            )

    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(file)) as target:
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA synchronous = FULL")
        source.backup(target, pages=-1, progress=be_patient)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _let_nobody_write(alias: str) -> None:
    """Lock all tables against writers, to the end of the transaction; readers may go on."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        quoted = ", ".join(map(connection.ops.quote_name, sorted(names)))
        cursor.execute(f"LOCK TABLE {quoted} IN EXCLUSIVE MODE")
