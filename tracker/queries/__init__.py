"""The only reads: rows in, domain values out, always of one person.

A page asks for `diary_around` a day or for a `diary` from day to day; the number of queries is
the same whatever the history. `stored_entry` finds one entry with its version, for a form.
"""

from tracker.domain.diary import Profiles
from tracker.queries.archive import (
    all_entries,
    is_blank,
    part_but_entries,
    recorded_changes,
    state_of,
    whole_but_entries,
)
from tracker.queries.belongings import Taken, Used, belongings, taken_since, used_since_counted
from tracker.queries.check_in import symptoms_up_to
from tracker.queries.comparison import Compared, Comparison, Conflict, compared
from tracker.queries.daily import (
    daily_made_by,
    first_daily,
    made_daily,
    none_taken_on,
    stored_daily,
    with_doses_made,
)
from tracker.queries.entries import (
    Stored,
    diary,
    diary_around,
    has_entries,
    intakes_between,
    stored_entry,
)
from tracker.queries.finding import (
    Found,
    Listed,
    Wanted,
    found,
    listed,
    substances_taken,
    symptoms_felt,
)
from tracker.queries.flag_notes import sayings_about
from tracker.queries.history import PastChange, entries_of_undo, history, latest_change
from tracker.queries.latest import change_of, entry_of_change, latest_intake_of
from tracker.queries.meals import latest_meals
from tracker.queries.numbers import Numbers, numbers_of
from tracker.queries.offered import first_written, substances_logged, symptoms_logged
from tracker.queries.people import NoSuchPerson, demo_person, everyone, person_named, person_of
from tracker.queries.profile import (
    Period,
    ToldProfiles,
    profile_periods,
    profiles,
    told_profiles,
)
from tracker.queries.shares import (
    Shared,
    health_file,
    openings,
    share_of,
    shared_as_health_link,
    shared_by,
    shares_of,
)
from tracker.queries.streamed import (
    streamed_entries,
    streamed_intakes,
    streamed_meals,
    streamed_scores,
    substances_of_days,
)
from tracker.queries.summaries import (
    Span,
    days_reached_from,
    days_written,
    made_summaries,
    stored_summaries,
    summaries_made_by,
)

__all__ = [
    "Compared",
    "Comparison",
    "Conflict",
    "Found",
    "Listed",
    "NoSuchPerson",
    "Numbers",
    "PastChange",
    "Period",
    "Profiles",
    "Shared",
    "Span",
    "Stored",
    "Taken",
    "ToldProfiles",
    "Used",
    "Wanted",
    "all_entries",
    "belongings",
    "change_of",
    "compared",
    "daily_made_by",
    "days_reached_from",
    "days_written",
    "demo_person",
    "diary",
    "diary_around",
    "entries_of_undo",
    "entry_of_change",
    "everyone",
    "first_daily",
    "first_written",
    "found",
    "has_entries",
    "health_file",
    "history",
    "intakes_between",
    "is_blank",
    "latest_change",
    "latest_intake_of",
    "latest_meals",
    "listed",
    "made_daily",
    "made_summaries",
    "none_taken_on",
    "numbers_of",
    "openings",
    "part_but_entries",
    "person_named",
    "person_of",
    "profile_periods",
    "profiles",
    "recorded_changes",
    "sayings_about",
    "share_of",
    "shared_as_health_link",
    "shared_by",
    "shares_of",
    "state_of",
    "stored_daily",
    "stored_entry",
    "stored_summaries",
    "streamed_entries",
    "streamed_intakes",
    "streamed_meals",
    "streamed_scores",
    "substances_logged",
    "substances_of_days",
    "substances_taken",
    "summaries_made_by",
    "symptoms_felt",
    "symptoms_logged",
    "symptoms_up_to",
    "taken_since",
    "told_profiles",
    "used_since_counted",
    "whole_but_entries",
    "with_doses_made",
]
