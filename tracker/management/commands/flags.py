"""`manage.py flags`: what got in each other's way, in a document or a stored diary."""

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from tracker import queries
from tracker.document import DocumentError, parse, read_document
from tracker.document.answer import answer, refusal
from tracker.document.json_text import written
from tracker.domain.diary import Diary
from tracker.domain.rules import find_flags
from tracker.exports.listing import listing
from tracker.knowledge import KnowledgeError, knowledge

WRONG_INPUT = 2


class Command(BaseCommand):
    help = "Say what got in each other's way in a diary, with the source of every rule."
    # Read by programs, thousands of times: nothing is checked that a document does not need.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument(
            "document", nargs="?", help="a diary document (JSON); - reads standard input"
        )
        where.add_argument("--user", help="the stored diary of this login")
        parser.add_argument("--json", action="store_true", help="answer for a program")
        parser.add_argument(
            "--lines", action="store_true", help="one document a line, one answer a line"
        )
        parser.add_argument(
            "--today", type=a_day, help="add the weekly tips as of this day (2026-06-14)"
        )

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            is_all_right = self._answer(options)
        except (DocumentError, KnowledgeError) as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            is_all_right = False
        except BrokenPipeError:
            # Whoever read the answers has seen enough; at exit Python would flush into nothing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if not is_all_right:
            raise SystemExit(WRONG_INPUT)

    def _answer(self, options: dict[str, Any]) -> bool:
        """Write the answers; return whether every document was in order."""
        today = options["today"]
        if options["lines"]:
            return self._answer_lines(lines_of(options), today)
        diary = diary_of(options)
        flags = find_flags(diary, knowledge().rule_book, today=today)
        if options["json"]:
            self.stdout.write(written(answer(flags, knowledge().version)))
        else:
            self.stdout.write(listing(flags, knowledge()))
        return True

    def _answer_lines(self, lines: Iterable[bytes], today: date | None) -> bool:
        is_all_right = True
        for line in lines:
            if not line.strip():
                continue
            try:
                flags = find_flags(diary_in(line), knowledge().rule_book, today=today)
                self.stdout.write(written(answer(flags, knowledge().version)))
            except DocumentError as error:
                is_all_right = False
                self.stdout.write(written(refusal(error.problems)))
            self.stdout.flush()
        return is_all_right


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-06-14") from error


def diary_of(options: dict[str, Any]) -> Diary:
    if options["user"] is not None:
        return stored_diary(options["user"])
    return diary_in(b"".join(lines_of(options)))


def diary_in(text: bytes) -> Diary:
    return read_document(parse(text))


def lines_of(options: dict[str, Any]) -> Iterator[bytes]:
    """Yield the lines of the document file, or of standard input."""
    name = options["document"]
    if name is None:
        raise wrong_call("--lines reads documents: name a file, or - for standard input")
    try:
        if name == "-":
            yield from sys.stdin.buffer
        else:
            with Path(name).open("rb") as file:
                yield from file
    except OSError as error:
        raise wrong_call(f"{name} cannot be read: {error.strerror}") from error


def stored_diary(username: str) -> Diary:
    try:
        person = queries.person_named(username)
        return queries.diary(person)
    except queries.NoSuchPerson as error:
        raise wrong_call(f"nobody with the login {username!r} keeps a diary here") from error
    except DatabaseError as error:
        raise wrong_call("the database cannot be read; `manage.py migrate` prepares it") from error


def wrong_call(message: str) -> CommandError:
    return CommandError(message, returncode=WRONG_INPUT)
