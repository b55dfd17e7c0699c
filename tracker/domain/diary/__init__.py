"""What a person writes down, as frozen values.

A time is always aware and stands in the entry's own IANA zone, so `.date()` of it is the
local day. `None` means "not known" and is never read as 0, as "no" or as "none".
"""

from tracker.domain.diary.changes import RecordedChange, RecordedLine
from tracker.domain.diary.cover_sheet import CoverSheet
from tracker.domain.diary.diary import Diary
from tracker.domain.diary.entries import (
    Content,
    FoodPortion,
    Intake,
    Meal,
    NoneTaken,
    Scale,
    Score,
    Site,
    SkippedDose,
)
from tracker.domain.diary.experiments import Experiment, Question, Settings
from tracker.domain.diary.held_facts import HeldFact, Profiles, facts_of, held, profiles_from
from tracker.domain.diary.profile import PROFILE_FACTS, EarlierProfile, Profile
from tracker.domain.diary.shelf import Dose, Favourite, Product, Stock, UsualTime
from tracker.domain.diary.tracked import CustomSymptom, Tracked
from tracker.domain.diary.vocabulary import (
    EPOCH,
    MICROSECONDS_PER_MINUTE,
    Basis,
    Better,
    Kidney,
    MealRelation,
    Precision,
    ProductClass,
    Region,
    Route,
    Sex,
    Source,
    Tolerance,
    Unit,
    instant,
    zone_of_time,
)

__all__ = [
    "EPOCH",
    "MICROSECONDS_PER_MINUTE",
    "PROFILE_FACTS",
    "Basis",
    "Better",
    "Content",
    "CoverSheet",
    "CustomSymptom",
    "Diary",
    "Dose",
    "EarlierProfile",
    "Experiment",
    "Favourite",
    "FoodPortion",
    "HeldFact",
    "Intake",
    "Kidney",
    "Meal",
    "MealRelation",
    "NoneTaken",
    "Precision",
    "Product",
    "ProductClass",
    "Profile",
    "Profiles",
    "Question",
    "RecordedChange",
    "RecordedLine",
    "Region",
    "Route",
    "Scale",
    "Score",
    "Settings",
    "Sex",
    "Site",
    "SkippedDose",
    "Source",
    "Stock",
    "Tolerance",
    "Tracked",
    "Unit",
    "UsualTime",
    "facts_of",
    "held",
    "instant",
    "profiles_from",
    "zone_of_time",
]
