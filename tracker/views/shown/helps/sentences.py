"""Every sentence with which "Does it help?" answers; what stands beside one is in `notes`.

They say what was in the days of the diary, never what caused it. The direction is that of the
score, lower or higher; which of them is better is the symptom's affair.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.effect import Effect
from tracker.domain.effect.answers import AS_NEEDED_SHARE, TOO_SMALL
from tracker.views.shown.helps import notes
from tracker.views.shown.helps.topics import Topic
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
from tracker.views.shown.words import capitalised, long_day


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
    lines = [notes.not_proof()]
    if topic.length and _is_within(effect, TOO_SMALL * topic.length):
        lines.insert(0, notes.small(topic))
    if is_better(effect.estimate, topic.better) is False:
        lines.append(notes.looks_harmful())
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
        return Said(headline, (notes.no_comparison(topic),))
    text = (
        _("%(anything)s when %(what)s had built up fits your days.")
        if topic.builds_up
        else _("%(anything)s on days with %(what)s fits your days.")
    )
    fits = text % {
        "anything": capitalised(anything_from(effect.low, effect.high)),
        "what": topic.what,
    }
    return Said(headline, tuple(filter(None, (fits, notes.how_long(topic, effect)))))


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
            notes.how_to_mark(),
        ),
    )


def not_enough(topic: Topic, missing: Mapping[str, int]) -> Said:
    """Which days are missing, by name."""
    return Said(
        _("Not enough days yet."),
        tuple(capitalised(line) for line in missing_words(missing, topic.what)),
    )


def locked(topic: Topic, until: date) -> Said:
    """An experiment about the symptom is running, with this or with what is taken along with it."""
    words = topic.words | {"day": long_day(until)}
    return Said(
        _("Your experiment about %(symptom)s runs until %(day)s.") % words,
        (
            _(
                "Until then nothing about %(symptom)s and %(what)s is compared here: a glance at"
                " how it goes can change how the next days feel."
            )
            % words,
        ),
    )


# Before and after


def worst_first() -> str:
    """What stands beside every comparison of before and after."""
    return _(
        "People start something, or change it, when it is worst, and that eases by itself. So a"
        " part of what is better afterwards would have come anyway."
    )


def step(topic: Topic, day: date, effect: Effect) -> Said:
    """Return the days from `day` on against all before it."""
    words = topic.words | {"day": long_day(day)}
    if effect.missing:
        lines = missing_words(effect.missing)
        return Said(_("Not enough days yet."), tuple(map(capitalised, lines)))
    if not isfinite(effect.low):
        same = _(
            "The score was the same every day, or what changed cannot be told from weekends. So"
            " nothing can be told apart."
        )
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
