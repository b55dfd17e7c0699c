"""Log what was taken, and look before it is saved."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.document.fields import is_storable
from tracker.domain.diary import Intake
from tracker.forms.choices import medicine_names
from tracker.forms.fields import new_entry_id
from tracker.forms.intake import KINDS, ONE_SUBSTANCE, IntakeForm, kind_of_page
from tracker.forms.intake_typed import usual_intake, with_another_row
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary, writes_diary
from tracker.views.log.saving import GET_OR_POST, clock_of, keep, logged, opening, writer
from tracker.views.shown.outlook import Outlook, outlook

ANOTHER_ROW = "another_row"


@require_http_methods(GET_OR_POST)
@writes_diary
def log_intake(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the form of one kind of intake; save it once what it brings was seen."""
    form = _opened(request, person) if request.method != "POST" else _typed(request, person)
    foreseen = foreseen_of(form, person)
    if is_saving(request) and foreseen is not None and foreseen.lets_save(request.POST):
        intake = form.intake()
        saved = keep(
            form, lambda: actions.log_intake(person=person, intake=intake, by=writer(request))
        )
        if saved is not None:
            return logged(request, intake, saved.change.pk)
    context = intake_context(request, form, foreseen)
    return render(request, "tracker/log/intake.html", context)


@require_POST
@reads_diary
def preview_intake(request: HttpRequest, person: Any) -> HttpResponse:
    """Return what stands below the form while it is typed. Nothing is saved."""
    kept = _kept(person, request.POST.get("entry_id", ""))
    form = edited_form(request.POST, kept) if kept else _typed(request, person)
    foreseen = foreseen_of(form, person)
    context = {"outlook": foreseen, "problems": problems_of(form)}
    return render(request, "tracker/log/_outlook.html", context)


def _opened(request: HttpRequest, person: Any) -> IntakeForm:
    kind = _known_kind(request.GET.get("kind", "magnesium"))
    clock = clock_of(person)
    opened = opening(request, clock)
    last = queries.latest_intake_of(person, kind) if kind in ONE_SUBSTANCE else None
    typed = usual_intake(
        kind, at=opened.at, is_today=opened.is_today, last=last, profile=clock.profile
    )
    return IntakeForm(typed, kind=kind, zone=clock.zone, now=clock.now)


def _typed(request: HttpRequest, person: Any) -> IntakeForm:
    """Return the form of a new intake with what was posted."""
    typed = request.POST.copy()
    kind = _known_kind(typed.get("kind", ""))
    if ANOTHER_ROW in typed:
        typed = with_another_row(typed)
    clock = clock_of(person)
    form = IntakeForm(typed, kind=kind, zone=clock.zone, now=clock.now)
    if form.needs_entry_id:
        typed["entry_id"] = new_entry_id()
    return form


def edited_form(typed: Any, kept: Intake) -> IntakeForm:
    """Return the form of a kept intake, by the clock that it was written by."""
    if ANOTHER_ROW in typed:
        typed = with_another_row(typed)
    zone = ZoneInfo(kept.timezone)
    return IntakeForm(typed, kind=kind_of_page(kept), zone=zone, now=timezone.now(), kept=kept)


def _kept(person: Any, entry_id: str) -> Intake | None:
    stored = queries.stored_entry(person, "intake", entry_id) if is_storable(entry_id) else None
    return None if stored is None else stored.entry


def _known_kind(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return kind


def is_saving(request: HttpRequest) -> bool:
    return request.method == "POST" and ANOTHER_ROW not in request.POST


def foreseen_of(form: IntakeForm, person: Any) -> Outlook | None:
    """Return what saving would bring; None while the form cannot be saved."""
    if not form.is_valid():
        return None
    intake: Intake = form.intake()
    diary = queries.diary_around(person, intake.taken_at.date())
    return outlook(intake, diary, knowledge(), home=form.zone)


def intake_context(
    request: HttpRequest, form: IntakeForm, foreseen: Outlook | None
) -> dict[str, Any]:
    was_sent = is_saving(request)
    if not was_sent:
        form.forget_problems()
    return {
        "form": form,
        "outlook": foreseen,
        "asks_first": was_sent and foreseen is not None and not foreseen.is_clear,
        "title": TITLES[form.kind](),
        "medicine_names": medicine_names() if form.kind == "medicine" else (),
    }


def problems_of(form: IntakeForm) -> list[str]:
    """Return what is not right yet, each once, in the order of the form."""
    found = [text for one in (*form.contents, form) for text in one.errors.values()]
    return list(dict.fromkeys(str(text) for texts in found for text in texts))


TITLES = {
    "magnesium": lambda: _("Log magnesium"),
    "calcium": lambda: _("Log calcium"),
    "vitamin_d": lambda: _("Log vitamin D"),
    "medicine": lambda: _("Log a medicine"),
    "product": lambda: _("Log a product"),
}
