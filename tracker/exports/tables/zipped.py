"""A ZIP archive, made while it is sent: no part of it waits for the whole."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the archive, and what makes its bytes, piece by piece, when its turn comes."""

    name: str
    pieces: Callable[[], Iterable[bytes]]


class _Passage:
    """Takes what `ZipFile` writes, and hands it on. It cannot be wound back."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever reads takes what is there."""

    def taken(self) -> bytes:
        written = b"".join(self._written)
        self._written.clear()
        return written


def zipped(files: Iterable[Packed], made_at: datetime) -> Iterator[bytes]:
    """Yield the archive with these files, which are made one after the other."""
    passage = _Passage()
    with ZipFile(cast("IO[bytes]", passage), "w", ZIP_DEFLATED) as archive:
        for file in files:
            info = ZipInfo(file.name, made_at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as member:
                for piece in file.pieces():
                    member.write(piece)
                    if ready := passage.taken():
                        yield ready
            yield passage.taken()
    yield passage.taken()
