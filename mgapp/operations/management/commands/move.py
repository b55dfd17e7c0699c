"""`manage.py move`: the whole site into another database."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mgapp.environment import SettingProblem
from mgapp.operations import moving
from mgapp.operations.database.connecting import is_sqlite, of_the_site
from mgapp.operations.locks import one_operation, without_server
from mgapp.operations.problems import OperationProblem, told


class Command(BaseCommand):
    help = (
        "Copy the whole site into another database, which has to be empty, and compare every row. "
        "The server has to be stopped. What is here stays as it is. Everybody has to log in again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            metavar="DATABASE_URL",
            help="postgres://NAME@HOST:5432/DATABASE or sqlite:///PATH; a password is better kept "
            "in ~/.pgpass than written here, where other users of this machine could read it",
        )

    def handle(self, *, to: str, verbosity: int, **_: Any) -> None:
        data_dir = settings.DATA_DIR
        try:
            target = moving.place_named(to)
            with told(data_dir), one_operation(data_dir), without_server(data_dir):
                moved = moving.move(of_the_site(), target)
        except (OperationProblem, SettingProblem) as problem:
            raise CommandError(problem) from problem
        for table, rows in moved.items():
            if verbosity > 1:
                self.stdout.write(f"{rows:>10}  {table}")
        self.stdout.write(f"Moved {sum(moved.values())} rows in {len(moved)} tables; all compared.")
        self.stdout.write(next_step(is_sqlite(target)))


def next_step(to_sqlite: bool) -> str:
    if to_sqlite:
        return (
            "Now put the file at mgdiary.sqlite3 in the data folder, leave DATABASE_URL out of the "
            "server's environment, and start it."
        )
    return (
        "Now set DATABASE_URL in the server's environment to what you gave to --to, and start it. "
        "A server on another machine needs SECRET_KEY too: the text of secret_key in the data "
        "folder. Once all is well, delete mgdiary.sqlite3 there."
    )
