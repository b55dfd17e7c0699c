"""The only reads: rows in, domain values out, always of one person.

A page asks for `diary_around` a day or for a `diary` from day to day; the number of queries is
the same whatever the history. `stored_entry` finds one entry with its version, for a form.
"""

from tracker.queries.entries import Stored, diary, diary_around, has_entries, stored_entry
from tracker.queries.history import PastChange, history, latest_change
from tracker.queries.people import NoSuchPerson, person_named, person_of
from tracker.queries.profile import profiles

__all__ = [
    "NoSuchPerson",
    "PastChange",
    "Stored",
    "diary",
    "diary_around",
    "has_entries",
    "history",
    "latest_change",
    "person_named",
    "person_of",
    "profiles",
    "stored_entry",
]
