"""The accounts as Django knows them."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign up, log in, change a password; and the table that counts attempts."""

    name = "mgapp.accounts"
