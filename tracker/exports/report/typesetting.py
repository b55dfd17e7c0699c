"""Runs typst on the layout beside this file: data in, a PDF out.

It imports typst and nothing of ours, so that it can also run as a process of its own, which is
how a long report is set: typst keeps about 100 MB for each year of a diary and gives little of
them back, and a server that answers requests must not grow with the longest diary.
"""

import json
import subprocess
import sys
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE / "fonts"
_MARK = _HERE.parents[2] / "static/img/mark.svg"
_LONGEST_WAIT_SECONDS = 300
_EMPTY_DOCUMENTS = 4

Folders = tuple[str, ...]


class NotSet(Exception):
    """typst could not set it. Nothing is said of why, since typst quotes the text it met."""


def typeset(data: bytes, folders: Folders) -> bytes:
    """Return the PDF of `data`, the report as JSON, with the fonts in `folders`."""
    try:
        return _set(data, folders)
    finally:
        _forget(folders)


def _set(data: bytes, folders: Folders) -> bytes:
    import typst

    # Its type stubs do not know that it takes several files.
    set_files: Any = typst.compile
    try:
        pdf: bytes = set_files(
            _layout() | {"report.json": data},
            font_paths=_fonts(folders),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        raise NotSet from None
    return pdf


def _forget(folders: Folders) -> None:
    """Let typst forget all but the last reports.

    It keeps whatever it set until ten more documents were set: half a gigabyte for ten reports of
    a year, and other people's diaries among it. Empty documents count too.
    """
    import typst

    for _ in range(_EMPTY_DOCUMENTS):
        typst.compile(b"", font_paths=_fonts(folders), ignore_system_fonts=True, format="pdf")


def typeset_apart(data: bytes, folders: Folders) -> bytes:
    """Do the same in a process that ends with it, and takes its memory along."""
    head = json.dumps(folders).encode() + b"\n"
    try:
        done = subprocess.run(  # noqa: S603 (our own file, and nothing typed is an argument)
            [sys.executable, "-I", __file__],
            input=head + data,
            capture_output=True,
            timeout=_LONGEST_WAIT_SECONDS,
            check=True,
        )
    # An error holds what came out, and what came out may quote the text.
    except (subprocess.SubprocessError, OSError):
        raise NotSet from None
    return done.stdout


@cache
def _layout() -> dict[str, bytes]:
    sources = {file.name: file.read_bytes() for file in _HERE.glob("*.typ")}
    return {"main.typ": sources.pop("report.typ"), "mark.svg": _MARK.read_bytes(), **sources}


@lru_cache(maxsize=8)
def _fonts(folders: Folders) -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_FONTS / folder) for folder in folders],
    )


def main() -> None:
    folders = tuple(json.loads(sys.stdin.buffer.readline()))
    sys.stdout.buffer.write(_set(sys.stdin.buffer.read(), folders))


if __name__ == "__main__":
    main()
