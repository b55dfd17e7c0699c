"""`manage.py restore`: a backup in place of what is there."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mgapp.operations.backup import making, restoring
from mgapp.operations.backup.asking import ask_for_key, ask_for_seal, key_of, seal_of
from mgapp.operations.database.connecting import Settings, in_words, of_the_site, refuse_company
from mgapp.operations.locks import one_operation, without_server
from mgapp.operations.problems import OperationProblem, told
from mgapp.operations.scratch import scratch_folder


class Command(BaseCommand):
    help = (
        "Bring a backup back, all of it or nothing. The server has to be stopped. What is there "
        "is kept as a backup of its own first. Everybody has to log in again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a backup that `manage.py backup` made")
        parser.add_argument(
            "--replace", action="store_true", help="even if there are diaries in the database"
        )
        parser.add_argument(
            "--no-input", action="store_true", help="do not ask for the name of the database"
        )
        ask_for_key(parser)
        ask_for_seal(parser)

    def handle(self, *, file: Path, **options: Any) -> None:
        data_dir = settings.DATA_DIR
        try:
            with told(data_dir), one_operation(data_dir), without_server(data_dir):
                self._restore(file, of_the_site(), options)
        except OperationProblem as problem:
            raise CommandError(problem) from problem

    def _restore(self, file: Path, target: Settings, options: dict[str, Any]) -> None:
        refuse_company(target)
        is_readable = restoring.is_readable(target)
        has_diaries = is_readable and restoring.has_diaries(target)
        if has_diaries or not is_readable:
            self._make_sure(target, options)
        with scratch_folder(settings.DATA_DIR) as scratch:
            opened = restoring.open_backup(file, scratch, key_of(options))

            def keep() -> None:
                if not is_readable:
                    self._say_kept(self._set_aside(target))
                elif has_diaries:
                    self._say_kept(self._keep(target, options))

            restoring.put_in_place(opened, target, keep=keep)
        self._finish(opened)

    def _make_sure(self, target: Settings, options: dict[str, Any]) -> None:
        name = in_words(target)
        if not options["replace"]:
            raise OperationProblem(
                f"There are diaries in {name}. With --replace the backup takes their place; they "
                "are kept as a backup first. Nothing was changed."
            )
        if options["no_input"] or not sys.stdin.isatty():
            return
        self.stdout.write(f"Everything in {name} is going to be replaced.")
        if input("Write its name to go on: ").strip() != name:
            raise OperationProblem("That is another name. Nothing was changed.")

    def _keep(self, target: Settings, options: dict[str, Any]) -> Path:
        return making.make(
            target,
            folder=settings.DATA_DIR / "backups",
            data_dir=settings.DATA_DIR,
            now=timezone.now(),
            with_seal=seal_of(options),
            why=making.BEFORE_RESTORE,
        ).file

    def _set_aside(self, target: Settings) -> Path:
        return restoring.set_aside(target, settings.DATA_DIR / "backups", now=timezone.now())

    def _say_kept(self, file: Path) -> None:
        self.stdout.write(f"What was there is kept: {file}")

    def _finish(self, opened: restoring.Opened) -> None:
        aside = restoring.take_secret_key(opened, settings.DATA_DIR, now=timezone.now())
        if aside is not None:
            self.stdout.write(about_secret_key(aside))
        rows = sum(opened.manifest.rows.values())
        self.stdout.write(
            f"Brought back {rows} rows of {opened.manifest.made_at}. Everybody has to log in again."
        )


def about_secret_key(aside: Path) -> str:
    """Return what is said of a key that was put aside: the old one, or that of the backup."""
    if not os.environ.get("SECRET_KEY"):
        return f"The secret key is that of the backup; the other one is {aside}."
    return (
        f"SECRET_KEY is set and stays in use. The backup was made with another one, which is in "
        f"{aside}: codes of apps and recovery codes need it. Set SECRET_KEY to it, if you can, and "
        "delete the file."
    )
