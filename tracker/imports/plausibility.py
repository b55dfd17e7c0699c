"""What in an imported table looks like a slip. It is imported as written, and marked."""

from dataclasses import replace

from tracker.domain.diary import Content, Intake, Score
from tracker.knowledge import knowledge

MOST_MG = 1000
LEAST_MG = 1
"""Elemental magnesium in one intake beyond which a wrong unit or digit is likelier than a dose.
Bounds for asking, ours and generous; the limits that flags compare with are in knowledge."""


def doubt_about_intake(intake: Intake) -> str | None:
    """Return what to check in `intake`, in words; None where nothing is unusual."""
    return next((doubt for one in intake.contents if (doubt := _doubt(one))), None)


def doubt_about_score(score: Score) -> str | None:
    """Return what to check in `score`; None where it lies on its scale."""
    scale = score.scale
    if score.value is None or scale.min <= score.value <= scale.max:
        return None
    return f"{score.value} is outside the scale from {scale.min} to {scale.max}."


def _doubt(content: Content) -> str | None:
    substances = knowledge().rule_book.substances
    substance = substances.find(content.substance)
    if substance is None or substance.id != "magnesium" or not content.amount:
        return None
    written = f"{content.amount} {content.unit} of magnesium in one intake"
    elemental_mg = substance.amount_of(content)
    if elemental_mg is not None and elemental_mg > MOST_MG:
        return f"{written} is unusually much."
    # A salt holds less than its own weight, so this holds whatever the amount was of.
    at_most_mg = substance.amount_of(replace(content, basis="elemental"))
    if at_most_mg is not None and at_most_mg < LEAST_MG:
        return f"{written} is unusually little."
    return None
