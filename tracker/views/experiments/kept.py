"""The experiments that a person keeps, and what their pages read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404

from tracker import actions, queries
from tracker.domain.diary import CustomSymptom, Experiment, Profile
from tracker.domain.experiment.reading import Reading, read
from tracker.views.log.saving import clock_of

KIND = "experiment"


@dataclass(frozen=True, slots=True)
class Shelved:
    """What belongs to the person, and the moment at which it was read."""

    now: datetime
    profile: Profile
    belongings: dict[str, Any]

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        found: tuple[Experiment, ...] = self.belongings["experiments"]
        return found

    @property
    def own_symptoms(self) -> tuple[CustomSymptom, ...]:
        found: tuple[CustomSymptom, ...] = self.belongings["custom_symptoms"]
        return found

    def experiment(self, experiment_id: str) -> Experiment:
        """Return the experiment; an id that is none of the person's is not found."""
        found = next((one for one in self.experiments if one.id == experiment_id), None)
        if found is None:
            raise Http404
        return found


def shelved(person: Any) -> Shelved:
    clock = clock_of(person)
    return Shelved(clock.now, clock.profile, queries.belongings(person))


def reading_of(person: Any, experiment: Experiment, there: Shelved) -> Reading:
    """Return what the diary says of the experiment so far; one query."""
    settings = there.belongings["settings"]
    return read(
        experiment,
        actions.daily_of(person=person, first=experiment.first_day, last=experiment.last_day),
        today=there.today,
        every_dose_logged_from=settings.every_dose_logged_from if settings else None,
    )
