"""What is asked of the diary: questions, experiments, and the setting that both read."""

from datetime import date
from typing import Any

from tracker.document.containers import ListOf, Record
from tracker.document.fields import Day, Moment, Number, Text, Truth, Whole, Zone
from tracker.document.problems import Problem, Problems
from tracker.document.records.common import SCALE, UNIT, made, offset_of
from tracker.domain.diary import Experiment, Question, Settings
from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS

QUESTION = Record(
    {
        "id": Text(),
        "asked_at": Moment(),
        "timezone": Zone(),
        "symptom": Text(),
        "substance": Text(),
        "form": Text(),
        "half_life": Whole(minimum=0),
        "from_day": Day(),
        "sometimes_because_it_hurts": Truth(),
    },
    required=("id", "asked_at", "timezone", "symptom", "substance"),
    build=made(Question),
    check=offset_of("asked_at"),
)


def could_be_drawn(values: dict[str, Any], path: str, problems: Problems) -> None:
    """Note a plan that the program does not make: see `Experiment`."""
    offset_of("fixed_at")(values, path, problems)
    blocks = values.get("blocks")
    if blocks is not None and (len(blocks) not in BLOCKS or 2 * sum(blocks) != len(blocks)):
        message = (
            "8 to 20 blocks in order, half of them true, with, and half of them false, without"
        )
        problems.append(Problem(f"{path}.blocks", message))
    if values.get("block_days", BLOCK_DAYS[0]) not in BLOCK_DAYS:
        problems.append(Problem(f"{path}.block_days", "a block has 7 or 14 days"))
    first_day = values.get("first_day")
    days = len(blocks or ()) * (values.get("block_days") or 0)
    # The day after the last one, on which the result opens, is to be a day of the calendar too.
    if first_day is not None and days > (date.max - first_day).days:
        problems.append(Problem(f"{path}.first_day", "the calendar ends before the last day"))


EXPERIMENT = Record(
    {
        "id": Text(),
        "fixed_at": Moment(),
        "timezone": Zone(),
        "symptom": Text(),
        "scale": SCALE,
        "substance": Text(),
        "form": Text(),
        "amount": Number(minimum=0),
        "unit": UNIT,
        "product_id": Text(),
        "first_day": Day(),
        "block_days": Whole(minimum=1),
        "blocks": ListOf(Truth()),
        "seed": Whole(minimum=0),
        "cautions": ListOf(Text()),
        "has_asked_clinician": Truth(),
        "note": Text(),
        "stopped_on": Day(),
        "stopped_because": Text(),
    },
    required=(
        "id",
        "fixed_at",
        "timezone",
        "symptom",
        "substance",
        "first_day",
        "block_days",
        "blocks",
        "seed",
    ),
    build=made(Experiment),
    check=could_be_drawn,
)

SETTINGS = Record({"every_dose_logged_from": Day()}, build=made(Settings))
