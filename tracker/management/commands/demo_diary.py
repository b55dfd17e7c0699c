"""`manage.py demo_diary`: make the demo that visitors look at, so that no one waits for it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker import actions


class Command(BaseCommand):
    help = (
        "Make the shared demo diary, or make it anew where it is of an earlier day. The first "
        "visitor of a day causes the same; nobody can change it or log in to it."
    )

    def handle(self, *, verbosity: int, **_: Any) -> None:
        actions.ensure_demo(now=timezone.now())
        if verbosity:
            self.stdout.write("The demo diary is of today.")
