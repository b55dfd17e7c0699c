"""Files of one moment: made whole, into a file without a name, before the first byte leaves.

Whoever reads one slowly, or stops, holds no cursor and no snapshot of the database open: SQLite
could not shorten its log meanwhile, and PostgreSQL could not clean up.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from gzip import GzipFile
from secrets import randbelow
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from tracker import queries

PIECE = 64 * 1024
IN_MEMORY = 1024 * 1024
"""A longer one lies on the disk, where nobody else can open it and nothing of it stays."""

MOST_TRIES = 5
"""How often a file is begun anew because something was written to the diary meanwhile."""

GZIP_LEVEL = 3
"""For a table: half the time of level 6, and a file that is a fifth longer."""

MOST_PADDING = 100
"""By so many bytes the length of a compressed file is blurred, as Django blurs that of pages."""

Make = Callable[[], Iterable[bytes]]
"""Returns the pieces of a file, which are made while they are gone through."""


class KeepsChanging(Exception):
    """The diary was written to each time that it was read."""


def pieces_of(person: Any, make: Make) -> Iterator[bytes]:
    """Yield the file that `make` makes, when all of it is made; see `of_one_moment`."""
    yield from read(of_one_moment(person, make))


def of_one_moment(person: Any, make: Make, *, is_packed: bool = False) -> IO[bytes]:
    """Return the file that `make` makes, open at its end; whoever asked for it closes it.

    It is of one state of the diary: where that changed meanwhile, it is made anew. An entry
    without the change that made it would be refused where an archive is read again. `is_packed`:
    it is compressed, by gzip.
    """
    for _ in range(MOST_TRIES):
        with ExitStack() as opened:
            file = opened.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
            before = queries.state_of(person)
            if is_packed:
                write_packed(make(), file)
            else:
                write(make(), file)
            if queries.state_of(person) == before:
                opened.pop_all()
                return file
    raise KeepsChanging


def read(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what was written to the file, and close it."""
    with file:
        file.seek(0)
        yield from iter(partial(file.read, PIECE), b"")


def write(pieces: Iterable[bytes], file: IO[bytes] | GzipFile) -> None:
    for piece in pieces:
        file.write(piece)


def write_packed(pieces: Iterable[bytes], file: IO[bytes]) -> None:
    # The name in its head is for nobody to read.
    padding = "x" * randbelow(MOST_PADDING)
    with GzipFile(padding, "wb", GZIP_LEVEL, file, mtime=0) as packed:
        write(pieces, packed)
