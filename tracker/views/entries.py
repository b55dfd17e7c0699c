"""Edit an entry, or delete it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.diary import Intake, Score
from tracker.forms.intake import IntakeForm
from tracker.forms.intake_typed import typed_intake
from tracker.forms.meal import MealForm, typed_meal
from tracker.forms.scales import NONE_OF_OWN, OwnSymptoms, symptom_label
from tracker.forms.symptom import SymptomForm, typed_score
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.gone import deletion_of
from tracker.views.log.intake import ANOTHER_ROW, edited_form, foreseen_of, intake_context
from tracker.views.log.meal import edited_meal, is_looking, meal_context, meal_foods
from tracker.views.log.saving import (
    GET_OR_POST,
    day_of,
    keep,
    own_of,
    see_day,
    version_of,
    writer,
)
from tracker.views.shown.addresses import day_address, entry_address, history_address
from tracker.views.shown.body import outline_of
from tracker.views.shown.entry_words import differences, entry_line
from tracker.views.shown.outlook import Outlook
from tracker.views.shown.symptom_choices import sign_shown


@dataclass(frozen=True, slots=True)
class Editing:
    """How one kind of entry is edited, deleted and shown."""

    template: str
    form: Callable[[Any, Any], Any]
    typed: Callable[[Any], Any]
    entry: Callable[[Any], Any]
    change: Callable[..., Any]
    delete: Callable[..., Any]


def _symptom_form(typed: Any, kept: Any, own: OwnSymptoms = NONE_OF_OWN) -> SymptomForm:
    return SymptomForm(
        typed, symptom=kept.symptom or "", zone=_zone(kept), now=timezone.now(), kept=kept, own=own
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
        edited_meal,
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


@dataclass(frozen=True, slots=True)
class Edit:
    """The form of one kept entry, with what saving it would bring."""

    person: Any
    kind: str
    stored: Any
    form: Any
    foreseen: Outlook | None


DELETING: Mapping[str, Callable[..., Any]] = {
    **{kind: editing.delete for kind, editing in EDITING.items()},
    "none_taken": actions.remove_none_taken,
}


@require_http_methods(GET_OR_POST)
@writes_diary
def edit_entry(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponseBase:
    """Show the form with what is kept; keep what was changed in it."""
    stored = _stored(person, kind, entry_id)
    if stored is None:
        return _gone(request, person, kind, entry_id)
    if kind not in EDITING:
        return _none_taken(request, stored)
    if kind == "meal" and is_looking(request.POST):
        return meal_foods(request)
    edit = _opened(request, person, kind, stored)
    is_seen = edit.foreseen is None or edit.foreseen.lets_save(request.POST)
    if _is_saving(request) and edit.form.is_valid() and is_seen:
        return _save(request, edit)
    return _shown(request, edit)


@require_POST
@writes_diary
def delete_entry(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponse:
    """Delete the entry; doing it twice is doing it once."""
    stored = _stored(person, kind, entry_id)
    entry = stored.entry if stored else deletion_of(person, kind, entry_id).before
    try:
        change = DELETING[kind](
            person=person,
            entry_id=entry_id,
            version=version_of(request) if "version" in request.POST else None,
            by=writer(request),
        )
    except actions.StaleEntry:
        return _changed_meanwhile(request, person, entry, kind)
    text = _("Deleted: %(entry)s") % {"entry": _line(person, entry)}
    return see_day(request, day_of(entry), text, change.pk)


def _stored(person: Any, kind: str, entry_id: str) -> Any:
    if kind not in DELETING:
        raise Http404
    return queries.stored_entry(person, kind, entry_id)


def _gone(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponse:
    """Tell that the entry was deleted, and offer to bring it back."""
    past = deletion_of(person, kind, entry_id)
    context = {
        "line": _line(person, past.before),
        "change_id": past.change_id,
        "address": day_address(day_of(past.before)),
        "history_address": history_address(kind, entry_id),
    }
    return render(request, "tracker/log/gone.html", context, status=404)


def _none_taken(request: HttpRequest, stored: Any) -> HttpResponse:
    """A "none taken" is one sentence: it stands or it is taken back."""
    if request.method == "POST":
        raise Http404
    context = {"line": entry_line(stored.entry, knowledge())}
    context |= _addresses("none_taken", stored.entry) | {"version": stored.version}
    return render(request, "tracker/log/none_taken.html", context)


def _changed_meanwhile(request: HttpRequest, person: Any, entry: Any, kind: str) -> HttpResponse:
    context = {"line": _line(person, entry), **_addresses(kind, entry)}
    return render(request, "tracker/log/not_deleted.html", context)


def _line(person: Any, entry: Any) -> str:
    return entry_line(entry, knowledge(), _own_for(person, entry))


def _own_for(person: Any, entry: Any) -> OwnSymptoms:
    """Return the person's own symptoms where the entry may be of one of them."""
    return own_of(person) if isinstance(entry, Score) else NONE_OF_OWN


def _opened(request: HttpRequest, person: Any, kind: str, stored: Any) -> Edit:
    """Return the form with what is kept, or with what was typed over it."""
    editing, kept = EDITING[kind], stored.entry
    typed = request.POST if request.method == "POST" else editing.typed(kept)
    form: Any = (
        _symptom_form(typed, kept, _own_for(person, kept))
        if kind == "score"
        else editing.form(typed, kept)
    )
    foreseen = foreseen_of(form, person) if kind == "intake" else None
    return Edit(person, kind, stored, form, foreseen)


def _save(request: HttpRequest, edit: Edit) -> HttpResponse:
    entry = EDITING[edit.kind].entry(edit.form)
    try:
        saved = _change(request, edit, entry)
    except actions.NoSuchEntry:  # deleted just now
        return _gone(request, edit.person, edit.kind, entry.id)
    except actions.StaleEntry as stale:
        differing = _differences(edit.person, edit.kind, entry)
        return _shown(request, edit, version=stale.version, stale=differing)
    if saved is None:
        return _shown(request, edit)
    text = _("Changed: %(entry)s") % {"entry": _line(edit.person, entry)}
    return see_day(request, day_of(entry), text, saved.change.pk)


def _is_saving(request: HttpRequest) -> bool:
    return request.method == "POST" and ANOTHER_ROW not in request.POST


def _change(request: HttpRequest, edit: Edit, entry: Any) -> Any:
    how = {"person": edit.person, "version": version_of(request), "by": writer(request)}
    return keep(edit.form, lambda: EDITING[edit.kind].change(entry, **how))


def _differences(person: Any, kind: str, entry: Any) -> list[tuple[str, str, str]]:
    """Return what the entry says now beside what was typed."""
    stored = queries.stored_entry(person, kind, entry.id)
    if stored is None:
        return []
    return differences(stored.entry, entry, knowledge(), _own_for(person, entry))


def _shown(request: HttpRequest, edit: Edit, **refused: Any) -> HttpResponse:
    form, kept = edit.form, edit.stored.entry
    if not _is_saving(request):
        form.forget_problems()
    is_posted = request.method == "POST"
    context = {
        **_own_context(request, edit),
        "form": form,
        "title": _title(kept, form),
        "version": request.POST.get("version", "") if is_posted else edit.stored.version,
        **_addresses(edit.kind, kept),
        **refused,
    }
    return render(request, EDITING[edit.kind].template, context)


def _own_context(request: HttpRequest, edit: Edit) -> dict[str, Any]:
    """Return what only the page of this kind of entry shows."""
    form = edit.form
    if edit.kind == "intake":
        return intake_context(request, form, edit.foreseen)
    if edit.kind == "meal":
        return meal_context(form, edit.person)
    return {
        "sign": sign_shown(form.symptom, knowledge()) if not form.asked else None,
        "outline": outline_of(form["places"]) if form.asks_where else None,
    }


def _addresses(kind: str, entry: Any) -> dict[str, str]:
    edit = entry_address(kind, entry.id)
    return {
        "edit_address": edit,
        "history_address": history_address(kind, entry.id),
        "day_address": day_address(day_of(entry)),
    }


def _title(entry: Any, form: Any) -> str:
    if isinstance(entry, Score):
        return symptom_label(entry.symptom, form.own)
    return _("Change this intake") if isinstance(entry, Intake) else _("Change this meal")
