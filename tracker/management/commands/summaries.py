"""`manage.py summaries`: are the days in short that are kept what a fresh look says?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import actions, queries

WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Work out the summaries of all days anew, for the calendar and the list of entries, and "
        "say on which days those that were kept said something else. Ends with 1 where any did."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--check", metavar="NAME", help="the diary of this login")
        whose.add_argument("--all", action="store_true", help="every diary, the demo as well")

    def handle(self, *_args: object, **options: Any) -> None:
        people = queries.everyone() if options["all"] else [person_named(options["check"])]
        # A list: every diary is to be looked at, also after one that differs.
        differ = [self._rebuild(person) for person in people]
        if any(differ):
            raise SystemExit(1)

    def _rebuild(self, person: Any) -> bool:
        """Rebuild the days of one person; return whether any was kept otherwise."""
        rebuilt = actions.rebuild_summaries(person=person)
        differing = ", ".join(day.isoformat() for day in rebuilt.differing)
        told = f"kept otherwise: {differing}" if differing else "all as they were kept"
        self.stdout.write(f"person {person.pk}: {rebuilt.days} days, {told}")
        return bool(rebuilt.differing)


def person_named(name: str) -> Any:
    try:
        return queries.person_named(name)
    except queries.NoSuchPerson as error:
        message = f"nobody with the login {name!r} keeps a diary here"
        raise CommandError(message, returncode=WRONG_INPUT) from error
