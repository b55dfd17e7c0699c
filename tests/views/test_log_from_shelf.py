"""Logging a product of the shelf, and putting one on the shelf while it is logged."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import local, make_content, make_person, make_product, save
from tests.views.diary_pages import (
    NEW_YORK,
    TODAY,
    YESTERDAY,
    an_intake,
    kept,
    make_logger,
    typed_on,
)
from tracker import queries
from tracker.domain.diary import Content

pytestmark = pytest.mark.django_db

PAGE, PREVIEW, CHOOSE = "/log/intake/", "/log/intake/preview/", "/log/"


@pytest.fixture
def person(client):
    return make_logger(client)


@pytest.fixture
def product(person):
    contents = (
        make_content(amount="100", form="citrate", compound="trimagnesium dicitrate, anhydrous"),
        make_content("vitamin_b6", "1.4", basis="unknown"),
    )
    product = make_product(
        "Night",
        contents=contents,
        usual_servings=Decimal(2),
        serving="capsule",
        meal="with",
        covers_days=7,
        prescribed=True,
    )
    save(person, product)
    return product


def opened(client, product, **asked):
    return typed_on(client.get(PAGE, {"product": product.id, **asked}))


def shelf(person):
    return queries.belongings(person)["products"]


# From the shelf


def test_the_page_opens_filled_from_the_label(client, product):
    typed = opened(client, product)

    assert (typed["servings"], typed["contents-0-amount"]) == ("2", "100")
    assert (typed["product"], typed["meal"], typed["day"]) == ("Night", "with", TODAY.isoformat())


def test_saved_as_it_opened_it_is_the_label_times_the_servings(client, person, product):
    client.post(PAGE, opened(client, product))
    [intake] = kept(person)

    same = product.taken(intake_id=intake.id, at=intake.taken_at, timezone=NEW_YORK)
    assert intake == same


@pytest.mark.parametrize(("servings", "amount"), [("1", "100"), ("0.5", "50"), ("3", "300")])
def test_another_number_of_servings_holds_as_much_more(client, person, product, servings, amount):
    client.post(PAGE, opened(client, product) | {"servings": servings})
    [intake] = kept(person)

    assert (intake.servings, intake.contents[0].amount) == (Decimal(servings), Decimal(amount))


def test_the_preview_shows_what_all_servings_hold(client, product):
    typed = opened(client, product) | {"servings": "3"}

    assert "300 mg magnesium" in client.post(PREVIEW, typed).text


def test_a_dose_can_differ_from_the_label_for_once(client, person, product):
    client.post(PAGE, opened(client, product) | {"contents-0-amount": "80"})

    assert kept(person)[0].contents[0].amount == 160
    assert shelf(person) == (product,)


def test_the_day_of_the_address_is_asked_for_its_time(client, product):
    typed = opened(client, product, on=YESTERDAY.isoformat())

    assert (typed["day"], typed["time"]) == (YESTERDAY.isoformat(), "")


@pytest.mark.parametrize("servings", ["0", "-1", "", "x", "1001"])
def test_a_number_of_servings_that_is_none_is_told(client, person, product, servings):
    response = client.post(PAGE, opened(client, product) | {"servings": servings})

    assert 'id="id_servings_error"' in response.text
    assert kept(person) == []


def test_somebody_elses_product_is_not_found(client, person):
    theirs = make_product()
    save(make_person(), theirs)

    assert client.get(PAGE, {"product": theirs.id}).status_code == 404


def test_somebody_elses_product_is_not_kept_with_an_intake(client, person):
    theirs = make_product()
    save(make_person(), theirs)
    client.post(PAGE, an_intake("product", substance="zinc", amount="5", product_id=theirs.id))

    assert kept(person)[0].product_id is None


def test_a_product_deleted_meanwhile_is_logged_by_its_label(client, person, product):
    typed = opened(client, product)
    client.post(f"/shelf/{product.id}/delete/")
    client.post(PAGE, typed)
    [intake] = kept(person)

    assert (intake.product, intake.product_id) == ("Night", None)


NAMES = ["servings", "per", "product_id", "rows", "contents-0-substance", "contents-0-amount"]
GARBAGE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789.,-+eE", max_size=24),
    st.sampled_from(["\0", "x" * 5000, "NaN", "1e400", "\xb2", "0", "0.0000000000000000001"]),
)
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("path", [PAGE, PREVIEW])
@EXAMPLES
@given(spoiled=st.dictionaries(st.sampled_from(NAMES), GARBAGE, min_size=1))
def test_garbage_is_survived(client, product, path, spoiled):
    response = client.post(path, opened(client, product) | spoiled)

    assert response.status_code in (200, 303)


# Edited


@pytest.fixture
def logged(client, person, product):
    client.post(PAGE, opened(client, product, on=YESTERDAY.isoformat()) | {"time": "08:00"})
    return kept(person)[0]


def test_an_intake_of_the_shelf_that_is_saved_as_it_opened_stays(client, person, logged):
    page = f"/entry/intake/{logged.id}/"
    client.post(page, typed_on(client.get(page)))

    assert kept(person) == [logged]


@pytest.mark.parametrize(("servings", "amount"), [("1", "100"), ("3", "300"), ("1.5", "150")])
def test_its_servings_are_corrected(client, person, logged, servings, amount):
    page = f"/entry/intake/{logged.id}/"
    client.post(page, typed_on(client.get(page)) | {"servings": servings})
    [intake] = kept(person)

    assert (intake.servings, intake.contents[0].amount) == (Decimal(servings), Decimal(amount))


def test_servings_that_do_not_divide_are_rounded_to_a_millionth(client, person):
    product = make_product(usual_servings=Decimal(3), amount="33.3333333333")
    save(person, product)
    client.post(PAGE, opened(client, product))
    page = f"/entry/intake/{kept(person)[0].id}/"
    client.post(page, typed_on(client.get(page)) | {"servings": "1"})

    assert kept(person)[0].contents[0].amount == Decimal("33.333333")


def test_its_copy_of_the_label_is_edited_and_not_the_product_of_now(
    client, person, product, logged
):
    client.post(f"/shelf/{product.id}/delete/")
    page = f"/entry/intake/{logged.id}/"
    client.post(page, typed_on(client.get(page)) | {"servings": "4"})
    [intake] = kept(person)

    assert (intake.product_id, intake.contents[0].amount) == (product.id, Decimal(400))


def test_how_it_was_borne_stays_when_it_is_edited(client, person, product):
    at = local(f"{YESTERDAY}T08:00", NEW_YORK)
    intake = product.taken(intake_id="i", at=at, timezone=NEW_YORK)
    save(person, replace(intake, tolerance=("nausea",)))
    client.post("/entry/intake/i/", typed_on(client.get("/entry/intake/i/")) | {"note": "x"})

    assert kept(person)[0].tolerance == ("nausea",)


# The choice of what to log


def test_the_shelf_stands_first_in_what_can_be_logged(client, product):
    text = client.get(CHOOSE).text

    assert text.index("From your shelf") < text.index("Something else")
    assert "2 at a time: 200 mg trimagnesium" in text or "2 at a time: 200 mg magnesium" in text


def test_one_tap_there_logs_it(client, person, product):
    typed = typed_on(client.get(CHOOSE))
    client.post("/log/again/", typed)

    assert [one.product_id for one in kept(person)] == [product.id]


def test_for_another_day_it_asks_when(client, product):
    text = client.get(CHOOSE, {"on": YESTERDAY.isoformat()}).text

    assert f'href="/log/intake/?product={product.id}&amp;on={YESTERDAY}"' in text
    assert "/log/again/" not in text


def test_what_was_put_away_is_not_offered(client, person):
    save(person, make_product("Ancient", is_put_away=True))

    assert "Ancient" not in client.get(CHOOSE).text


@pytest.mark.parametrize("number", [1, 20])
def test_more_products_need_no_more_queries(client, person, django_assert_max_num_queries, number):
    save(person, *(make_product() for _ in range(number)))

    with django_assert_max_num_queries(5):
        client.get(CHOOSE)


# Onto the shelf


def test_a_dose_typed_by_hand_goes_onto_the_shelf(client, person):
    typed = an_intake("product", product="Night", substance="zinc", amount="10", to_shelf="on")
    client.post(PAGE, typed)
    [intake], [product] = kept(person), shelf(person)

    assert (product.name, product.contents) == ("Night", intake.contents)
    assert (intake.product_id, intake.servings) == (product.id, Decimal(1))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("magnesium", "Magnesium glycinate 200 mg"), ("medicine", "Gabapentin 200 mg")],
)
def test_it_is_called_by_what_it_holds(client, person, kind, name):
    client.post(PAGE, an_intake(kind, name="Gabapentin", to_shelf="on"))

    assert [one.name for one in shelf(person)] == [name]


def test_a_medicine_stands_there_as_one(client, person):
    client.post(PAGE, an_intake("medicine", name="Gabapentin", to_shelf="on"))

    assert shelf(person)[0].source == "medicine"


def test_both_are_taken_back_together(client, person):
    client.post(PAGE, an_intake(to_shelf="on"))
    client.post(f"/undo/{client.session['last_change']['change']}/")

    assert (kept(person), shelf(person)) == ([], ())


def test_a_double_click_is_one_of_each(client, person):
    typed = an_intake(to_shelf="on")
    for _ in range(2):
        client.post(PAGE, typed)

    assert (len(kept(person)), len(shelf(person))) == (1, 1)


def test_without_the_tick_the_shelf_stays_as_it_is(client, person):
    client.post(PAGE, an_intake())

    assert shelf(person) == ()


# Salts


def test_a_salt_is_chosen_where_the_page_is_of_one_substance(client, person):
    salt = "trimagnesium dicitrate nonahydrate"
    client.post(PAGE, an_intake(form="citrate", compound=salt))

    assert kept(person)[0].contents[0].compound == salt


def test_a_salt_says_its_form(client, person):
    client.post(PAGE, an_intake(form="", compound="magnesium lactate dihydrate"))

    assert kept(person)[0].contents[0].form == "lactate"


def test_a_salt_is_named_in_the_row_of_a_product(client, person):
    client.post(PAGE, an_intake("product", substance="Zinc sulfate heptahydrate", amount="7"))

    assert kept(person)[0].contents == (
        Content("zinc", "sulfate", Decimal(7), "mg", "elemental", "zinc sulfate heptahydrate"),
    )


def test_a_name_that_is_not_known_is_kept_as_it_is_written(client, person):
    client.post(PAGE, an_intake("product", substance="Ashwagandha", amount="300"))

    assert kept(person)[0].contents == (Content("Ashwagandha", None, Decimal(300), "mg"),)
