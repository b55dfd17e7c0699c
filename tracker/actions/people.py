"""Who keeps a diary."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from tracker.models import Person

LABEL = "tracker"


def create_person(*, user: AbstractBaseUser) -> Person:
    """Return the person of the login `user`, made now if there was none: one a login."""
    with transaction.atomic():
        person, _ = Person.objects.get_or_create(user_id=user.pk)
    return person


def create_login(*, name: str) -> tuple[Person, bool]:
    """Return the person of the login `name`, and whether the login was made for it now.

    A new one has no password; `manage.py changepassword` sets one. Raises Django's
    ValidationError where `name` cannot be a login.
    """
    logins = get_user_model()
    with transaction.atomic():
        user = logins.objects.filter(username=name).first()
        if user is not None:
            return create_person(user=user), False
        user = logins(username=name)
        user.set_unusable_password()
        # An unusable password is blank to the form's eyes, and meant.
        user.full_clean(exclude=["password"])
        user.save()
        return create_person(user=user), True


def erase_person(*, person: Person) -> None:
    """Delete every row of `person` for good: the diary, its history, its links; not the login.

    There is no undo, and no Change that would tell of it.
    """
    tables = [table for table in apps.get_app_config(LABEL).get_models() if table is not Person]
    # Rows that others hang on come last: Django then has no row to load for the sake of another.
    tables.sort(key=lambda table: bool(table._meta.related_objects))
    with transaction.atomic():
        for table in tables:
            table._default_manager.filter(person=person).delete()
        Person.objects.filter(pk=person.pk).delete()
