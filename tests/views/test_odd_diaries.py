"""Diaries of which our own pages would not have made every value, but a document can hold it."""

import re
from datetime import time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    BERLIN,
    make_content,
    make_intake,
    make_meal,
    make_product,
    make_score,
    save,
)
from tests.visitors import logged_in
from tracker import queries
from tracker.domain.diary import CustomSymptom, FoodPortion, Scale, Tracked, UsualTime

pytestmark = pytest.mark.django_db

HUGE = "1e30"
NOON = "2026-06-10T12:00"
PAGES = [
    "/day/2026-06-10/",
    "/entries/",
    "/calendar/2026-06/",
    "/trends/?span=all",
    "/trends/?from=2026-06-01&to=2026-06-30",
    "/entry/meal/huge-meal/",
    "/entry/intake/huge/history/",
]


@pytest.fixture
def client(person):
    return logged_in(person)


@pytest.mark.parametrize("path", PAGES)
def test_an_amount_beyond_all_doses_is_shown(path, client, person):
    label = make_content("magnesium", HUGE, unit="g", form="citrate", basis="compound")
    portion = FoodPortion("usda-sr28:12061", Decimal(HUGE))
    save(
        person,
        make_intake(NOON, id="huge", contents=(label,)),
        make_meal(NOON, id="huge-meal", foods=(portion,)),
    )

    assert client.get(path).status_code == 200


def test_a_product_with_an_amount_beyond_all_doses_is_asked_about(client, person):
    save(person, make_product("Huge", id="huge", contents=(make_content("magnesium", HUGE),)))

    response = client.post("/log/again/", {"product": "huge"})

    assert "This would be flagged" in response.text


@pytest.mark.parametrize(("path", "entries"), [("/log/again/", 1), ("/log/skip/", 0)])
def test_a_usual_time_with_seconds_is_tapped_like_another(path, entries, client, person):
    save(person, make_product(usual_times=(UsualTime(time(0, 0, 30)),)))
    fields = dict(re.findall(r'name="(usual|at)" value="([^"]*)"', client.get("/day/").text))

    assert client.post(path, fields).status_code == 303
    diary = queries.diary(person)
    assert (len(diary.intakes), len(diary.skipped_doses)) == (entries, 1 - entries)


def test_the_day_before_on_two_scales_is_said_again(client, person):
    now = timezone.now().astimezone(ZoneInfo(BERLIN))
    eve = f"{now.date() - timedelta(days=1)}T20:00"
    scales = [Scale(), Scale(min=Decimal(1))]
    save(person, *(make_score(eve, symptom="fog", scale=one) for one in scales))

    assert client.post("/check-in/same/").status_code == 303
    assert len(queries.diary(person).symptoms) == 4


def test_no_symptoms_writes_no_0_where_0_is_the_worst(client, person):
    own = CustomSymptom("nerve_pain", "Energy", scale=Scale(better="high"))
    save(person, own, Tracked((own.id,)))

    response = client.post("/log/no-symptoms/")

    assert response["Location"] == "/check-in/"
    assert queries.diary(person).symptoms == ()


def test_a_slip_in_the_year_does_not_make_centuries_to_look_at(client, person):
    save(person, make_intake("1026-06-10T12:00"), make_intake("2026-06-10T12:00"))

    client.post("/entries/filter/", {"flagged": "any"})

    assert len(queries.stored_summaries(person)) == 2


@pytest.mark.parametrize("entry_id", ["new", "preview", "x/delete", "x/stock", "x/history", "x~"])
def test_an_id_that_ends_like_an_address_of_ours_has_a_page(entry_id, client, person):
    save(person, make_product("Named so", id=entry_id), make_intake(NOON, id=entry_id))
    there = [
        reverse("tracker:product", args=[entry_id]),
        reverse("tracker:edit_entry", args=["intake", entry_id]),
        reverse("tracker:entry_history", args=["intake", entry_id]),
    ]

    assert [client.get(path).status_code for path in there] == [200, 200, 200]
    assert "Named so" in client.get(there[0]).text


@pytest.mark.parametrize("path", ["/log/symptom/", "/check-in/"])
def test_a_scale_that_ends_where_it_begins_is_asked_without_buttons(path, client, person):
    own = CustomSymptom("fog", "Fog", scale=Scale(min=Decimal(10), max=Decimal(0)))
    save(person, own, Tracked((own.id,)))

    assert client.post(path, {"pick": own.id}).status_code == 200
