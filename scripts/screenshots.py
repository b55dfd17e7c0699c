"""The pictures of the pages in docs/screenshots.

tests/browser/test_screenshots.py takes them. It keeps those that are missing; to take all of them
anew:

    SCREENSHOTS=1 python -m pytest tests/browser/test_screenshots.py
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs/screenshots"


@dataclass(frozen=True)
class Picture:
    """A page as it is seen on a phone or at a desk."""

    name: str
    path: str
    width: int
    height: int

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"

    def keep(self, taken: Path) -> None:
        """Put the file `taken` into the documentation where it is missing or asked for."""
        if self.file.exists() and not os.environ.get("SCREENSHOTS"):
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken, self.file)


PICTURES = (
    Picture("front-phone", "/", width=390, height=844),
    Picture("rules-desk", "/rules/", width=1280, height=800),
    Picture("rule-phone", "/rules/ciprofloxacin/", width=390, height=844),
)
