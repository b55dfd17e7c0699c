"""A diary that nobody lived, for trying the program: plausible, of any length, and repeatable.

The same days, seed, end and zone give the same diary, ids included. It has what real ones have:
a regimen and slips from it (missed, late, doubled), doses taken because it hurt, calcium now and
then too close to magnesium, scores that follow those of the day before, and days without a word.
A long one has a planned experiment. Magnesium does nothing in it, and neither does anything else:
what pages say of such a diary should be that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from tracker.domain.diary import (
    PROFILE_FACTS,
    Diary,
    Dose,
    EarlierProfile,
    Experiment,
    Favourite,
    Intake,
    Meal,
    NoneTaken,
    Product,
    Profile,
    Region,
    Scale,
    Score,
    Site,
    Stock,
    Tolerance,
    Tracked,
    UsualTime,
)
from tracker.imports.demo_plans import COVER_SHEET, LONG, Plans, id_of, plans_until
from tracker.imports.demo_products import (
    CALCIUM,
    CITRATE,
    FOODS,
    GABAPENTIN,
    GLYCINATE,
    LEVOTHYROXINE,
    OXIDE,
    VITAMIN_D,
    VITAMIN_D_AT,
)

LAST_MINUTE = 24 * 60 - 1
NEW_FOR_DAYS = 30
"""How long somebody counts as new to supplements in a generated diary."""

Entry = Intake | Meal | Score | NoneTaken


TAGS = ("fat", "dairy", "leafy_greens", "nuts", "seeds", "whole_grains", "vitamin_d_rich")
SITES = (Site("toes", "both"), Site("sole", "left"), Site("sole", "right"), Site("calf", "left"))
QUALITIES = ("burning", "tingling", "shooting", "numb", "electric shocks")


@dataclass(frozen=True, slots=True)
class Persona:
    """Who keeps the diary: drawn once, the same on every day of it."""

    profile: Profile
    medicine: Product
    medicine_hours: tuple[int, ...]
    usual_pain: float
    bedtime_minute: int
    calcium_share: float
    writing_share: float


def demo_diary(
    *, days: int, seed: int, end: date, timezone: str = "Europe/Berlin", region: Region = "EU"
) -> Diary:
    """Return a generated diary of the `days` days up to and including `end`."""
    random = Random(seed)  # noqa: S311 - made to be repeated, not to be secret
    first = end - timedelta(days=days - 1)
    persona = _persona(random, first.year, timezone, region)
    # Drawn apart, so that a change of the shelf leaves the days as they are.
    shelf = _shelf(Random(seed + 1), persona, end, ZoneInfo(timezone))  # noqa: S311 - as above
    plans = plans_until(end, timezone, seed, shelf) if days >= LONG else Plans()
    writer = _Writer(random, persona, timezone, shelf, plans.experiment)
    entries = [
        entry
        for number in range(days)
        for entry in writer.entries_of(first + timedelta(days=number))
    ]
    return Diary(
        profile=persona.profile,
        earlier_profiles=_beginner(persona.profile, first, end),
        intakes=tuple(entry for entry in entries if isinstance(entry, Intake)),
        meals=tuple(entry for entry in entries if isinstance(entry, Meal)),
        symptoms=tuple(entry for entry in entries if isinstance(entry, Score)),
        none_taken=tuple(entry for entry in entries if isinstance(entry, NoneTaken)),
        products=tuple(shelf.values()),
        favourites=(_morning(shelf, persona),),
        tracked=Tracked(("nerve_pain", "sleep", "cramp")),
        questions=plans.questions,
        experiments=() if plans.experiment is None else (plans.experiment,),
        cover_sheet=COVER_SHEET,
    )


def _persona(random: Random, year: int, timezone: str, region: Region) -> Persona:
    takes_levothyroxine = random.random() < 0.5
    profile = Profile(
        birth_date=date(year - random.randint(28, 70), random.randint(1, 12), 14),
        sex=random.choice(("female", "male")),
        kidney="normal",
        conditions=(random.choice(("diabetic_neuropathy", "fibromyalgia", "sciatica")),),
        medicines=("levothyroxine" if takes_levothyroxine else "gabapentin",),
        region=region,
        timezone=timezone,
        new_to_supplements=False,
    )
    return Persona(
        profile=profile,
        medicine=LEVOTHYROXINE if takes_levothyroxine else GABAPENTIN,
        medicine_hours=(7,) if takes_levothyroxine else (8, 14, 21),
        usual_pain=random.uniform(3, 5),
        bedtime_minute=random.randint(21 * 60 + 15, 22 * 60 + 15),
        calcium_share=random.uniform(0.25, 0.6),
        writing_share=random.uniform(0.8, 0.95),
    )


def _beginner(profile: Profile, first: date, end: date) -> tuple[EarlierProfile, ...]:
    until = first + timedelta(days=NEW_FOR_DAYS - 1)
    if until >= end:
        return ()
    facts = {name: getattr(profile, name) for name in PROFILE_FACTS}
    return (EarlierProfile(until, Profile(**facts | {"new_to_supplements": True})),)


def _shelf(random: Random, persona: Persona, end: date, zone: ZoneInfo) -> dict[str, Product]:
    """Return the products by their names, with ids, usual times and what is left of some."""
    bedtime = time(*divmod(persona.bedtime_minute, 60))
    counted = datetime.combine(end - timedelta(days=20), time(8), zone)
    medicine_times = [time(hour) for hour in persona.medicine_hours]
    owned = [
        (persona.medicine, medicine_times, 100),
        (GLYCINATE, [bedtime], 60),
        (VITAMIN_D, [VITAMIN_D_AT], None),
        (CALCIUM, [], 30),
        (CITRATE, [], None),
        (OXIDE, [], None),
    ]
    return {
        product.name: replace(
            product,
            id=id_of(random),
            usual_times=tuple(UsualTime(at) for at in times),
            stock=None if left is None else Stock(Decimal(left), counted),
        )
        for product, times, left in owned
    }


def _morning(shelf: dict[str, Product], persona: Persona) -> Favourite:
    together = (shelf[persona.medicine.name], shelf[VITAMIN_D.name])
    return Favourite("morning", "Morning", tuple(Dose(product.id) for product in together))


class _Writer:
    """Writes day after day, and remembers how the days before went."""

    def __init__(
        self,
        random: Random,
        persona: Persona,
        timezone: str,
        shelf: dict[str, Product],
        planned: Experiment | None,
    ) -> None:
        self._planned = planned
        self._random = random
        self._shelf = shelf
        self._persona = persona
        self._timezone = timezone
        self._zone = ZoneInfo(timezone)
        self._pain = persona.usual_pain
        self._silent_days = 0
        self._oxide_days = 0

    def entries_of(self, day: date) -> Iterator[Entry]:
        """Yield what was written on `day`; nothing in a silent stretch."""
        self._pain_moves_on()
        if self._is_silent():
            return
        yield from self._medicine(day)
        yield from self._magnesium(day)
        yield from self._other_supplements(day)
        yield from self._because_it_hurt(day)
        yield from self._meals(day)
        yield from self._symptoms(day)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _pain_moves_on(self) -> None:
        """Tomorrow is much like today, drifts back to the usual, and sometimes flares."""
        usual = self._persona.usual_pain
        self._pain = usual + 0.75 * (self._pain - usual) + self._random.gauss(0, 0.9)
        if self._chance(0.02):
            self._pain += self._random.uniform(2, 4)
        self._pain = min(max(self._pain, 0.0), 10.0)

    def _is_silent(self) -> bool:
        if self._silent_days == 0 and self._chance(0.01):
            self._silent_days = self._random.randint(2, 10)
        self._silent_days = max(self._silent_days - 1, 0)
        return self._silent_days > 0

    def _medicine(self, day: date) -> Iterator[Entry]:
        for hour in self._persona.medicine_hours:
            yield from self._regular(day, self._persona.medicine, hour * 60, missed=0.03)

    def _magnesium(self, day: date) -> Iterator[Entry]:
        if self._planned is not None and self._planned.is_running(day):
            yield from self._as_planned(self._planned, day)
        else:
            yield from self._as_usual(day)

    def _as_planned(self, planned: Experiment, day: date) -> Iterator[Entry]:
        """Yield the dose of a week with it, or that there was none; with slips in both."""
        is_with = planned.blocks[(day - planned.first_day).days // planned.block_days]
        if self._chance(0.94 if is_with else 0.04):
            yield from self._regular(day, GLYCINATE, self._persona.bedtime_minute, missed=0)
        elif self._chance(0.95):
            yield NoneTaken(self._id(), day, self._timezone, "magnesium")

    def _as_usual(self, day: date) -> Iterator[Entry]:
        if self._oxide_days == 0 and self._chance(0.01):
            self._oxide_days = 7 * self._random.randint(1, 3)
        self._oxide_days = max(self._oxide_days - 1, 0)
        product = OXIDE if self._oxide_days else GLYCINATE
        doses = list(self._regular(day, product, self._persona.bedtime_minute, missed=0.1))
        yield from doses
        if not doses and self._chance(0.5):
            yield NoneTaken(self._id(), day, self._timezone, "magnesium")

    def _regular(self, day: date, product: Product, minute: int, missed: float) -> Iterator[Entry]:
        """Yield the dose of a usual time: as a rule near it, at times late, twice or not at all."""
        if self._chance(missed):
            return
        delay = self._random.uniform(60, 240) if self._chance(0.05) else 0
        taken = self._around(minute + delay, 12)
        yield self._intake(day, taken, product)
        if self._chance(0.01):
            yield self._intake(day, taken + self._random.randint(20, 90), product)

    def _other_supplements(self, day: date) -> Iterator[Entry]:
        usual = VITAMIN_D_AT.hour * 60 + VITAMIN_D_AT.minute
        yield from self._regular(day, VITAMIN_D, usual, missed=0.08)
        if not self._chance(self._persona.calcium_share):
            return
        too_close = self._persona.bedtime_minute - self._random.randint(15, 110)
        usual = 12 * 60 + 45
        yield self._intake(
            day, too_close if self._chance(0.2) else self._around(usual, 25), CALCIUM
        )

    def _because_it_hurt(self, day: date) -> Iterator[Entry]:
        is_planned = self._planned is not None and self._planned.is_running(day)
        if self._pain > 6 and not is_planned and self._chance(0.5):
            yield self._intake(day, self._random.randint(14 * 60, 18 * 60), CITRATE, True)

    def _meals(self, day: date) -> Iterator[Entry]:
        for minute in (7 * 60 + 50, 12 * 60 + 45, 18 * 60 + 45):
            if self._chance(self._persona.writing_share * 0.8):
                tags = tuple(sorted(self._random.sample(TAGS, self._random.randint(1, 3))))
                foods = tuple(FOODS[tag] for tag in tags if tag in FOODS and self._chance(0.3))
                at = self._at(day, self._around(minute, 20))
                yield Meal(self._id(), at, self._timezone, tags=tags, foods=foods)

    def _symptoms(self, day: date) -> Iterator[Entry]:
        if not self._chance(self._persona.writing_share):
            return
        yield self._score(day, 21 * 60, "nerve_pain", self._pain, sites=self._sites())
        slept = 8 - 0.5 * self._pain + self._random.gauss(0, 1)
        yield self._score(day, 8 * 60, "sleep", slept, scale=Scale(better="high"))
        if self._chance(0.15):
            yield self._score(day, 6 * 60 + 30, "cramp", self._random.uniform(2, 8))

    def _sites(self) -> tuple[Site, ...]:
        return tuple(self._random.sample(SITES, self._random.randint(1, 2)))

    def _score(
        self,
        day: date,
        minute: int,
        symptom: str,
        value: float,
        *,
        scale: Scale | None = None,
        sites: tuple[Site, ...] = (),
    ) -> Score:
        whole = Decimal(min(max(round(value), 0), 10))
        return Score(
            id=self._id(),
            felt_at=self._at(day, self._around(minute, 30)),
            timezone=self._timezone,
            symptom=symptom,
            value=whole,
            scale=scale or Scale(),
            sites=sites,
            qualities=(self._random.choice(QUALITIES),) if sites else (),
        )

    def _intake(
        self, day: date, minute: float, product: Product, because_it_hurt: bool = False
    ) -> Intake:
        own = self._shelf[product.name]
        taken = own.taken(intake_id=self._id(), at=self._at(day, minute), timezone=self._timezone)
        return replace(taken, as_needed=because_it_hurt, tolerance=self._tolerance(taken))

    def _tolerance(self, taken: Intake) -> tuple[Tolerance, ...]:
        """Every fifth dose of magnesium has a word on how it was borne; the oxide least well."""
        number = int(taken.id[:8], 16)
        if taken.contents[0].substance != "magnesium" or number % 5:
            return ()
        is_loose = taken.product == OXIDE.name and number % 2
        return ("loose_stools",) if is_loose else ("fine",)

    def _around(self, minute: float, spread: float) -> float:
        return self._random.gauss(minute, spread)

    def _at(self, day: date, minute: float) -> datetime:
        """Return the time of day in the zone; on the night that skips it, the one an hour on."""
        wall = timedelta(minutes=min(max(int(minute), 0), LAST_MINUTE))
        clock = datetime.combine(day, time(), self._zone) + wall
        return clock.astimezone(UTC).astimezone(self._zone)

    def _id(self) -> str:
        return id_of(self._random)
