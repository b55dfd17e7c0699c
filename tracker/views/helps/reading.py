"""What the pages read: the diary in days, and what the person asked, planned and set."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from tracker import actions
from tracker.domain.asked import Reply, days_until, first_day_of_another, latest, reply
from tracker.domain.daily import Daily
from tracker.domain.diary import Experiment, Question, Settings
from tracker.domain.series import Days
from tracker.forms.scales import OwnSymptoms, own_symptoms
from tracker.views.kept_html import kept
from tracker.views.log.saving import clock_of
from tracker.views.reading import belongings_of

KIND = "question"


@dataclass(frozen=True)
class Reading:
    """A diary as it stood at `now`."""

    person: Any
    now: datetime
    belongings: Mapping[str, Any]

    @cached_property
    def written(self) -> list[Daily]:
        """The days of which anything is written; read when they are needed, in one query."""
        return actions.daily_of(person=self.person)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def days(self) -> Days:
        """All days, up to yesterday."""
        return days_until(self.today - timedelta(days=1), self.written)

    @property
    def questions(self) -> tuple[Question, ...]:
        found: tuple[Question, ...] = self.belongings["questions"]
        return found

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        found: tuple[Experiment, ...] = self.belongings["experiments"]
        return found

    @property
    def settings(self) -> Settings | None:
        found: Settings | None = self.belongings["settings"]
        return found

    @property
    def own(self) -> OwnSymptoms:
        return own_symptoms(self.belongings["custom_symptoms"])

    @property
    def latest(self) -> Question | None:
        return latest(self.questions)

    def question(self, question_id: str) -> Question:
        """Return the question; an id that is none of the person's is not found."""
        found = next((one for one in self.questions if one.id == question_id), None)
        if found is None:
            raise Http404
        return found

    def reply(self, question: Question) -> Reply:
        """Return how a question stands today."""
        return reply(
            question,
            self.written,
            today=self.today,
            settings=self.settings,
            experiments=self.experiments,
        )

    def first_day_of_another(self) -> date | None:
        """Return from which day on a further question would count."""
        found: date | None = self.kept(
            ("another",),
            lambda: first_day_of_another(
                self.questions,
                self.written,
                today=self.today,
                settings=self.settings,
                experiments=self.experiments,
            ),
        )
        return found

    def kept(self, key: tuple[object, ...], make: Any) -> Any:
        """Return what was made for this state of the diary and this day, or make it."""
        whose = ("helps", self.person.pk, self.person.state, self.today, get_language())
        return kept((*whose, *key), make)


def read(person: Any) -> Reading:
    return Reading(person, clock_of(person).now, belongings_of(person))
