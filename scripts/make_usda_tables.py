"""Make the tables of household portions and of other names from the files of USDA SR28.

    python scripts/make_usda_tables.py FOLDER

FOLDER holds WEIGHT.txt and FOOD_DES.txt as the US Department of Agriculture published them in
Release 28 of its National Nutrient Database for Standard Reference (public domain): lines of
cells between carets, words between tildes. The same files give the same bytes.
"""

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "tracker/knowledge"

Row = tuple[str, ...]


def main(folder: Path) -> None:
    portions = [("ndb_no", "amount", "measure", "grams"), *portions_in(folder / "WEIGHT.txt")]
    write(KNOWLEDGE / "usda_portions.csv.gz", portions)
    names = [("ndb_no", "is_surveyed", "other_names"), *names_in(folder / "FOOD_DES.txt")]
    write(KNOWLEDGE / "usda_names.csv.gz", names)


def portions_in(file: Path) -> Iterator[Row]:
    """Yield each household portion: the food, how many of which measure, and their grams."""
    for number, _, amount, measure, grams, *_ in cells(file):
        yield number, plain(amount), " ".join(measure.split()), plain(grams)


def names_in(file: Path) -> Iterator[Row]:
    """Yield the foods with other names, and those of the survey of what America eats."""
    for number, _, _, _, other_names, _, survey, *_ in cells(file):
        if other_names or survey == "Y":
            yield number, "1" if survey == "Y" else "", " ".join(other_names.split())


def cells(file: Path) -> Iterator[list[str]]:
    for line in file.read_text(encoding="latin-1").splitlines():
        if line:
            yield [cell.strip("~") for cell in line.split("^")]


def plain(number: str) -> str:
    """Return a number without a bare point or idle zeros: `.50` becomes `0.5`."""
    return f"{Decimal(number).normalize():f}"


def write(file: Path, rows: Iterable[Row]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    # No time and no name in the header, so that the bytes depend on the rows alone.
    file.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
