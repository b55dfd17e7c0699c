"""What a password may not be, beside too short or among the 20,000 most used ones.

Nobody is asked for a capital, a digit and a sign: that makes passwords worse (NIST SP 800-63B,
3.1.1.2). What is refused is what somebody who guesses would try first.
"""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mgapp.accounts.plain_form import MOST_CHARACTERS, TOO_LONG

SITE_WORDS = ("mgdiary", "magnesium", "diary", "password", "passwort", "account", "login", "mg")
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
)
NEXT_TO = {pair for row in ROWS for way in (row, row[::-1]) for pair in pairwise(way)}
REPEATED = re.compile(r"(.{1,4}?)\1+.{0,3}", re.DOTALL)


class NotTooLong:
    """Refuses what is longer than any phrase, before the others look at it."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > MOST_CHARACTERS:
            raise ValidationError(TOO_LONG, code="password_too_long")

    def get_help_text(self) -> str:
        return str(TOO_LONG)


class NotTheSite:
    """Refuses the names of this site, with or without digits and signs around them."""

    def validate(self, password: str, user: Any = None) -> None:
        letters = _letters(password)
        for word in (_letters(urlsplit(settings.PUBLIC_URL).hostname or ""), *SITE_WORDS):
            letters = letters.replace(word, "") if word else letters
        if len(letters) < 3 and len(_letters(password)) >= 3:
            raise ValidationError(self.get_help_text(), code="password_is_the_site")

    def get_help_text(self) -> str:
        return _("A password made of the name of this site is easy to guess.")


class NotOneRun:
    """Refuses neighbours on the keyboard or in the alphabet, and a short piece over and over."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_one_run(password.lower()):
            raise ValidationError(self.get_help_text(), code="password_is_one_run")

    def get_help_text(self) -> str:
        return _("A row of keys, or a few characters over and over, is easy to guess.")


def is_one_run(password: str) -> bool:
    """Return whether nearly every character follows from the one before.

    >>> [is_one_run(text) for text in ("qwertzuiop1", "abcabcabcabc", "aaaaaaaaaa", "plum-orbit")]
    [True, True, True, False]
    """
    if len(password) > MOST_CHARACTERS:
        return False
    steps = list(pairwise(password))
    surprises = sum(one != other and (one, other) not in NEXT_TO for one, other in steps)
    return len(steps) > 0 and (surprises <= len(steps) // 5 or bool(REPEATED.fullmatch(password)))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
