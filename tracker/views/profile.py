"""The profile: what is known of the person, each fact from its day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import actions, queries
from tracker.document.zones import ZONE_NAMES
from tracker.domain.diary import Product, Profile
from tracker.forms import profile as single
from tracker.forms import profile_lists as lists
from tracker.forms.choices import medicine_names
from tracker.forms.profile_facts import FactsForm, HeldLineForm, UndoForm, value_on, writer
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary, writes_diary
from tracker.views.dates import now_of
from tracker.views.notes import note_of, say, way_back
from tracker.views.shown.profile_medicines import MedicineShown, medicines_shown
from tracker.views.shown.profile_page import Periods, chapters_shown, region_rows, topic_shown
from tracker.views.shown.profile_topics import topic_named
from tracker.views.shown.statements import REGIONS

FORMS: dict[str, type[FactsForm]] = {
    "birth": single.BirthForm,
    "sex": single.SexForm,
    "pregnancy": single.PregnancyForm,
    "breast-feeding": single.BreastFeedingForm,
    "kidney": single.KidneyForm,
    "conditions": lists.ConditionsForm,
    "medicines": lists.MedicineForm,
    "region": single.RegionForm,
    "time-zone": single.TimezoneForm,
    "new": single.NewToSupplementsForm,
}


@require_safe
@reads_diary
def profile(request: HttpRequest, person: Any) -> HttpResponse:
    """Show every fact with its days and what was so before, and what is known of the medicines."""
    periods, known = queries.profile_periods(person), knowledge()
    today = today_of(periods)
    context = {
        "chapters": chapters_shown(periods, known, today),
        "medicines": medicines_shown(
            periods.get("medicines", ()), known, today, products_of(person)
        ),
        "note": note_of(request),
    }
    return render(request, "tracker/profile/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writes_diary
def topic(request: HttpRequest, person: Any, slug: str) -> HttpResponse:
    """Show what was said of a topic, and write what is said now."""
    if slug not in FORMS:
        raise Http404
    periods = queries.profile_periods(person)
    typed = request.POST if request.method == "POST" else None
    form = FORMS[slug](typed, periods=periods, today=today_of(periods))
    if not form.is_valid():
        return topic_page(request, person, slug, periods, form)
    change = form.save(person=person, by=request.user)
    say(request, words_after(person, slug, periods), change)
    return redirect("tracker:profile") if change else redirect("tracker:profile_topic", slug)


@require_POST
@writes_diary
def stop_medicine(request: HttpRequest, person: Any) -> HttpResponse:
    """Take a medicine off the list, from a day on or altogether."""
    periods = queries.profile_periods(person)
    form = lists.StopMedicineForm(request.POST, periods=periods, today=today_of(periods))
    if not form.is_valid():
        adding = lists.MedicineForm(periods=periods, today=today_of(periods))
        return topic_page(request, person, "medicines", periods, adding, stopping=form)
    change = form.save(person=person, by=request.user)
    say(request, words_after(person, "medicines", periods), change)
    return redirect("tracker:profile_topic", "medicines")


@require_POST
@writes_diary
def remove_line(request: HttpRequest, person: Any) -> HttpResponse:
    """Take back a line of the profile that was wrong."""
    form = HeldLineForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        change = actions.remove_profile_fact(
            person=person, by=writer(request.user), **form.cleaned_data
        )
    except actions.NoSuchEntry as error:
        raise Http404 from error
    say(request, _("The line is gone. What was said before it holds in its place."), change)
    return redirect(way_back(request))


@require_POST
@writes_diary
def undo(request: HttpRequest, person: Any) -> HttpResponse:
    """Bring back what was so before a change."""
    form = UndoForm(request.POST)
    change = queries.change_of(person, form.cleaned_data["change"]) if form.is_valid() else None
    if change is None:
        raise Http404
    try:
        actions.undo(person=person, change=change, by=writer(request.user))
        say(request, _("Taken back: all is as it was before."))
    except (actions.ChangedSince, actions.ExperimentHasBegun, actions.ExperimentIsRunning):
        say(request, _("This was changed again since, so it stays. Look at its lines below."))
    return redirect(way_back(request))


def topic_page(
    request: HttpRequest,
    person: Any,
    slug: str,
    periods: Periods,
    form: FactsForm,
    *,
    stopping: lists.StopMedicineForm | None = None,
) -> HttpResponse:
    """Show the page of a topic with its forms as they stand, errors and all."""
    known, today = knowledge(), today_of(periods)
    context: dict[str, Any] = {
        "topic": topic_named(slug),
        "shown": topic_shown(topic_named(slug), periods, known, today),
        "form": form,
        "note": note_of(request),
    }
    if slug == "region":
        context |= {"regions": REGIONS, "rows": region_rows(known)}
    elif slug == "time-zone":
        context["zones"] = sorted(ZONE_NAMES)
    elif slug == "medicines":
        context["names"] = medicine_names()
        products = products_of(person)
        context["medicines"] = with_stop_forms(periods, today, stopping, products)
    return render(request, f"tracker/profile/{slug}.html", context)


def products_of(person: Any) -> Sequence[Product]:
    products: Sequence[Product] = queries.belongings(person)["products"]
    return products


def with_stop_forms(
    periods: Periods,
    today: date,
    typed: lists.StopMedicineForm | None,
    products: Sequence[Product],
) -> list[tuple[MedicineShown, lists.StopMedicineForm]]:
    """Return the medicines of today, each with its form; `typed` is the one that was sent."""
    rows = []
    for one in medicines_shown(periods.get("medicines", ()), knowledge(), today, products):
        form = typed if typed and typed.data.get("name") == one.name else None
        form = form or lists.StopMedicineForm(periods=periods, today=today, name=one.name)
        form.auto_id = f"id_medicine_{one.number}_%s"
        rows.append((one, form))
    return rows


def words_after(person: Any, slug: str, before: Periods) -> str:
    """Return what a write did to the topic, and whether it touched what holds today."""
    after, topic = queries.profile_periods(person), topic_named(slug)
    if after == before:
        return _("This is what was said before: nothing changed.")
    today = today_of(after)
    held = [[value_on(told, fact, today) for fact in topic.facts] for told in (before, after)]
    if held[0] == held[1]:
        words = _("%(topic)s: saved for those days. What holds today stays as it was.")
    else:
        words = _("%(topic)s: saved.")
    return words % {"topic": topic.title}


def today_of(periods: Periods) -> date:
    """Return the day it is where the person is: the zone said last counts."""
    told = periods.get("timezone")
    return now_of(Profile(timezone=told[-1].value if told else None)).date()
