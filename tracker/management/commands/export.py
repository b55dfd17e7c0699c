"""`manage.py export`: a diary, or what was chosen of it, as a file."""

import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import current_thread, main_thread
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from tracker import queries
from tracker.domain.selection import Selection
from tracker.exports.report.pdf import ReportNotMade
from tracker.knowledge import KnowledgeError, knowledge
from tracker.management.commands.flags import a_day, wrong_call
from tracker.views.dates import now_of
from tracker.views.handover.files import FORMATS, KINDS, Format
from tracker.views.handover.moment import KeepsChanging, pieces_of

CHOOSING = ("first", "last", "symptoms", "substances", "without_notes", "without_name")


class Command(BaseCommand):
    help = (
        "Write a diary as a file. Without --from and --to: from the first day written to today. "
        "As json, and with nothing chosen: the whole archive, with all that was ever changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="whose diary: a login")
        parser.add_argument(
            "--format",
            required=True,
            choices=FORMATS,
            help="letter: a PDF for US paper; zip: a CSV file for each kind of entry",
        )
        parser.add_argument("--from", dest="first", type=a_day, metavar="DAY", help="2026-06-14")
        parser.add_argument("--to", dest="last", type=a_day, metavar="DAY", help="the last day")
        parser.add_argument(
            "--symptom",
            dest="symptoms",
            action="append",
            metavar="NAME",
            help="this symptom only, such as nerve_pain; as often as there are",
        )
        parser.add_argument(
            "--substance",
            dest="substances",
            action="append",
            metavar="NAME",
            help="this substance only, such as magnesium; as often as there are",
        )
        parser.add_argument("--without-notes", action="store_true", help="leave notes out")
        parser.add_argument(
            "--without-name", action="store_true", help="leave name and day of birth out"
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help="the file (standard output); with csv, a name that ends in .zip means zip",
        )

    def handle(self, *, user: str, output: Path | None, **options: Any) -> None:
        try:
            person = queries.person_named(user)
            selection = selection_of(person, options)
            what = format_of(options["format"], output)
            is_whole = what == "json" and not any(options[name] for name in CHOOSING)
            chosen: Any = None if is_whole else selection
            pieces = pieces_of(person, lambda: KINDS[what].make(person, chosen))
            with ended_by_signals():
                size = write_to(output, begun(pieces))
        except queries.NoSuchPerson as error:
            raise wrong_call(f"nobody with the login {user!r} keeps a diary here") from error
        except KeepsChanging as error:
            raise wrong_call("the diary is being written to; try again in a moment") from error
        except ReportNotMade as error:
            raise wrong_call(str(error)) from error
        except KnowledgeError as error:
            raise wrong_call("\n".join(map(str, error.problems))) from error
        except DatabaseError as error:
            message = "the database cannot be read; `manage.py migrate` prepares it"
            raise wrong_call(message) from error
        except BrokenPipeError:
            # Whoever read it has seen enough; at exit Python would flush into nothing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        except OSError as error:
            # A workbook is put together in the folder for temporary files.
            raise wrong_call(f"the file cannot be made: {error.strerror}") from error
        days = "everything" if is_whole else f"{selection.first} to {selection.last}"
        self.stderr.write(f"{output or 'standard output'}: {what}, {days}, {size:,} bytes")


def selection_of(person: Any, options: dict[str, Any]) -> Selection:
    """Return what the options choose of the person's diary; end with an error what they cannot."""
    first, last = days_of(person)
    first, last = options["first"] or first, options["last"] or last
    if options["first"] is None:
        # A --to before the first day written chooses a day without entries.
        first = min(first, last)
    if first > last:
        raise wrong_call(f"--from {first} is after {last}, the last day")
    return Selection(
        first=first,
        last=last,
        symptoms=chosen_symptoms(person, options["symptoms"]),
        substances=chosen_substances(person, options["substances"]),
        with_notes=not options["without_notes"],
        with_name=not options["without_name"],
    )


def days_of(person: Any) -> tuple[date, date]:
    """Return the first day written and today, or the last day written where that is later."""
    today = now_of(queries.profiles(person)[0]).date()
    written = queries.days_written(person)
    if not written:
        return today, today
    return min(written[0].first, today), max(written[-1].last, today)


def chosen_symptoms(person: Any, names: list[str] | None) -> tuple[str, ...] | None:
    return chosen_of("symptom", names, queries.symptoms_logged(person), lambda name: name)


def chosen_substances(person: Any, names: list[str] | None) -> tuple[str, ...] | None:
    """Return the substances by the names by which they are chosen: any spelling is right."""
    known = knowledge().rule_book.substances
    logged = queries.substances_logged(person)
    return chosen_of("substance", names, logged, known.id_of)


def chosen_of(
    what: str, names: list[str] | None, logged: Iterable[str], meant: Callable[[str], str]
) -> tuple[str, ...] | None:
    """Return which of those logged are meant; None for all. One that is not there is an error."""
    if names is None:
        return None
    there = set(logged)
    for name in names:
        if meant(name) not in there:
            listed = ", ".join(sorted(there)) or "none"
            raise wrong_call(f"there is no {what} {name!r} in this diary; there are: {listed}")
    return tuple(dict.fromkeys(map(meant, names)))


def format_of(asked: Format, output: Path | None) -> Format:
    is_zip = asked == "csv" and output is not None and output.suffix.lower() == ".zip"
    return "zip" if is_zip else asked


def begun(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Return the pieces once the first is made: what cannot begin is to leave nothing behind."""
    rest = iter(pieces)
    return chain([next(rest, b"")], rest)


def write_to(output: Path | None, pieces: Iterable[bytes]) -> int:
    """Write the file, or standard output; return how many bytes. A file is whole or not there."""
    if output is None:
        size = sum(map(sys.stdout.buffer.write, pieces))
        sys.stdout.buffer.flush()
        return size
    try:
        target = output.resolve()
        if target.is_dir():
            raise wrong_call(f"{output} is a folder; name a file in it")
        if target.exists() and not target.is_file():
            # A pipe or a device is written to, never replaced.
            with target.open("wb") as file:
                return sum(map(file.write, pieces))
        return write_file(target, pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise wrong_call(f"{output} cannot be written: {error.strerror}") from error


def write_file(target: Path, pieces: Iterable[bytes]) -> int:
    """Write beside the target, for its owner's eyes alone, and put it in its place at the end."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as beside:
        try:
            size = sum(map(beside.write, pieces))
            beside.close()
            Path(beside.name).replace(target)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
    return size


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let the signals that end a process end it as Ctrl+C does: what was begun is put away."""

    def end(number: int, _frame: Any) -> None:
        sys.exit(128 + number)

    if current_thread() is not main_thread():
        # Only the main thread hears of signals.
        yield
        return
    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
