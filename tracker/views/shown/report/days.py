"""The daily table: a row for each day on which anything is written.

Nobody reads ten years of days on paper. A long span shows the last of them; all of it stands in the
pictures of page 1 and their numbers, and every day in the tables for computers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.circular import MINUTES_OF_DAY
from tracker.domain.daily import Daily, DailyDose, DailyScore, Exposure
from tracker.domain.day_summary import days_of
from tracker.domain.diary import Meal, Score
from tracker.exports.report.values import Column, Section, Table
from tracker.forms.meal import tag_words
from tracker.views.shown.amounts import unit_word
from tracker.views.shown.chart import number
from tracker.views.shown.report.material import Material
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.trend_pictures.taken import exposure_name
from tracker.views.shown.words import substance_name

LONG_SPAN_DAYS = 400
LAST_DAYS = 92
"""About three months, on days with anything written."""


@dataclass(slots=True)
class Day:
    """What is written on a day besides its numbers."""

    numbers: Daily | None = None
    meals: list[Meal] = field(default_factory=list)
    signs: list[Score] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flags: int = 0


def days(material: Material) -> Section:
    heading = _("Day by day")
    found = _days(material)
    if not found:
        return Section(heading, nothing=_("Nothing that was chosen is written in these days."))
    shown = _shown(sorted(found), material)
    words = _Words(material, has_notes=any(found[day].notes for day in shown))
    return Section(
        heading,
        table=Table(
            _(
                "Scores: the day's mean, and the worst where there were several. Doses: minerals "
                "elemental. A day left out between others has nothing written; what is blank is "
                "not known."
            ),
            tuple(_columns(has_notes=words.has_notes)),
            tuple(words.row(day, found[day]) for day in shown),
        ),
        left_out=_left_out(len(shown), len(found)),
    )


def _shown(written: list[date], material: Material) -> list[date]:
    return written[-LAST_DAYS:] if is_long(material) else written


def is_long(material: Material) -> bool:
    """Is the span too long for each day of it to stand on paper?"""
    return (material.selection.last - material.selection.first).days >= LONG_SPAN_DAYS


def _left_out(shown: int, written: int) -> str:
    if shown == written:
        return ""
    return ngettext(
        "Only the last %(shown)d of %(written)d day with anything written stands here. Every day "
        "stands in the tables (CSV, Excel).",
        "Only the last %(shown)d of %(written)d days with anything written stand here. Every day "
        "stands in the tables (CSV, Excel).",
        written,
    ) % {"shown": shown, "written": written}


def _columns(*, has_notes: bool) -> Iterator[Column]:
    yield Column(_("Day"), share=5)
    yield Column(_("Scores"), share=7)
    yield Column(_("Taken"), share=14)
    yield Column(_("Meals"), share=11)
    yield Column(_("Flags"), is_number=True, share=3)
    if has_notes:
        yield Column(_("Notes"), share=12)


def _days(material: Material) -> Mapping[date, Day]:
    diary = material.diary
    found: dict[date, Day] = defaultdict(Day)
    for day in material.written:
        found[day].flags = 0
    for numbers in material.daily:
        found[numbers.day].numbers = numbers
    for meal in diary.meals:
        found[meal.eaten_at.date()].meals.append(meal)
    for score in diary.symptoms:
        if score.value is None:
            found[score.felt_at.date()].signs.append(score)
    for day, note in _notes(material):
        found[day].notes.append(note)
    for day in _flagged_days(material):
        found[day].flags += 1
    return found


def _flagged_days(material: Material) -> Iterator[date]:
    """Yield the days of each flag; tips are no findings."""
    for flag in material.flags:
        if not flag.rule.is_tip:
            yield from filter(material.selection.holds_day, days_of(flag))


def _notes(material: Material) -> Iterator[tuple[date, str]]:
    """Yield the notes in order of time, each on a line; there is none where notes stay."""
    diary = material.diary
    noted = [
        *((one.taken_at, one.precision, one.note) for one in diary.intakes),
        *((one.eaten_at, one.precision, one.note) for one in diary.meals),
        *((one.felt_at, one.precision, one.note) for one in diary.symptoms),
    ]
    in_order = sorted((one for one in noted if one[2].strip()), key=lambda one: one[0])
    for at, precision, note in in_order:
        words = " ".join(note.split())
        yield at.date(), words if precision == "day" else f"{at:%H:%M} {words}"


class _Words:
    """The cells of a row. The names of things repeat day after day, and are worked out once."""

    def __init__(self, material: Material, *, has_notes: bool) -> None:
        self._material = material
        self.has_notes = has_notes
        self._symptoms: dict[str | None, str] = {}
        self._exposures: dict[tuple[str, str], str] = {}
        self._tags: dict[tuple[str, ...], str] = {}

    def row(self, day: date, of_day: Day) -> tuple[str, ...]:
        numbers = of_day.numbers or Daily(day)
        cells = (
            self._material.short_day(day),
            "; ".join([*map(self._score, numbers.scores), *map(self._sign, of_day.signs)]),
            self._taken(numbers),
            self._meals(of_day.meals),
            str(of_day.flags) if of_day.flags else "",
        )
        return (*cells, "\n".join(of_day.notes)) if self.has_notes else cells

    def _score(self, score: DailyScore) -> str:
        text = f"{self._symptom(score.symptom)} {number(score.mean)}"
        if score.unit:
            text = f"{text} {score.unit}"
        if score.number > 1 and score.worst is not None and score.worst != score.mean:
            return _("%(score)s, worst %(worst)s") % {"score": text, "worst": number(score.worst)}
        return text

    def _sign(self, score: Score) -> str:
        return self._symptom(score.symptom)

    def _symptom(self, symptom: str | None) -> str:
        if symptom not in self._symptoms:
            self._symptoms[symptom] = name_inside(symptom, self._material.own)
        return self._symptoms[symptom]

    def _taken(self, numbers: Daily) -> str:
        """Return the doses in order of time, those without one last, and what was not taken."""
        in_order = sorted(numbers.doses, key=lambda dose: dose.minutes or (MINUTES_OF_DAY,))
        return "; ".join([*map(self._dose, in_order), *map(self._none, numbers.none_taken)])

    def _dose(self, dose: DailyDose) -> str:
        words = [_times(dose), self._exposure(dose.substance, dose.form), self._amount(dose)]
        if dose.as_needed:
            words.append(_("because it hurt"))
        return " ".join(filter(None, words))

    def _exposure(self, substance: str, form: str) -> str:
        key = (substance, form)
        if key not in self._exposures:
            exposure = Exposure(substance, form or None)
            self._exposures[key] = exposure_name(exposure, self._material.known)
        return self._exposures[key]

    def _amount(self, dose: DailyDose) -> str:
        if dose.amount is None:
            return _("amount not known")
        return f"{number(dose.amount)} {unit_word(dose.unit)}".strip()

    def _none(self, substance: str | None) -> str:
        if substance is None:
            return _("nothing taken")
        return _("no %(name)s") % {"name": substance_name(substance, self._material.known)}

    def _meals(self, meals: Iterable[Meal]) -> str:
        return "; ".join(self._meal(one) for one in sorted(meals, key=lambda one: one.eaten_at))

    def _meal(self, meal: Meal) -> str:
        if meal.tags not in self._tags:
            self._tags[meal.tags] = tag_words(meal.tags)
        when = "" if meal.precision == "day" else f"{meal.eaten_at:%H:%M}"
        return " ".join(filter(None, (when, self._tags[meal.tags]))) or _("a meal")


def _times(dose: DailyDose) -> str:
    return ", ".join(f"{minute // 60:02}:{minute % 60:02}" for minute in dose.minutes)
