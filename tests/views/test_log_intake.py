"""Logging what was taken: what a page opens with, what is kept, and double clicks."""

from decimal import Decimal

import pytest

from tests.factories import make_content, make_intake, make_none_taken, save
from tests.views.diary_pages import (
    NEW_YORK,
    TODAY,
    TOMORROW,
    YESTERDAY,
    an_intake,
    kept,
    make_logger,
    typed_on,
)
from tests.visitors import visitor_of_demo
from tracker import queries
from tracker.domain.diary import Content

pytestmark = pytest.mark.django_db

PAGE = "/log/intake/"
PREVIEW = "/log/intake/preview/"
KINDS = ["magnesium", "calcium", "vitamin_d", "medicine", "product"]


@pytest.fixture
def person(client):
    return make_logger(client)


# The page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_page(client, person, kind):
    assert client.get(PAGE, {"kind": kind}).status_code == 200


def test_without_a_kind_it_is_magnesium(client, person):
    assert typed_on(client.get(PAGE))["kind"] == "magnesium"


def test_an_unknown_kind_is_not_found(client, person):
    assert client.get(PAGE, {"kind": "gold"}).status_code == 404


@pytest.mark.parametrize("path", [PAGE, PREVIEW])
def test_a_visitor_is_asked_to_log_in(client, db, path):
    response = client.post(path, an_intake())

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_the_preview_is_only_posted(client, person):
    assert client.get(PREVIEW).status_code == 405


def test_the_page_takes_no_other_method(client, person):
    assert client.delete(PAGE).status_code == 405


def test_it_opens_with_glycinate_elemental_and_now(client, person):
    typed = typed_on(client.get(PAGE))

    assert typed["contents-0-form"] == "glycinate"
    assert typed["contents-0-basis"] == "elemental"
    assert typed["day"] == TODAY.isoformat()


def test_it_opens_with_the_form_and_amount_of_the_last_time(client, person):
    content = make_content(amount="150", form="citrate", basis="compound")
    save(person, make_intake(f"{YESTERDAY}T08:00", timezone=NEW_YORK, contents=(content,)))

    typed = typed_on(client.get(PAGE))

    assert typed["contents-0-form"] == "citrate"
    assert typed["contents-0-amount"] == "150"
    assert typed["contents-0-basis"] == "compound"


def test_a_multivitamin_is_no_last_time(client, person):
    contents = (make_content(amount="50"), make_content("zinc", "10"))
    save(person, make_intake(f"{YESTERDAY}T08:00", timezone=NEW_YORK, contents=contents))

    assert typed_on(client.get(PAGE))["contents-0-amount"] == ""


def test_it_opens_for_the_day_that_the_address_names(client, person):
    typed = typed_on(client.get(PAGE, {"kind": "magnesium", "on": YESTERDAY.isoformat()}))

    assert (typed["day"], typed["time"]) == (YESTERDAY.isoformat(), "")


@pytest.mark.parametrize("on", ["", "tomorrow", "9999-99-99", "\0", TOMORROW.isoformat()])
def test_a_day_that_is_none_is_today(client, person, on):
    assert typed_on(client.get(PAGE, {"on": on}))["day"] == TODAY.isoformat()


def test_it_opens_without_a_message(client, person):
    response = client.get(PAGE, {"kind": "product", "on": YESTERDAY.isoformat()})

    assert "invalid-feedback" not in response.text


def test_each_page_has_an_id_of_its_own(client, person):
    assert typed_on(client.get(PAGE))["entry_id"] != typed_on(client.get(PAGE))["entry_id"]


@pytest.mark.parametrize("entries", [1, 20])
def test_the_number_of_queries_does_not_grow(
    client, person, django_assert_max_num_queries, entries
):
    save(person, *(make_intake(f"{YESTERDAY}T08:00", timezone=NEW_YORK) for _ in range(entries)))

    with django_assert_max_num_queries(14):
        client.get(PAGE)


# Saving


def test_an_intake_is_kept_as_it_was_typed(client, person):
    typed = an_intake(meal="with", as_needed="yes", prescribed="on", note="Before bed.")

    client.post(PAGE, typed)
    [intake] = kept(person)

    assert intake.id == typed["entry_id"]
    assert intake.contents == (Content("magnesium", "glycinate", Decimal(200), "mg", "elemental"),)
    assert f"{intake.taken_at:%Y-%m-%d %H:%M}" == f"{YESTERDAY} 08:35"
    assert intake.timezone == NEW_YORK
    assert (intake.route, intake.source, intake.precision) == ("oral", "supplement", "minute")
    assert (intake.meal, intake.as_needed, intake.prescribed) == ("with", True, True)
    assert intake.note == "Before bed."


def test_the_page_as_it_opened_can_be_saved(client, person):
    client.post(PAGE, typed_on(client.get(PAGE)))

    assert len(kept(person)) == 1


def test_it_leads_to_the_day_of_the_entry(client, person):
    response = client.post(PAGE, an_intake())

    assert response.status_code == 303
    assert response["Location"] == f"/day/{YESTERDAY}/"


def test_the_day_is_told_what_was_logged_and_how_to_undo_it(client, person):
    client.post(PAGE, an_intake())
    told = client.session["last_change"]

    assert told["text"] == "Logged: 200 mg magnesium (glycinate), 08:35."
    assert told["change"] == queries.latest_change(person).pk


def test_who_wrote_it_is_kept(client, person):
    client.post(PAGE, an_intake())

    assert queries.latest_change(person).by == person.user


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        (
            an_intake("calcium", form="carbonate", amount="1500", basis="compound"),
            Content("calcium", "carbonate", Decimal(1500), "mg", "compound"),
        ),
        (
            an_intake("vitamin_d", amount="25", unit="mcg"),
            Content("vitamin_d", None, Decimal(25), "mcg", "unknown"),
        ),
        (
            an_intake("vitamin_d", amount="1,000", unit="IU"),
            Content("vitamin_d", None, Decimal(1000), "IU", "unknown"),
        ),
        (
            an_intake("medicine", name="Levothyroxine", amount="75", unit="mcg"),
            Content("Levothyroxine", None, Decimal(75), "mcg", "unknown"),
        ),
        (
            an_intake("medicine", name="Something of my own", amount="", unit="mg"),
            Content("Something of my own"),
        ),
        (
            an_intake("product", substance="iron fumarate", amount="14"),
            Content("iron", "fumarate", Decimal(14), "mg", "elemental"),
        ),
        (
            an_intake("product", substance="vitamin_b6", form="", amount="1.4"),
            Content("vitamin_b6", None, Decimal("1.4"), "mg", "unknown"),
        ),
        (an_intake(amount="", unit="mg"), Content("magnesium", "glycinate", basis="elemental")),
    ],
)
def test_every_substance_can_be_logged(client, person, typed, content):
    client.post(PAGE, typed)
    [intake] = kept(person)

    assert intake.contents == (content,)


def test_a_medicine_is_one(client, person):
    client.post(PAGE, an_intake("medicine", name="Gabapentin"))

    assert kept(person)[0].source == "medicine"


@pytest.mark.parametrize(
    ("what", "held"),
    [("antacid", ("medicine", "antacid")), ("laxative", ("medicine", "laxative"))],
)
def test_an_antacid_is_a_medicine_of_its_class(client, person, what, held):
    client.post(PAGE, an_intake(what=what))

    assert (kept(person)[0].source, kept(person)[0].product_class) == held


def test_a_form_for_the_skin_is_not_swallowed(client, person):
    client.post(PAGE, an_intake(form="chloride_topical"))

    assert kept(person)[0].route == "topical"


def test_a_product_holds_several_contents(client, person):
    more = {
        "rows": "3",
        "product": "Multi",
        "contents-1-substance": "zinc",
        "contents-1-amount": "10",
        "contents-1-unit": "mg",
        "contents-1-basis": "elemental",
        "contents-2-substance": "",
    }
    client.post(PAGE, an_intake("product", substance="magnesium") | more)
    [intake] = kept(person)

    assert [one.substance for one in intake.contents] == ["magnesium", "zinc"]


def test_another_row_is_added_without_saving(client, person):
    typed = an_intake("product", substance="magnesium", product="Multi")

    response = client.post(PAGE, typed | {"another_row": "1"})
    shown = typed_on(response)

    assert kept(person) == []
    assert (shown["rows"], shown["contents-0-amount"]) == ("2", "200")
    assert shown["contents-1-basis"] == "elemental"
    assert "invalid-feedback" not in response.text


@pytest.mark.parametrize("rows", ["-1", "999999999999", "x", "", "31", "²"])
def test_any_number_of_rows_is_survived(client, person, rows):
    typed = an_intake("product", substance="zinc", form="", rows=rows)

    assert client.post(PAGE, typed | {"another_row": "1"}).status_code == 200


def test_in_the_morning_is_about_eight(client, person):
    client.post(PAGE, an_intake(how="morning"))

    assert (kept(person)[0].precision, f"{kept(person)[0].taken_at:%H:%M}") == ("about", "08:00")


def test_a_day_alone_is_kept_as_one(client, person):
    client.post(PAGE, an_intake(how="day", time=""))

    assert kept(person)[0].precision == "day"


def test_logging_it_takes_none_taken_back(client, person):
    save(person, make_none_taken(YESTERDAY.isoformat(), timezone=NEW_YORK))
    client.post(PAGE, an_intake())

    assert [type(entry).__name__ for entry in kept(person)] == ["Intake"]


def test_without_a_zone_the_clock_is_utc(client):
    person = make_logger(client, timezone=None)
    client.post(PAGE, an_intake())

    assert kept(person)[0].timezone == "UTC"


# Twice


def test_a_double_click_is_one_entry(client, person):
    typed = an_intake()
    answers = [client.post(PAGE, typed) for _ in range(2)]

    assert len(kept(person)) == 1
    assert [answer.status_code for answer in answers] == [303, 303]


def test_the_undo_after_a_double_click_is_that_of_the_entry(client, person):
    typed = an_intake()
    for _ in range(2):
        client.post(PAGE, typed)
    client.post(f"/undo/{client.session['last_change']['change']}/")

    assert kept(person) == []


def test_going_back_and_saving_something_else_is_told(client, person):
    typed = an_intake()
    client.post(PAGE, typed)

    response = client.post(PAGE, typed | {"time": "12:00"})

    assert "saved from this page already" in response.text
    assert len(kept(person)) == 1
    assert typed_on(response)["entry_id"] != typed["entry_id"]


def test_saving_it_again_then_adds_it(client, person):
    typed = an_intake(amount="100")
    client.post(PAGE, typed)
    second = typed_on(client.post(PAGE, typed | {"time": "12:00"}))
    client.post(PAGE, second)

    assert len(kept(person)) == 2


def test_a_wrong_id_is_replaced(client, person):
    client.post(PAGE, an_intake(entry_id="not an id"))

    assert len(kept(person)[0].id) == 36


def test_a_bath_may_hold_more(client, person):
    typed = an_intake(form="sulfate", amount="500", unit="g", basis="compound", route="bath")
    client.post(PAGE, typed)

    assert len(kept(person)) == 1


def test_markup_in_a_note_stays_text(client, person):
    response = client.post(PAGE, an_intake(note="<script>alert(1)</script>", amount="-1"))

    assert "<script>alert" not in response.text


def test_nothing_typed_stands_in_an_address(client, person):
    response = client.post(PAGE, an_intake(note="private"))

    assert "?" not in response["Location"]


def test_a_visitor_of_the_demo_keeps_nothing(person):
    visitor = visitor_of_demo(person)

    assert visitor.post(PAGE, an_intake()).status_code == 403
    assert kept(person) == []


def test_it_can_be_taken_back(client, person):
    client.post(PAGE, an_intake())
    client.post(f"/undo/{client.session['last_change']['change']}/")

    assert kept(person) == []


# Amounts to tap


def test_the_first_dose_offers_amounts_to_tap(client, person):
    assert "contents-0-usual_amount" in client.get(PAGE).text


def test_the_next_dose_has_the_last_amount_instead(client, person):
    save(person, make_intake(f"{YESTERDAY}T08:10", contents=(make_content("magnesium", "150"),)))

    page = client.get(PAGE)

    assert "contents-0-usual_amount" not in page.text
    assert typed_on(page)["contents-0-amount"] == "150"


@pytest.mark.parametrize(
    ("typed", "amount"), [("", 200), ("125", 125)], ids=["tapped", "typed counts"]
)
def test_a_tapped_amount_is_kept_unless_one_is_typed(client, person, typed, amount):
    sent = an_intake(amount=typed) | {"contents-0-usual_amount": "200 mg"}

    client.post(PAGE, sent)

    (intake,) = queries.diary(person).intakes
    assert intake.contents[0].amount == amount


def test_an_amount_that_was_not_offered_to_tap_is_told(client, person):
    sent = an_intake(amount="") | {"contents-0-usual_amount": "9 mg"}

    assert "Please choose one of these." in client.post(PAGE, sent).text
    assert not kept(person)
