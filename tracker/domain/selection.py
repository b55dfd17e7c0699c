"""What of a diary is handed over: the person chooses, and nothing else leaves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from tracker.domain.diary import (
    Content,
    CoverSheet,
    Diary,
    Experiment,
    Intake,
    Meal,
    NoneTaken,
    Profile,
    Question,
    Score,
    SkippedDose,
)
from tracker.domain.substances import Substances, normalised

Noted = TypeVar("Noted", Intake, Meal, Score)


@dataclass(frozen=True, slots=True)
class Selection:
    """The local days from `first` to `last`, both included, and what of them.

    None for `symptoms` or `substances` means all of them, those that are yet to be logged too; an
    empty one means none. Substances are ids of knowledge, or names as they are compared; a
    symptom without a name is "". Without `with_notes` no free text of an entry leaves; without
    `with_name` neither the name nor the day of birth does, and the age in years stays.
    """

    first: date
    last: date
    symptoms: tuple[str, ...] | None = None
    substances: tuple[str, ...] | None = None
    with_notes: bool = True
    with_name: bool = True

    def holds_day(self, day: date) -> bool:
        return self.first <= day <= self.last

    def holds_symptom(self, symptom: str | None) -> bool:
        return self.symptoms is None or (symptom or "") in self.symptoms

    def holds_substance(self, name: str) -> bool:
        """Is it chosen? `name` is one that `substance_name` returned."""
        return self.substances is None or name in self.substances


def substance_name(written: str | None, substances: Substances) -> str:
    """Return the name by which a substance is chosen: its id, else as names are compared."""
    known = substances.find(written)
    return normalised(written) if known is None else known.id


@dataclass(frozen=True)
class Chooser:
    """Takes entries and returns what of them leaves; None: nothing."""

    selection: Selection
    substances: Substances

    def intake(self, intake: Intake) -> Intake | None:
        """Return the intake with the chosen of its contents; None where none of them is.

        What has no contents at all has no substance that could be chosen.
        """
        if not self.selection.holds_day(intake.taken_at.date()):
            return None
        if self.selection.substances is None:
            return self._noted(intake)
        chosen = tuple(one for one in intake.contents if self._is_chosen(one))
        return self._noted(replace(intake, contents=chosen)) if chosen else None

    def meal(self, meal: Meal) -> Meal | None:
        return self._noted(meal) if self.selection.holds_day(meal.eaten_at.date()) else None

    def score(self, score: Score) -> Score | None:
        is_chosen = self.selection.holds_symptom(score.symptom)
        is_of_day = self.selection.holds_day(score.felt_at.date())
        return self._noted(score) if is_chosen and is_of_day else None

    def none_taken(self, one: NoneTaken) -> NoneTaken | None:
        """Return it; "nothing at all" says something about what was chosen, too."""
        is_chosen = one.substance is None or self.selection.holds_substance(
            substance_name(one.substance, self.substances)
        )
        return one if is_chosen and self.selection.holds_day(one.day) else None

    def diary(self, diary: Diary) -> Diary:
        """Return what leaves of a diary, the shelf and the plans among it."""
        products = tuple(one for one in diary.products if self._holds_any(one.contents))
        ids = {one.id for one in products}
        return replace(
            diary,
            profile=self._aged(diary.profile),
            earlier_profiles=tuple(
                replace(one, profile=self._aged(one.profile)) for one in diary.earlier_profiles
            ),
            intakes=tuple(filter(None, map(self.intake, diary.intakes))),
            meals=tuple(filter(None, map(self.meal, diary.meals))),
            symptoms=tuple(filter(None, map(self.score, diary.symptoms))),
            none_taken=tuple(filter(None, map(self.none_taken, diary.none_taken))),
            skipped_doses=tuple(one for one in diary.skipped_doses if self._is_skipped(one, ids)),
            products=tuple(replace(one, note=self._note(one.note)) for one in products),
            questions=tuple(one for one in diary.questions if self._is_asked(one)),
            experiments=tuple(
                replace(
                    one, note=self._note(one.note), stopped_because=self._note(one.stopped_because)
                )
                for one in diary.experiments
                if self._is_asked(one)
            ),
            cover_sheet=self._cover_sheet(diary.cover_sheet),
        )

    def _holds_any(self, contents: Iterable[Content]) -> bool:
        return self.selection.substances is None or any(map(self._is_chosen, contents))

    def _is_skipped(self, skipped: SkippedDose, products: Collection[str]) -> bool:
        return skipped.product_id in products and self.selection.holds_day(skipped.day)

    def _is_asked(self, asked: Question | Experiment) -> bool:
        """Is it about a chosen symptom and a chosen substance?"""
        name = substance_name(asked.substance, self.substances)
        return self.selection.holds_symptom(asked.symptom) and self.selection.holds_substance(name)

    def _is_chosen(self, content: Content) -> bool:
        return self.selection.holds_substance(substance_name(content.substance, self.substances))

    def _noted(self, entry: Noted) -> Noted:
        return entry if self.selection.with_notes or not entry.note else replace(entry, note="")

    def _note(self, note: str) -> str:
        return note if self.selection.with_notes else ""

    def _cover_sheet(self, sheet: CoverSheet | None) -> CoverSheet | None:
        if sheet is None or self.selection.with_name:
            return sheet
        return replace(sheet, name="")

    def _aged(self, profile: Profile) -> Profile:
        """Return the profile; where no name leaves, with the age on the last day for a birth."""
        if self.selection.with_name or profile.birth_date is None:
            return profile
        years = profile.age_on(self.selection.last)
        return replace(profile, birth_date=None, age=None if years is None else Decimal(int(years)))
