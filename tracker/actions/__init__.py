"""The only writes. Keyword arguments in, domain values among them; models come out.

Each action is one transaction and one Change with what was before and after, raises the
person's revision, and can be undone. Saving the same entry twice is saving it once. Whatever
is refused raises a WriteRefused that says why, and nothing is written.
"""

from tracker.actions.batches import Added, add_entries
from tracker.actions.demo import ensure_demo
from tracker.actions.entries import (
    change_intake,
    change_meal,
    change_score,
    delete_intake,
    delete_meal,
    delete_score,
    log_intake,
    log_meal,
    log_none_taken,
    log_score,
    remove_none_taken,
)
from tracker.actions.errors import (
    CannotBeKept,
    ChangedSince,
    ContradictedByIntake,
    DemoIsReadOnly,
    IdInUse,
    NoSuchChange,
    NoSuchEntry,
    StaleEntry,
    UnknownFact,
    WriteRefused,
)
from tracker.actions.flag_notes import mark_flag, unmark_flag
from tracker.actions.kept import Saved
from tracker.actions.people import create_login, create_person
from tracker.actions.profile import (
    change_profile_list,
    remove_profile_fact,
    set_profile_fact,
    set_profile_facts,
)
from tracker.actions.undoing import undo

__all__ = [
    "Added",
    "CannotBeKept",
    "ChangedSince",
    "ContradictedByIntake",
    "DemoIsReadOnly",
    "IdInUse",
    "NoSuchChange",
    "NoSuchEntry",
    "Saved",
    "StaleEntry",
    "UnknownFact",
    "WriteRefused",
    "add_entries",
    "change_intake",
    "change_meal",
    "change_profile_list",
    "change_score",
    "create_login",
    "create_person",
    "delete_intake",
    "delete_meal",
    "delete_score",
    "ensure_demo",
    "log_intake",
    "log_meal",
    "log_none_taken",
    "log_score",
    "mark_flag",
    "remove_none_taken",
    "remove_profile_fact",
    "set_profile_fact",
    "set_profile_facts",
    "undo",
    "unmark_flag",
]
