"""Which symptoms the person follows, and those that they named themselves."""

from dataclasses import dataclass, field

from tracker.domain.diary.entries import Scale


@dataclass(frozen=True, slots=True)
class CustomSymptom:
    """A symptom of the person's own. Scores carry its `id`, so that it can be renamed.

    `lowest` and `highest` are the words at the ends of its scale.
    """

    id: str
    name: str
    scale: Scale = field(default_factory=Scale)
    lowest: str = ""
    highest: str = ""
    is_put_away: bool = False


@dataclass(frozen=True, slots=True)
class Tracked:
    """The symptoms of the check-in, by id, in the person's order. There is one such list."""

    symptoms: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "tracked"
