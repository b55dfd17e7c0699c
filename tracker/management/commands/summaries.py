"""`manage.py summaries`: are the days in short that are kept what a fresh look says?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tracker import actions
from tracker.management.rebuilding import ask_whose, rebuild_each


class Command(BaseCommand):
    help = (
        "Work out the summaries of all days anew, for the calendar and the list of entries, and "
        "say on which days those that were kept said something else. Ends with 1 where any did."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        ask_whose(parser)

    def handle(self, *_args: object, **options: Any) -> None:
        rebuild_each(options, actions.rebuild_summaries, self.stdout.write)
