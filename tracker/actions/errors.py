"""Why a write was refused. Each message says what, where and what to do, for a person to read.

They name ids and days, never doses, symptoms or notes: messages can end in a log.
"""

from collections.abc import Sequence


class WriteRefused(Exception):
    """The base of all: nothing was written."""


class IdInUse(WriteRefused):
    """The id belongs to an entry with other content."""

    def __init__(self, *entry_ids: str) -> None:
        self.entry_ids = entry_ids
        named = ", ".join(repr(entry_id) for entry_id in entry_ids[:5])
        more = f" and {len(entry_ids) - 5} more" if len(entry_ids) > 5 else ""
        super().__init__(
            f"The diary already has another entry with the id {named}{more}. "
            "Give the new one an id of its own, or change the entry that is there."
        )


class DiffersFromDiary(WriteRefused):
    """Some of what was to be brought in is there with other content."""

    def __init__(self, entry_ids: Sequence[str]) -> None:
        self.entry_ids = tuple(entry_ids)
        super().__init__(
            f"The diary holds {len(entry_ids)} of these with other content. Leave those of the "
            "diary as they are and add the rest, or add nothing."
        )


class NoSuchEntry(WriteRefused):
    """The person has no such entry."""

    def __init__(self, kind: str, entry_id: str) -> None:
        super().__init__(
            f"There is no {kind} with the id {entry_id!r} in this diary. "
            "It may have been deleted: open the day again."
        )


class StaleEntry(WriteRefused):
    """The entry was changed after the page was opened that now wants to change it."""

    def __init__(self, kind: str, entry_id: str, version: int) -> None:
        self.version = version
        super().__init__(
            f"The {kind} {entry_id!r} was changed in the meantime. "
            "Open it again to see what it says now, then repeat your change."
        )


class ChangedSince(WriteRefused):
    """The change cannot be undone: what it touched has been changed after it."""

    def __init__(self, entry_ids: list[str]) -> None:
        self.entry_ids = entry_ids
        super().__init__(
            f"This cannot be undone: {len(entry_ids)} of its entries changed after it. "
            "Undo the later change first, or change the entries by hand."
        )


class NoSuchChange(WriteRefused):
    """The change is not one of this person's."""

    def __init__(self) -> None:
        super().__init__("There is no such change in this diary.")


class ContradictedByIntake(WriteRefused):
    """The day that is said to be without has an intake."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(
            "That day has an intake of it already. Delete the intake first if it is wrong."
        )


class ExperimentHasBegun(WriteRefused):
    """The plan of an experiment is fixed before its first day, and stays as it is from then on."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(
            "An experiment is planned before its first day and stays as it is from that day on. "
            "It can be stopped early, which is kept with its result."
        )


class ExperimentIsRunning(WriteRefused):
    """Another experiment asks about the same symptom on some of the same days."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(
            "Another experiment asks about this symptom at that time. "
            "Let it end first, or stop it: two at once could not be told apart."
        )


class CannotBeKept(WriteRefused):
    """The entry holds something that no database here can store."""

    def __init__(self, kind: str, entry_id: str, column: str, reason: str) -> None:
        super().__init__(f"The {kind} {entry_id[:50]!r} cannot be kept: {column} {reason}.")


class UnknownFact(WriteRefused):
    """The profile has no such fact, or the fact no such value."""


class ShareIsMade(WriteRefused):
    """The link was made when the same form came the first time."""

    def __init__(self, share_id: str) -> None:
        super().__init__(
            f"The link {share_id!r} is made already, and is shown only once. "
            "End it and make another one if it was not copied."
        )


class DemoIsReadOnly(WriteRefused):
    """The diary is the shared demo, which nobody changes."""

    def __init__(self) -> None:
        super().__init__("The demo diary is only to look at. An account keeps a diary of your own.")
