"""The rules: what they are (`model`), all of them (`book`), and what they find in a diary."""

from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.engine import find_flags
from tracker.domain.rules.flag import Flag

__all__ = ["Flag", "RuleBook", "find_flags"]
