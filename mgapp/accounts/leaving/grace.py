"""Leaving: an account is asked to be deleted, waits two weeks, and is kept or erased.

While it waits nobody reads or writes the diary, its owner neither; `erasing` then removes it. See
docs/decisions/0022-leaving.md.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mgapp.accounts.devices import sessions
from mgapp.accounts.logins import person_of
from mgapp.accounts.models import Standing
from mgapp.accounts.standings import set_standing, standing_of

GRACE = timedelta(days=14)


def leaves_at(user: Any) -> datetime | None:
    """Return from when `user` may be erased; None for whoever stays, and for visitors."""
    standing = standing_of(user)
    return standing.leaves_at if standing else None


def ask_to_leave(*, user: Any, now: datetime) -> None:
    """Close everything of `user` at once: links and sessions. What is written stays for GRACE.

    Asked for twice, the first date holds.
    """
    # Not before it is needed: see mgapp/loading.py.
    from tracker import actions

    with transaction.atomic():
        if leaves_at(user) is None:
            set_standing(user, asked_at=now, leaves_at=now + GRACE)
        person = person_of(user)
        if person is not None:
            actions.revoke_all_shares(person=person, now=now)
    sessions.end_all(user)


def stay(*, user: Any, now: datetime) -> bool:
    """Take the deletion back, if its time is not over; return whether the account stays.

    Links stay closed: they may be with anybody.
    """
    waiting = Standing.objects.filter(user_id=user.pk, leaves_at__gt=now)
    return bool(waiting.update(asked_at=None, leaves_at=None))
