"""Finding a food by what people call it."""

from time import process_time

import pytest

from tracker.knowledge import usda
from tracker.knowledge.food_search import search


def found(text, most=None):
    return [usda.foods()[food].description for food in search(text)[:most]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("almond", "Nuts, almonds"),
        ("almonds", "Nuts, almonds"),
        ("spinach", "Spinach, raw"),
        ("whole milk", "Milk, whole, 3.25% milkfat, with added vitamin D"),
        ("oats", "Cereals, oats, regular and quick, not fortified, dry"),
        ("oatmeal", "Cereals, oats, regular and quick, not fortified, dry"),
        ("black beans", "Beans, black, mature seeds, cooked, boiled, without salt"),
        ("pumpkin seeds", "Seeds, pumpkin and squash seed kernels, roasted, without salt"),
        ("salmon", "Fish, salmon, Atlantic, farmed, raw"),
        ("whole wheat bread", "Bread, whole-wheat, commercially prepared"),
        ("banana", "Bananas, raw"),
        ("avocado", "Avocados, raw, all commercial varieties"),
        ("brown rice", "Rice, brown, long-grain, cooked"),
        ("egg", "Egg, whole, raw, fresh"),
        ("kale", "Kale, raw"),
        ("quinoa", "Quinoa, cooked"),
        ("soy milk", "Soymilk, original and vanilla, unfortified"),
        ("butter", "Butter, salted"),
        ("chia", "Seeds, chia seeds, dried"),
    ],
)
def test_what_is_meant_comes_first(typed, first):
    assert found(typed, 1) == [first]


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("milk", "Milk, "),
        ("dark chocolate", "Chocolate, dark, "),
        ("yogurt", "Yogurt, "),
        ("tofu", "Tofu, "),
        ("almond", "Nuts, almond"),
        ("tea", "Beverages, tea, "),
    ],
)
def test_its_kinds_come_next(typed, beginning):
    assert all(name.startswith(beginning) for name in found(typed, 3))


def test_words_may_stand_in_any_order():
    assert set(found("beans black")) == set(found("black beans"))


def test_the_beginning_of_a_word_is_enough():
    assert found("alm", 1) == ["Nuts, almonds"]


def test_a_whole_word_comes_before_one_that_only_begins_so():
    names = found("egg")

    assert names.index("Eggplant, raw") > names.index("Egg, white, raw, fresh")


def test_accents_do_not_matter():
    assert found("jalapeño") == found("JALAPENO")


@pytest.mark.parametrize("typed", ["spinich", "spinch", "spinnach", "spniach"])
def test_one_wrong_letter_is_understood(typed):
    assert found(typed, 1) == ["Spinach, raw"]


def test_a_wrong_letter_is_thought_of_only_where_nothing_is_spelt_so():
    # "bean" is one letter from "bran", which holds more magnesium than most beans.
    assert not any("bran" in name.lower().split() for name in found("bean", 50))


def test_words_that_are_two_in_the_table_are_found_as_one():
    assert any("Corn Flakes" in name for name in found("cornflakes"))


@pytest.mark.parametrize(
    "typed", ["", "   ", "?!", "xyzzyx", "m", "the of and", "\0", "a" * 5000, "ßß"]
)
def test_what_is_no_food_finds_nothing(typed):
    assert search(typed) == []


def test_all_words_have_to_be_there():
    names = found("canned salmon")

    assert names
    assert all("salmon" in name.lower() and "canned" in name for name in names)


def test_a_search_takes_less_than_20_ms_of_work():
    def seconds(typed):
        begun = process_time()
        search(typed)
        return process_time() - begun

    slowest = max(min(seconds(typed) for _ in range(9)) for typed in ("bea", "beef", "choclate"))
    assert slowest < 0.02
