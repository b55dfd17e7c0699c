"""What a report cites, numbered in the order in which it is met."""

from collections.abc import Iterable

from tracker.domain.rules.model import Citation
from tracker.exports.report.values import Reference
from tracker.knowledge import Knowledge
from tracker.knowledge.facts import Reference as Cites
from tracker.views.shown.citations import CONVENTION, Cited, cited


class Sources:
    """Gives each source a number when it is first cited; a convention of ours is none."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._found: dict[str, Reference] = {}

    def cite(self, references: Iterable[Citation | Cites]) -> tuple[int, ...]:
        """Return the numbers of what is cited, each once."""
        numbers = (
            self._number(one) for one in cited(references, self._known) if one.id != CONVENTION
        )
        return tuple(dict.fromkeys(numbers))

    def cite_methods(self, *ids: str) -> tuple[int, ...]:
        methods = self._known.evidence.methods
        return self.cite(ref for one in methods if one.id in ids for ref in one.references)

    @property
    def all(self) -> tuple[Reference, ...]:
        return tuple(self._found.values())

    def _number(self, one: Cited) -> int:
        if one.id not in self._found:
            number = len(self._found) + 1
            name = ", ".join(filter(None, (one.name, one.publisher, one.year)))
            self._found[one.id] = Reference(number, f"{name} ({one.how_read})", one.url)
        return self._found[one.id].number
