"""Every worked case of every rule: the rule is, or is not, among the flags of its diary."""

import pytest

from tracker.domain.rules import find_flags
from tracker.knowledge import knowledge
from tracker.knowledge.cases import case_diary

CASES = [
    pytest.param(rule, case, id=f"{rule.id}: {case.says}")
    for rule in knowledge().rule_book.rules
    for case in rule.cases
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule, case):
    diary, today = case_diary(case)

    flags = find_flags(diary, knowledge().rule_book, today=today)

    assert (rule.id in [flag.rule.id for flag in flags]) is case.flags
