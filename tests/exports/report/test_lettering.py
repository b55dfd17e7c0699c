"""Which fonts a text needs, and what becomes of characters that no font has."""

import pytest
from fontTools.ttLib import TTFont

from tracker.exports.report.lettering import FONTS, Lettering, coverage, is_read_from_the_right


def folders_for(text):
    lettering = Lettering()
    lettering.shown(text)
    return lettering.folders


@pytest.mark.parametrize(
    ("text", "folders"),
    [
        ("Mg 300 mg, Größe, Ελένη, Юлия", ("latin",)),
        ("6 → 4, ≥ 2", ("latin", "signs")),
        ("محمد", ("latin", "arabic")),
        ("王小明", ("latin", "cjk")),
        ("", ("latin",)),
    ],
)
def test_only_the_fonts_of_its_own_scripts_are_read_for_a_text(text, folders):
    assert folders_for(text) == folders


@pytest.mark.parametrize("folder", coverage().families)
def test_each_folder_of_fonts_has_what_the_list_says_of_it(folder):
    known = coverage()
    listed = {
        code
        for first, last, name in zip(known.firsts, known.lasts, known.folders, strict=True)
        if name == folder
        for code in range(first, last + 1)
    }
    for file in (FONTS / folder).iterdir():
        with TTFont(file) as font:
            assert listed <= set(font.getBestCmap())
            assert font["name"].getDebugName(1) == known.families[folder]


def test_a_character_without_a_font_becomes_a_box():
    assert Lettering().shown("a\U0001f9ffb\ue000\0") == "a□b□□"


def test_a_character_that_shows_nothing_stays():
    assert Lettering().shown("a\u200db\ufe0f") == "a\u200db\ufe0f"


def test_every_way_to_end_a_line_ends_it():
    assert Lettering().shown("a\r\nb\u2028c\vd\x85e") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("شكرا ok", True), ("(12) שלום", True), ("ok شكرا", False), ("12", False), ("", False)],
)
def test_the_first_letter_with_a_direction_says_where_a_text_begins(text, expected):
    assert is_read_from_the_right(text) is expected
