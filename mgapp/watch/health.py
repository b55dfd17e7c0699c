"""Is the site ready to answer? Each check ends silently, or raises what is wrong."""

import logging
from collections.abc import Callable
from functools import cache
from shutil import disk_usage
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

logger = logging.getLogger(__name__)

# Room for a backup of a large diary, and for the database's own log of a busy day.
ENOUGH_BYTES = 200_000_000


class NotReady(Exception):
    """Something is missing; the text says what, without anything that a visitor sent."""


def database() -> None:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    """All that this version wants of the database was done."""
    missing = _wanted_migrations() - set(MigrationRecorder(connection).applied_migrations())
    if missing:
        names = ", ".join(sorted(f"{app}.{name}" for app, name in missing))
        raise NotReady(f"these were not applied: {names}")


def data_folder() -> None:
    """A file can be written into the data folder."""
    with TemporaryFile(dir=settings.DATA_DIR, buffering=0) as file:
        file.write(b"0")


def disk() -> None:
    """There is room for what is written next."""
    free = disk_usage(settings.DATA_DIR).free
    if free < ENOUGH_BYTES:
        raise NotReady(f"{free // 1_000_000} MB are left")


def static_files() -> None:
    """Stylesheet and scripts were collected."""
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        raise NotReady("collectstatic was not run")


CHECKS: tuple[Callable[[], None], ...] = (database, migrations, data_folder, disk, static_files)


def failing() -> set[str]:
    """Return the names of the checks that something is wrong with; the log says what."""
    return {check.__name__ for check in CHECKS if not _is_well(check)}


def _is_well(check: Callable[[], None]) -> bool:
    try:
        check()
    except NotReady as problem:
        logger.warning("Not ready, %s: %s", check.__name__, problem.args[0])
        return False
    except Exception as error:
        # Whatever it is, it is this check's answer. Its text may name hosts and accounts.
        logger.warning("Not ready, %s: %s", check.__name__, type(error).__name__)
        return False
    return True


@cache
def _wanted_migrations() -> frozenset[tuple[str, str]]:
    """Read the files of the migrations once; they stay as they are while this process runs."""
    return frozenset(MigrationLoader(None).disk_migrations)
