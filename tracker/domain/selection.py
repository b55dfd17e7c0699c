"""What of a diary is handed over: the person chooses, and nothing else leaves."""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from tracker.domain.diary import (
    Content,
    CoverSheet,
    Diary,
    Experiment,
    Favourite,
    Intake,
    Meal,
    NoneTaken,
    Product,
    Profile,
    Question,
    Score,
    SkippedDose,
    Tracked,
)
from tracker.domain.flag_notes import FlagNote
from tracker.domain.lines import IntakeLine, MealLine, SaidOfContent, ScoreLine
from tracker.domain.substances import Substances

Noted = TypeVar("Noted", Intake, Meal, Score)
AnyLine = TypeVar("AnyLine", IntakeLine, MealLine, ScoreLine)


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
        """Is it chosen? `name` is one that `Substances.id_of` returned."""
        return self.substances is None or name in self.substances


def notes_between(entries: Set[str], notes: Iterable[FlagNote]) -> Iterator[FlagNote]:
    """Yield the notes on flags of which all entries leave: a note tells what else was taken."""
    return (note for note in notes if entries >= set(note.entries))


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
            self.substances.id_of(one.substance)
        )
        return one if is_chosen and self.selection.holds_day(one.day) else None

    def intake_lines(self, lines: Iterable[IntakeLine]) -> Iterator[IntakeLine]:
        """Yield the lines that leave: those of what `intake` returns, without it being made."""
        if self.selection.substances is not None:
            lines = (line for line in lines if self._is_content_chosen(line.content))
        return self._lines(lines)

    def meal_lines(self, lines: Iterable[MealLine]) -> Iterator[MealLine]:
        """Yield those of what `meal` returns."""
        return self._lines(lines)

    def score_lines(self, lines: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
        """Yield those of what `score` returns."""
        if self.selection.symptoms is not None:
            lines = (line for line in lines if self.selection.holds_symptom(line.said.symptom))
        return self._lines(lines)

    def diary(self, diary: Diary) -> Diary:
        """Return what leaves of a diary: of the profile and of experiments that of the days, and
        the shelf, which has no days.
        """
        products = tuple(filter(None, map(self._product, diary.products)))
        ids = {one.id for one in products}
        kept = replace(
            diary,
            profile=self._profile(diary.profile_on(self.selection.last)),
            earlier_profiles=tuple(
                replace(one, profile=self._profile(one.profile))
                for one in diary.earlier_profiles
                if self.selection.first <= one.until < self.selection.last
            ),
            intakes=tuple(filter(None, map(self.intake, diary.intakes))),
            meals=tuple(filter(None, map(self.meal, diary.meals))),
            symptoms=tuple(filter(None, map(self.score, diary.symptoms))),
            none_taken=tuple(filter(None, map(self.none_taken, diary.none_taken))),
            skipped_doses=tuple(one for one in diary.skipped_doses if self._is_skipped(one, ids)),
            products=products,
            favourites=tuple(one for one in diary.favourites if self._is_of(one, ids)),
            custom_symptoms=tuple(
                one for one in diary.custom_symptoms if self.selection.holds_symptom(one.id)
            ),
            tracked=diary.tracked and self._tracked(diary.tracked),
            questions=tuple(one for one in diary.questions if self._is_asked(one)),
            experiments=tuple(
                replace(
                    one, note=self._note(one.note), stopped_because=self._note(one.stopped_because)
                )
                for one in diary.experiments
                if self._is_asked(one) and self._has_days_of(one)
            ),
            cover_sheet=self._cover_sheet(diary.cover_sheet),
        )
        return replace(kept, flag_notes=tuple(notes_between(set(kept.ids()), diary.flag_notes)))

    def _product(self, product: Product) -> Product | None:
        contents = tuple(filter(self._is_chosen, product.contents))
        if not contents and self.selection.substances is not None:
            return None
        return replace(product, contents=contents, note=self._note(product.note))

    def _tracked(self, tracked: Tracked) -> Tracked:
        return Tracked(tuple(filter(self.selection.holds_symptom, tracked.symptoms)))

    def _is_skipped(self, skipped: SkippedDose, products: Collection[str]) -> bool:
        return skipped.product_id in products and self.selection.holds_day(skipped.day)

    def _is_of(self, favourite: Favourite, products: Collection[str]) -> bool:
        """Are all of its products chosen? Its name can tell of each of them."""
        if self.selection.substances is None:
            return True
        return all(dose.product_id in products for dose in favourite.doses)

    def _is_asked(self, asked: Question | Experiment) -> bool:
        """Is it about a chosen symptom and a chosen substance?"""
        name = self.substances.id_of(asked.substance)
        return self.selection.holds_symptom(asked.symptom) and self.selection.holds_substance(name)

    def _has_days_of(self, experiment: Experiment) -> bool:
        begins_in_time = experiment.first_day <= self.selection.last
        return begins_in_time and self.selection.first <= experiment.ended_on

    def _is_chosen(self, content: Content) -> bool:
        return self.selection.holds_substance(self.substances.id_of(content.substance))

    def _is_content_chosen(self, content: SaidOfContent) -> bool:
        name = self.substances.id_of(content.substance)
        return content.basis is not None and self.selection.holds_substance(name)

    def _lines(self, lines: Iterable[AnyLine]) -> Iterator[AnyLine]:
        first, last = self.selection.first, self.selection.last
        of_days = (line for line in lines if first <= line.timed.day <= last)
        if self.selection.with_notes:
            return of_days
        return (line._replace(said=line.said._replace(note="")) for line in of_days)

    def _noted(self, entry: Noted) -> Noted:
        return entry if self.selection.with_notes or not entry.note else replace(entry, note="")

    def _note(self, note: str) -> str:
        return note if self.selection.with_notes else ""

    def _cover_sheet(self, sheet: CoverSheet | None) -> CoverSheet | None:
        if sheet is None or self.selection.with_name:
            return sheet
        return replace(sheet, name="")

    def _profile(self, profile: Profile) -> Profile:
        """Return the profile with the chosen of its medicines.

        Where no name leaves, the age on the last day stands in the place of the day of birth.
        """
        medicines = tuple(
            name
            for name in profile.medicines
            if self.selection.holds_substance(self.substances.id_of(name))
        )
        if self.selection.with_name or profile.birth_date is None:
            return replace(profile, medicines=medicines)
        years = profile.age_on(self.selection.last)
        age = None if years is None else Decimal(int(years))
        return replace(profile, medicines=medicines, birth_date=None, age=age)
