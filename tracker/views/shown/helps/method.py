"""How it is worked out: the sources, and how often it is wrong, as measured."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.effect.answers import (
    AS_NEEDED_SHARE,
    DAYS_WITH,
    DAYS_WITHOUT,
    SAME_DAY_WINDOW,
    SLOW_WINDOW,
    SWITCHES,
)
from tracker.domain.effect.comparisons import STEP_DAYS, STEP_SCORES
from tracker.domain.trend import FEWEST_DAYS, FEWEST_SCORED
from tracker.knowledge import Knowledge
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.statistics_words import percent


@dataclass(frozen=True, slots=True)
class MethodShown:
    id: str
    statement: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was said of simulated diaries, and how often it may be."""

    what: Any
    found: str
    aim: str


@dataclass(frozen=True, slots=True)
class Need:
    """What a question has to have before it is answered."""

    question: str
    needs: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    needs: tuple[Need, ...]
    wrong: tuple[Rate, ...]
    found: tuple[Rate, ...]
    holds: str
    plain: str
    as_needed_share: str
    methods: tuple[MethodShown, ...]


WRONGLY_CLEAR = (
    Rate(gettext_lazy("taken on days drawn at random"), "3.9-5.5", "6.5"),
    Rate(gettext_lazy("taken for a week or for a spell, then not"), "4.4-7.8", "6.5"),
    Rate(gettext_lazy("taken after yesterday's pain"), "3.4-5.2", "7.5"),
    Rate(gettext_lazy("begun in the worst week"), "3.6-8.2", "7.5"),
    Rate(
        gettext_lazy("scores that drift, flare, follow a 28-day cycle or are often 0"),
        "2.8-7.8",
        "7.5",
    ),
    Rate(gettext_lazy("ups and downs of another kind than the model's"), "4.2-7.0", "7.5"),
)
"""As measured on simulated diaries: benchmarks/README.md, in per cent."""

FOUND = (
    Rate(gettext_lazy("2 points, in 60 days that scatter by 1.5 points"), "97-100", "85"),
    Rate(gettext_lazy("1 point, in 120 days that scatter by 1.5 points"), "82-99", "68"),
    Rate(gettext_lazy("2 points, in 60 days that scatter by 2 points"), "86-99", ""),
    Rate(gettext_lazy("1 point, in 120 days that scatter by 2 points"), "60-89", ""),
)
PLAIN = "12 to 31"
"""In how many of 100 null diaries with streaks Pearson's and Welch's p are below .05."""

HOLDS = "92.2 to 95.8 %"
"""How often the interval held the truth, in rows with an effect."""


def method_page(known: Knowledge) -> MethodPage:
    return MethodPage(
        needs=needs(),
        wrong=tuple(map(_shown, WRONGLY_CLEAR)),
        found=tuple(map(_shown, FOUND)),
        holds=HOLDS,
        plain=PLAIN,
        as_needed_share=percent(AS_NEEDED_SHARE),
        methods=tuple(
            MethodShown(one.id, _(one.statement), tuple(cited(one.references, known)))
            for one in known.evidence.methods
        ),
    )


def _shown(rate: Rate) -> Rate:
    """Return a rate as it is read: "4.1 to 5.5 %"."""
    found = _("%(numbers)s %%") % {"numbers": rate.found.replace("-", _(" to "))}
    return Rate(rate.what, found, rate.aim)


def needs() -> tuple[Need, ...]:
    """Return what stands in the gates, so that the page says what the program does."""
    counts = {
        "days": SAME_DAY_WINDOW,
        "slow": SLOW_WINDOW,
        "on": DAYS_WITH,
        "off": DAYS_WITHOUT,
        "switches": SWITCHES,
        "step_days": STEP_DAYS,
        "step_scores": STEP_SCORES,
        "trend_days": FEWEST_DAYS,
        "trend_scores": FEWEST_SCORED,
    }
    texts = (
        (
            gettext_lazy("Does it help, on the same day?"),
            gettext_lazy(
                "%(days)d days of diary; with a score and a known dose, %(on)d days with it and"
                " %(off)d without, and %(switches)d changes between them"
            ),
        ),
        (
            gettext_lazy("Does it help, building up over days?"),
            gettext_lazy("the same in %(slow)d days"),
        ),
        (
            gettext_lazy("Before and after a day"),
            gettext_lazy("%(step_days)d days and %(step_scores)d scores on each side"),
        ),
        (
            gettext_lazy("A trend"),
            gettext_lazy("%(trend_days)d days, %(trend_scores)d of them with a score"),
        ),
        (gettext_lazy("A planned experiment"), gettext_lazy("its planned weeks")),
    )
    return tuple(Need(str(question), str(text) % counts) for question, text in texts)
