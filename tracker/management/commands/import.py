"""`manage.py import`: an archive, or any other diary document, into the diary of a login."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker import actions, queries
from tracker.document import DocumentError, parse, read_document
from tracker.domain.diary import Diary
from tracker.management.logins import person_with_login
from tracker.models import Person
from tracker.views.shown.archive import comparison_shown, lines_of

WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Bring an archive (a diary document, JSON) into the diary of a login, all or nothing. "
        "An empty diary becomes the one of the archive, its history too. Into any other one goes "
        "what is new; where something differs, nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the login; made if there is none")
        parser.add_argument("file", help="the document; - reads standard input")
        parser.add_argument("--dry-run", action="store_true", help="compare and report only")
        parser.add_argument(
            "--keep-mine",
            action="store_true",
            help="leave what differs as the diary has it, and add the rest",
        )

    def handle(self, *, user: str, file: str, dry_run: bool, keep_mine: bool, **_: Any) -> None:
        diary = diary_in(file)
        person = existing_person(user) if dry_run else person_with_login(user, self.stdout.write)
        try:
            found = actions.compare_archive(person=person, diary=diary)
            if found.conflicts and not keep_mine:
                self._list(found)
                raise wrong(
                    "Nothing was imported: some of it differs. --keep-mine leaves what the diary "
                    "has as it is and adds the rest."
                )
            if dry_run or person is None:
                self._list(found)
                self.stdout.write("Compared only; nothing was imported.")
                return
            done = actions.bring_in(person=person, diary=diary, keep_mine=keep_mine)
        except actions.WriteRefused as refused:
            raise wrong(f"Nothing was imported: {refused}") from refused
        self._list(done.comparison)
        self.stdout.write(said_of(done))

    def _list(self, found: queries.Comparison) -> None:
        for line in lines_of(comparison_shown(found).kinds):
            self.stdout.write(line)


def diary_in(file: str) -> Diary:
    """Return the diary in the file; what is wrong with it is told all at once."""
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read_document(parse(text))
    except OSError as error:
        raise wrong(f"{file} cannot be read: {error.strerror}.") from error
    except DocumentError as error:
        problems = "\n".join(map(str, error.problems))
        raise wrong(f"Nothing was imported. In {file}:\n{problems}") from error


def existing_person(login: str) -> Person | None:
    """Return the person of the login; None where a dry run finds nobody, and makes nobody."""
    try:
        return queries.person_named(login)
    except queries.NoSuchPerson:
        return None


def said_of(done: actions.BroughtIn) -> str:
    found = done.comparison
    if found.takes_history:
        return f"Imported with its history: {found.new} things."
    if done.change is None:
        return "Nothing to import: the diary has all of it."
    return f"Imported: {found.new} new things, {found.same} were there already."


def wrong(message: str) -> CommandError:
    return CommandError(message, returncode=WRONG_INPUT)
