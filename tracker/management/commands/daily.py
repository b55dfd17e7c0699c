"""`manage.py daily`: are the days in numbers that are kept what the entries say?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tracker import actions
from tracker.management.rebuilding import ask_whose, rebuild_each


class Command(BaseCommand):
    help = (
        "Make the numbers of all days anew, for trends and comparisons, and say on which days "
        "those that were kept said something else. Ends with 1 where any did."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        ask_whose(parser)

    def handle(self, *_args: object, **options: Any) -> None:
        rebuild_each(options, actions.rebuild_daily, self.stdout.write)
