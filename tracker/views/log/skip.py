"""A usual dose that is not taken today: said in one tap, and taken back in one."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.domain.diary import SkippedDose
from tracker.domain.usual_doses import UsualDose
from tracker.forms.again import read_tap
from tracker.forms.fields import derived_id
from tracker.views.access import writes_diary
from tracker.views.day import Reading, read_day
from tracker.views.in_place import done
from tracker.views.log.saving import writer
from tracker.views.log.tapped import dose_of
from tracker.views.shown.quick import TOP


@require_POST
@writes_diary
def skip_dose(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep that a usual dose is left out today; with `take_back`, that it is not."""
    reading = read_day(person)
    tap = read_tap(request.POST, now=reading.now)
    dose = dose_of(tap, reading) if tap and tap.kind == "usual" else None
    if tap is None or dose is None:
        raise Http404
    if "take_back" in request.POST:
        change, text = _taken_back(request, person), _("Taken back.")
    else:
        change, text = _skipped(request, reading, dose), _("Left out today.")
    last_change = {
        "text": text,
        "what": dose.product.name,
        "change": change,
        "place": tap.place or TOP,
    }
    return done(request, partial(read_day, person), last_change)


def _skipped(request: HttpRequest, reading: Reading, dose: UsualDose) -> int:
    """Return the change that said so; saying it twice, or on two devices, is saying it once."""
    said = (dose.product.id, dose.usual.at, reading.now.date())
    for one in reading.diary.skipped_doses:
        if (one.product_id, one.at, one.day) == said:
            return queries.history(reading.person, "skipped_dose", one.id)[0].change_id
    skipped = SkippedDose(
        id=derived_id(dose.product.id, f"skipped {said[2]} {said[1]}"),
        day=reading.now.date(),
        timezone=str(reading.now.tzinfo),
        product_id=dose.product.id,
        at=dose.usual.at,
    )
    saved = actions.skip_dose(person=reading.person, skipped=skipped, by=writer(request))
    return saved.change.pk


def _taken_back(request: HttpRequest, person: Any) -> int:
    skipped = request.POST["take_back"]
    try:
        return actions.take_skip_back(person=person, entry_id=skipped, by=writer(request)).pk
    except actions.NoSuchEntry:
        raise Http404 from None
