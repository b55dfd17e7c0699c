"""The profile as its pages show it: what holds today, since when, and what was so before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.diary import Region
from tracker.domain.rules.words import amount
from tracker.knowledge import Knowledge
from tracker.queries import Period
from tracker.views.shown.profile_topics import Chapter, Topic, chapters, value_words
from tracker.views.shown.statements import REGIONS
from tracker.views.shown.words import capitalised, substance_name

Periods = Mapping[str, Sequence[Period]]


@dataclass(frozen=True, slots=True)
class LineShown:
    """A value with its days. `first_day` is empty for "since ever", as the form sends it."""

    fact: str
    first_day: str
    says: str
    days: str
    can_be_removed: bool


@dataclass(frozen=True, slots=True)
class TopicShown:
    """`says` is what holds today, each item with its days; empty where it is not known."""

    topic: Topic
    says: tuple[LineShown, ...]
    lines: tuple[LineShown, ...]

    @property
    def has_history(self) -> bool:
        return len(self.lines) > len(self.says)


@dataclass(frozen=True, slots=True)
class ChapterShown:
    title: str
    topics: tuple[TopicShown, ...]


def chapters_shown(periods: Periods, known: Knowledge, today: date) -> list[ChapterShown]:
    return [_chapter(chapter, periods, known, today) for chapter in chapters()]


def _chapter(chapter: Chapter, periods: Periods, known: Knowledge, today: date) -> ChapterShown:
    topics = (topic_shown(topic, periods, known, today) for topic in chapter.topics)
    return ChapterShown(chapter.title, tuple(topics))


def topic_shown(topic: Topic, periods: Periods, known: Knowledge, today: date) -> TopicShown:
    told = list(chain.from_iterable(periods.get(fact, ()) for fact in topic.facts))
    return TopicShown(
        topic=topic,
        says=tuple(
            _line(period, known, today)
            for period in told
            if period.holds_on(today) and is_known(period)
        ),
        # The latest first: it is the one most often looked for.
        lines=tuple(_line(period, known, today) for period in reversed(told) if is_spoken(period)),
    )


def is_known(period: Period) -> bool:
    return period.value not in (None, ())


def is_spoken(period: Period) -> bool:
    """Is it more than "nothing was ever said of it"?"""
    return is_known(period) or period.first is not None


def _line(period: Period, known: Knowledge, today: date) -> LineShown:
    words = value_words(period.fact, period.value, known, today)
    return LineShown(
        fact=period.fact,
        first_day="" if period.first is None else period.first.isoformat(),
        says=", ".join(words) or none_said(period.fact),
        days=days_in_words(period.first, period.last),
        can_be_removed=is_spoken(period),
    )


def none_said(fact: str) -> str:
    return _("None") if fact in {"medicines", "conditions"} else _("Not known")


def days_in_words(first: date | None, last: date | None) -> str:
    """Return from when to when; nothing for all days.

    >>> days_in_words(None, date(2026, 4, 30))
    'until April 30, 2026'
    """
    words = {"first": first and date_format(first), "last": last and date_format(last)}
    if first and last:
        return _("from %(first)s to %(last)s") % words
    if first:
        return _("since %(first)s") % words
    return _("until %(last)s") % words if last else ""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The limits of one substance, one a region, in the order of `REGIONS`."""

    substance: str
    limits: tuple[str, ...]


def region_rows(known: Knowledge) -> list[RegionRow]:
    """Return the limits of adults by substance, magnesium first."""
    limits = known.rule_book.limits
    return [
        RegionRow(
            capitalised(substance_name(substance, known)),
            tuple(_limit(substance, region, known) for region in REGIONS),
        )
        for substance in sorted(limits, key=lambda one: one != "magnesium")
    ]


def _limit(substance: str, region: Region, known: Knowledge) -> str:
    limit = known.rule_book.limits[substance].in_region(region, None)
    if limit is None:
        return _("no number")
    return f"{amount(limit.value)} {limit.unit}"
