"""A file as an answer: a download that no cache keeps, sent while it is made."""

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, StreamingHttpResponse

from tracker.domain.selection import Selection
from tracker.views.handover.files import KINDS, Format, Kind, file_name

logger = logging.getLogger(__name__)


class NotMade(Exception):
    """The file could not be made, and nothing of it was sent."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The pieces of a file of which the first was made already.

    Django closes it at the end of an answer, also of one that a reader broke off: what the file
    was made in goes at once then.
    """

    first: bytes
    others: Iterator[bytes]

    def __iter__(self) -> Iterator[bytes]:
        yield self.first
        yield from self.others

    def close(self) -> None:
        if isinstance(self.others, Generator):
            self.others.close()


def format_named(name: str) -> Format:
    """Return the format with this name; any other is not found."""
    for known in KINDS:
        if known == name:
            return known
    raise Http404


def file_response(person: Any, selection: Selection, kind: Kind) -> StreamingHttpResponse:
    """Return the file as a download; raise NotMade where not even its beginning can be made.

    The first piece is made before the answer begins. An error in a later one ends the connection,
    so that a browser says that the download broke off and keeps no half file as a whole one.
    """
    return sent_as(
        file_name(selection, kind), kind.content_type, lambda: kind.make(person, selection)
    )


def sent_as(
    name: str, content_type: str, make: Callable[[], Iterable[bytes]]
) -> StreamingHttpResponse:
    """Return what `make` makes as a download with this name; see `file_response`."""
    try:
        pieces = iter(make())
        first = next(pieces, b"")
    except Exception as error:
        logger.exception("A file could not be made: %s", content_type)
        raise NotMade from error
    response = StreamingHttpResponse(Begun(first, pieces), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
