"""The words that people read: information, calmly."""

import re

import pytest

from tracker.knowledge import knowledge
from tracker.knowledge.files import FACT_FILES
from tracker.knowledge.loader import FOLDER

LOUD = re.compile(r"\b(do not|don't|dangerous|must)\b", re.IGNORECASE)
FILES = [FOLDER / name for name in FACT_FILES] + sorted(FOLDER.glob("rules/*.toml"))
RULES = knowledge().rule_book.rules


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_commands_or_frightens(path):
    # Lines of a text may be broken anywhere.
    assert LOUD.findall(" ".join(path.read_text(encoding="utf-8").split())) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_short_title_and_advice(rule):
    assert 0 < len(rule.title) <= 50
    assert rule.advice.endswith((".", "?", ".)"))


@pytest.mark.parametrize("sign", knowledge().warning_signs, ids=lambda sign: sign.id)
def test_an_emergency_names_the_number_to_call(sign):
    names_the_number = "local emergency number (911, 112, 999)" in sign.advice
    assert names_the_number is (sign.level == "emergency")


def test_an_overdose_names_the_poison_centre_and_self_harm_the_crisis_line():
    advice = {sign.id: sign.advice for sign in knowledge().warning_signs}
    assert "poison centre" in advice["overdose"]
    assert "crisis line" in advice["self_harm"]


@pytest.mark.parametrize(
    ("level", "words"), [("urgent_same_day", "the same day"), ("call_clinician", "within days")]
)
def test_a_sign_says_how_soon(level, words):
    advice = [sign.advice for sign in knowledge().warning_signs if sign.level == level]
    assert advice
    assert all(words in text for text in advice)
