"""Who uses a data folder: the server while it runs, or an operation that nobody may disturb.

The system frees these locks with the process that holds them, however it ended. They hold on one
machine, as the data folder does.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mgapp.operations.problems import OperationProblem
from mgapp.operations.scratch import sweep

_held: list[IO[bytes]] = []


def serve(folder: Path) -> None:
    """Hold the folder as a server does, until the last of this process's children ends.

    Raises OperationProblem while a diary is brought back or moved. A folder that cannot be
    written to does not keep the server from starting; nothing can be brought back there either.
    """
    try:
        file = _file_of(folder, "serving")
    except OSError:
        return
    if not _taken(file, fcntl.LOCK_SH):
        raise OperationProblem(
            "A backup is being brought back, or the diary moved: start the server when that is "
            "done."
        )
    _held.append(file)


def is_served(folder: Path) -> bool:
    """Return whether a server uses the folder at this moment."""
    with _file_of(folder, "serving") as file:
        return not _taken(file, fcntl.LOCK_EX)


@contextmanager
def without_server(folder: Path) -> Iterator[None]:
    """Keep every server from the folder, or raise OperationProblem where one runs."""
    with _file_of(folder, "serving") as file:
        if not _taken(file, fcntl.LOCK_EX):
            raise OperationProblem(
                f"Mg Diary is running with the data folder {folder}: stop it first. "
                "Nothing was changed."
            )
        yield


@contextmanager
def one_operation(folder: Path) -> Iterator[None]:
    """Let no other backup, restore or move of this folder run at the same time."""
    with _file_of(folder, "operation") as file:
        if not _taken(file, fcntl.LOCK_EX):
            raise OperationProblem(
                "Another backup, restore or move is under way: try again when it is done."
            )
        sweep(folder)
        yield


def _file_of(folder: Path, name: str) -> IO[bytes]:
    return (folder / f"{name}.lock").open("ab")


def _taken(file: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
