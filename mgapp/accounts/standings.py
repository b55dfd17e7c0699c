"""The standing of a login, without a query where the login was loaded for a request."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from mgapp.accounts.models import Standing


def standing_of(user: Any) -> Standing | None:
    """Return the row of `user`; None where there is nothing to say, as of most and of visitors."""
    if not user.is_authenticated:
        return None
    try:
        standing: Standing = user.standing
    except ObjectDoesNotExist:
        return None
    return standing


def set_standing(user: Any, **columns: Any) -> Standing:
    """Write these columns of the row of `user`, and leave the others as they are."""
    standing, _ = Standing.objects.update_or_create(user_id=user.pk, defaults=columns)
    user._state.fields_cache["standing"] = standing
    return standing
