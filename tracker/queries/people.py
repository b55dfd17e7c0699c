"""Whose diary a request may touch. Every access goes through here."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q

from tracker.models import Person


class NoSuchPerson(LookupError):
    """Nobody has this login, or whoever has it keeps no diary; or there is no demo."""


def person_of(user: AbstractBaseUser | AnonymousUser) -> Person:
    """Return the person whose diary `user` keeps; raise NoSuchPerson for a visitor."""
    if isinstance(user, AnonymousUser) or user.pk is None:
        raise NoSuchPerson
    # The site loads a login together with its person: then there is nothing to ask.
    loaded = user._state.fields_cache.get("person")
    return loaded if isinstance(loaded, Person) else _the_one(Q(user__pk=user.pk))


def person_named(name: str) -> Person:
    """Return the person with the login `name`, for the command line; else raise NoSuchPerson."""
    return _the_one(Q(user__username=name))


def demo_person() -> Person:
    """Return the person whose diary visitors may look at; raise NoSuchPerson if there is none."""
    return _the_one(Q(is_demo=True))


def everyone() -> list[Person]:
    """Return all who keep a diary, for the command line."""
    return list(Person.objects.order_by("pk"))


def _the_one(condition: Q) -> Person:
    person = Person.objects.filter(condition).first()
    if person is None:
        raise NoSuchPerson
    return person
