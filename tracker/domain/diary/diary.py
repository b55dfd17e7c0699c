"""A whole diary, or a stretch of it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tracker.domain.diary.changes import RecordedChange
from tracker.domain.diary.cover_sheet import CoverSheet
from tracker.domain.diary.entries import Intake, Meal, NoneTaken, Score, SkippedDose
from tracker.domain.diary.experiments import Experiment, Question, Settings
from tracker.domain.diary.held_facts import HeldFact
from tracker.domain.diary.profile import EarlierProfile, Profile
from tracker.domain.diary.shelf import Favourite, Product
from tracker.domain.diary.tracked import CustomSymptom, Tracked
from tracker.domain.flag_notes import FlagNote


@dataclass(frozen=True)
class Diary:
    """A person's whole diary, or a stretch of it, in no particular order of time."""

    profile: Profile = field(default_factory=Profile)
    earlier_profiles: tuple[EarlierProfile, ...] = ()
    intakes: tuple[Intake, ...] = ()
    meals: tuple[Meal, ...] = ()
    symptoms: tuple[Score, ...] = ()
    none_taken: tuple[NoneTaken, ...] = ()
    flag_notes: tuple[FlagNote, ...] = ()
    skipped_doses: tuple[SkippedDose, ...] = ()
    products: tuple[Product, ...] = ()
    favourites: tuple[Favourite, ...] = ()
    custom_symptoms: tuple[CustomSymptom, ...] = ()
    tracked: Tracked | None = None
    """Which symptoms the person chose to follow; None: nothing was chosen yet."""
    questions: tuple[Question, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    settings: Settings | None = None
    cover_sheet: CoverSheet | None = None
    profile_facts: tuple[HeldFact, ...] | None = None
    """What makes up the profiles; None: only the profiles themselves are known."""
    changes: tuple[RecordedChange, ...] | None = None
    """Everything that was ever written, in order; None: nobody told."""

    @cached_property
    def _earlier(self) -> tuple[list[date], list[Profile]]:
        ordered = sorted(self.earlier_profiles, key=lambda earlier: earlier.until)
        return [earlier.until for earlier in ordered], [earlier.profile for earlier in ordered]

    def profile_on(self, day: date) -> Profile:
        """Return the profile that held on `day`."""
        untils, profiles = self._earlier
        position = bisect_left(untils, day)
        return profiles[position] if position < len(profiles) else self.profile

    def ids(self) -> Iterator[str]:
        """Yield the id of every entry of a day, in the order of the document's lists."""
        for entries in (
            self.intakes,
            self.meals,
            self.symptoms,
            self.none_taken,
            self.skipped_doses,
        ):
            for entry in entries:
                yield entry.id
