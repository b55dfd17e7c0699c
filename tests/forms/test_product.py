"""The form of a product: what is read in it, and what it refuses."""

from datetime import time
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import local, make_content, make_product
from tracker.domain.diary import Content, Product, Stock, UsualTime
from tracker.domain.stock import Left
from tracker.forms.product import ProductForm, medicines_in
from tracker.forms.product_typed import first_typed, typed_product
from tracker.forms.stock import StockForm

NOW = local("2026-06-10T08:00")
FULL = make_product(
    "Night",
    brand="Pure",
    contents=(
        make_content(amount="1000", form="glycinate", basis="compound"),
        make_content("calcium", "1.50", form="citrate", compound="tricalcium dicitrate, anhydrous"),
        make_content("dragon scales", None, unit=None, basis="unknown", form="odd"),
    ),
    serving="scoop",
    source="medicine",
    product_class="antacid",
    route="topical",
    prescribed=True,
    covers_days=7,
    meal="with",
    usual_servings=Decimal("1.5"),
    usual_times=(UsualTime(time(7), (0, 3), Decimal(2)), UsualTime(time(22))),
    stock=Stock(Decimal(60), NOW),
    is_put_away=True,
    note="Two\nlines",
)


def typed(**changed):
    names = {name.replace("__", "-"): text for name, text in changed.items()}
    return first_typed() | {"entry_id": str(uuid4())} | names


def read(**changed):
    form = ProductForm(typed(**changed))
    assert form.is_valid(), (form.errors, [one.errors for one in form.contents])
    return form.product(now=NOW)


def problems(form):
    form.is_valid()
    rows = [form, *form.contents, *form.times]
    return {one.add_prefix(name): list(texts) for one in rows for name, texts in one.errors.items()}


@pytest.mark.parametrize("product", [FULL, Product("x", ""), make_product()])
def test_a_product_that_is_saved_as_it_opened_is_the_same(product):
    form = ProductForm(typed_product(product), kept=product)

    assert form.is_valid()
    assert form.product(now=NOW) == product


def test_a_row_is_a_substance_with_form_and_amount():
    product = read(contents__0__substance="magnesium bisglycinate", contents__0__amount="200")

    assert product.contents == (Content("magnesium", "glycinate", Decimal(200), "mg", "elemental"),)


def test_without_a_name_it_is_called_by_what_it_holds():
    product = read(contents__0__substance="zinc", contents__0__amount="10")

    assert product.name == "Zinc 10 mg"


def test_a_salt_can_be_named():
    product = read(contents__0__substance="trimagnesium dicitrate nonahydrate")

    assert product.contents[0].compound == "trimagnesium dicitrate nonahydrate"


def test_an_unknown_substance_is_kept_as_it_is_written():
    product = read(contents__0__substance="Ashwagandha", contents__0__amount="300")

    assert product.contents == (Content("Ashwagandha", None, Decimal(300), "mg"),)


def test_a_name_alone_says_what_it_is_and_holds():
    product = read(name="Levothyroxine 75 µg")

    assert product.source == "medicine"
    assert product.contents == (Content("Levothyroxine", None, Decimal(75), "mcg"),)


def test_a_medicine_that_no_rule_knows_is_one_where_it_is_said():
    product = read(name="Foozol 5 mg", what="medicine")

    assert (product.source, product.contents) == ("medicine", (Content("Foozol"),))


def test_what_is_said_counts_more_than_the_name():
    assert read(name="Levothyroxine", what="supplement").source == "supplement"


def test_rows_count_more_than_the_name():
    product = read(name="Magnesium", contents__0__substance="zinc", contents__0__amount="10")

    assert [one.substance for one in product.contents] == ["zinc"]


def test_a_form_for_the_skin_is_not_swallowed():
    assert read(contents__0__substance="magnesium oil").route == "topical"


def test_usual_times_stand_in_their_order():
    product = read(
        name="x",
        times="2",
        **{"times-0-at": "22:00", "times-1-at": "07:00"},
        **{"times-1-weekdays": ["3", "0"]},
    )

    assert product.usual_times == (UsualTime(time(7), (0, 3)), UsualTime(time(22)))


def test_what_is_left_is_counted_now():
    assert read(name="x", left="60").stock == Stock(Decimal(60), NOW)


def test_a_count_that_is_sent_again_is_of_the_first_time():
    form = ProductForm(typed(name="x", left="60"))
    assert form.is_valid()
    first = form.product(now=NOW)

    assert form.product(now=local("2026-06-10T08:05"), before=first) == first


TWO_TIMES = {"times": "2", "times-0-at": "07:00", "times-1-at": "07:00"}
BAD = [
    ({}, "name", "Write its name"),
    ({"name": "x" * 201}, "name", "201 characters"),
    ({"name": "a\0"}, "name", "cannot be kept"),
    ({"name": "Vitamin D 25 mg"}, "name", "IU or µg"),
    ({"name": "Magnesium 999999 mg"}, "name", "mostly between"),
    ({"contents-0-amount": "5"}, "contents-0-substance", "Which substance"),
    ({"contents-0-substance": "zinc", "contents-0-amount": "0"}, "contents-0-amount", "no intake"),
    ({"contents-0-substance": "zinc", "contents-0-amount": "x"}, "contents-0-amount", "in digits"),
    (
        {"contents-0-substance": "zinc", "contents-0-amount": "999999"},
        "contents-0-amount",
        "mostly between",
    ),
    (
        {"contents-1-substance": "vitamin D", "contents-1-amount": "25"},
        "contents-1-unit",
        "IU or µg",
    ),
    ({"what": "gold"}, "what", "choose one"),
    ({"usual_servings": "0"}, "usual_servings", "More than 0"),
    ({"usual_servings": "1001"}, "usual_servings", "check the number"),
    ({"left": "-1"}, "left", "below zero"),
    ({"left": "100001"}, "left", "check the number"),
    ({"meal": "maybe"}, "meal", "choose one"),
    ({"route": "by air"}, "route", "choose one"),
    ({"covers_days": "0"}, "covers_days", "At least 1"),
    ({"times-0-at": "25:00"}, "times-0-at", "hours and minutes"),
    ({"times-0-weekdays": ["1"]}, "times-0-at", "At what time"),
    ({"times-0-at": "07:00", "times-0-weekdays": ["7"]}, "times-0-weekdays", "among these"),
    (TWO_TIMES, "times-1-at", "stands here twice"),
    ({"note": "x" * 2001}, "note", "2001 characters"),
]


@pytest.mark.parametrize(("changed", "field", "says"), BAD)
def test_what_cannot_be_meant_is_told_at_its_field(changed, field, says):
    found = problems(ProductForm(first_typed() | changed))

    assert says in " ".join(found.get(field, []))


def test_one_time_on_different_days_stands_once_on_each():
    days = {"times-0-weekdays": ["0"], "times-1-weekdays": ["1"]}

    assert "times-1-at" not in problems(ProductForm(typed(name="x", **TWO_TIMES, **days)))


@pytest.mark.parametrize("rows", ["-1", "x", "", "9" * 30, "\u00b2"])
def test_any_number_of_rows_is_survived(rows):
    form = ProductForm(typed(name="x") | {"rows": rows, "times": rows})

    assert form.is_valid()


# The profile's list


@pytest.mark.parametrize(
    ("product", "names"),
    [
        (make_product("Euthyrox", contents=(Content("Levothyroxine"),)), ["Levothyroxine"]),
        (make_product("Rennie 680 mg", substance="calcium"), ["Rennie"]),
        (make_product("Foozol 5 mg", contents=()), ["Foozol"]),
    ],
)
def test_a_medicine_is_listed_by_the_name_that_rules_compare(product, names):
    assert medicines_in(product) == names


def test_a_supplement_is_not_put_on_the_list():
    form = ProductForm(typed(name="Zinc"))
    form.is_valid()

    assert form.medicines(form.product(now=NOW)) == []


def test_an_unticked_box_keeps_it_off_the_list():
    form = ProductForm(typed(name="Levothyroxine") | {"in_profile": ""})
    form.is_valid()

    assert form.medicines(form.product(now=NOW)) == []


# The stock


def after(how, number, *, stock, left):
    form = StockForm({"how": how, "number": number})
    assert form.is_valid()
    product = make_product(stock=stock)
    return form.product(product, left=left, now=NOW).stock


COUNTED = Stock(Decimal(60), local("2026-06-01T08:00"))


def test_a_count_is_of_now():
    assert after("count", "12", stock=COUNTED, left=None) == Stock(Decimal(12), NOW)


def test_what_is_added_leaves_what_was_taken_since_as_it_is():
    stock = after("add", "60", stock=COUNTED, left=Left(Decimal(12)))

    assert stock == Stock(Decimal(120), COUNTED.counted_at)


@pytest.mark.parametrize("left", [None, Left(Decimal(0)), Left(Decimal(-3))])
def test_what_is_added_to_nothing_is_all_there_is(left):
    assert after("add", "60", stock=COUNTED, left=left) == Stock(Decimal(60), NOW)


def test_counting_can_be_stopped():
    assert after("stop", "", stock=COUNTED, left=None) is None


@pytest.mark.parametrize("number", ["", "-1", "x", "100001"])
def test_a_count_that_is_none_is_told(number):
    assert "number" in StockForm({"how": "count", "number": number}).errors
