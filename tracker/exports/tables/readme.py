"""What stands beside the tables: which days they are of, what was chosen, how they are read."""

from collections.abc import Iterator

from tracker.domain.selection import Selection
from tracker.exports.tables.columns import TABLES
from tracker.exports.tables.handed import Handed

BLANKS = (
    "A blank cell is not known. It is never 0, never no and never none.",
    "Taken, not taken and unknown are three things: intakes were taken, none_taken and "
    "skipped_doses say what was not, and a day about which nothing is said is unknown. The "
    "table days has all three.",
)

READING = (
    "Times are ISO 8601 with their offset from UTC, on the clock where the person was.",
    "Amounts in mg, IU and mmol stand in columns of their own; amount and unit are the label's.",
    "Text that a spreadsheet would take for a formula begins with an apostrophe, and so does text "
    "that begins with one: to read the original, take one apostrophe away from a text that begins "
    "with one.",
    "columns.csv says what each column means.",
)


def readme(handed: Handed) -> str:
    """Return the text, with line ends that every editor knows."""
    lines = [
        *chosen(handed),
        "",
        *BLANKS,
        "",
        *READING,
        "",
        *(f"{table.name}.csv: {table.meaning}" for table in TABLES),
    ]
    return "\r\n".join(lines) + "\r\n"


def chosen(handed: Handed) -> Iterator[str]:
    """Yield what the tables are of."""
    selection = handed.selection
    yield f"Mg Diary: tables of {selection.first} to {selection.last}"
    yield f"Made at {handed.now.isoformat(timespec='minutes')}"
    yield f"Knowledge version {handed.known.version}"
    yield from what_is_chosen(selection)


def what_is_chosen(selection: Selection) -> Iterator[str]:
    yield f"Symptoms: {_names(selection.symptoms)}"
    yield f"Substances: {_names(selection.substances)}"
    yield f"Notes: {'included' if selection.with_notes else 'left out'}"
    yield f"Name and day of birth: {'included' if selection.with_name else 'left out'}"


def _names(names: tuple[str, ...] | None) -> str:
    if names is None:
        return "all"
    return ", ".join(name or "without a name" for name in names) or "none"
