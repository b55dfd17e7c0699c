"""Planning an experiment: the plan on one page, then what will be fixed, then it is fixed."""

from secrets import randbelow
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import actions, queries
from tracker.domain.diary import Diary, Experiment
from tracker.forms.experiment import (
    ExperimentForm,
    Plan,
    first_typed,
)
from tracker.forms.experiment_choices import outcomes_of, supplements_on
from tracker.forms.substance_names import suggested_names
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.experiments.kept import KIND
from tracker.views.log.saving import GET_OR_POST, Clock, clock_of, ensure_id, keep, writer
from tracker.views.notes import say
from tracker.views.shown.experiments.cautions import Caution, cautions
from tracker.views.shown.experiments.plan import plan_shown
from tracker.views.shown.experiments.power import power_rows, usual_power_words
from tracker.views.shown.experiments.words import day_words, experiment_address

FIX, CHANGE = "fix", "change"
"""The buttons under the plan as it will be fixed; the form's own button only looks at it."""

SEEDS = 2**32


@require_http_methods(GET_OR_POST)
@writes_diary
def new_experiment(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the form, then the plan as it will be fixed, and fix it: three states of one page."""
    clock = clock_of(person)
    diary = queries.symptoms_up_to(person, clock.now.date())
    form = _form(request, clock, diary)
    if request.method != "POST" or CHANGE in request.POST or not form.is_valid():
        return _form_page(request, form)
    plan = form.plan()
    told = cautions(plan.tested, clock.profile, clock.now, clock.zone.key, knowledge())
    if FIX not in request.POST:
        shown = plan_shown(plan, told, diary, form.today, knowledge())
        return render(request, "tracker/experiments/plan.html", {"form": form, "plan": shown})
    is_fixed = _is_fixed(person, plan) or _fix(request, person, form, _drawn(plan, told, clock))
    # Of two clicks at once, the second one finds what the first one drew.
    if is_fixed or _is_fixed(person, plan):
        return redirect(experiment_address(plan.id))
    return _form_page(request, form)


def _form(request: HttpRequest, clock: Clock, diary: Diary) -> ExperimentForm:
    today = clock.now.date()
    outcomes, products = outcomes_of(diary, today), supplements_on(diary.products)
    form = ExperimentForm(
        request.POST if request.method == "POST" else first_typed(outcomes, products, today),
        outcomes=outcomes,
        products=products,
        medicines=clock.profile.medicines,
        today=today,
    )
    ensure_id(form)
    return form


def _form_page(request: HttpRequest, form: ExperimentForm) -> HttpResponse:
    if request.method != "POST" or CHANGE in request.POST:
        form.forget_problems()
    context = {
        "form": form,
        "power": power_rows(),
        "usual_power": usual_power_words(),
        "substance_names": suggested_names(),
        "is_shelf_empty": not form.products,
    }
    return render(request, "tracker/experiments/new.html", context)


def _drawn(plan: Plan, told: tuple[Caution, ...], clock: Clock) -> Experiment:
    """Return the protocol, fixed now, in an order that nobody chose."""
    return plan.fixed(
        at=clock.now,
        timezone=clock.zone.key,
        seed=randbelow(SEEDS),
        cautions=dict.fromkeys(one.line.id for one in told),
    )


def _is_fixed(person: Any, plan: Plan) -> bool:
    """Was this plan fixed a moment ago, with another click on the same page?"""
    stored = queries.stored_entry(person, KIND, plan.id)
    if stored is None:
        return False
    there: Experiment = stored.entry
    again = plan.fixed(
        at=there.fixed_at, timezone=there.timezone, seed=there.seed, cautions=there.cautions
    )
    return again == there


def _fix(request: HttpRequest, person: Any, form: ExperimentForm, protocol: Experiment) -> bool:
    """Keep the protocol; where it is refused, the form says why."""
    saved = keep(form, lambda: _start(request, person, form, protocol))
    if saved is not None:
        text = _("Fixed. It begins on %(day)s.") % {"day": day_words(protocol.first_day)}
        say(request, text, saved.change)
    return saved is not None


def _start(request: HttpRequest, person: Any, form: ExperimentForm, protocol: Experiment) -> Any:
    try:
        return actions.start_experiment(person=person, experiment=protocol, by=writer(request))
    except actions.ExperimentIsRunning as beside:
        _say_beside(form, protocol, queries.stored_entry(person, KIND, beside.entry_id))
    return None


def _say_beside(form: ExperimentForm, protocol: Experiment, other: Any) -> None:
    """Say at its field what another experiment claims already, and until when."""
    words = {"day": day_words(other.entry.last_day)}
    if other.entry.symptom == protocol.symptom:
        text = _("Another experiment asks about this symptom until %(day)s. One at a time.")
        form.add_error("symptom", text % words)
    else:
        text = _("Another experiment uses this supplement until %(day)s. One at a time.")
        form.add_error("what", text % words)
