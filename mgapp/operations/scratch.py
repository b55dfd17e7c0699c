"""Folders for what an operation needs for a while: in the data folder, readable by its user only.

What is not encrypted does not leave the data folder, where the database lies anyway.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

_PREFIX = ".operation-"


@contextmanager
def scratch_folder(data_dir: Path) -> Iterator[Path]:
    """Yield a new folder that is gone afterwards."""
    folder = Path(mkdtemp(prefix=_PREFIX, dir=data_dir))
    try:
        yield folder
    finally:
        rmtree(folder)


def sweep(data_dir: Path) -> None:
    """Delete what operations left behind that were killed; none may be under way."""
    for left in data_dir.glob(f"{_PREFIX}*"):
        rmtree(left)
