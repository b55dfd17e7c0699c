"""What stands around an intake: other doses of its 20 hours, meals near it, symptoms, vitamin D.

Each picture is drawn once for a diary, when the first rule asks for it, and then answers by
look-up: no rule walks the diary again for each intake.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.domain.diary import MICROSECONDS_PER_MINUTE, FoodPortion, Score, instant
from tracker.domain.rules.rows import PreparedDiary, Row
from tracker.domain.rules.traits import TAKEN_ON_PURPOSE
from tracker.domain.rules.windows import whole_days, windows
from tracker.domain.substances import normalised


class Surroundings:
    def __init__(self, prepared: PreparedDiary) -> None:
        self._prepared = prepared
        self._meals: dict[str, MealTimes] = {}
        self._symptom_days: dict[str, frozenset[int]] = {}
        self._days_with_vitamin_d: dict[int, frozenset[int]] = {}

    @cached_property
    def first_oral_magnesium(self) -> Row | None:
        return next(iter(self._prepared.oral_magnesium), None)

    @cached_property
    def _largest_magnesium(self) -> dict[Row, int]:
        return largest_totals(self._prepared)

    def largest_magnesium_total(self, row: Row) -> int:
        """Return the largest 20-hour total that holds `row`, as swallowed, in quanta.

        Of an entry that only knows its day, or shares its day with one, it can be the day's.
        """
        return self._largest_magnesium.get(row, 0)

    def has_symptom(self, symptom: str, day: int) -> bool:
        """Was the symptom there, or worse than the best end of its scale, on that local day?"""
        if symptom not in self._symptom_days:
            self._symptom_days[symptom] = frozenset(
                score.felt_at.toordinal()
                for score in self._prepared.diary.symptoms
                if normalised(score.symptom) == symptom and is_present(score)
            )
        return day in self._symptom_days[symptom]

    def had_vitamin_d(self, day: int, days: int) -> bool:
        """Was vitamin D taken or eaten on that local day, or the `days` - 1 before it?"""
        if days not in self._days_with_vitamin_d:
            self._days_with_vitamin_d[days] = frozenset(
                taken + later
                for taken in set(vitamin_d_days(self._prepared))
                for later in range(days)
            )
        return day in self._days_with_vitamin_d[days]

    def meals_near_lack(self, row: Row, tag: str, minutes: int) -> bool:
        """Is a meal logged within `minutes` of the row, and has none of those the tag?"""
        if row.is_day_only:
            return False
        if tag not in self._meals:
            self._meals[tag] = MealTimes.of(self._prepared, tag)
        return self._meals[tag].lack_tag_near(row.instant, minutes * MICROSECONDS_PER_MINUTE)


@dataclass(frozen=True, slots=True)
class MealTimes:
    """The instants of all meals, and of those with one tag, in order."""

    all: list[int]
    tagged: list[int]

    @classmethod
    def of(cls, prepared: PreparedDiary, tag: str) -> "MealTimes":
        timed = [meal for meal in prepared.diary.meals if meal.precision != "day"]
        tagged = [meal for meal in timed if tag in map(normalised, meal.tags)]
        return cls(
            sorted(instant(meal.eaten_at) for meal in timed),
            sorted(instant(meal.eaten_at) for meal in tagged),
        )

    def lack_tag_near(self, at: int, span: int) -> bool:
        return is_any_between(self.all, at - span, at + span) and not is_any_between(
            self.tagged, at - span, at + span
        )


def is_any_between(instants: list[int], start: int, end: int) -> bool:
    """Does the ordered list hold an instant from `start` to `end`, both included?"""
    return bisect_left(instants, start) < bisect_right(instants, end)


def is_present(score: Score) -> bool:
    if score.value is None:
        return True
    if score.scale.better == "high":
        return score.value < score.scale.max
    return score.value > score.scale.min


def vitamin_d_days(prepared: PreparedDiary) -> Iterator[int]:
    for row in prepared.rows:
        kind = row.traits.kind
        is_eaten = kind.route == "oral" and kind.source == "food"
        if "vitamin_d" in kind.substances and (is_eaten or kind.is_taken_on_purpose):
            yield row.day
    for meal in prepared.diary.meals:
        is_rich = "vitamin_d_rich" in map(normalised, meal.tags)
        if is_rich or any(holds_vitamin_d(food, prepared) for food in meal.foods):
            yield meal.eaten_at.toordinal()


def holds_vitamin_d(portion: FoodPortion, prepared: PreparedDiary) -> bool:
    """A portion of unknown weight counts: some of the food was eaten."""
    if portion.food is None or portion.grams == 0:
        return False
    return prepared.book.is_vitamin_d_food(portion.food)


def largest_totals(prepared: PreparedDiary) -> dict[Row, int]:
    """Return, for each row with oral magnesium, the largest window total that holds it.

    What is counted is what the magnesium limit counts, but as swallowed: a weekly capsule
    is not spread over its days.
    """
    minutes = prepared.book.window_minutes
    counted = prepared.counted("magnesium", TAKEN_ON_PURPOSE)
    asked = prepared.oral_magnesium
    timed = [row for row in counted if not row.is_day_only]
    ends = [
        (window.end, window.total) for window in windows(timed, swallowed_magnesium(timed), minutes)
    ]
    largest = dict(
        largest_ahead(
            [row for row in asked if not row.is_day_only], ends, minutes * MICROSECONDS_PER_MINUTE
        )
    )
    day_totals = {day.day: day.total for day in whole_days(counted, swallowed_magnesium(counted))}
    for row in asked:
        largest[row] = max(largest.get(row, 0), day_totals.get(row.day, 0))
    return largest


def swallowed_magnesium(rows: Iterable[Row]) -> list[int]:
    return [row.traits.amounts["magnesium"] for row in rows]


def largest_ahead(
    rows: Iterable[Row], ends: Iterable[tuple[int, int]], span: int
) -> Iterator[tuple[Row, int]]:
    """Yield each row with the largest total of the windows that end less than `span` after it.

    `ends` are windows as (end, total), in order of time, as the rows are.
    """
    # A total that a later one reaches can never be the largest again: what waits is falling.
    waiting: deque[tuple[int, int]] = deque()
    upcoming = iter(ends)
    ahead = next(upcoming, None)
    for row in rows:
        while ahead is not None and ahead[0] < row.instant + span:
            while waiting and waiting[-1][1] <= ahead[1]:
                waiting.pop()
            waiting.append(ahead)
            ahead = next(upcoming, None)
        while waiting and waiting[0][0] < row.instant:
            waiting.popleft()
        yield row, waiting[0][1] if waiting else 0
