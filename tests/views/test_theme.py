"""The style sheet: its weight, and the contrast of its colours."""

import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "static/css/mgdiary.css"
COLOURS = (ROOT / "theme/_colours.scss").read_text(encoding="utf-8")

WORDS = [
    *("ink", "muted", "accent", "magnesium", "calcium", "vitamin-d", "medicine", "meal"),
    *("symptom", "info", "caution", "ask", "emergency"),
]


def colours(mixin):
    text = COLOURS.split(f"@mixin {mixin} {{")[1].split("\n}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", text))


def luminance(colour):
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_it_weighs_less_than_25_kb():
    assert len(brotli.compress(BUILT.read_bytes())) < 25_000


def test_it_asks_no_other_host_for_anything():
    assert re.findall(r"@import|url\((?!\"data:)", BUILT.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("mixin", ["light", "dark"])
def test_the_built_file_has_the_colours_of_the_source(mixin):
    built = BUILT.read_text(encoding="utf-8")

    assert [one for one in colours(mixin).items() if "--{}: {}".format(*one) not in built] == []


@pytest.mark.parametrize("mixin", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("word", WORDS)
def test_what_is_written_stands_out(mixin, ground, word):
    palette = colours(mixin)

    assert contrast(palette[word], palette[ground]) >= 5.6


@pytest.mark.parametrize("mixin", ["light", "dark"])
@pytest.mark.parametrize("word", ["ink", "muted", "accent"])
def test_what_is_written_on_the_tint_stands_out(mixin, word):
    palette = colours(mixin)

    assert contrast(palette[word], palette["tint"]) >= 4.5


@pytest.mark.parametrize("mixin", ["light", "dark"])
@pytest.mark.parametrize(("on", "ground"), [("on-accent", "accent"), ("on-emergency", "emergency")])
def test_what_is_written_on_a_filled_thing_stands_out(mixin, on, ground):
    palette = colours(mixin)

    assert contrast(palette[on], palette[ground]) >= 4.5


@pytest.mark.parametrize("mixin", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_the_edge_of_a_control_can_be_seen(mixin, ground):
    palette = colours(mixin)

    assert contrast(palette["edge"], palette[ground]) >= 3
