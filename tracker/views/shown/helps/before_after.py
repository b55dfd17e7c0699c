"""Before and after a day: a beginning, another form, another dose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.asked import Compared, compared, running
from tracker.domain.daily import Exposure
from tracker.domain.diary import Experiment, Question, Settings
from tracker.domain.effect import Effect, step_effect
from tracker.domain.regimen import Turn, turns_of
from tracker.domain.series import Days
from tracker.forms.choices import form_label
from tracker.forms.scales import OwnSymptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.helps import sentences
from tracker.views.shown.helps.figures import DECIMALS, Figure, with_interval
from tracker.views.shown.helps.picture import Picture, picture_of
from tracker.views.shown.helps.sentences import Said
from tracker.views.shown.helps.topics import Topic, dose_words, ends, topic_of
from tracker.views.shown.statistics_words import signed
from tracker.views.shown.words import long_day


@dataclass(frozen=True, slots=True)
class TurnShown:
    """A day on which something became otherwise."""

    day: str
    text: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BeforeAfterPage:
    symptom: str
    what: str
    turns: tuple[TurnShown, ...]
    said: Said | None
    picture: Picture | None
    figures: tuple[Figure, ...]
    warning: str
    is_locked: bool = False
    needs_days: bool = False
    is_clear: bool = False


def before_after_page(
    question: Question,
    days: Days,
    on: date | None,
    *,
    today: date,
    own: OwnSymptoms,
    known: Knowledge,
    settings: Settings | None,
    experiments: Sequence[Experiment],
) -> BeforeAfterPage:
    """Return the page; `on` None: no day is chosen yet."""
    what = Exposure(question.substance)
    looked_at = compared(question.symptom, what, days, settings)
    topic = topic_of(question.symptom, what, looked_at, own, known)
    closed_by = next(running(experiments, question.symptom, today), None)
    said, effect = None, None
    if closed_by is not None:
        said = sentences.locked(topic, closed_by.last_day)
    elif on is not None:
        effect = step_effect(looked_at.scores.mean, days.place(on), weekdays=days.weekdays)
        said = sentences.step(topic, on, effect)
    return BeforeAfterPage(
        symptom=topic.symptom,
        what=topic.what,
        turns=tuple(turns_shown(question.substance, looked_at, on)),
        said=said,
        picture=picture_of(topic, effect, ends(question.symptom, topic.better)) if effect else None,
        figures=tuple(_figures(topic, effect)) if effect and isfinite(effect.low) else (),
        warning=sentences.worst_first(),
        is_locked=closed_by is not None,
        needs_days=bool(effect and effect.missing),
        is_clear=bool(effect and effect.is_clear),
    )


def turns_shown(substance: str, looked_at: Compared, on: date | None) -> Iterable[TurnShown]:
    days = looked_at.days
    for turn in turns_of(substance, looked_at.doses, days):
        day = days.day(turn.place)
        if turn.place > 0:
            yield TurnShown(
                day=long_day(day),
                text=turn_words(substance, turn, looked_at.doses.unit),
                address=reverse("tracker:helps_before_after_on", args=[day]),
                is_chosen=day == on,
            )


def turn_words(substance: str, turn: Turn, unit: str | None) -> str:
    """Return what became otherwise: "citrate instead of glycinate, 300 mg instead of 200 mg"."""
    if turn.kind == "begin":
        return _("the first dose")
    if turn.kind == "end":
        return _("no dose any more")
    text = _("%(new)s instead of %(old)s")
    parts = []
    if turn.is_of_form:
        old, new = (form_label(substance, form) or _("another form") for form in turn.forms)
        parts.append(text % {"old": old, "new": new})
    if turn.is_of_amount and unit is not None:
        old, new = (dose_words(amount, unit) for amount in turn.amounts)
        parts.append(text % {"old": old, "new": new})
    return ", ".join(parts) or _("another dose")


def _figures(topic: Topic, effect: Effect) -> Iterable[Figure]:
    yield Figure(_("Step"), with_interval(topic, effect))
    yield Figure(
        _("Model"),
        _("Step with time and weekend, whole time before kept; errors AR(1) plus independent"),
    )
    yield Figure(_("What lasts to the next day (r)"), signed(effect.rho, DECIMALS))
    yield Figure(
        _("Days"),
        _("%(days)d, of which %(scored)d with a score")
        % {"days": effect.days, "scored": effect.scored},
    )
