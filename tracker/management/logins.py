"""The login that a command writes for, made where there is none."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from tracker import actions
from tracker.models import Person


def person_with_login(name: str, say: Callable[[str], object]) -> Person:
    """Return the person of the login `name`; make it, and `say` so, where there is none."""
    try:
        person, is_new = actions.create_login(name=name)
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise CommandError(f"{name!r} cannot be a login: {reasons}", returncode=2) from error
    if is_new:
        say(
            f"Made the login {name!r}, without a password yet: "
            f"set one with `manage.py changepassword {name}`."
        )
    return person
