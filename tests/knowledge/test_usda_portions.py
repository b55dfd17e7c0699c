"""The household portions that are shipped: USDA SR28, file WEIGHT."""

from decimal import Decimal

import pytest

from scripts import make_usda_tables
from tracker.knowledge import usda, usda_portions
from tracker.knowledge.usda_portions import Portion, portions_of

OUNCE = Portion(Decimal(1), "oz (23 whole kernels)", Decimal("28.35"))


def portions(number):
    return portions_of(f"usda-sr28:{number}")


def test_an_ounce_of_almonds_is_23_kernels():
    assert OUNCE in portions("12061")


@pytest.mark.parametrize(
    ("number", "measure", "grams"),
    [
        ("12061", "oz (23 whole kernels)", "28.35"),  # of nuts an ounce, though cups come first
        ("12016", "oz", "28.35"),
        ("11457", "cup", "30"),
        ("01077", "cup", "244"),
        ("18075", "slice", "32"),
        ("09040", "cup, mashed", "225"),
    ],
)
def test_the_likeliest_portion_comes_first(number, measure, grams):
    first = portions(number)[0]

    assert (first.measure, first.grams) == (measure, Decimal(grams))


def test_parts_of_a_measure_are_kept():
    assert portions("15236")[0] == Portion(Decimal(3), "oz", Decimal(85))


def test_a_food_without_portions_has_none():
    without = [food for food in usda.foods() if not portions_of(food)]

    assert len(without) == 8789 - 8492


def test_what_is_no_food_has_none():
    assert portions_of("usda-sr28:99999") == ()


def test_every_portion_is_of_a_food_of_the_table_and_weighs_something():
    foods = {usda.PREFIX + number for number in usda_portions._lines().numbers()}

    assert foods <= set(usda.foods())
    assert all(0 < one.grams < 6000 for food in foods for one in portions_of(food))


def test_the_table_is_made_of_the_published_lines(tmp_path):
    lines = tmp_path / "WEIGHT.txt"
    lines.write_text('~01001~^1^.5^~pat  (1" sq)~^5.0^^\r\n~01001~^2^1^~cup~^227^^\r\n')

    assert list(make_usda_tables.portions_in(lines)) == [
        ("01001", "0.5", 'pat (1" sq)', "5"),
        ("01001", "1", "cup", "227"),
    ]


def test_the_other_names_are_made_of_the_published_lines(tmp_path):
    lines = tmp_path / "FOOD_DES.txt"
    lines.write_text(
        "~01001~^~0100~^~Butter, salted~^~B~^~~^~~^~Y~^~~^0^~~^6^4^8^3\r\n"
        "~02010~^~0200~^~Spices~^~S~^~Cassia~^~~^~~^~~^0^~~^6^4^8^3\r\n"
        "~02011~^~0200~^~Cloves~^~C~^~~^~~^~~^~~^0^~~^6^4^8^3\r\n"
    )

    assert list(make_usda_tables.names_in(lines)) == [("01001", "1", ""), ("02010", "", "Cassia")]
