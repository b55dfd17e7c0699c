"""The page of the check-in, made ready for its template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.check_in import SymptomScale, last_values, values_of_day_before
from tracker.domain.diary import Diary, Score
from tracker.forms.check_in import CheckInForm, Question
from tracker.forms.scales import Asked, known_symptoms
from tracker.views.shown.body import Outline, outline_of
from tracker.views.shown.score_words import value_on_scale


@dataclass(frozen=True, slots=True)
class AskedNumber:
    asked: Asked
    field: Any


@dataclass(frozen=True, slots=True)
class AskedSymptom:
    """One symptom: its scale, what it was last, further numbers, and where it is.

    `measure` says what is asked of it, where that is not the only number.
    """

    symptom: str
    label: str
    measure: str
    main: AskedNumber
    last: str
    others: tuple[AskedNumber, ...]
    outline: Outline | None
    qualities: Any
    is_open: bool


@dataclass(frozen=True, slots=True)
class CheckInPage:
    heading: str
    symptoms: tuple[AskedSymptom, ...]
    when: str
    opens_when: bool
    can_fill: bool
    fill: str


def check_in_shown(form: CheckInForm, diary: Diary, day: date, now: datetime) -> CheckInPage:
    """Return the page of `day`; `now` stands in the person's zone."""
    known = known_symptoms()
    last = last_values(diary.symptoms, known)
    is_today = day == now.date()
    asks_again = bool(form.errors.keys() & {"day", "how", "time", "which"})
    return CheckInPage(
        heading=_("How is it now?") if is_today else _("How was it?"),
        symptoms=tuple(_symptom(form, question, last, now.date()) for question in form.questions),
        when=_("Now, or at another time") if is_today else date_format(day, "l, j F Y"),
        opens_when=asks_again or not is_today,
        can_fill=bool(values_of_day_before(diary, day, known)),
        fill=_("Fill in yesterday's") if is_today else _("Fill in those of the day before"),
    )


def _symptom(
    form: CheckInForm, question: Question, last: Mapping[SymptomScale, Score], today: date
) -> AskedSymptom:
    outline = outline_of(form[question.places]) if question.asks_where else None
    qualities = form[question.qualities] if question.asks_where else None
    is_said = any((outline and outline.is_said, qualities and qualities.value()))
    return AskedSymptom(
        symptom=question.symptom,
        label=question.label,
        measure=question.main.label if question.others or question.main.words else "",
        main=AskedNumber(question.main, form[question.main.name]),
        last=_last(last.get((question.symptom, question.main.scale)), today),
        others=tuple(AskedNumber(asked, form[asked.name]) for asked in question.others),
        outline=outline,
        qualities=qualities,
        is_open=is_said,
    )


def _last(score: Score | None, today: date) -> str:
    """Return what it was last and when: "yesterday: 6 of 10"."""
    if score is None:
        return ""
    words = {"when": _when_last(score, today), "value": value_on_scale(score)}
    return _("%(when)s: %(value)s") % words


def _when_last(score: Score, today: date) -> str:
    on = score.felt_at.date()
    if on == today and score.precision == "minute":
        return _("today at %(time)s") % {"time": f"{score.felt_at:%H:%M}"}
    near = {0: _("today"), 1: _("yesterday")}
    return near.get((today - on).days) or date_format(on, "j F")
