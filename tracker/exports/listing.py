"""Flags as text for a person at a terminal."""

from collections.abc import Iterable, Sequence
from textwrap import fill

from tracker.domain.rules import Flag
from tracker.domain.rules.flag import moment
from tracker.domain.rules.model import Citation
from tracker.domain.rules.words import advice, message
from tracker.knowledge import Knowledge
from tracker.knowledge.facts import PLACE_NOT_RECORDED

WIDTH = 88
DISCLAIMER = "Information, not medical advice. A pharmacist or clinician can tell what fits you."


def listing(flags: Sequence[Flag], knowledge: Knowledge) -> str:
    """Return every flag with what happened, what one could do, and where that is written."""
    if not flags:
        return f"Nothing to point out.\n\n{DISCLAIMER}"
    blocks = [block(flag, knowledge) for flag in flags]
    return "\n\n".join([*blocks, f"{count(flags)} {DISCLAIMER}"])


def count(flags: Sequence[Flag]) -> str:
    return "1 point." if len(flags) == 1 else f"{len(flags)} points."


def block(flag: Flag, knowledge: Knowledge) -> str:
    at = moment(flag.entries_found[0])
    lines = [
        f"{at:%Y-%m-%d %H:%M}  [{flag.severity}]  {flag.rule.title}",
        indented(message(flag)),
        indented(advice(flag)),
    ]
    if flag.earliest_ok is not None:
        lines.append(indented(f"Fine from {flag.earliest_ok:%Y-%m-%d %H:%M}."))
    if flag.rule.disagreement:
        lines.append(indented(f"Sources disagree: {flag.rule.disagreement}"))
    lines.append(indented(f"Evidence: {grade(flag)}. {sources(flag.rule.citations, knowledge)}"))
    return "\n".join(lines)


def grade(flag: Flag) -> str:
    return f"grade {flag.rule.evidence_grade}" if flag.rule.evidence_grade else "not graded"


def sources(citations: Iterable[Citation], knowledge: Knowledge) -> str:
    return "; ".join(source(citation, knowledge) for citation in citations)


def source(citation: Citation, knowledge: Knowledge) -> str:
    """Return the source's name, and the place in it unless the name says it already."""
    name = knowledge.sources[citation.source].name
    is_told = citation.locator in (PLACE_NOT_RECORDED, "") or citation.locator in name
    return name if is_told else f"{name} ({citation.locator})"


def indented(text: str) -> str:
    return fill(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
