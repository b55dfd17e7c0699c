"""How many lines a text takes, counted beside what typst makes of it."""

import io

import pytest
import typst
from pypdf import PdfReader

from tracker.exports.report.lettering import FONTS
from tracker.exports.report.rows import UNKNOWN, lines_of, lines_of_row

TEXTS = (
    "07:02 levothyroxine 75 µg; 12:32 calcium (carbonate) 600 mg; 21:40 magnesium 200 mg",
    'AVAVAV Tom Wolfe To. Ty. "L\'Avenue", Größe der Füße, Ελένη, Юлия, 1,000 IU',
    "two\nlines, of which the second is the longer one by far\nand a third",
)
WIDTHS = (8.0, 11.3, 17.9, 40.0)
LETTERS = 10


def lines_set(text, width, weight):
    """Return how many lines typst makes of a text, in letters of 10 points."""
    markup = f"""
        #set page(width: {width * LETTERS}pt, height: 900pt, margin: 0pt)
        #set text(font: "Noto Sans", size: {LETTERS}pt, weight: "{weight}")
        #sys.inputs.text
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS / "latin")])
    pdf = typst.compile(markup.encode(), font_paths=fonts, sys_inputs={"text": text})
    return len(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines())


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_never_takes_more_lines_than_are_counted(text, width, weight):
    counted, needed = lines_of(text, width, weight), lines_set(text, width, weight)

    assert counted == UNKNOWN or needed <= counted <= needed + 1


def test_a_line_ends_before_the_word_that_has_no_room():
    wide = sum({"a": 0.561, " ": 0.26}[letter] for letter in "aaa aaa") * 1.01

    assert [lines_of("aaa aaa", room) for room in (wide, wide - 0.1)] == [1, 2]


@pytest.mark.parametrize("odd", ["6 → 4", "ยาวมาก", "a\u0308", "\u202e", "x" * 99])
def test_what_cannot_be_counted_is_left_to_the_layout(odd):
    assert lines_of(odd, 30) == UNKNOWN
    assert lines_of_row(["a", odd], [30, 30]) == UNKNOWN


def test_a_row_is_as_high_as_its_longest_cell():
    assert lines_of_row(["a", "b\nc\nd", ""], [10, 10, 10]) == 3


def test_the_first_cell_is_counted_as_bold():
    width = 1.01 * 10 * 0.561

    assert lines_of_row(["aaaaa aaaaa", ""], [width + 0.27, 9]) == 2
    assert lines_of_row(["", "aaaaa aaaaa"], [9, width + 0.27]) == 1
