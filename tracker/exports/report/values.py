"""What stands on the report, in words and ready to be set: as a page of the site or as a PDF.

Everything is text here, in the reader's language; who makes a `Report` has done all the
arithmetic. Page 1 is fixed, so that a clinician finds each thing where it was the last time.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a name, such as "Age: 45". `text` says "not known" where it is not."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_number: bool = False
    """Numbers stand at the right end of their column."""
    share: int = 1
    """How wide it is beside the others, in shares."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts; the first cell of a row is what the row is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole SVG document, with attributes and no styles, and what someone hears who cannot see
    it. `title` says what it shows, with its doubt; `table` holds its numbers.
    """

    svg: str
    title: str
    description: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, facts and a table, any of which may be missing.

    `nothing` stands in the place of all of them where there is nothing to say. `left_out` tells
    what of it did not fit on page 1, and where it stands. `references` are numbers of
    `Report.sources`.
    """

    heading: str
    lines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    doubt: str = ""
    nothing: str = ""
    left_out: str = ""
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """All findings of one rule: what it says and how sure, and each time it was met."""

    rule: str
    severity: str
    """In words; a shape or a colour may stand beside it."""
    level: str
    """The severity's id: info, caution, ask or emergency."""
    says: str
    advice: str
    evidence: str
    occurrences: Table
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that the report names: `number` as it is cited, `address` where it can be read."""

    number: int
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Page 1, for the consultation: its parts always stand in this order, and fit on one page."""

    who: tuple[Fact, ...]
    completeness: Section
    symptoms: Section
    weeks: Picture | None
    times: Picture | None
    taken: Section
    spacing: Section
    limits: Section
    tolerance: Section
    warning_signs: Section
    experiment: Section
    questions: Section


@dataclass(frozen=True, slots=True)
class Report:
    """A report: page 1, then what it rests on. `language` is a BCP 47 tag."""

    language: str
    title: str
    span: str
    made: str
    """When it was made, by what version, from what knowledge."""
    disclaimer: str
    front: FrontPage
    whole: tuple[Section, ...]
    """What was shortened on page 1, whole."""
    days: Section
    """The daily table."""
    flags: tuple[FlagGroup, ...]
    no_flags: str
    """What is said where there are none."""
    method: tuple[Section, ...]
    sources: tuple[Reference, ...]

    @property
    def sections(self) -> Sequence[Section]:
        """The sections of page 1 in their order."""
        front = self.front
        return (
            front.completeness,
            front.symptoms,
            front.taken,
            front.spacing,
            front.limits,
            front.tolerance,
            front.warning_signs,
            front.experiment,
            front.questions,
        )
