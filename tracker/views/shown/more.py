"""The page "More": groups of links, each with what is found there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Way:
    """A link, and a few words on what is there."""

    page: str
    label: str | Promise
    words: str | Promise

    @property
    def address(self) -> str:
        return reverse(self.page)


@dataclass(frozen=True, slots=True)
class Group:
    """Ways under one heading."""

    title: str | Promise
    ways: tuple[Way, ...]


DIARY = Group(
    _("Your diary"),
    (
        Way("tracker:shelf", _("Shelf"), _("What you take: labels, usual times, what is left")),
        Way("tracker:calendar", _("Calendar"), _("A month at a glance")),
        Way("tracker:shares", _("Shared links"), _("Who can read what, and until when")),
        Way("tracker:experiments", _("Experiments"), _("Weeks with and weeks without, by lot")),
        Way("tracker:entries", _("All entries"), _("Find what you wrote down, newest first")),
        Way("tracker:helps", _("Does it help?"), _("Ask your diary one question")),
        Way("tracker:favourites", _("Favourites"), _("What you log with one tap")),
        Way(
            "tracker:check_in_symptoms", _("Symptoms you follow"), _("Which ones, and their order")
        ),
        Way("tracker:archive", _("Archive"), _("Take everything with you, or bring it in")),
        Way("tracker:profile", _("Profile"), _("Kidneys, medicines, age: what the rules may know")),
    ),
)
TO_LOOK_UP = Group(
    _("To look up"),
    (
        Way("tracker:medicines", _("Medicines"), _("From A to Z: how far apart from magnesium")),
        Way("tracker:rules", _("Rules"), _("What the diary looks for, with sources and doubts")),
        Way("tracker:method", _("How we count"), _("How effects and trends are worked out")),
        Way("tracker:forms", _("Forms of magnesium"), _("What they hold and how they sit")),
        Way("tracker:front", _("About Mg Diary"), _("What it does, with an example")),
    ),
)
ACCOUNT = Group(
    _("Your account"),
    (
        Way("account", _("Account"), _("Password, passkeys, devices")),
        Way("account_logout", _("Log out"), _("Your diary stays here")),
    ),
)


def groups(*, is_demo: bool) -> tuple[Group, ...]:
    """Return the groups; the demo has no account."""
    return (DIARY, TO_LOOK_UP) if is_demo else (DIARY, TO_LOOK_UP, ACCOUNT)
