"""`manage.py demo`: fill a diary with entries that nobody lived."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker import actions, queries
from tracker.domain.diary import Diary
from tracker.imports import demo_diary
from tracker.management.logins import person_with_login

LONGEST_DAYS = 36_525
YEARS = range(1970, 2101)


class Command(BaseCommand):
    help = (
        "Write a generated diary for a login, which is made if there is none. "
        "The same days, seed and end give the same diary. Nothing is written into a diary "
        "that has entries."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=180, help="how many days (180)")
        parser.add_argument("--seed", type=int, default=1, help="which diary (1)")
        parser.add_argument("--user", required=True, metavar="NAME", help="the login")
        parser.add_argument(
            "--end",
            type=last_day,
            metavar="DATE",
            help="the last day, such as 2026-06-30 (yesterday)",
        )

    def handle(self, *, days: int, seed: int, user: str, end: date | None, **_: Any) -> None:
        if not 1 <= days <= LONGEST_DAYS:
            raise CommandError(f"--days {days}: choose from 1 to {LONGEST_DAYS}.")
        last = end or timezone.localdate() - timedelta(days=1)
        person = person_with_login(user, self.stdout.write)
        if queries.has_entries(person):
            raise CommandError(
                f"The diary of {user!r} has entries, and they stay as they are. "
                "Choose another name with --user."
            )
        diary = demo_diary(days=days, seed=seed, end=last)
        actions.add_entries(person=person, diary=diary)
        self.stdout.write(f"Wrote {counted(diary)} for {user!r}, up to {last}.")


def last_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-06-30") from error
    if day.year not in YEARS:
        raise ArgumentTypeError(f"{text!r}: choose a year from {YEARS[0]} to {YEARS[-1]}")
    return day


def counted(diary: Diary) -> str:
    """Return how many entries of each kind there are, in words.

    >>> counted(Diary())
    '0 intakes, 0 meals, 0 scores and 0 days without'
    """
    return (
        f"{len(diary.intakes)} intakes, {len(diary.meals)} meals, {len(diary.symptoms)} scores "
        f"and {len(diary.none_taken)} days without"
    )
