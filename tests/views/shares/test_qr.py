"""Codes that a camera reads, compared with those of another encoder."""

import re

import pytest

from tests.validators.node import reader
from tracker.views.shown.qr import qr_code

LINK = "https://my-magnesium-diary.example.org/s/4nCTESU8UuezlW-D2hCqBqBfCCpwvcZe2UoOKIWkD0/"
HEALTH_LINK = f"shlink:/{'eyJ1cmwiOiJodHRwczov' * 20}eyJ1"
"""Both fill their code to the last letter. In what is left over behind a text, which no camera
reads, encoders differ."""
QUIET = 4


def rows_in(svg):
    """Return the squares that are drawn, row by row: "1" for a dark one."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1]) - 2 * QUIET
    rows = [["0"] * size for _ in range(size)]
    x = y = 0.0
    for kind, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", drawn_in(svg)):
        if kind == "h":
            for column in range(int(first)):
                rows[int(y) - QUIET][int(x) - QUIET + column] = "1"
            x += float(first)
        else:
            x, y = (
                (float(first), float(second))
                if kind == "M"
                else (x + float(first), y + float(second))
            )
    return ["".join(row) for row in rows]


def drawn_in(svg):
    return re.search(r'stroke="#000"[^>]* d="([^"]+)"', svg)[1]


@pytest.fixture(scope="module")
def encoder():
    with reader("qr.mjs") as one:
        yield one


@pytest.mark.parametrize("text", [LINK, HEALTH_LINK])
def test_another_encoder_draws_the_same(encoder, text):
    assert encoder.ask({"text": text, "rows": rows_in(qr_code(text))})


def test_another_text_is_drawn_otherwise(encoder):
    assert not encoder.ask({"text": LINK.replace("4", "5"), "rows": rows_in(qr_code(LINK))})


def test_it_needs_no_style():
    assert re.findall(r"style|<script|on\w+=", qr_code(LINK)) == []
