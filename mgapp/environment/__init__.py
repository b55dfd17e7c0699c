"""Reads what the environment says about this site, and refuses what makes no sense.

Every reader returns a usable value or raises `SettingProblem`, whose text is one sentence for the
person who started the program.
"""

from mgapp.environment.backing_up import Backups, Keep, backups
from mgapp.environment.databases import database, postgresql, sqlite
from mgapp.environment.keys import read_or_create_secret_key, secret_key
from mgapp.environment.mailing import Mail, error_mail_to, mail
from mgapp.environment.problem import SettingProblem
from mgapp.environment.site import (
    Bind,
    bind,
    data_dir,
    is_on,
    log_format,
    public_url,
    sign_up_is_open,
    trusted_proxies,
)

__all__ = [
    "Backups",
    "Bind",
    "Keep",
    "Mail",
    "SettingProblem",
    "backups",
    "bind",
    "data_dir",
    "database",
    "error_mail_to",
    "is_on",
    "log_format",
    "mail",
    "postgresql",
    "public_url",
    "read_or_create_secret_key",
    "secret_key",
    "sign_up_is_open",
    "sqlite",
    "trusted_proxies",
]
