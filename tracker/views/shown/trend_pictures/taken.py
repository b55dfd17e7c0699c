"""What was taken: on how many days, when, with a meal or without, and because it hurt."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.adherence import ENOUGH_DAYS
from tracker.domain.daily import Exposure
from tracker.domain.diary import Experiment
from tracker.domain.habits import Habit, habit_of, planned_without
from tracker.domain.series import Days, Floats
from tracker.forms.choices import form_label
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import rounded, unit_word
from tracker.views.shown.signs import sign_of
from tracker.views.shown.tables import Table, table_of
from tracker.views.shown.trend_pictures.clocks import WIDTH, Clocks, clocks_of
from tracker.views.shown.words import capitalised, long_day, substance_name

FILLS = {"taken": "currentColor", "not-taken": "url(#hatched)", "unknown": "none"}


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of the bar: `name` is how the style sheet knows it, `words` stand in the legend."""

    name: str
    words: str
    x: float
    width: float

    @property
    def fill(self) -> str:
        return FILLS[self.name]


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """`asks_what_is_logged`: days without it are never written down, perhaps there are none."""

    id: str
    sign: str
    title: str
    notes: tuple[str, ...]
    description: str = ""
    parts: tuple[BarPart, ...] = ()
    clocks: Clocks | None = None
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    asks_what_is_logged: bool = False


def taken_pictures(
    days: Days,
    taken: Mapping[Exposure, Floats],
    *,
    known: Knowledge,
    today: date,
    experiments: Collection[Experiment],
) -> Iterator[TakenPicture]:
    """Yield a picture of each exposure; `taken` is 1, 0 or NaN for each of the days."""
    locked = {one.substance for one in experiments if one.is_running(today)}
    for place, (exposure, of_days) in enumerate(taken.items()):
        key = f"taken-{place}"
        name = exposure_name(exposure, known)
        sign = sign_of(exposure.substance)
        if exposure.substance in locked:
            yield TakenPicture(key, sign, _counted_elsewhere(name), ())
        elif habit := habit_of(
            exposure,
            days,
            of_days,
            planned_without=planned_without(exposure, days, experiments),
        ):
            title, notes = _in_words(habit, name)
            yield _filled(TakenPicture(key, sign, title, notes), habit, days)
        else:
            title = _("%(name)s: nothing is written down in these days")
            yield TakenPicture(key, sign, title % {"name": capitalised(name)}, ())


def exposure_name(exposure: Exposure, known: Knowledge) -> str:
    """Return what was taken as it stands in a sentence: "magnesium (glycinate)"."""
    name = substance_name(exposure.substance, known)
    if exposure.form is None:
        return name
    return f"{name} ({form_label(exposure.substance, exposure.form)})"


def _counted_elsewhere(name: str) -> str:
    return _("%(name)s: while your experiment runs, its page counts the days") % {
        "name": capitalised(name)
    }


def _filled(picture: TakenPicture, habit: Habit, days: Days) -> TakenPicture:
    return replace(
        picture,
        description=_("A bar of all days: taken, not taken, not known."),
        parts=_parts(habit) if habit.kind in ("share", "never_missed") else (),
        clocks=clocks_of(habit) if habit.timed_days >= ENOUGH_DAYS else None,
        facts=tuple(_facts(habit, days)),
        tables=_tables(habit),
        asks_what_is_logged=habit.kind == "never_missed",
    )


def _in_words(habit: Habit, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the sentence, and what has to be said with it."""
    days = habit.adherence
    words: dict[str, str | int] = {
        "name": capitalised(name),
        "taken": days.taken,
        "days": habit.dose_days,
        "known": days.known,
    }
    match habit.kind:
        case "as_needed":
            hurt = ngettext(
                "%(name)s: on %(days)d day, because it hurt",
                "%(name)s: on %(days)d days, mostly because it hurt",
                habit.dose_days,
            )
            return hurt % words, ()
        case "now_and_then":
            words["gap"] = habit.gap_days
            return _("%(name)s: on %(days)d days, usually %(gap)d days apart") % words, ()
        case "not_enough":
            return _not_enough(habit, words)
        case "never_missed":
            words["all"] = days.known + days.unknown
            return _("%(name)s: taken on at least %(taken)d of %(all)d days") % words, (
                *_not_counted(habit),
                _("No day is written down on which you took none, so a share would say too much."),
            )
    title = _("%(name)s: taken on %(taken)d of %(known)d days, likely %(low)d to %(high)d of 100")
    likely = {"low": round(100 * (days.low or 0)), "high": round(100 * (days.high or 0))}
    return title % (words | likely), tuple(_not_counted(habit))


def _not_enough(habit: Habit, words: Mapping[str, str | int]) -> tuple[str, tuple[str, ...]]:
    missing = ENOUGH_DAYS - habit.adherence.known
    title = ngettext(
        "%(name)s: %(count)d more day is needed that says whether you took it",
        "%(name)s: %(count)d more days are needed that say whether you took it",
        missing,
    )
    return title % {**words, "count": missing}, ()


def _not_counted(habit: Habit) -> Iterator[str]:
    if habit.adherence.unknown:
        yield _unknown(habit.adherence.unknown)
    if habit.planned_without:
        yield _planned(habit.planned_without)


def _unknown(days: int) -> str:
    return ngettext(
        "%(count)d day is not known: it counts neither as taken nor as not taken.",
        "%(count)d days are not known: they count neither as taken nor as not taken.",
        days,
    ) % {"count": days}


def _planned(days: int) -> str:
    return ngettext(
        "%(count)d day that an experiment planned without it is left out.",
        "%(count)d days that an experiment planned without it are left out.",
        days,
    ) % {"count": days}


def _parts(habit: Habit) -> tuple[BarPart, ...]:
    """Return the three parts of the bar, those that have days."""
    days = habit.adherence
    counted = (
        ("taken", _("taken"), days.taken),
        ("not-taken", _("not taken"), days.known - days.taken),
        ("unknown", _("not known"), days.unknown),
    )
    of_all = WIDTH / (days.known + days.unknown)
    parts, x = [], 0.0
    for name, words, count in counted:
        if count:
            width = count * of_all
            parts.append(BarPart(name, f"{words} {count}", round(x, 1), round(width, 1)))
            x += width
    return tuple(parts)


def _facts(habit: Habit, days: Days) -> Iterator[Fact]:
    if habit.first > days.first or habit.last < days.day(days.length - 1):
        span = {"first": long_day(habit.first), "last": long_day(habit.last)}
        yield Fact(_("Counted"), _("%(first)s to %(last)s") % span)
    yield Fact(_("Last dose"), _latest(habit))
    if habit.with_meal or habit.without_meal:
        yield Fact(_("Doses"), ", ".join(_meals(habit)))
    if habit.as_needed:
        count = {"count": habit.as_needed, "all": habit.doses}
        yield Fact(_("Because it hurt"), _("%(count)d of %(all)d doses") % count)


def _meals(habit: Habit) -> Iterator[str]:
    if habit.with_meal:
        yield _("%(count)d with a meal") % {"count": habit.with_meal}
    if habit.without_meal:
        yield _("%(count)d without a meal") % {"count": habit.without_meal}
    if habit.meal_not_said:
        yield _("%(count)d not said") % {"count": habit.meal_not_said}


def _latest(habit: Habit) -> str:
    """Return what was taken on the latest day with a dose: "200 mg (glycinate), 9 June 2026"."""
    doses = [
        " ".join(filter(None, (_amount(one.amount, one.unit), _form(one.substance, one.form))))
        for one in habit.latest
    ]
    return ", ".join([*filter(None, doses), long_day(habit.latest_day)])


def _amount(amount: float | None, unit: str | None) -> str:
    if amount is None:
        return ""
    return f"{rounded(Fraction(amount).limit_denominator(10**6))} {unit_word(unit)}".strip()


def _form(substance: str, form: str) -> str:
    return f"({form_label(substance, form)})" if form else ""


def _tables(habit: Habit) -> tuple[Table, ...]:
    days = habit.adherence
    of_days = [
        (_("taken"), str(days.taken)),
        (_("not taken"), str(days.known - days.taken)),
        (_("not known"), str(days.unknown)),
    ]
    hours = sorted(Counter(minute // 60 for minute in habit.minutes).items())
    of_hours = [(f"{hour}\N{EN DASH}{hour + 1}", str(count)) for hour, count in hours]
    tables = [table_of(_("Days from the first dose to the last."), (_("Day"), _("Days")), of_days)]
    if of_hours:
        heads = (_("Hour of the day"), _("Doses"))
        tables.append(table_of(_("Doses with a time."), heads, of_hours))
    return tuple(tables)
