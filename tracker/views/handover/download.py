"""A file as an answer: a download that no cache keeps, sent when it is made."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers

from tracker.domain.selection import Selection
from tracker.views.handover.files import KINDS, Format, Kind, file_name
from tracker.views.handover.moment import IN_MEMORY, Make, of_one_moment, read

logger = logging.getLogger(__name__)


class NotMade(Exception):
    """The file could not be made, and nothing of it was sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The pieces of a file that was made.

    Django closes it at the end of an answer, also of one that a reader broke off.
    """

    file: IO[bytes]

    def __iter__(self) -> Iterator[bytes]:
        return read(self.file)

    def close(self) -> None:
        self.file.close()


def format_named(name: str) -> Format:
    """Return the format with this name; any other is not found."""
    for known in KINDS:
        if known == name:
            return known
    raise Http404


def file_response(
    request: HttpRequest, person: Any, selection: Selection, kind: Kind
) -> StreamingHttpResponse:
    """Return the file as a download; raise NotMade where it cannot be made."""
    name = file_name(selection, kind)
    return sent_as(name, kind.content_type, request, person, lambda: kind.make(person, selection))


def sent_as(
    name: str, content_type: str, request: HttpRequest, person: Any, make: Make
) -> StreamingHttpResponse:
    """Return what `make` makes as a download with this name; see `file_response`."""
    is_packed = is_text(content_type) and bool(
        re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
    )
    try:
        file = of_one_moment(person, make, is_packed=is_packed)
    except Exception as error:
        logger.exception("A file could not be made: %s", content_type)
        raise NotMade from error
    size = file.tell()
    # What is in memory anyway needs no file.
    pieces = Sent(file) if size > IN_MEMORY else [*read(file)]
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def is_text(content_type: str) -> bool:
    """Return whether compressing it is worth the time: the other formats are compressed already.

    >>> is_text("text/csv; charset=utf-8"), is_text("application/fhir+json"), is_text("image/png")
    (True, True, False)
    """
    return content_type.startswith("text/") or content_type.endswith("json")
