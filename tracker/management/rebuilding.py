"""Commands that make what is derived from a diary anew, and say where it had been otherwise."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tracker import actions, queries

WRONG_INPUT = 2


def ask_whose(parser: CommandParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--check", metavar="NAME", help="the diary of this login")
    whose.add_argument("--all", action="store_true", help="every diary, the demo as well")


def rebuild_each(
    options: dict[str, Any],
    rebuild: Callable[..., actions.Rebuilt],
    write: Callable[[str], None],
) -> None:
    """Rebuild the diaries that `options` ask for; end with 1 where any had been otherwise."""
    people = queries.everyone() if options["all"] else [_person_named(options["check"])]
    # A list: every diary is to be looked at, also after one that differs.
    differ = [_rebuild(person, rebuild, write) for person in people]
    if any(differ):
        raise SystemExit(1)


def _rebuild(
    person: Any, rebuild: Callable[..., actions.Rebuilt], write: Callable[[str], None]
) -> bool:
    """Rebuild the days of one person; return whether any was kept otherwise."""
    rebuilt = rebuild(person=person)
    differing = ", ".join(day.isoformat() for day in rebuilt.differing)
    told = f"kept otherwise: {differing}" if differing else "all as they were kept"
    write(f"person {person.pk}: {rebuilt.days} days, {told}")
    return bool(rebuilt.differing)


def _person_named(name: str) -> Any:
    try:
        return queries.person_named(name)
    except queries.NoSuchPerson as error:
        message = f"nobody with the login {name!r} keeps a diary here"
        raise CommandError(message, returncode=WRONG_INPUT) from error
