"""Every sentence with which "Does it help?" answers, in one place.

They say what was in the days of the diary, never what caused it. The direction is that of the
score, lower or higher; which of them is better is the symptom's affair.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, isfinite

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Better
from tracker.domain.effect import Effect, days_needed
from tracker.domain.effect.answers import AS_NEEDED_SHARE, TOO_SMALL
from tracker.views.shown.statistics_words import (
    anything_from,
    change,
    direction,
    is_better,
    likely,
    missing_words,
    percent,
    points,
)
from tracker.views.shown.words import capitalised

LARGE = 0.2
"""The share of the scale that is looked for first where a diary cannot tell: 2 points of 10."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence is about: names as they stand inside a sentence, and the scale.

    `length` is that of the scale, None where it counts something and has no end of its own.
    `builds_up`: the declared speed is not the same day.
    """

    symptom: str
    what: str
    better: Better = "low"
    unit: str | None = None
    length: float | None = 10
    builds_up: bool = False

    @property
    def words(self) -> dict[str, str]:
        return {"symptom": self.symptom, "what": self.what}


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence that answers, and those under it."""

    headline: str
    lines: tuple[str, ...] = ()


# What the days answer


def clear(topic: Topic, effect: Effect) -> Said:
    """A difference that chance alone would seldom make."""
    words = topic.words | {
        "points": points(effect.estimate, topic.unit),
        "direction": direction(effect.estimate),
        "likely": likely(effect.low, effect.high),
    }
    text = (
        _(
            "In your diary, %(symptom)s was %(points)s %(direction)s when %(what)s had built up"
            " than without it (%(likely)s)."
        )
        if topic.builds_up
        else _(
            "In your diary, %(symptom)s was %(points)s %(direction)s on days with %(what)s than"
            " on days without (%(likely)s)."
        )
    )
    lines = [not_proof()]
    if topic.length and _is_within(effect, TOO_SMALL * topic.length):
        lines.insert(0, small(topic))
    if is_better(effect.estimate, topic.better) is False:
        lines.append(looks_harmful())
    return Said(text % words, tuple(lines))


def none(topic: Topic, effect: Effect) -> Said:
    """All that fits is too small to matter, which is an answer."""
    text = (
        _("In your diary, %(symptom)s was about the same with and without %(what)s built up.")
        if topic.builds_up
        else _(
            "In your diary, %(symptom)s was about the same on days with %(what)s and on days"
            " without."
        )
    )
    size = points(TOO_SMALL * (topic.length or 0), topic.unit)
    fits = _("%(anything)s fits. If there is a difference, it is smaller than %(size)s.") % {
        "anything": capitalised(anything_from(effect.low, effect.high)),
        "size": size,
    }
    return Said(text % topic.words, (fits, _("That is an answer too.")))


def cannot_tell(topic: Topic, effect: Effect) -> Said:
    """The days leave too much open, and how many more of them might not."""
    headline = _("Your diary cannot tell yet.")
    if not isfinite(effect.low):
        return Said(headline, (no_comparison(topic),))
    text = (
        _("%(anything)s when %(what)s had built up fits your days.")
        if topic.builds_up
        else _("%(anything)s on days with %(what)s fits your days.")
    )
    fits = text % {
        "anything": capitalised(anything_from(effect.low, effect.high)),
        "what": topic.what,
    }
    return Said(headline, tuple(filter(None, (fits, how_long(topic, effect)))))


def as_needed(topic: Topic, days_as_needed: int, days_on: int) -> Said:
    """A comparison would blame what was taken because it hurt."""
    counted = ngettext(
        "On %(marked)d of %(on)d day with it, a dose is marked so (%(share)s).",
        "On %(marked)d of %(on)d days with it, a dose is marked so (%(share)s).",
        days_on,
    ) % {
        "marked": days_as_needed,
        "on": days_on,
        "share": percent(days_as_needed / days_on if days_on else 0),
    }
    limit = _("Above %(share)s, nothing is compared.") % {"share": percent(AS_NEEDED_SHARE)}
    return Said(
        _("You often take %(what)s because it hurts, so this comparison would blame the %(what)s.")
        % topic.words,
        (f"{counted} {limit}", _("A planned experiment can answer.")),
    )


def not_marked(topic: Topic) -> Said:
    """Someone takes it because it hurts, and no dose says so."""
    return Said(
        _("You sometimes take %(what)s because it hurts, and no dose is marked so.") % topic.words,
        (
            _(
                "Days that hurt would then stand among the days with %(what)s, and it would look"
                " harmful even where it helps. So nothing is compared until those doses are"
                " marked."
            )
            % topic.words,
            how_to_mark(),
        ),
    )


def not_enough(topic: Topic, missing: Mapping[str, int]) -> Said:
    """Which days are missing, by name."""
    return Said(
        _("Not enough days yet."),
        tuple(capitalised(line) for line in missing_words(missing, topic.what)),
    )


def locked(topic: Topic, until: date) -> Said:
    """An experiment about the same is running."""
    words = topic.words | {"day": date_format(until, "j F Y")}
    return Said(
        _("Your experiment with %(what)s runs until %(day)s.") % words,
        (
            _(
                "Until then nothing about %(symptom)s and %(what)s is compared here: a glance at"
                " how it goes can change how the next days feel."
            )
            % words,
        ),
    )


# What stands beside an answer


def not_proof() -> str:
    return _(
        "That is what was, not proof of a cause: whatever else went along with those days is in"
        " it too."
    )


def small(topic: Topic) -> str:
    return _("It is clear, but small: less than a tenth of the scale (%(size)s).") % {
        "size": points(TOO_SMALL * (topic.length or 0), topic.unit)
    }


def looks_harmful() -> str:
    return _(
        "Many people take more of something on bad days, and then it looks harmful in a comparison"
        " like this. If that may be so, mark those doses, or plan an experiment. Before you change"
        " a medicine, ask who prescribed it."
    )


def no_comparison(topic: Topic) -> str:
    return (
        _(
            "Days with and without %(what)s differ in something else too, such as weekends only,"
            " or the score was the same every day. So nothing can be told apart."
        )
        % topic.words
    )


def how_long(topic: Topic, effect: Effect) -> str:
    """Return about how many more days it would take; "" on a scale that has no length."""
    if topic.length is None:
        return ""
    large, fine = (points(share * topic.length, topic.unit) for share in (LARGE, TOO_SMALL))
    more = days_needed(effect, points=LARGE * topic.length)
    if more is None:
        return _(
            "With days like these it would take more than a year to tell a difference of %(size)s."
            " A planned experiment is quicker."
        ) % {"size": large}
    if more > 0:
        return _more_days(more, large)
    more = days_needed(effect, points=TOO_SMALL * topic.length)
    seen = _("A difference of %(size)s would most likely have shown by now.")
    if more == 0:
        return seen % {"size": fine}
    rest = (
        _("One of %(size)s would take more than a year of such days.") % {"size": fine}
        if more is None
        else _more_days(more, fine)
    )
    return f"{seen % {'size': large}} {rest}"


def _more_days(more: int, size: str) -> str:
    return _("About %(days)d more days like these would tell a difference of %(size)s.") % {
        "days": roughly(more),
        "size": size,
    }


def roughly(days: int) -> int:
    """Return a rough number of days as one: in steps of 5, from 50 on in steps of 10.

    >>> roughly(1), roughly(23), roughly(50), roughly(51)
    (5, 25, 50, 60)
    """
    step = 5 if days <= 50 else 10
    return ceil(days / step) * step


def how_to_mark() -> str:
    return _(
        "To mark a dose, open it on its day, and under “Why” choose “because it hurt”. The list of"
        " all entries finds them by substance."
    )


def few_marked(topic: Topic, days_as_needed: int, days_on: int) -> str:
    """Return what to say to someone who takes it because it hurts, and marked some doses."""
    text = ngettext(
        "You sometimes take %(what)s because it hurts. On %(marked)d of %(on)d day with it a dose"
        " is marked so. If there were more, mark them too: each one that is not makes %(what)s"
        " look worse than it is.",
        "You sometimes take %(what)s because it hurts. On %(marked)d of %(on)d days with it a dose"
        " is marked so. If there were more, mark them too: each one that is not makes %(what)s"
        " look worse than it is.",
        days_on,
    )
    return text % (topic.words | {"marked": days_as_needed, "on": days_on})


def speed(topic: Topic) -> str:
    """Return what the declared speed means for the answer."""
    if topic.builds_up:
        return _(
            "You asked about what builds up over days: half of the way in about two days. Each"
            " day counts with what had built up until then."
        )
    return _(
        "You asked about the same day: each score stands beside what was taken on its day. A slow"
        " effect looks smaller than it is in a same-day comparison."
    )


def per_dose(dose: str) -> str:
    """Return for which dose the number holds; `dose` is such as "200 mg magnesium"."""
    return _("The number is for %(dose)s a day, your usual dose.") % {"dose": dose}


def because_question(topic: Topic, *, is_pain: bool) -> str:
    """Return what is asked before the first answer: does a bad day bring the dose?"""
    text = (
        _("Do you sometimes take %(what)s because it hurts?")
        if is_pain
        else _("Do you sometimes take %(what)s because it hurts, or because the day is a bad one?")
    )
    return text % topic.words


def other_forms(topic: Topic, substance: str) -> str:
    """Return what a question about one form counts as a day without."""
    return _(
        "A day with another form of %(substance)s, and not this one, counts as a day without"
        " %(what)s."
    ) % {"substance": substance, "what": topic.what}


def blank_days(since: date | None) -> str:
    if since is None:
        return _("A day without a word on it counts as unknown, not as a day without.")
    return _("From %(day)s on, a day without a dose counts as a day on which none was taken.") % {
        "day": date_format(since, "j F Y")
    }


def without_word(topic: Topic, count: int) -> str:
    """Return how many scored days say nothing of the substance; "" for none."""
    if not count:
        return ""
    return ngettext(
        "%(count)d day has a score and no word on %(what)s, so it counts for nothing here.",
        "%(count)d days have a score and no word on %(what)s, so they count for nothing here.",
        count,
    ) % {"count": count, "what": topic.what}


def new_days_only(since: date) -> str:
    return _(
        "This question counts days from %(day)s on only. You had seen an answer before you asked"
        " it, and days that were looked at cannot answer what they suggested."
    ) % {"day": date_format(since, "j F Y")}


# Before and after


def worst_first() -> str:
    """What stands beside every comparison of before and after."""
    return _(
        "People start something, or change it, when it is worst, and that eases by itself. So a"
        " part of what is better afterwards would have come anyway."
    )


def step(topic: Topic, day: date, effect: Effect) -> Said:
    """Return the days from `day` on against all before it."""
    words = topic.words | {"day": date_format(day, "j F Y")}
    if effect.missing:
        lines = missing_words(effect.missing)
        return Said(_("Not enough days yet."), tuple(map(capitalised, lines)))
    if not isfinite(effect.low):
        same = _("The score was the same every day, so nothing can be told apart.")
        return Said(_("Your diary cannot tell."), (same,))
    if not effect.is_clear:
        fits = capitalised(anything_from(effect.low, effect.high))
        return Said(
            _("No clear change of %(symptom)s from %(day)s on.") % words,
            (_("%(anything)s fits your days.") % {"anything": fits},),
        )
    words |= {
        "points": points(effect.estimate, topic.unit),
        "direction": direction(effect.estimate),
        "likely": likely(effect.low, effect.high),
    }
    text = _("From %(day)s on, %(symptom)s was %(points)s %(direction)s than before (%(likely)s).")
    return Said(text % words)


# Several comparisons together


def together(effect: Effect, *, is_clear: bool, is_none: bool) -> str:
    """Return the verdict of one comparison among several; `is_clear` is that of all together."""
    if is_clear:
        return _("%(change)s, clear even among all of these") % {
            "change": capitalised(change(effect.estimate))
        }
    if is_none:
        return _("About the same")
    if effect.is_clear:
        return _("Not clear once all are counted together")
    return _("Cannot tell")


def _is_within(effect: Effect, size: float) -> bool:
    return max(abs(effect.low), abs(effect.high)) <= size
