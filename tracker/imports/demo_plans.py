"""What somebody who keeps a generated diary wants to find out, and to ask at the next visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker.domain.diary import CoverSheet, Experiment, Product, Question
from tracker.domain.experiment import DEFAULT_BLOCK_DAYS, DEFAULT_BLOCKS, draw
from tracker.imports.demo_products import GLYCINATE

LONG = 130
"""From how many days on a generated diary has an experiment and a question."""

COVER_SHEET = CoverSheet(
    name="Alex Example",
    questions=(
        "Is this much magnesium right for me?",
        "Could my tablets and the calcium be spread better over the day?",
    ),
)


@dataclass(frozen=True, slots=True)
class Plans:
    experiment: Experiment | None = None
    questions: tuple[Question, ...] = ()


def plans_until(end: date, timezone: str, seed: int, shelf: Mapping[str, Product]) -> Plans:
    """Return an experiment that is over for some weeks, and a question that was asked since."""
    random = Random(seed + 2)  # noqa: S311 - made to be repeated, not to be secret
    zone = ZoneInfo(timezone)
    experiment = _experiment(random, end, zone, shelf[GLYCINATE.name])
    question = Question(
        id=id_of(random),
        asked_at=datetime.combine(end - timedelta(days=20), time(20, 10), zone),
        timezone=timezone,
        symptom="sleep",
        substance="magnesium",
        sometimes_because_it_hurts=True,
    )
    return Plans(experiment, (question,))


def id_of(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _experiment(random: Random, end: date, zone: ZoneInfo, product: Product) -> Experiment:
    seed = random.getrandbits(32)
    drawn = draw(DEFAULT_BLOCKS, DEFAULT_BLOCK_DAYS, seed)
    first = end - timedelta(days=drawn.days + 25)
    (content,) = product.contents
    return Experiment(
        id=id_of(random),
        fixed_at=datetime.combine(first - timedelta(days=1), time(19, 40), zone),
        timezone=zone.key,
        symptom="nerve_pain",
        substance="magnesium",
        form=content.form,
        amount=content.amount,
        unit=content.unit,
        product_id=product.id,
        first_day=first,
        block_days=drawn.block_days,
        blocks=drawn.block_on,
        seed=seed,
        has_asked_clinician=True,
    )
