"""A product of the shelf: new, as a medicine of the profile, what it means, changed."""

from dataclasses import replace

import pytest

from tests.factories import make_product, save
from tests.views.diary_pages import messages_at, typed_on
from tests.views.shelf.shelf_pages import (
    NEW,
    PREVIEW,
    SHELF,
    change_on,
    page_of,
    shelf,
    taken,
    typed,
    version_of,
)
from tracker import actions, queries
from tracker.domain.diary import Content

pytestmark = pytest.mark.django_db


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
    assert "On your shelf: Night." in page.text

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

    assert "saved from this page already" in response.text
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
    assert "invalid-feedback" not in client.get(NEW).text


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

    assert "When do you usually take it?" in client.get(page).text


@pytest.mark.parametrize("page", ["/profile/", "/profile/medicines/"])
def test_the_profile_says_when_the_shelf_knows(client, person, page):
    actions.change_profile_list(person=person, fact="medicines", add=["gabapentin"])
    contents = (Content("Gabapentin"),)
    save(person, make_product("Neurontin", contents=contents, times=["21:00"]))
    text = client.get(page).text

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
    text = client.post(PREVIEW, sent).text

    assert "1 capsule: 1,000 mg glycinate, 141 mg magnesium" in text
    assert 'href="/forms/#glycinate"' in text


def test_the_preview_says_what_it_reads_in_the_name(client, person):
    text = client.post(PREVIEW, typed(name="Levothyroxine 75 µg")).text

    assert "goes on your shelf as a medicine. What it holds is read in its name." in text
    assert "The rules know this medicine." in text


def test_the_preview_says_what_is_not_known(client, person):
    sent = typed(contents__0__substance="Ashwagandha", contents__0__amount="300")

    assert "is in no total" in client.post(PREVIEW, sent).text


def test_the_preview_says_what_several_hold_together(client, person):
    sent = typed(contents__0__substance="magnesium", contents__0__amount="100", usual_servings="2")

    assert "2 at a time: 200 mg magnesium." in client.post(PREVIEW, sent).text


def test_the_preview_says_what_is_not_complete(client, person):
    assert "Write its name, or what it contains." in client.post(PREVIEW, typed()).text


def test_the_preview_is_a_fragment_and_saves_nothing(client, person):
    assert "<html" not in client.post(PREVIEW, typed(name="Night")).text
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

    assert "<td>Theirs</td><td>Mine</td>" in response.text
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
