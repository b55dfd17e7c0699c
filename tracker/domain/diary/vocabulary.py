"""The closed vocabularies of entries, and the one way in which instants are compared."""

from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["mg", "mcg", "g", "IU", "mmol"]
Basis = Literal["elemental", "compound", "unknown"]
Route = Literal["oral", "topical", "bath", "injection", "infusion"]
Source = Literal["supplement", "medicine", "food", "excipient"]
MealRelation = Literal["with", "without", "unknown"]
Precision = Literal["minute", "about", "day"]
ProductClass = Literal["antacid", "laxative"]
Region = Literal["US", "EU", "UK"]
Kidney = Literal["normal", "ckd", "dialysis"]
Sex = Literal["female", "male", "unspecified"]
Better = Literal["low", "high", "none"]
Tolerance = Literal["fine", "nausea", "stomach_pain", "loose_stools", "constipation"]
"""How stomach and bowel bore a dose; "fine" stands alone."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECONDS_PER_MINUTE = 60_000_000


def instant(at: datetime) -> int:
    """Return the microseconds from 1970-01-01T00:00Z to the aware time `at`.

    Gaps are taken between instants: two readings of one wall clock can be an hour further
    apart, or nearer, than they look.
    """
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def zone_of_time(at: datetime) -> ZoneInfo:
    """Return the IANA zone in which the aware time `at` stands; UTC where it has only an offset."""
    return at.tzinfo if isinstance(at.tzinfo, ZoneInfo) else ZoneInfo("UTC")
