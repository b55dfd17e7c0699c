"""The lines of a table of foods."""

import pytest

from tracker.knowledge.usda_lines import Lines

LINES = Lines("01001,butter\r\n01002,cup\r\n01002,slice\r\n01009,cheese")


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("01001", ["01001,butter"]),
        ("01002", ["01002,cup", "01002,slice"]),
        ("01009", ["01009,cheese"]),
        ("01000", []),
        ("01005", []),
        ("99999", []),
        ("0100", []),
        ("010091", []),
        ("", []),
    ],
)
def test_the_lines_of_a_food(number, found):
    assert [*LINES.of(number)] == found


def test_all_lines_stand_in_their_order():
    assert [*LINES] == ["01001,butter", "01002,cup", "01002,slice", "01009,cheese"]


def test_a_line_is_found_by_its_place():
    assert (LINES[0], LINES[3], len(LINES)) == ("01001,butter", "01009,cheese", 4)


def test_a_table_of_nothing_has_no_lines():
    assert [*Lines("")] == [*Lines("").of("01001")] == []
