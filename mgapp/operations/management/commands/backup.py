"""`manage.py backup`: the whole site as one file that has been brought back once, for a check."""

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mgapp.operations.backup import making
from mgapp.operations.backup.asking import ask_for_seal, seal_of
from mgapp.operations.database.connecting import of_the_site
from mgapp.operations.locks import one_operation
from mgapp.operations.problems import OperationProblem, told

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Write the whole site into one file, while the server runs, bring that file back for a "
        "check, and delete old backups: of seven days, four weeks and twelve months the newest "
        "stays, unless BACKUP_KEEP says otherwise."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, metavar="FOLDER", help="where to (backups/ in the data folder)"
        )
        parser.add_argument(
            "--if-due",
            action="store_true",
            help="only if the newest is older than a day; problems go to the log",
        )
        ask_for_seal(parser)

    def handle(self, *, if_due: bool, verbosity: int, **options: Any) -> None:
        folder = options["to"] or settings.DATA_DIR / "backups"
        try:
            with told(settings.DATA_DIR), one_operation(settings.DATA_DIR):
                if if_due and not making.is_due(folder, now=timezone.now()):
                    return
                said = self._make(folder, options)
        except OperationProblem as problem:
            if not if_due:
                raise CommandError(problem) from problem
            logger.error("No backup at the start: %s", problem)
            return
        if verbosity:
            self.stdout.write(said)

    def _make(self, folder: Path, options: dict[str, Any]) -> str:
        made = making.make(
            of_the_site(),
            folder=folder,
            data_dir=settings.DATA_DIR,
            now=timezone.now(),
            with_seal=seal_of(options),
        )
        deleted = making.rotate(folder, settings.BACKUPS.keep, just_made=made.file)
        rows = sum(made.manifest.rows.values())
        size = made.file.stat().st_size
        old = f" Deleted {len(deleted)} old ones." if deleted else ""
        return f"{made.file}: {rows} rows, {size / 1e6:.1f} MB, checked.{old}"
