"""Pages that are the same for everyone: browsers may keep them for a few minutes."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponse]

MINUTES_TO_KEEP = 5


def public_page(view: View) -> View:
    """Let `view` answer GET and HEAD only, with an ETag of what it shows.

    Private, because a header that greets someone may stand above the page.
    """
    kept = cache_control(private=True, max_age=60 * MINUTES_TO_KEEP)(view)
    page: View = require_safe(conditional_page(kept))
    return page
