"""The shared demo: one click in, one click out, and nothing is kept."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.views.access import DEMO_SESSION_KEY
from tracker.views.dates import now_of


# Without a token the front page stays the same for everyone, and caches can keep it. All that
# another site could do with it is to let a visitor look at an invented diary.
@csrf_exempt
@require_POST
def look_at_demo(request: HttpRequest) -> HttpResponse:
    """Open the demo on its last whole day; someone who is logged in gets their own today."""
    if request.user.is_authenticated:
        return redirect("tracker:day")
    demo = actions.ensure_demo(now=timezone.now())
    request.session[DEMO_SESSION_KEY] = True
    today = now_of(queries.profiles(demo)[0]).date()
    return redirect("tracker:day_on", today - timedelta(days=1))


@csrf_exempt
@require_POST
def leave_demo(request: HttpRequest) -> HttpResponse:
    """Close the demo."""
    request.session.pop(DEMO_SESSION_KEY, None)
    return redirect("tracker:front")
