"""What is stored, one file a topic. Read through `tracker.queries`, written by `tracker.actions`.

Each table turns its own columns into the domain value and back (`columns`, `entry`), so what
changes together stands together; `KINDS` finds the table of a kind of entry.
"""

from tracker.models.base import DiaryRow, KeptRow, TimedRow
from tracker.models.belonging import Belonging
from tracker.models.change import Change, ChangedEntry
from tracker.models.daily_values import DailyValues
from tracker.models.day_summary import DaySummary
from tracker.models.flag_note import FlagNote
from tracker.models.intake import Intake, IntakeContent
from tracker.models.kinds import ENTRY_KINDS, KINDS, Belongs, Entry, Kept, Kind, is_same, kind_of
from tracker.models.meal import Meal
from tracker.models.none_taken import NoneTaken
from tracker.models.person import Person
from tracker.models.profile_fact import ProfileFact
from tracker.models.score import Score
from tracker.models.share import Share, ShareOpening
from tracker.models.skipped_dose import SkippedDose

__all__ = [
    "ENTRY_KINDS",
    "KINDS",
    "Belonging",
    "Belongs",
    "Change",
    "ChangedEntry",
    "DailyValues",
    "DaySummary",
    "DiaryRow",
    "Entry",
    "FlagNote",
    "Intake",
    "IntakeContent",
    "Kept",
    "KeptRow",
    "Kind",
    "Meal",
    "NoneTaken",
    "Person",
    "ProfileFact",
    "Score",
    "Share",
    "ShareOpening",
    "SkippedDose",
    "TimedRow",
    "is_same",
    "kind_of",
]
