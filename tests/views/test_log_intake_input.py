"""What cannot be meant is told at its field, and nothing that was typed is lost."""

import pytest

from tests.views.diary_pages import (
    TODAY,
    TOMORROW,
    an_intake,
    kept,
    make_logger,
    messages_at,
    typed_on,
)

pytestmark = pytest.mark.django_db

PAGE = "/log/intake/"


@pytest.fixture
def person(client):
    return make_logger(client)


TOO_LONG = "x" * 2001
OF_SELECTS = {"unit", "form", "compound"}
BAD = [
    (an_intake(amount="-5"), "contents-0-amount", "above zero"),
    (an_intake(amount="0"), "contents-0-amount", "no intake"),
    (an_intake(amount="abc"), "contents-0-amount", "in digits"),
    (an_intake(amount="NaN"), "contents-0-amount", "in digits"),
    (an_intake(amount="1e9"), "contents-0-amount", "in digits"),
    (an_intake(amount="9" * 30), "contents-0-amount", "too long"),
    (an_intake(amount="100001"), "contents-0-amount", "mostly between"),
    (an_intake(amount="101", unit="g"), "contents-0-amount", "mostly between"),
    (an_intake(amount="5000", unit="mmol"), "contents-0-amount", "mostly between"),
    (an_intake(unit="IU"), "contents-0-unit", "Magnesium is measured in mg, g or mmol"),
    (an_intake(unit=""), "contents-0-unit", "which unit"),
    (an_intake(unit="stones"), "contents-0-unit", "measured in"),
    (an_intake("vitamin_d", unit="mmol"), "contents-0-unit", "Vitamin D is measured in IU or µg"),
    (an_intake("vitamin_d", amount="1000001"), "contents-0-amount", "At most 1,000,000 IU"),
    (
        an_intake("vitamin_d", amount="25001", unit="mcg"),
        "contents-0-amount",
        "At most 25,000 µg",
    ),
    (an_intake("calcium", form="glycinate"), "contents-0-form", "does not come as"),
    (an_intake(form="banana"), "contents-0-form", "does not come as"),
    (an_intake("calcium", form="lactate"), "contents-0-form", "Known forms"),
    (an_intake(compound="gold"), "contents-0-compound", "choose one"),
    (
        an_intake(compound="magnesium oxide"),
        "contents-0-compound",
        "another form than “glycinate”",
    ),
    (an_intake("product", substance=""), "contents-0-substance", "Which substance"),
    (an_intake("product", substance="x" * 201), "contents-0-substance", "201 characters"),
    (an_intake("product", substance="Vitamin D3"), "contents-0-unit", "measured in IU or µg"),
    (
        an_intake("product", substance="", amount="", form=""),
        "product",
        "Write its name, or choose",
    ),
    (an_intake(basis="gold"), "contents-0-basis", "choose one"),
    (an_intake("medicine", name=""), "contents-0-name", "Which medicine"),
    (an_intake("medicine", name="x" * 201), "contents-0-name", "201 characters"),
    (an_intake("medicine", name="a\0b"), "contents-0-name", "cannot be kept"),
    (an_intake("product", product="x" * 201), "product", "201 characters"),
    (an_intake(day=TOMORROW.isoformat()), "day", "not come yet"),
    (an_intake(day=""), "day", "Which day"),
    (an_intake(day="10.06.2026"), "day", "year-month-day"),
    (an_intake(day="0001-01-01"), "day", "check the year"),
    (an_intake(day="2026-02-30"), "day", "year-month-day"),
    (an_intake(time=""), "time", "At what time"),
    (an_intake(time="25:00"), "time", "hours and minutes"),
    (an_intake(how="sometimes"), "how", "choose one"),
    (an_intake(day="2026-03-08", time="02:30"), "time", "went forward"),
    (an_intake(day="2025-11-02", time="01:30"), "which", "came twice"),
    (an_intake(meal="maybe"), "meal", "choose one"),
    (an_intake(as_needed="maybe"), "as_needed", "choose one"),
    (an_intake(what="gold"), "what", "choose one"),
    (an_intake(route="by air"), "route", "choose one"),
    (an_intake(covers_days="0"), "covers_days", "At least 1"),
    (an_intake(covers_days="1.5"), "covers_days", "whole days"),
    (an_intake(covers_days="9" * 40), "covers_days", "At most 366"),
    (an_intake(note=TOO_LONG), "note", "2001 characters"),
    (an_intake(note="a\0b"), "note", "cannot be kept"),
]


@pytest.mark.parametrize(("typed", "field", "says"), BAD)
def test_bad_input_is_told_at_its_field(client, person, typed, field, says):
    response = client.post(PAGE, typed)

    assert response.status_code == 200
    assert says in " ".join(messages_at(response, field))
    assert kept(person) == []


@pytest.mark.parametrize(("typed", "field", "says"), BAD)
def test_what_was_typed_stays(client, person, typed, field, says):
    shown = typed_on(client.post(PAGE, typed))
    of_lists = {"which", "meal", "as_needed", "what", "route", "how"}
    names = [name for name in typed if name in shown and name.split("-")[-1] not in of_lists]
    names = [name for name in names if name.split("-")[-1] not in OF_SELECTS]

    assert {name: shown[name] for name in names} == {name: typed[name] for name in names}


def test_an_hour_that_came_twice_is_asked_about(client, person):
    text = client.post(PAGE, an_intake(day="2025-11-02", time="01:30")).text

    assert "the first 01:30 (EDT)" in text
    assert "the second 01:30 (EST)" in text


def test_the_second_of_the_two_is_kept_as_it(client, person):
    client.post(PAGE, an_intake(day="2025-11-02", time="01:30", which="second"))

    assert kept(person)[0].taken_at.isoformat() == "2025-11-02T01:30:00-05:00"


def test_a_time_to_come_is_told_with_the_time_it_is(client, person):
    response = client.post(PAGE, an_intake(day=TODAY.isoformat(), time="23:59"))

    assert "still to come" in " ".join(messages_at(response, "time"))
