"""The food table that is shipped: USDA SR28."""

import hashlib
import subprocess
import sys

import pytest

from tracker.knowledge import knowledge, usda


def food(number):
    return usda.foods()[f"usda-sr28:{number}"]


def test_raw_spinach_holds_79_mg_magnesium():
    assert food("11457").magnesium_mg == 79


def test_almonds_hold_270_mg_magnesium_and_269_mg_calcium():
    assert (food("12061").magnesium_mg, food("12061").calcium_mg) == (270, 269)


def test_dried_pumpkin_kernels_hold_592_mg_magnesium():
    assert food("12014").magnesium_mg == 592


def test_whole_milk_holds_calcium_and_vitamin_d():
    milk = food("01077")
    assert milk.calcium_mg == 113
    assert f"{milk.vitamin_d_mcg}" == "1.3"


def test_every_food_is_there():
    assert len(usda.foods()) == 8789


def test_an_empty_cell_is_not_known_and_not_0():
    known = [one for one in usda.foods().values() if one.vitamin_d_mcg is not None]
    assert len(known) == 5527


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("usda-sr28:01077", True),  # whole milk
        ("usda-sr28:11457", False),  # raw spinach: measured, none
        ("usda-sr28:99999", False),  # not in the table
        ("01077", False),  # not named as meals name it
        ("usda-sr29:01077", False),
        ("", False),
    ],
)
def test_vitamin_d_foods(name, holds):
    assert usda.is_vitamin_d_food(name) is holds


def test_vitamin_d_foods_are_those_with_a_known_amount_above_0():
    found = {one for one in usda.foods() if usda.is_vitamin_d_food(one)}
    assert found == {one.id for one in usda.foods().values() if (one.vitamin_d_mcg or 0) > 0}


@pytest.mark.parametrize("which", ["table", "portions", "names"])
def test_the_tables_are_those_that_foods_toml_names(which):
    # Their hashes stand in a knowledge file, so a new table is a new knowledge version.
    table = getattr(knowledge().foods_file, which)
    content = (usda.TABLE.parent / table.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == table.sha256


def test_a_food_that_is_not_in_the_table_is_no_food():
    assert usda.foods().get("usda-sr28:99999") is None
    assert "usda-sr28:99999" not in usda.foods()


def test_a_serving_of_the_short_list_holds_about_what_the_table_says():
    for one in knowledge().foods:
        if one.usda:
            in_table = usda.foods()[one.usda].magnesium_mg * one.grams / 100
            assert abs(in_table - one.magnesium_mg) <= one.magnesium_mg / 10, one.name


def test_loading_knowledge_does_not_open_the_table():
    program = (
        "import gzip, tracker.knowledge as k\n"
        "gzip.open = gzip.decompress = None\n"
        "assert k.knowledge().rule_book.is_vitamin_d_food('milk') is False\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
