"""What the person says about a flag: seen, or talked about with a clinician."""

from datetime import date
from typing import Any, cast, get_args

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tracker import actions
from tracker.domain.flag_notes import FlagNote, FlagSaying
from tracker.views.access import writes_diary
from tracker.views.reading import flags_around
from tracker.views.shown.addresses import day_address
from tracker.views.shown.day_flags import flags_on, key_of

SAYINGS: tuple[FlagSaying, ...] = get_args(FlagSaying)


@require_POST
@writes_diary
def mark_flag(request: HttpRequest, person: Any, on: date) -> HttpResponse:
    """Keep, or take back, what the person says about a flag of the day `on`."""
    says = next((one for one in SAYINGS if one == request.POST.get("says")), None)
    if says is None or request.POST.get("is_so") not in ("yes", "no"):
        return HttpResponseBadRequest()
    flags = flags_on(flags_around(person, on), on)
    flag = next((flag for flag in flags if key_of(flag) == request.POST.get("flag")), None)
    if flag is None:
        raise Http404
    write = actions.mark_flag if request.POST["is_so"] == "yes" else actions.unmark_flag
    note = FlagNote.about(flag.rule.id, flag.entries, says)
    write(person=person, note=note, by=cast(AbstractBaseUser, request.user))
    return redirect(f"{day_address(on)}#flag-{key_of(flag)}")
