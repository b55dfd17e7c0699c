"""The shelf: its list, its products' pages, what is left, and whose it is."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import quote
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_content, make_person, make_product, save
from tests.views.diary_pages import NEW_YORK, make_logger, messages_at, typed_on
from tracker import actions, queries
from tracker.domain.diary import Content, Stock
from tracker.forms.product_typed import first_typed

pytestmark = pytest.mark.django_db

SHELF, NEW, PREVIEW = "/shelf/", "/shelf/new/", "/shelf/preview/"
NOW = datetime.now(UTC)


@pytest.fixture
def person(client):
    return make_logger(client)


@pytest.fixture
def product(person):
    product = make_product("Night", serving="capsule", stock=Stock(Decimal(60), NOW))
    save(person, product)
    return product


def html(response):
    return response.content.decode()


def page_of(product, what=""):
    return f"/shelf/{quote(product.id, safe='')}/{what}"


def shelf(person):
    return queries.belongings(person)["products"]


def version_of(person, product):
    return queries.stored_entry(person, "product", product.id).version


def change_on(page):
    """Return the change that a page offers to take back."""
    return re.search(r'name="change" value="(\d+)"', html(page))[1]


def typed(**changed):
    names = {name.replace("__", "-"): text for name, text in changed.items()}
    return first_typed() | {"entry_id": str(uuid4())} | names


def taken(product, days, number=""):
    at = NOW - timedelta(days=days)
    return product.taken(intake_id=f"{product.id} {days} {number}", at=at, timezone=NEW_YORK)


POSTED = ["stock/", "put-away/", "delete/"]


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

    assert "Theirs" not in html(client.get(SHELF))


# The list


def test_an_empty_shelf_says_what_it_is_for(client, person):
    text = html(client.get(SHELF))

    assert "What you take stands here" in text
    assert f'href="{NEW}"' in text


def test_a_product_is_listed_with_what_one_holds(client, person):
    contents = (make_content(amount="1000", form="glycinate", basis="compound"),)
    save(person, make_product("Calm", contents=contents, serving="capsule", times=["22:00"]))
    text = html(client.get(SHELF))

    assert "1 capsule: 1,000 mg glycinate, 141 mg magnesium" in text
    assert "Usually 22:00" in text


def test_a_product_can_be_logged_from_the_list(client, product):
    text = html(client.get(SHELF))

    assert 'action="/log/again/"' in text
    assert f'name="product" value="{product.id}"' in text


def test_what_was_put_away_comes_last_and_cannot_be_logged(client, person):
    save(person, make_product("Ancient", is_put_away=True))
    text = html(client.get(SHELF))

    assert "1 put away" in text
    assert "/log/again/" not in text


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow(client, person, django_assert_max_num_queries, number):
    products = [make_product(stock=Stock(Decimal(9), NOW)) for _ in range(number)]
    save(person, *products, *(taken(one, days=1) for one in products))

    with django_assert_max_num_queries(7):
        client.get(SHELF)


# A new product


def test_a_product_is_put_on_the_shelf(client, person):
    response = client.post(
        NEW,
        typed(
            name="Night",
            contents__0__substance="magnesium glycinate",
            contents__0__amount="100",
            contents__1__substance="vitamin B6",
            contents__1__amount="1.4",
        ),
    )
    [product] = shelf(person)

    assert response["Location"] == SHELF
    assert [one.substance for one in product.contents] == ["magnesium", "vitamin_b6"]


def test_the_page_says_what_was_done_and_undoes_it(client, person):
    client.post(NEW, typed(name="Night"))
    page = client.get(SHELF)
    assert "On your shelf: Night." in html(page)

    fields = {"change": change_on(page), "next": SHELF}
    assert client.post("/profile/undo/", fields)["Location"] == SHELF
    assert shelf(person) == ()


def test_a_double_click_is_one_product(client, person):
    sent = typed(name="Night", left="60")
    answers = [client.post(NEW, sent).status_code for _ in range(2)]

    assert (answers, len(shelf(person))) == ([302, 302], 1)


def test_something_else_from_the_same_page_is_told(client, person):
    sent = typed(name="Night")
    client.post(NEW, sent)
    response = client.post(NEW, sent | {"name": "Day"})

    assert "saved from this page already" in html(response)
    assert len(shelf(person)) == 1


def test_a_wrong_id_is_replaced(client, person):
    client.post(NEW, typed(name="Night", entry_id="not an id"))

    assert len(shelf(person)[0].id) == 36


def test_what_is_wrong_is_told_and_nothing_is_lost(client, person):
    sent = typed(name="Night", contents__0__substance="zinc", contents__0__amount="x")
    response = client.post(NEW, sent)

    assert "in digits" in messages_at(response, "contents-0-amount")[0]
    assert typed_on(response)["contents-0-amount"] == "x"
    assert shelf(person) == ()


@pytest.mark.parametrize(("button", "rows"), [("another_row", "rows"), ("another_time", "times")])
def test_another_row_is_added_without_saving(client, person, button, rows):
    sent = typed(name="Night", times__0__at="07:00")
    response = client.post(NEW, sent | {button: "1"})
    shown = typed_on(response)

    assert int(shown[rows]) == int(sent[rows]) + 1
    assert (shown["name"], shown["times-0-at"]) == ("Night", "07:00")
    assert shelf(person) == ()


def test_it_opens_without_a_message(client, person):
    assert "invalid-feedback" not in html(client.get(NEW))


# Medicines and the profile


def test_a_new_medicine_goes_into_the_profile(client, person):
    client.post(NEW, typed(name="Levothyroxine 75 µg"))

    assert queries.profiles(person)[0].medicines == ("Levothyroxine",)


def test_one_that_is_listed_already_is_not_listed_twice(client, person):
    actions.change_profile_list(person=person, fact="medicines", add=["levothyroxine"])
    client.post(NEW, typed(name="Levothyroxine 75 µg"))

    assert queries.profiles(person)[0].medicines == ("levothyroxine",)


def test_an_unticked_box_keeps_it_out(client, person):
    client.post(NEW, typed(name="Levothyroxine") | {"in_profile": ""})

    assert queries.profiles(person)[0].medicines == ()


def test_a_medicine_of_the_profile_opens_a_filled_form(client, person):
    response = client.post(NEW, {"name": "Gabapentin", "open": "1"})
    shown = typed_on(response)

    assert (shown["name"], shown["what"]) == ("Gabapentin", "medicine")
    assert shelf(person) == ()


@pytest.mark.parametrize("page", ["/profile/", "/profile/medicines/"])
def test_the_profile_asks_when_a_medicine_is_taken(client, person, page):
    actions.change_profile_list(person=person, fact="medicines", add=["Gabapentin"])

    assert "When do you usually take it?" in html(client.get(page))


@pytest.mark.parametrize("page", ["/profile/", "/profile/medicines/"])
def test_the_profile_says_when_the_shelf_knows(client, person, page):
    actions.change_profile_list(person=person, fact="medicines", add=["gabapentin"])
    contents = (Content("Gabapentin"),)
    save(person, make_product("Neurontin", contents=contents, times=["21:00"]))
    text = html(client.get(page))

    assert "On your shelf: usually 21:00" in text
    assert "When do you usually take it?" not in text


# What it means


def test_the_preview_says_what_a_label_comes_to(client, person):
    sent = typed(
        contents__0__substance="magnesium bisglycinate",
        contents__0__amount="1000",
        contents__0__basis="compound",
        serving="capsule",
    )
    text = html(client.post(PREVIEW, sent))

    assert "1 capsule: 1,000 mg glycinate, 141 mg magnesium" in text
    assert 'href="/forms/#glycinate"' in text


def test_the_preview_says_what_it_reads_in_the_name(client, person):
    text = html(client.post(PREVIEW, typed(name="Levothyroxine 75 µg")))

    assert "goes on your shelf as a medicine. What it holds is read in its name." in text
    assert "The rules know this medicine." in text


def test_the_preview_says_what_is_not_known(client, person):
    sent = typed(contents__0__substance="Ashwagandha", contents__0__amount="300")

    assert "is in no total" in html(client.post(PREVIEW, sent))


def test_the_preview_says_what_several_hold_together(client, person):
    sent = typed(contents__0__substance="magnesium", contents__0__amount="100", usual_servings="2")

    assert "2 at a time: 200 mg magnesium." in html(client.post(PREVIEW, sent))


def test_the_preview_says_what_is_not_complete(client, person):
    assert "Write its name, or what it contains." in html(client.post(PREVIEW, typed()))


def test_the_preview_is_a_fragment_and_saves_nothing(client, person):
    assert "<html" not in html(client.post(PREVIEW, typed(name="Night")))
    assert shelf(person) == ()


# Changing


def test_a_product_saved_as_it_opened_is_not_changed(client, person, product):
    before = queries.latest_change(person).pk
    response = client.post(page_of(product), typed_on(client.get(page_of(product))))

    assert response["Location"] == SHELF
    assert (shelf(person), queries.latest_change(person).pk) == ((product,), before)


def test_a_product_is_changed_and_keeps_its_stock(client, person, product):
    sent = typed_on(client.get(page_of(product))) | {"name": "Evening"}
    client.post(page_of(product), sent)

    assert shelf(person) == (replace(product, name="Evening"),)


def test_what_was_logged_keeps_what_the_label_said_then(client, person, product):
    intake = taken(product, days=1)
    save(person, intake)
    sent = typed_on(client.get(page_of(product))) | {"contents-0-amount": "500"}
    client.post(page_of(product), sent)

    assert shelf(person)[0].contents[0].amount == 500
    assert queries.diary(person).intakes == (intake,)


def test_a_page_that_went_stale_shows_both_and_asks(client, person, product):
    sent = typed_on(client.get(page_of(product))) | {"name": "Mine"}
    newer = replace(product, name="Theirs")
    actions.change_belonging(person=person, belonging=newer, version=version_of(person, product))
    response = client.post(page_of(product), sent)

    assert "<td>Theirs</td><td>Mine</td>" in html(response)
    assert shelf(person) == (newer,)
    client.post(page_of(product), typed_on(response))
    assert shelf(person)[0].name == "Mine"


def test_a_product_that_was_deleted_can_be_brought_back(client, person, product):
    sent = typed_on(client.get(page_of(product)))
    client.post(page_of(product, "delete/"))
    response = client.post(page_of(product), sent)

    assert response.status_code == 404
    client.post("/profile/undo/", {"change": change_on(response), "next": SHELF})
    assert shelf(person) == (product,)


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

    assert "changed in the meantime" in html(response)
    assert shelf(person) == (product,)


# What is left


def left_words(client):
    found = re.findall(
        r'<span class="line[^>]*>(?:<svg.*?</svg>)?([^<]*left[^<]*)', html(client.get(SHELF))
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

    assert "more was logged than was counted: count again?" in html(client.get(SHELF)).lower()


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


def test_a_visitor_of_the_demo_keeps_nothing(client, db):
    demo = make_logger(client)
    client.logout()
    session = client.session
    session["looks_at_demo"] = True
    session.save()

    assert client.post(NEW, typed(name="Night")).status_code == 403
    assert shelf(demo) == ()
