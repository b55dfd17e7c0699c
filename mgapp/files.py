"""Files that are there as a whole or not at all, whatever happens while they are written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp


def make_once(path: Path, text: str) -> None:
    """Make a file, readable for its owner only, where there is none.

    Several processes may do so at once. It is written under another name, then linked: a link is
    all or nothing, and the first process to make it wins, so nobody ever reads half a file, or
    another one than the rest. Raises OSError.
    """
    handle, draft = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        # Another process was faster; its file is the one to use.
        return
    finally:
        Path(draft).unlink()


def draft_of(name: str) -> str:
    """Return what a file is called until it is whole; one that was killed leaves it behind.

    >>> draft_of("backup.zip")
    '.backup.zip.part'
    """
    return f".{name}.part"


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a name to write to, for its owner only; what was written is `path` afterwards.

    It has that name once it is on the disk. Raises OSError.
    """
    draft = path.with_name(draft_of(path.name))
    try:
        draft.touch(mode=0o600)
        draft.chmod(0o600)
        yield draft
        _sync(draft)
        draft.rename(path)
        _sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
