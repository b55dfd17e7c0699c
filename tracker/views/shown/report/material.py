"""What all parts of a report are made of: the chosen days, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.utils.formats import date_format

from tracker.domain.asked import running
from tracker.domain.daily import Daily, Exposure
from tracker.domain.diary import Diary, Experiment, Profile
from tracker.domain.rules import Flag, find_flags
from tracker.domain.rules.flag import moment
from tracker.domain.selection import Chooser, Selection
from tracker.domain.series import (
    Days,
    Doses,
    Scores,
    doses_of,
    exposures_in,
    scores_of,
    substances_in,
    symptoms_in,
)
from tracker.domain.substances import Substances
from tracker.domain.trend import Trend, trend
from tracker.forms.scales import OwnSymptoms, own_symptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.day_flags import key_of
from tracker.views.shown.report.read import ReportRead
from tracker.views.shown.report.sources import Sources


@dataclass(frozen=True)
class Material:
    """A `ReportRead`, with what several parts of the report ask of it.

    Whatever is here is chosen; only `running` looks at what is not, so that its lock holds.
    """

    read: ReportRead
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", Sources(self.read.known))

    @property
    def known(self) -> Knowledge:
        return self.read.known

    @property
    def selection(self) -> Selection:
        return self.read.selection

    @property
    def today(self) -> date:
        return self.read.now.date()

    @cached_property
    def diary(self) -> Diary:
        """What is chosen of the diary, of the days of the report only."""
        return self.read.chooser.diary(self.read.diary)

    @cached_property
    def own(self) -> OwnSymptoms:
        return own_symptoms(self.diary.custom_symptoms)

    @cached_property
    def profile(self) -> Profile:
        """The profile as it was at the end of the report."""
        return self.diary.profile_on(self.last)

    @cached_property
    def daily(self) -> tuple[Daily, ...]:
        """The chosen numbers of each day; a day of which nothing is chosen is left out."""
        kept = (self._chosen(one) for one in self.read.daily)
        return tuple(one for one in kept if not one.is_empty)

    @cached_property
    def daily_with_before(self) -> tuple[Daily, ...]:
        """`daily`, after the days before them on which an experiment began that ended in them."""
        return (*map(self._chosen, self.read.before), *self.daily)

    def _chosen(self, one: Daily) -> Daily:
        chosen = self.selection
        return Daily(
            one.day,
            tuple(score for score in one.scores if chosen.holds_symptom(score.symptom)),
            tuple(dose for dose in one.doses if chosen.holds_substance(dose.substance)),
            tuple(name for name in one.none_taken if name is None or chosen.holds_substance(name)),
        )

    @cached_property
    def written(self) -> frozenset[date]:
        """The days on which anything that is chosen was written."""
        diary = self.diary
        return frozenset(
            [
                *(one.taken_at.date() for one in diary.intakes),
                *(one.eaten_at.date() for one in diary.meals),
                *(one.felt_at.date() for one in diary.symptoms),
                *(one.day for one in diary.none_taken),
            ]
        )

    @cached_property
    def first(self) -> date:
        """The first day: nothing is missing before the first on which anything was written."""
        return min(self.written, default=self.selection.first)

    @cached_property
    def last(self) -> date:
        """The last day: what is still to come is not missing."""
        return max(min(self.selection.last, self.today), self.first)

    @cached_property
    def days(self) -> Days:
        return Days.between(self.first, self.last, self.daily)

    def short_day(self, day: date) -> str:
        """Return "Tue 9 Jun 2026"; days are named again and again, and a name takes its time."""
        if day not in self._short_days:
            self._short_days[day] = date_format(day, "D j M Y")
        return self._short_days[day]

    @cached_property
    def _short_days(self) -> dict[date, str]:
        return {}

    @property
    def days_over(self) -> int:
        """How many of the days are over: today's scores are not all there yet."""
        return self.days.length - (self.last >= self.today)

    @cached_property
    def symptoms(self) -> tuple[str | None, ...]:
        """The symptoms with a score: those that are followed, then those of most days."""
        scored = symptoms_in(self.days)
        tracked = self.diary.tracked.symptoms if self.diary.tracked else ()
        return tuple(dict.fromkeys([one for one in tracked if one in scored] + scored))

    @cached_property
    def scores(self) -> Mapping[str | None, Scores]:
        return {one: scores_of(one, self.days) for one in self.symptoms}

    @cached_property
    def trends(self) -> Mapping[str | None, Trend]:
        """The trend of each symptom, over the days that are over."""
        over = self.days_over
        weekdays = self.days.weekdays[:over]
        return {
            symptom: trend(scores.mean[:over], weekdays=weekdays)
            for symptom, scores in self.scores.items()
        }

    @cached_property
    def exposures(self) -> tuple[Exposure, ...]:
        """What was taken, that of most days first: each form where there are several."""
        found = exposures_in(self.days)
        in_forms = {one.substance for one in found if one.form is not None}
        return tuple(one for one in found if one.form or one.substance not in in_forms)

    @cached_property
    def substances(self) -> tuple[str, ...]:
        return tuple(substances_in(self.days))

    def doses(self, exposure: Exposure) -> Doses:
        if exposure not in self._doses:
            settings = self.diary.settings
            since = settings.every_dose_logged_from if settings else None
            self._doses[exposure] = doses_of(
                exposure.substance, exposure.form, self.days, every_dose_logged_from=since
            )
        return self._doses[exposure]

    @cached_property
    def _doses(self) -> dict[Exposure, Doses]:
        return {}

    @cached_property
    def medicines(self) -> frozenset[str]:
        """The substances that were taken as a medicine, by the names that `Daily` uses."""
        kinds = {(one.source, one.contents) for one in self.diary.intakes}
        return frozenset(
            name
            for source, contents in kinds
            if source == "medicine"
            for content in contents
            if (name := self._substances.id_of(content.substance))
        )

    @cached_property
    def rule_diary(self) -> Diary:
        """What flags are drawn from: the chosen of all days that were read, and every meal."""
        chosen = self.selection
        if chosen.symptoms is None and chosen.substances is None:
            return self.read.diary
        any_day = Chooser(replace(chosen, first=date.min, last=date.max), self._substances)
        told = self.read.diary
        return replace(
            told,
            intakes=tuple(filter(None, map(any_day.intake, told.intakes))),
            symptoms=tuple(filter(None, map(any_day.score, told.symptoms))),
            none_taken=tuple(filter(None, map(any_day.none_taken, told.none_taken))),
        )

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of the days. One that needs what is not chosen, a day before them among it, is
        left out: it would tell of it; and so is one that is there only because something was.
        """
        book = self.known.rule_book
        found = find_flags(self.rule_diary, book)
        if self.rule_diary is not self.read.diary:
            of_all = {key_of(flag) for flag in find_flags(self.read.diary, book)}
            found = [flag for flag in found if key_of(flag) in of_all]
        return tuple(flag for flag in found if self._is_of_span(flag))

    def _is_of_span(self, flag: Flag) -> bool:
        return all(self.selection.holds_day(moment(entry).date()) for entry in flag.entries_found)

    @property
    def _substances(self) -> Substances:
        return self.known.rule_book.substances

    def running(self, symptom: str | None) -> Experiment | None:
        """Return an experiment about the symptom that runs, and has days in the report."""
        return next(
            (
                one
                for one in running(self.read.diary.experiments, symptom, self.today)
                if one.first_day <= self.last
            ),
            None,
        )

    def may_name(self, experiment: Experiment) -> bool:
        """Is it chosen, its symptom and its substance?"""
        return any(one.id == experiment.id for one in self.diary.experiments)

    @cached_property
    def locked_substances(self) -> Mapping[str, Experiment]:
        """What is taken by the plan of an experiment that runs: its page counts the days."""
        return {
            one.substance: one
            for one in self.read.diary.experiments
            if one.is_running(self.today) and one.first_day <= self.last
        }
