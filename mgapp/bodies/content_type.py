"""Makes the type of what is sent one that Django can read, before it reads it.

Django reads it while it makes the request, where nothing catches an error: `charset=idna` with a
query that is none, or a parameter in a charset that there is not, would break off the connection
without an answer. Browsers send forms in UTF-8, whatever a request says.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_KIND = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;|$)", re.ASCII)
_BOUNDARY = re.compile(r';\s*boundary="?([\w\'()+,./:=? -]{1,200})"?\s*(?:;|$)', re.ASCII | re.I)


def plain_type(text: str) -> str:
    """Return the kind of `text`, and the boundary between the parts of a form if it has one.

    >>> plain_type("text/plain; charset=idna; x*=none''%41")
    'text/plain'
    >>> plain_type('multipart/form-data; charset=utf-7; boundary="a-b"')
    'multipart/form-data; boundary="a-b"'
    >>> plain_type("nonsense")
    ''
    """
    kind, boundary = _KIND.match(text), _BOUNDARY.search(text)
    if kind is None:
        return ""
    return f'{kind[1]}; boundary="{boundary[1]}"' if boundary else kind[1]


def with_plain_type(application: Wsgi) -> Wsgi:
    """Return `application` as it is asked with a plain type."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = plain_type(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return answer
