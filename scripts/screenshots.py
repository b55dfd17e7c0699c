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
    """A page as it is seen on a phone or at a desk, by day or by night.

    One of a diary is taken as the person whose diary the test made.
    """

    name: str
    path: str
    width: int
    height: int
    color_scheme: str = "light"
    is_of_diary: bool = False

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"

    def keep(self, taken: Path) -> None:
        """Put the file `taken` into the documentation where it is missing or asked for."""
        if self.file.exists() and not os.environ.get("SCREENSHOTS"):
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken, self.file)


DAY = "2026-06-10"
"""The day of the made diary: calcium at 8:10, magnesium at 8:35."""

PICTURES = (
    Picture("front-phone", "/", width=390, height=844),
    Picture("rules-desk", "/rules/", width=1280, height=800),
    Picture("rule-phone", "/rules/ciprofloxacin/", width=390, height=844),
    Picture("day-phone", f"/day/{DAY}/", width=390, height=1170, is_of_diary=True),
    Picture(
        "day-desk-dark",
        f"/day/{DAY}/",
        width=1280,
        height=800,
        color_scheme="dark",
        is_of_diary=True,
    ),
)
