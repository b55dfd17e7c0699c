"""The shelf: whose it is, its list, what is put away or deleted, and what is left."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_content, make_person, make_product, save
from tests.views.diary_pages import messages_at
from tests.views.shelf.shelf_pages import (
    NEW,
    NOW,
    POSTED,
    PREVIEW,
    SHELF,
    change_on,
    page_of,
    shelf,
    taken,
    typed,
    version_of,
)
from tests.visitors import visitor_of_demo
from tracker import queries
from tracker.domain.diary import Stock
from tracker.forms.product_typed import first_typed

pytestmark = pytest.mark.django_db


# Who may, and how


@pytest.mark.parametrize("path", [SHELF, NEW, "/shelf/a/"])
def test_a_visitor_is_asked_to_log_in(client, db, path):
    assert "/accounts/login/" in client.get(path)["Location"]


@pytest.mark.parametrize("what", POSTED)
def test_a_visitor_changes_nothing(client, db, what):
    assert "/accounts/login/" in client.post(f"/shelf/a/{what}")["Location"]


@pytest.mark.parametrize("what", POSTED)
def test_a_change_is_only_posted(client, product, what):
    assert client.get(page_of(product, what)).status_code == 405


def test_the_list_is_only_read(client, person):
    assert client.post(SHELF).status_code == 405


@pytest.mark.parametrize("path", [NEW, "/shelf/a/"])
def test_a_page_takes_no_other_method(client, person, path):
    assert client.delete(path).status_code == 405


def test_the_preview_is_only_posted(client, person):
    assert client.get(PREVIEW).status_code == 405


@pytest.mark.parametrize("what", ["", *POSTED])
def test_somebody_elses_product_is_not_found(client, person, what):
    theirs = make_product()
    save(make_person(), theirs)

    assert client.post(page_of(theirs, what), {"how": "stop"}).status_code == 404


def test_somebody_elses_product_is_not_listed(client, person):
    save(make_person(), make_product("Theirs"))

    assert "Theirs" not in client.get(SHELF).text


# The list


def test_an_empty_shelf_says_what_it_is_for(client, person):
    text = client.get(SHELF).text

    assert "What you take stands here" in text
    assert f'href="{NEW}"' in text


def test_a_product_is_listed_with_what_one_holds(client, person):
    contents = (make_content(amount="1000", form="glycinate", basis="compound"),)
    save(person, make_product("Calm", contents=contents, serving="capsule", times=["22:00"]))
    text = client.get(SHELF).text

    assert "1 capsule: 1,000 mg glycinate, 141 mg magnesium" in text
    assert "Usually 22:00" in text


def test_a_product_can_be_logged_from_the_list(client, product):
    text = client.get(SHELF).text

    assert 'action="/log/again/"' in text
    assert f'name="product" value="{product.id}"' in text


def test_what_was_put_away_comes_last_and_cannot_be_logged(client, person):
    save(person, make_product("Ancient", is_put_away=True))
    text = client.get(SHELF).text

    assert "1 put away" in text
    assert "/log/again/" not in text


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow(client, person, django_assert_max_num_queries, number):
    products = [make_product(stock=Stock(Decimal(9), NOW)) for _ in range(number)]
    save(person, *products, *(taken(one, days=1) for one in products))

    with django_assert_max_num_queries(7):
        client.get(SHELF)


# Put away, delete


def test_putting_away_is_one_button_and_back_again(client, person, product):
    for word, is_away in (("yes", True), ("no", False)):
        sent = {"put_away": word, "version": version_of(person, product)}
        client.post(page_of(product, "put-away/"), sent)

        assert shelf(person)[0].is_put_away == is_away


def test_deleting_leaves_what_was_logged(client, person, product):
    intake = taken(product, days=1)
    save(person, intake)
    client.post(page_of(product, "delete/"), {"version": version_of(person, product)})

    assert (shelf(person), queries.diary(person).intakes) == ((), (intake,))


def test_deleting_twice_is_deleting_once(client, person, product):
    answers = [client.post(page_of(product, "delete/")).status_code for _ in range(2)]

    assert (answers, shelf(person)) == ([302, 302], ())


def test_deleting_can_be_taken_back(client, person, product):
    client.post(page_of(product, "delete/"))
    change = change_on(client.get(SHELF))
    client.post("/profile/undo/", {"change": change, "next": SHELF})

    assert shelf(person) == (product,)


@pytest.mark.parametrize("what", POSTED)
def test_a_button_of_a_stale_page_changes_nothing(client, person, product, what):
    sent = {"version": "1", "how": "count", "number": "5", "put_away": "yes"}
    response = client.post(page_of(product, what), sent)

    assert "changed in the meantime" in response.text
    assert shelf(person) == (product,)


# What is left


def left_words(client):
    found = re.findall(
        r'<span class="line[^>]*>(?:<svg.*?</svg>)?([^<]*left[^<]*)', client.get(SHELF).text
    )
    return found[0] if found else ""


def test_what_was_logged_since_the_count_is_taken_off(client, person):
    product = make_product(stock=Stock(Decimal(60), NOW - timedelta(days=9)), times=["12:00"])
    save(person, product, *(taken(product, days) for days in range(1, 9)))

    assert left_words(client).startswith("About 52 left, enough until about ")


def test_an_unknown_number_makes_it_at_most(client, person):
    product = make_product(stock=Stock(Decimal(60), NOW - timedelta(days=9)), times=["12:00"])
    save(person, product, replace(taken(product, 1), servings=None))

    assert re.match("At most 60 left, enough until .* at the latest", left_words(client))


def test_without_times_and_habit_no_end_is_said(client, product):
    assert left_words(client) == "About 60 left, not enough known to say for how long"


def test_more_taken_than_counted_asks_to_count(client, person):
    product = make_product(stock=Stock(Decimal(1), NOW - timedelta(days=9)))
    save(person, product, *(taken(product, days) for days in range(1, 9)))

    assert "more was logged than was counted: count again?" in client.get(SHELF).text.lower()


def test_a_count_takes_the_place_of_the_one_before(client, person, product):
    sent = {"number": "12", "how": "count", "version": version_of(person, product)}
    client.post(page_of(product, "stock/"), sent)

    assert shelf(person)[0].stock.servings == 12


def test_a_refill_comes_on_top(client, person, product):
    sent = {"number": "60", "how": "add", "version": version_of(person, product)}
    client.post(page_of(product, "stock/"), sent)

    assert shelf(person)[0].stock == Stock(Decimal(120), product.stock.counted_at)


def test_a_number_that_is_none_is_told(client, person, product):
    response = client.post(page_of(product, "stock/"), {"number": "many", "how": "count"})

    assert "in digits" in messages_at(response, "number")[0]
    assert shelf(person) == (product,)


# Garbage

GARBAGE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789.,-+eE:/ T", max_size=24),
    st.sampled_from(["\0", "x" * 5000, "NaN", "1e400", "\xb2", "mcg", "IU", "99", "0", "24:00"]),
)
NAMES = st.sampled_from(
    [
        *first_typed(),
        "times-0-at",
        "times-0-weekdays",
        "times-0-servings",
        "another_row",
        "another_time",
        "open",
        "product",
        "version",
        "left",
        "serving",
        "note",
        "how",
        "number",
    ]
)
EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("path", [NEW, PREVIEW, "", *POSTED])
@EXAMPLES
@given(spoiled=st.dictionaries(NAMES, GARBAGE, max_size=6))
def test_garbage_is_survived(client, person, path, spoiled):
    product = make_product()
    save(person, product)
    address = path if path.startswith("/") else page_of(product, path)
    sent = typed(name="x", version=str(version_of(person, product))) | spoiled

    assert client.post(address, sent).status_code in (200, 302, 404)


@EXAMPLES
@given(product_id=GARBAGE)
def test_garbage_in_an_address_is_not_found(client, person, product_id):
    product_id = quote(product_id, safe="") or "x"

    assert client.get(f"/shelf/{product_id}/").status_code in (301, 404)
    assert client.get("/log/intake/", {"product": product_id}).status_code == 404


# The demo


def test_a_visitor_of_the_demo_keeps_nothing(person):
    visitor = visitor_of_demo(person)

    assert visitor.post(NEW, typed(name="Night")).status_code == 403
    assert shelf(person) == ()
