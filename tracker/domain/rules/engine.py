"""`find_flags`: the one function that pages, previews, exports and the command line call."""

from datetime import date

from tracker.domain.diary import Diary
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.combinations import combination_flags
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.intake_tests import intake_flags
from tracker.domain.rules.rows import PreparedDiary
from tracker.domain.rules.signs import warning_sign_flags, weekly_diet_flags
from tracker.domain.rules.spacing import spacing_flags
from tracker.domain.rules.windows import daily_amount_flags, limit_flags, other_regions_flags


def find_flags(diary: Diary, rules: RuleBook, *, today: date | None = None) -> list[Flag]:
    """Return every flag of `diary`, by the time of its first entry, then by rule id.

    The weekly tips speak of the days up to `today` and are left out without it. Takes
    O(n log n + flags): the entries are sorted once and each rule kind sweeps them forward.
    """
    prepared = PreparedDiary(diary, rules)
    flags = [
        *spacing_flags(prepared),
        *combination_flags(prepared),
        *limit_flags(prepared),
        *other_regions_flags(prepared),
        *daily_amount_flags(prepared),
        *intake_flags(prepared),
        *warning_sign_flags(prepared),
    ]
    if today is not None:
        flags += weekly_diet_flags(prepared, today)
    # Stable: flags of one rule and instant stay in the order of the sweep.
    flags.sort(key=lambda flag: (flag.at, flag.rule.id))
    return flags
