"""Who keeps a diary."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from tracker.models import Person


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
