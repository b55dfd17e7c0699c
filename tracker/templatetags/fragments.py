"""Parts of pages that are made of one value each, and made once for it.

A tap changes one entry of a day; what stands for the others is the same text as before.
"""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.translation import get_language

register = template.Library()

MOST_KEPT = 2_000

Values = tuple[tuple[str, Hashable], ...]


@register.simple_tag(takes_context=True)
def fragment(context: Context, name: str, **values: Hashable) -> str:
    """Return the template `name` made of these frozen values, and of nothing else of the page.

    It is kept in this process, so it is for values that a page shows again and again. A token of
    the page goes in as well, so that a form in it works; where the token is a mark that
    `kept_html` replaces, the text is the same for all.
    """
    make = _made if settings.DEBUG else _kept
    return make(name, get_language(), str(context.get("csrf_token", "")), tuple(values.items()))


def _made(name: str, language: str | None, token: str, values: Values) -> str:
    del language  # the active one: it is here as a part of the key
    return render_to_string(name, dict(values) | {"csrf_token": token})


_kept = lru_cache(maxsize=MOST_KEPT)(_made)
