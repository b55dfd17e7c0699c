"""A seal names what a page showed without saying it: a form carries it back.

So a view knows whether what it would do now is what was looked at, and keeps nothing for that.
"""

from django.utils.crypto import constant_time_compare, salted_hmac


def seal_of(page: str, shown: object) -> str:
    """Return the seal of what the page of this name showed; `shown` is told apart by its repr."""
    return salted_hmac(page, repr(shown), algorithm="sha256").hexdigest()


def is_sealed(sent: object, seal: str) -> bool:
    """Is what a form sent the seal? Comparing takes the same time for every wrong one."""
    return constant_time_compare(str(sent), seal)
