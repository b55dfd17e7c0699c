"""Log what was taken, and look before it is saved."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.diary import Intake, Product
from tracker.domain.often import again
from tracker.forms.choices import medicine_names
from tracker.forms.fields import new_entry_id
from tracker.forms.intake import KINDS, ONE_SUBSTANCE, IntakeForm, kind_of_page
from tracker.forms.intake_typed import (
    intake_of_shelf,
    typed_intake,
    usual_intake,
    with_another_row,
)
from tracker.forms.substance_names import suggested_names
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary, writes_diary
from tracker.views.kept_html import FRESH_ID, finished, kept, part, this_minute
from tracker.views.log.saving import GET_OR_POST, clock_of, ensure_id, keep, logged, opening, writer
from tracker.views.reading import outlook_of
from tracker.views.shown.outlook import Outlook
from tracker.views.shown.shelf_label import label_shown

ANOTHER_ROW = "another_row"

ASKED = ("kind", "product", "again", "on")
"""What the address of the form can ask for."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """The page of the form without its frame, and what the frame says of it."""

    title: str
    html: str


@require_http_methods(GET_OR_POST)
@writes_diary
def log_intake(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the form of one kind of intake; save it once what it brings was seen."""
    if request.method != "POST":
        return _opened_page(request, person)
    form = _typed(request, person)
    foreseen = foreseen_of(form, person)
    if is_saving(request) and foreseen is not None and foreseen.lets_save(request.POST):
        intake = form.intake()
        saved = keep(form, lambda: _save(request, person, form, intake))
        if saved is not None:
            return logged(request, intake, saved.change.pk)
    context = intake_context(request, form, foreseen)
    return render(request, "tracker/log/intake.html", context)


def _opened_page(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the form as it opens: the same within the minute, until something is written."""
    asked = [(name, request.GET[name]) for name in ASKED if name in request.GET]
    key = ("log_intake", person.pk, person.state, asked, this_minute(), get_language())
    shown = kept(key, lambda: _opened_part(request, person))
    context = {"title": shown.title, "page": finished(shown.html, request)}
    return render(request, "tracker/log/intake.html", context)


def _opened_part(request: HttpRequest, person: Any) -> FormPart:
    form = _opened(request, person)
    context = intake_context(request, form, foreseen_of(form, person))
    html = part("tracker/log/_intake.html", context)
    return FormPart(context["title"], html.replace(form.data["entry_id"], FRESH_ID))


@require_POST
@reads_diary
def preview_intake(request: HttpRequest, person: Any) -> HttpResponse:
    """Return what stands below the form while it is typed. Nothing is saved."""
    kept = _kept(person, request.POST.get("entry_id", ""))
    form = edited_form(request.POST, kept) if kept else _typed(request, person)
    foreseen = foreseen_of(form, person)
    context = {"outlook": foreseen, "problems": problems_of(form)}
    return render(request, "tracker/log/_outlook.html", context)


def _save(request: HttpRequest, person: Any, form: IntakeForm, intake: Intake) -> Any:
    return actions.log_intake(
        person=person, intake=intake, product=form.new_product(), by=writer(request)
    )


def _opened(request: HttpRequest, person: Any) -> IntakeForm:
    if "product" in request.GET:
        return _opened_for(request, person, request.GET["product"])
    if "again" in request.GET:
        return _opened_again(request, person, request.GET["again"])
    kind = _known_kind(request.GET.get("kind", "magnesium"))
    clock = clock_of(person)
    opened = opening(request, clock)
    last = queries.latest_intake_of(person, kind) if kind in ONE_SUBSTANCE else None
    typed = usual_intake(
        kind, at=opened.at, is_today=opened.is_today, last=last, profile=clock.profile
    )
    return IntakeForm(typed, kind=kind, zone=clock.zone, now=clock.now)


def _opened_for(request: HttpRequest, person: Any, product_id: str) -> IntakeForm:
    """Return the form filled from the label of a product of the shelf."""
    product = _shelved(person, product_id)
    if product is None:
        raise Http404
    clock = clock_of(person)
    opened = opening(request, clock)
    typed = intake_of_shelf(product, at=opened.at, is_today=opened.is_today)
    return IntakeForm(typed, kind="product", zone=clock.zone, now=clock.now, shelved=product)


def _opened_again(request: HttpRequest, person: Any, entry_id: str) -> IntakeForm:
    """Return the form filled with what was taken before, as it would be taken now."""
    before = _kept(person, entry_id)
    if before is None:
        raise Http404
    clock = clock_of(person)
    shelved = _shelved(person, before.product_id or "")
    on_shelf = {} if shelved is None else {shelved.id: shelved}
    at = opening(request, clock).at
    intake = again(before, on_shelf, intake_id=new_entry_id(), at=at)
    kind = kind_of_page(intake) if shelved is None else "product"
    typed = typed_intake(intake)
    return IntakeForm(typed, kind=kind, zone=clock.zone, now=clock.now, shelved=shelved)


def _shelved(person: Any, product_id: str) -> Product | None:
    """Return the person's product; None where it was deleted, or never was theirs."""
    stored = queries.stored_entry(person, "product", product_id)
    return None if stored is None else stored.entry


def _typed(request: HttpRequest, person: Any) -> IntakeForm:
    """Return the form of a new intake with what was posted."""
    typed = request.POST
    kind = _known_kind(typed.get("kind", ""))
    if ANOTHER_ROW in typed:
        typed = with_another_row(typed)
    clock = clock_of(person)
    # Deleted meanwhile, the label in the rows is still what was taken.
    shelved = _shelved(person, typed.get("product_id", "")) if kind == "product" else None
    form = IntakeForm(typed, kind=kind, zone=clock.zone, now=clock.now, shelved=shelved)
    ensure_id(form)
    return form


def edited_form(typed: Any, kept: Intake) -> IntakeForm:
    """Return the form of a kept intake, by the clock that it was written by."""
    if ANOTHER_ROW in typed:
        typed = with_another_row(typed)
    zone = ZoneInfo(kept.timezone)
    return IntakeForm(typed, kind=kind_of_page(kept), zone=zone, now=timezone.now(), kept=kept)


def _kept(person: Any, entry_id: str) -> Intake | None:
    stored = queries.stored_entry(person, "intake", entry_id)
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
    return outlook_of(person, intake.taken_at.date(), [intake], home=form.zone)


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
        "title": _title(form),
        "medicine_names": medicine_names() if form.kind == "medicine" else (),
        "substance_names": suggested_names() if form.kind == "product" else (),
        "label": label_shown(form, knowledge()),
    }


def _title(form: IntakeForm) -> str:
    if form.shelved is not None and form.shelved.name:
        return _("Log %(product)s") % {"product": form.shelved.name}
    return TITLES[form.kind]()


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
