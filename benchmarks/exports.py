"""What it costs to hand a diary over: `.venv/bin/python benchmarks/exports.py`.

1. CSV: rows a second of the flat file, against Python's csv.writer over the rows of the very same
   queries, in one run. At least a quarter.
2. The PDF of a year against an empty document of typst, as typst makes it when it is not asked for
   anything else: at most 15 times, the setting alone, of a report that this process has not set
   before: typst remembers what it set. Beside it stand the same report once more, the whole way
   from the database to the bytes, and an empty document for which no fonts are looked for.
3. Every format at one, three and ten years: seconds, bytes, and the most memory that a process of
   its own takes. One that makes nothing is printed first.

Exits 1 where a ratio is over its bound. The diary has 10,000 entries a year (`--years 3` for a
shorter one); it is kept in a folder that is deleted at the end.
"""

import argparse
import csv
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import Any

import sites

CSV_BOUND = 1 / 4
PDF_BOUND = 15
ROUNDS = 5
A_YEAR = 365


def best(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the least processor time of some runs, in seconds, and what the work returned."""
    least, result = float("inf"), None
    for _ in range(rounds):
        began = processor_time()
        result = work()
        least = min(least, processor_time() - began)
    return least, result


def processor_time() -> float:
    """Return the seconds of this process and of those it started: a long PDF is set in one."""
    used = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def selection_of(years: int) -> Any:
    from django.utils import timezone

    from tracker.domain.selection import Selection

    today = timezone.now().date()
    return Selection(today - timedelta(days=A_YEAR * years - 1), today)


def the_person() -> Any:
    from tracker import queries

    return queries.person_named(sites.NAME)


# CSV beside csv.writer


@contextmanager
def noted() -> Iterator[list[tuple[str, Any]]]:
    """Note the queries for entries of days that are asked within."""
    from django.db import connection

    found: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "day BETWEEN" in sql.replace('"', "") and "ORDER BY" in sql:
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def rows_by_writer(asked: list[tuple[str, Any]]) -> int:
    """Write the rows of the queries as they come from SQLite; return how many there are."""
    from django.db import connection

    number = 0
    with Path(os.devnull).open("w", newline="") as file:
        writer = csv.writer(file)
        for sql, params in asked:
            given = [one if isinstance(one, int) else str(one) for one in params]
            for row in connection.connection.execute(sql.replace("%s", "?"), given):
                writer.writerow(row)
                number += 1
    return number


def rows_of_ours(person: Any, selection: Any) -> int:
    from tracker.views.handover.tables import flat_csv

    with Path(os.devnull).open("wb") as file:
        return sum(
            piece.count(b"\r\n") for piece in flat_csv(person, selection) if file.write(piece)
        )


def compare_csv(years: int) -> bool:
    person, selection = the_person(), selection_of(years)
    with noted() as asked:
        rows_of_ours(person, selection)
    bare_seconds, bare_rows = best(lambda: rows_by_writer(asked))
    seconds, rows = best(lambda: rows_of_ours(person, selection))
    share = (rows / seconds) / (bare_rows / bare_seconds)
    print(f"csv.writer, the same queries: {bare_rows / bare_seconds:>9,.0f} rows a second")
    print(f"flat CSV:                     {rows / seconds:>9,.0f} rows a second")
    print(f"share {share:.2f}, at least {CSV_BOUND}\n")
    return share >= CSV_BOUND


# PDF beside an empty document


def compare_pdf() -> bool:
    import typst

    from tracker.exports.report.pdf import pdf_of
    from tracker.views.handover.reading import read_of
    from tracker.views.shown.report.report import report_of

    person, selection = the_person(), selection_of(1)
    report = report_of(read_of(person, selection))
    empty_seconds, _ = best(lambda: typst.compile(b"", format="pdf"))
    fontless_seconds, _ = best(lambda: typst.compile(b"", ignore_system_fonts=True, format="pdf"))
    others = iter([renumbered(report, by) for by in range(1, ROUNDS + 1)])
    seconds, _ = best(lambda: pdf_of(next(others), paper="a4"))
    again_seconds, _ = best(lambda: pdf_of(report, paper="a4"))
    whole_seconds, _ = best(lambda: pdf_of(report_of(read_of(person, selection)), paper="a4"))
    ratio = seconds / empty_seconds
    print(f"empty document of typst: {empty_seconds * 1000:7.1f} ms")
    print(f"and without any fonts:   {fontless_seconds * 1000:7.1f} ms")
    print(f"a year, set:             {seconds * 1000:7.1f} ms, {ratio:.1f} times")
    again = again_seconds / empty_seconds
    print(f"the same again:          {again_seconds * 1000:7.1f} ms, {again:.1f} times")
    whole = whole_seconds / empty_seconds
    print(f"a year, read and set:    {whole_seconds * 1000:7.1f} ms, {whole:.1f} times")
    print(f"ratio {ratio:.1f}, at most {PDF_BOUND}\n")
    return ratio <= PDF_BOUND


def renumbered(value: Any, by: int) -> Any:
    """Return a report with other digits, so that typst has set none of it before."""
    from tracker.exports.report.values import Picture, Reference

    if isinstance(value, str):
        return value.translate({ord(str(n)): str((n + by) % 10) for n in range(10)})
    if isinstance(value, tuple):
        return tuple(renumbered(one, by) for one in value)
    if not is_dataclass(value) or isinstance(value, (Picture, Reference)):
        return value
    of_fields = {one.name: renumbered(getattr(value, one.name), by) for one in fields(value)}
    return replace(value, **of_fields)


# Every format, in a process of its own


def make_one(what: str, years: int) -> None:
    """Make a file in this process, and print what it took."""
    from tracker.views.handover.files import KINDS

    began = processor_time()
    size = 0
    if what != "nothing":
        size = sum(map(len, KINDS[what].make(the_person(), selection_of(years))))
    seconds = processor_time() - began
    print(
        f"{what:>8} {years:>3} {seconds:>9.1f} {size / 1e6:>9.1f} {most_memory():>9.0f}", flush=True
    )


def most_memory() -> float:
    """Return the most memory that this process ever had, in MB.

    `resource.ru_maxrss` would not do: it also counts the process that started this one.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def each_format(years: int) -> None:
    from tracker.views.handover.files import FORMATS

    print(f"{'format':>8} {'y':>3} {'seconds':>9} {'MB':>9} {'memory MB':>9}", flush=True)
    spans = sorted({1, min(3, years), years})
    wanted = [("nothing", 1), *((what, span) for what in FORMATS for span in spans)]
    for what, span in wanted:
        command = [sys.executable, __file__, "--make", what, "--years", str(span)]
        subprocess.run(command, check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="What it costs to hand a diary over.")
    parser.add_argument("--years", type=int, default=10, help="of diary (10)")
    parser.add_argument("--make", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sys.path.insert(0, str(sites.ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mgapp.settings"
    if asked.make:
        import django

        django.setup()
        make_one(asked.make, asked.years)
        return 0
    with TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        sites.prepare("mgapp.settings")
        print(f"{sites.seed(asked.years):,} entries in {asked.years} years\n", flush=True)
        # As the servers do: what is loaded stays, and no collector needs to walk it each time.
        gc.collect()
        gc.freeze()
        is_all_right = compare_csv(asked.years) & compare_pdf()
        each_format(asked.years)
    return 0 if is_all_right else 1


if __name__ == "__main__":
    sys.exit(main())
