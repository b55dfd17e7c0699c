"""What stops an operation, in the words that its owner reads."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.utils import Error, OperationalError


class OperationProblem(Exception):
    """An operation that did not take place; the text is a sentence on what to do."""


@contextmanager
def told(writing: Path) -> Iterator[None]:
    """Turn what disk and database refuse, while something is written to `writing`, into words."""
    try:
        yield
    except OSError as problem:
        raise _of_disk(Path(problem.filename or writing), problem) from problem
    except (Error, sqlite3.Error) as problem:
        if _is_full(problem):
            raise _no_room(writing) from problem
        raise OperationProblem(
            f"The database refused it ({_reason(problem)}); nothing was changed."
        ) from problem


def _reason(problem: Exception) -> str:
    """Return the database's words where they are on itself; others may quote a row."""
    is_on_itself = isinstance(problem, OperationalError | sqlite3.OperationalError)
    lines = str(problem).splitlines() if is_on_itself else []
    return lines[0].strip() if lines else type(problem).__name__


def _of_disk(where: Path, problem: OSError) -> OperationProblem:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _no_room(where)
    return OperationProblem(f"{where} cannot be used ({problem.strerror}); nothing was changed.")


def _no_room(where: Path) -> OperationProblem:
    return OperationProblem(
        f"There is not enough room on the disk of {where}; nothing was changed. Make room, and try "
        "again."
    )


def _is_full(problem: BaseException | None) -> bool:
    """Return whether SQLite, or what Django made of its error, says that the disk is full."""
    while problem is not None:
        if getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        problem = problem.__cause__
    return False
