"""What a person wants to say to the clinician who reads the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The name that stands on the report, and the questions for the visit. There is one of these.

    The name is asked for here only: the diary itself never needs it.
    """

    name: str = ""
    questions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "cover_sheet"
