"""`manage.py import_table`: entries from a table that somebody kept elsewhere."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError

from tracker import actions, queries
from tracker.document.zones import ZONE_NAMES
from tracker.domain.diary import Basis
from tracker.imports import (
    MappingError,
    ReadTable,
    TableError,
    TableMapping,
    read_mapping,
    read_table,
)
from tracker.management.logins import person_with_login

EXPLAINED = """\
The mapping is a TOML file, or the same as JSON in the argument, that says what the columns mean:

  time_column = "datetime"         # ISO 8601; a cell with only a date is a day
  # time_format = "%d.%m.%Y %H:%M" # where it is not ISO
  # decimal = "comma"              # or "point"; else "1,5" is 1.5 and "1,500" is asked about

  [[intake]]                       # as often as there are columns of amounts
  amount_column = "amount"         # "300mg", "300 mg", "1,5 g"; or bare numbers with `unit`
  substance_column = "substance"   # or: substance = "magnesium"
  # unit, basis, form, compound, product, route, source, meal, note_column
  # zero = "none_taken"            # a 0 says "none that day"; else it is left out

  [[score]]                        # as often as there are columns of scores
  column = "pain"
  min = 0
  max = 10
  better = "low"                   # or "high", "none"
  # symptom = "nerve_pain", unit

More in docs/import.md. Importing the same table again adds nothing.
"""


class Command(BaseCommand):
    help = "Import a simple table (CSV or TSV, UTF-8) into the diary of a login, all or nothing."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=EXPLAINED,
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the login; made if there is none")
        parser.add_argument("file", type=Path, help="the table")
        parser.add_argument("--mapping", required=True, help="a TOML file, or JSON (see below)")
        parser.add_argument("--zone", help="IANA zone of the entries (the profile's)")
        parser.add_argument(
            "--basis",
            choices=get_args(Basis),
            default="unknown",
            help="what the amounts are of (unknown)",
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report only")

    def handle(
        self,
        *,
        user: str,
        file: Path,
        mapping: str,
        zone: str | None,
        basis: Basis,
        dry_run: bool,
        **_: Any,
    ) -> None:
        table = entries_of(file, mapping_in(mapping), zone_for(user, zone), basis)
        if dry_run:
            self._report(table, "Read, not imported:", f"{len(list(table.diary.ids()))} entries")
            return
        person = person_with_login(user, self.stdout.write)
        try:
            added = actions.add_entries(person=person, diary=table.diary, keep_known_ids=True)
        except actions.WriteRefused as refused:
            raise wrong(f"Nothing was imported: {refused}") from refused
        self._report(
            table, "Imported:", f"{added.added} entries, {added.already_there} were there already"
        )

    def _report(self, table: ReadTable, what: str, counts: str) -> None:
        diary = table.diary
        self.stdout.write(
            f"{what} {counts} ({len(diary.intakes)} intakes, {len(diary.symptoms)} scores, "
            f"{len(diary.none_taken)} days without)."
        )
        for check in table.checks:
            self.stdout.write(str(check))


def mapping_in(argument: str) -> TableMapping:
    """Return the mapping that the argument is, or that stands in the file it names."""
    try:
        if argument.lstrip().startswith("{"):
            return read_mapping(argument)
        return read_mapping(read_file(Path(argument)).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise wrong(f"{argument} is not UTF-8; save it as UTF-8.") from error
    except MappingError as error:
        raise wrong(f"The mapping cannot be used:\n{error}") from error


def zone_for(login: str, named: str | None) -> str:
    zone = named or zone_of_profile(login)
    if zone is None:
        raise wrong("The profile has no time zone; name one, such as --zone Europe/Berlin.")
    if zone not in ZONE_NAMES:
        raise wrong(f"There is no time zone {zone!r}; names look like Europe/Berlin.")
    return zone


def zone_of_profile(login: str) -> str | None:
    try:
        return queries.profiles(queries.person_named(login))[0].timezone
    except queries.NoSuchPerson:
        return None


def entries_of(file: Path, mapping: TableMapping, zone: str, basis: Basis) -> ReadTable:
    try:
        return read_table(read_file(file), mapping, zone=zone, basis=basis)
    except TableError as error:
        raise wrong(f"Nothing was imported. In {file}:\n{error}") from error


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise wrong(f"{path} cannot be read: {error.strerror}.") from error


def wrong(message: str) -> CommandError:
    return CommandError(message, returncode=2)
