"""The only reads: rows in, domain values out, always of one person.

A page asks for `diary_around` a day or for a `diary` from day to day; the number of queries is
the same whatever the history. `stored_entry` finds one entry with its version, for a form.
"""

from tracker.queries.belongings import Used, belongings, used_since_counted
from tracker.queries.entries import Stored, diary, diary_around, has_entries, stored_entry
from tracker.queries.flag_notes import sayings_about
from tracker.queries.history import PastChange, history, latest_change
from tracker.queries.latest import change_of, entry_of_change, latest_intake_of
from tracker.queries.people import NoSuchPerson, demo_person, person_named, person_of
from tracker.queries.profile import Period, ToldProfiles, profile_periods, profiles, told_profiles

__all__ = [
    "NoSuchPerson",
    "PastChange",
    "Period",
    "Stored",
    "ToldProfiles",
    "Used",
    "belongings",
    "change_of",
    "demo_person",
    "diary",
    "diary_around",
    "entry_of_change",
    "has_entries",
    "history",
    "latest_change",
    "latest_intake_of",
    "person_named",
    "person_of",
    "profile_periods",
    "profiles",
    "sayings_about",
    "stored_entry",
    "told_profiles",
    "used_since_counted",
]
