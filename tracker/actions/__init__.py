"""The only writes. Keyword arguments in, domain values among them; models come out.

Each action is one transaction and one Change with what was before and after, raises the
person's revision, and can be undone. Saving the same entry twice is saving it once. Whatever
is refused raises a WriteRefused that says why, and nothing is written.
"""

from tracker.actions.archive import BroughtIn, bring_in, compare_archive
from tracker.actions.batches import Added, add_entries
from tracker.actions.belongings import (
    add_belonging,
    add_tracked_symptom,
    change_belonging,
    delete_belonging,
    put_belonging,
    set_tracked,
)
from tracker.actions.daily import daily_of, rebuild_daily
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
    log_together,
    remove_none_taken,
    skip_dose,
    take_skip_back,
)
from tracker.actions.errors import (
    CannotBeKept,
    ChangedSince,
    ContradictedByIntake,
    DemoIsReadOnly,
    DiffersFromDiary,
    ExperimentHasBegun,
    ExperimentIsRunning,
    IdInUse,
    NoSuchChange,
    NoSuchEntry,
    ShareIsMade,
    StaleEntry,
    UnknownFact,
    WriteRefused,
)
from tracker.actions.experiments import drop_experiment, start_experiment, stop_experiment
from tracker.actions.flag_notes import mark_flag, unmark_flag
from tracker.actions.kept import Saved
from tracker.actions.people import create_login, create_person, erase_person
from tracker.actions.profile import (
    change_profile_list,
    remove_profile_fact,
    set_profile_fact,
    set_profile_facts,
)
from tracker.actions.shares import (
    Tokens,
    drop_health_files,
    forget_share,
    make_share,
    new_tokens,
    note_opening,
    revoke_all_shares,
    revoke_share,
    use_try,
)
from tracker.actions.shelf import add_product
from tracker.actions.summaries import Rebuilt, rebuild_summaries, summaries_of
from tracker.actions.undoing import undo

__all__ = [
    "Added",
    "BroughtIn",
    "CannotBeKept",
    "ChangedSince",
    "ContradictedByIntake",
    "DemoIsReadOnly",
    "DiffersFromDiary",
    "ExperimentHasBegun",
    "ExperimentIsRunning",
    "IdInUse",
    "NoSuchChange",
    "NoSuchEntry",
    "Rebuilt",
    "Saved",
    "ShareIsMade",
    "StaleEntry",
    "Tokens",
    "UnknownFact",
    "WriteRefused",
    "add_belonging",
    "add_entries",
    "add_product",
    "add_tracked_symptom",
    "bring_in",
    "change_belonging",
    "change_intake",
    "change_meal",
    "change_profile_list",
    "change_score",
    "compare_archive",
    "create_login",
    "create_person",
    "daily_of",
    "delete_belonging",
    "delete_intake",
    "delete_meal",
    "delete_score",
    "drop_experiment",
    "drop_health_files",
    "ensure_demo",
    "erase_person",
    "forget_share",
    "log_intake",
    "log_meal",
    "log_none_taken",
    "log_score",
    "log_together",
    "make_share",
    "mark_flag",
    "new_tokens",
    "note_opening",
    "put_belonging",
    "rebuild_daily",
    "rebuild_summaries",
    "remove_none_taken",
    "remove_profile_fact",
    "revoke_all_shares",
    "revoke_share",
    "set_profile_fact",
    "set_profile_facts",
    "set_tracked",
    "skip_dose",
    "start_experiment",
    "stop_experiment",
    "summaries_of",
    "take_skip_back",
    "undo",
    "unmark_flag",
    "use_try",
]
