"""How much of each substance a day held."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from tracker.domain.diary import Intake
from tracker.domain.totals import Amount, part_of
from tracker.exports.fhir.elements import Element, coded, concept, quantity, table, with_unit
from tracker.exports.fhir.patient_reported import survey
from tracker.exports.fhir.source import Planned, Section, Source

NOT_KNOWN = "not known"


def totals(source: Source, intakes: Iterable[Intake]) -> Section | None:
    """Return how much of each known substance each day held, from supplements and medicines.

    Only what was swallowed counts, and of a mineral the element.
    """
    sums = sums_of(source, intakes)
    if not sums:
        return None
    rows: dict[str, list[Amount]] = defaultdict(list)
    for (_, substance), amount in sums.items():
        rows[substance].append(amount)
    return Section(
        "Amounts a day, from supplements and medicines",
        table(
            ("Substance", "Days", "Lowest", "Highest"),
            (_total_row(source, substance, rows[substance]) for substance in sorted(rows)),
        ),
        concept("Intake a day"),
        tuple(
            Planned(
                source.url(f"Observation/total/{day}/{substance}"),
                partial(_total, source, day, substance, amount),
            )
            for (day, substance), amount in sums.items()
        ),
    )


def sums_of(source: Source, intakes: Iterable[Intake]) -> dict[tuple[date, str], Amount]:
    """Return the sum of each day and substance, in order of time."""
    substances = source.known.rule_book.substances
    sums: dict[tuple[date, str], Amount] = {}
    for intake in intakes:
        # Swallowed on that day, for how many days it may last: no share of it.
        whole = intake if intake.covers_days == 1 else replace(intake, covers_days=1)
        for content in intake.contents:
            substance = substances.find(content.substance)
            if substance is None or content.amount == 0:
                continue
            part = part_of(substance, whole, content)
            if part.left_out != "not_swallowed":
                key = intake.taken_at.date(), substance.id
                sums[key] = sums.get(key, Amount()) + part.as_amount
    return dict(sorted(sums.items()))


def _total(source: Source, day: date, substance: str, amount: Amount) -> Element:
    """Return the total; "at least" where something could not be counted, unknown where nothing."""
    value: Element = {"dataAbsentReason": coded("data-absent-reason", "unknown")}
    if amount.quanta or not amount.is_at_least:
        comparator = {"comparator": ">="} if amount.is_at_least else {}
        value = {"valueQuantity": comparator | quantity(amount.value, _unit(source, substance))}
    name = f"{source.substance(substance)} taken that day, from supplements and medicines"
    is_mineral = _is_mineral(source, substance)
    return {
        **survey(source, concept(f"{name} (elemental)" if is_mineral else name), day.isoformat()),
        **value,
        "method": concept("Added up by the program from the doses that were logged"),
    }


def _unit(source: Source, substance: str) -> str:
    found = source.known.rule_book.substances.find(substance)
    return "mg" if found is None else found.base_unit


def _is_mineral(source: Source, substance: str) -> bool:
    found = source.known.rule_book.substances.find(substance)
    return found is not None and found.needs_basis


def _total_row(source: Source, substance: str, sums: list[Amount]) -> tuple[str, ...]:
    known = [one.value for one in sums if one.quanta]
    unit = _unit(source, substance)
    if not known:
        return source.substance(substance), str(len(sums)), NOT_KNOWN, NOT_KNOWN
    ends = (with_unit(value, unit) for value in (min(known), max(known)))
    return source.substance(substance), str(len(sums)), *ends
