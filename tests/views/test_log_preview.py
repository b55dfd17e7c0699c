"""What saving an intake would bring, shown before anything is saved."""

import pytest

from tests.factories import make_content, make_intake, save
from tests.views.diary_pages import NEW_YORK, YESTERDAY, an_intake, kept, make_logger, typed_on

pytestmark = pytest.mark.django_db

PAGE = "/log/intake/"
PREVIEW = "/log/intake/preview/"


@pytest.fixture
def person(client):
    return make_logger(client)


@pytest.fixture
def calcium_at_0810(person):
    contents = (make_content("calcium", "600", form="carbonate"),)
    intake = make_intake(f"{YESTERDAY}T08:10", timezone=NEW_YORK, contents=contents)
    save(person, intake)
    return intake


def test_the_preview_shows_what_it_would_bring(client, person, calcium_at_0810):
    text = client.post(PREVIEW, an_intake()).text

    assert "25 minutes after calcium carbonate" in text
    assert "2 hours" in text
    assert "Fine from 10:10" in text
    assert "Caution" in text
    assert '<span class="grade">D</span>' in text
    assert 'href="/rules/mg_calcium/"' in text


def test_the_preview_saves_nothing(client, person):
    client.post(PREVIEW, an_intake())

    assert kept(person) == []


def test_the_preview_is_a_fragment(client, person):
    assert "<html" not in client.post(PREVIEW, an_intake()).text


def test_two_hours_later_nothing_is_in_the_way(client, person, calcium_at_0810):
    assert "Nothing in the way." in client.post(PREVIEW, an_intake(time="10:10")).text


def test_an_earlier_dose_says_when_the_later_one_would_have_been_fine(
    client, person, calcium_at_0810
):
    text = client.post(PREVIEW, an_intake(time="07:30")).text

    assert "Calcium carbonate: fine from 09:30" in text


def test_without_a_time_hours_are_not_looked_at(client, person, calcium_at_0810):
    text = client.post(PREVIEW, an_intake(how="day")).text

    assert "cannot be looked at" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (an_intake(), "200 mg magnesium, about 1,418 mg glycinate"),
        (an_intake(amount="1000", basis="compound"), "1,000 mg glycinate, 141 mg magnesium"),
        (an_intake(amount="1000", basis="unknown"), "how much magnesium that is, is not known"),
        (an_intake("vitamin_d", amount="25", unit="mcg"), "25 µg vitamin D, 1,000 IU"),
        (an_intake("vitamin_d", amount="1000"), "1,000 IU vitamin D, 25 µg"),
        (
            an_intake("calcium", form="carbonate", amount="1500", basis="compound"),
            "1,500 mg carbonate, 601 mg calcium",
        ),
    ],
)
def test_the_other_amount_is_shown(client, person, typed, says):
    assert says in client.post(PREVIEW, typed).text


def test_an_assumed_salt_is_named_with_the_range_of_the_others(client, person):
    text = client.post(PREVIEW, an_intake(form="citrate", amount="1000", basis="compound")).text

    assert "Assumed to be trimagnesium dicitrate, anhydrous" in text
    assert "113 to 162 mg" in text


def test_the_preview_says_what_is_not_complete(client, person):
    assert "Not complete yet" in client.post(PREVIEW, an_intake(unit="IU")).text


def test_a_flag_is_shown_before_anything_is_saved(client, person, calcium_at_0810):
    response = client.post(PAGE, an_intake())

    assert "Save anyway" in response.text
    assert len(kept(person)) == 1


def test_save_anyway_saves(client, person, calcium_at_0810):
    client.post(PAGE, typed_on(client.post(PAGE, an_intake())))

    assert len(kept(person)) == 2


def test_what_the_preview_showed_needs_no_second_tap(client, person, calcium_at_0810):
    typed = an_intake()
    shown = client.post(PREVIEW, typed).text.split('name="shown" value="')[1].split('"')[0]
    client.post(PAGE, typed | {"shown": shown})

    assert len(kept(person)) == 2


def test_other_values_than_those_shown_are_shown_first(client, person, calcium_at_0810):
    typed = typed_on(client.post(PAGE, an_intake()))
    client.post(PAGE, typed | {"time": "08:40"})

    assert len(kept(person)) == 1


def test_a_new_conflict_since_then_is_shown_first(client, person, calcium_at_0810):
    typed = typed_on(client.post(PAGE, an_intake()))
    thyroid = (make_content("levothyroxine", "75", unit="mcg"),)
    medicine = make_intake(f"{YESTERDAY}T08:00", timezone=NEW_YORK, contents=thyroid)
    save(person, medicine)
    client.post(PAGE, typed)

    assert len(kept(person)) == 2


def test_a_tip_stops_nobody(client, person):
    text = client.post(PREVIEW, an_intake()).text
    client.post(PAGE, an_intake())

    assert "tip" in text
    assert len(kept(person)) == 1


def test_somebody_elses_calcium_is_not_in_the_way(client, person, calcium_at_0810):
    make_logger(client)

    assert "Nothing in the way." in client.post(PREVIEW, an_intake()).text
