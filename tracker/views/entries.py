"""Edit an entry, or delete it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.document.fields import is_storable
from tracker.domain.diary import Intake, Meal
from tracker.forms.intake import IntakeForm
from tracker.forms.intake_typed import typed_intake
from tracker.forms.meal import MealForm, typed_meal
from tracker.forms.scales import symptom_label
from tracker.forms.symptom import SymptomForm, typed_score, with_another_place
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.log.intake import ANOTHER_ROW, edited_form, foreseen_of, intake_context
from tracker.views.log.saving import GET_OR_POST, day_of, keep, see_day, writer
from tracker.views.log.symptom import ANOTHER_PLACE
from tracker.views.shown.addresses import day_address, entry_address
from tracker.views.shown.entry_words import differences, entry_line
from tracker.views.shown.symptom_choices import sign_shown

LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Editing:
    """How one kind of entry is edited, deleted and shown."""

    template: str
    form: Callable[[Any, Any], Any]
    typed: Callable[[Any], Any]
    entry: Callable[[Any], Any]
    change: Callable[..., Any]
    delete: Callable[..., Any]


def _meal_form(typed: Any, kept: Any) -> MealForm:
    return MealForm(typed, zone=_zone(kept), now=timezone.now(), kept=kept)


def _symptom_form(typed: Any, kept: Any) -> SymptomForm:
    if ANOTHER_PLACE in typed:
        typed = with_another_place(typed)
    return SymptomForm(
        typed, symptom=kept.symptom or "", zone=_zone(kept), now=timezone.now(), kept=kept
    )


def _zone(kept: Any) -> ZoneInfo:
    """An entry is edited by the clock that it was written by."""
    return ZoneInfo(kept.timezone)


EDITING: Mapping[str, Editing] = {
    "intake": Editing(
        "tracker/log/intake.html",
        edited_form,
        typed_intake,
        IntakeForm.intake,
        lambda entry, **how: actions.change_intake(intake=entry, **how),
        actions.delete_intake,
    ),
    "meal": Editing(
        "tracker/log/meal.html",
        _meal_form,
        typed_meal,
        MealForm.entry,
        lambda entry, **how: actions.change_meal(meal=entry, **how),
        actions.delete_meal,
    ),
    "score": Editing(
        "tracker/log/symptom.html",
        _symptom_form,
        typed_score,
        lambda form: form.entries()[0],
        lambda entry, **how: actions.change_score(score=entry, **how),
        actions.delete_score,
    ),
}
DELETING: Mapping[str, Callable[..., Any]] = {
    **{kind: editing.delete for kind, editing in EDITING.items()},
    "none_taken": actions.remove_none_taken,
}


@require_http_methods(GET_OR_POST)
@writes_diary
def edit_entry(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponse:
    """Show the form with what is kept; keep what was changed in it."""
    stored = _stored(person, kind, entry_id)
    if stored is None:
        return _gone(request, person, kind, entry_id)
    if kind not in EDITING:
        return _none_taken(request, stored)
    form = _form(request, kind, stored)
    foreseen = foreseen_of(form, person) if kind == "intake" else None
    is_seen = foreseen is None or foreseen.lets_save(request.POST)
    refused: dict[str, Any] = {}
    if _is_saving(request) and form.is_valid() and is_seen:
        entry = EDITING[kind].entry(form)
        try:
            saved = _change(request, person, kind, form, entry)
        except actions.NoSuchEntry:  # deleted just now
            return _gone(request, person, kind, entry_id)
        except actions.StaleEntry as stale:
            refused = {"version": stale.version, "stale": _differences(person, kind, entry)}
        else:
            if saved is not None:
                text = _("Changed: %(entry)s") % {"entry": entry_line(entry, knowledge())}
                return see_day(request, day_of(entry), text, saved.change.pk)
    context = _context(request, kind, stored, form, foreseen)
    return render(request, EDITING[kind].template, context | refused)


@require_POST
@writes_diary
def delete_entry(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponse:
    """Delete the entry; doing it twice is doing it once."""
    stored = _stored(person, kind, entry_id)
    entry = stored.entry if stored else _deleted(person, kind, entry_id).before
    try:
        change = DELETING[kind](
            person=person,
            entry_id=entry_id,
            version=_version(request) if "version" in request.POST else None,
            by=writer(request),
        )
    except actions.StaleEntry:
        return _changed_meanwhile(request, entry, kind)
    text = _("Deleted: %(entry)s") % {"entry": entry_line(entry, knowledge())}
    return see_day(request, day_of(entry), text, change.pk)


def _stored(person: Any, kind: str, entry_id: str) -> Any:
    if kind not in DELETING or not is_storable(entry_id) or len(entry_id) > LONGEST_ID:
        raise Http404
    return queries.stored_entry(person, kind, entry_id)


def _deleted(person: Any, kind: str, entry_id: str) -> queries.PastChange:
    """Return the change that deleted the entry; an id that never was is not found."""
    past = queries.history(person, kind, entry_id)
    if not past or past[0].after is not None:
        raise Http404
    return past[0]


def _gone(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponse:
    """Tell that the entry was deleted, and offer to bring it back."""
    past = _deleted(person, kind, entry_id)
    context = {
        "line": entry_line(past.before, knowledge()),
        "change_id": past.change_id,
        "address": day_address(day_of(past.before)),
    }
    return render(request, "tracker/log/gone.html", context, status=404)


def _none_taken(request: HttpRequest, stored: Any) -> HttpResponse:
    """A "none taken" is one sentence: it stands or it is taken back."""
    if request.method == "POST":
        raise Http404
    context = {"line": entry_line(stored.entry, knowledge())}
    context |= _addresses("none_taken", stored.entry) | {"version": stored.version}
    return render(request, "tracker/log/none_taken.html", context)


def _changed_meanwhile(request: HttpRequest, entry: Any, kind: str) -> HttpResponse:
    context = {"line": entry_line(entry, knowledge()), **_addresses(kind, entry)}
    return render(request, "tracker/log/not_deleted.html", context)


def _form(request: HttpRequest, kind: str, stored: Any) -> Any:
    editing = EDITING[kind]
    typed = request.POST if request.method == "POST" else editing.typed(stored.entry)
    return editing.form(typed, stored.entry)


def _is_saving(request: HttpRequest) -> bool:
    return request.method == "POST" and not {ANOTHER_ROW, ANOTHER_PLACE} & request.POST.keys()


def _version(request: HttpRequest) -> int:
    """Return the version that the page was opened with; 0, which no entry has, for none."""
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


def _change(request: HttpRequest, person: Any, kind: str, form: Any, entry: Any) -> Any:
    how = {"person": person, "version": _version(request), "by": writer(request)}
    return keep(form, lambda: EDITING[kind].change(entry, **how))


def _differences(person: Any, kind: str, entry: Any) -> list[tuple[str, str, str]]:
    """Return what the entry says now beside what was typed."""
    stored = queries.stored_entry(person, kind, entry.id)
    return [] if stored is None else differences(stored.entry, entry, knowledge())


def _context(
    request: HttpRequest, kind: str, stored: Any, form: Any, foreseen: Any
) -> dict[str, Any]:
    if not _is_saving(request):
        form.forget_problems()
    context = {
        "form": form,
        "title": _title(stored.entry),
        "version": request.POST.get("version", "") if request.method == "POST" else stored.version,
        **_addresses(kind, stored.entry),
    }
    if kind == "intake":
        return {**intake_context(request, form, foreseen), **context}
    if kind == "score":
        context["sign"] = sign_shown(form.symptom, knowledge()) if not form.asked else None
    return context


def _addresses(kind: str, entry: Any) -> dict[str, str]:
    edit = entry_address(kind, entry.id)
    return {"edit_address": edit, "day_address": day_address(day_of(entry))}


def _title(entry: Any) -> str:
    if isinstance(entry, Intake):
        return _("Change this intake")
    return _("Change this meal") if isinstance(entry, Meal) else symptom_label(entry.symptom)
