"""Several comparisons in one table, in the order of how often things stand in the diary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from tracker.domain.asked import (
    MOST_EXPOSURES,
    Combination,
    Combinations,
    Standing,
)
from tracker.domain.daily import Exposure
from tracker.domain.diary import Question
from tracker.domain.series import Days, exposures_in
from tracker.forms.scales import OwnSymptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.helps.sentences import together
from tracker.views.shown.helps.topics import topic_of
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.statistics_words import change
from tracker.views.shown.words import capitalised, exposure_words


@dataclass(frozen=True, slots=True)
class Line:
    symptom: str
    what: str
    low: str
    high: str
    verdict: str


@dataclass(frozen=True, slots=True)
class OthersPage:
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SubstanceChoice:
    id: str
    label: str
    is_said: bool


def others_page(found: Combinations, *, own: OwnSymptoms, known: Knowledge) -> OthersPage:
    lines = tuple(_line(one, own, known) for one in found.shown)
    return OthersPage(lines, tuple(_left_out(found.left_out)), len(lines))


def _line(one: Combination, own: OwnSymptoms, known: Knowledge) -> Line:
    topic = topic_of(one.symptom, one.what, one.compared, own, known)
    effect = one.answer.effect
    is_none = one.answer.kind == "none"
    is_known = effect is not None and effect.low == effect.low
    return Line(
        symptom=capitalised(name_inside(one.symptom, own)),
        what=topic.what,
        low=change(effect.low) if effect and is_known else "",
        high=change(effect.high) if effect and is_known else "",
        verdict=together(effect, is_clear=one.is_clear, is_none=is_none) if effect else "",
    )


def _left_out(left_out: Mapping[Standing, int]) -> Iterable[str]:
    texts = {
        "not_enough": lambda n: ngettext(
            "%(count)d other has not enough days.", "%(count)d others have not enough days.", n
        ),
        "as_needed": lambda n: ngettext(
            "%(count)d other was often taken because it hurt.",
            "%(count)d others were often taken because it hurt.",
            n,
        ),
        "not_marked": lambda n: ngettext(
            "%(count)d other is taken because it hurts, and no dose is marked so.",
            "%(count)d others are taken because it hurts, and no dose is marked so.",
            n,
        ),
        "locked": lambda n: ngettext(
            "%(count)d other is closed until your experiment is over.",
            "%(count)d others are closed until your experiment is over.",
            n,
        ),
    }
    for standing, count in left_out.items():
        if standing in texts:
            yield texts[standing](count) % {"count": count}


def substance_choices(
    days: Days, question: Question, known: Knowledge
) -> tuple[SubstanceChoice, ...]:
    """Return the substances that are looked at, for the person to say which are for pain."""
    return tuple(
        SubstanceChoice(
            one,
            capitalised(exposure_words(Exposure(one), known)),
            one == question.substance and question.sometimes_because_it_hurts is True,
        )
        for one in _substances(days)
    )


def said_substances(typed: Iterable[str], days: Days) -> list[str]:
    """Return those of the substances that were ticked; what was not offered is none of them."""
    ticked = set(typed)
    return [one for one in _substances(days) if one in ticked]


def _substances(days: Days) -> list[str]:
    return list(dict.fromkeys(what.substance for what in exposures_in(days)[:MOST_EXPOSURES]))
