"""Who logs in: allauth's way, and the person of the login in the same query."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser


class LoginAndPerson(AuthenticationBackend):
    """Every page of the diary asks for both, so they come together."""

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        logins = get_user_model()._default_manager.select_related("person")
        user = logins.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
