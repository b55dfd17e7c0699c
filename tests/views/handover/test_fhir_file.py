"""The FHIR document of what is stored: of one person, and of the chosen days."""

import json
from datetime import date

import pytest

from tests.factories import make_intake, make_person, make_score, save
from tracker.domain.selection import Selection
from tracker.views.handover.files import KINDS

pytestmark = pytest.mark.django_db

JUNE = Selection(date(2026, 6, 1), date(2026, 6, 30))


def file_of(person, selection=JUNE):
    return json.loads(b"".join(KINDS["fhir"].make(person, selection)))


def times_in(bundle):
    every = (entry["resource"].get("effectiveDateTime") for entry in bundle["entry"])
    return sorted(time for time in every if time and "T" in time)


def test_it_holds_the_chosen_days_to_the_minute_of_their_own_clock(person):
    save(person, make_intake("2026-05-31T23:59"))
    save(person, make_intake("2026-06-01T00:00", timezone="Asia/Kathmandu"))
    save(person, make_score("2026-06-30T23:59"))
    save(person, make_score("2026-07-01T00:00"))

    assert times_in(file_of(person)) == [
        "2026-06-01T00:00:00+05:45",
        "2026-06-30T23:59:00+02:00",
    ]


def test_nothing_of_anybody_else_is_in_it(person):
    save(make_person("somebody else"), make_intake())

    assert times_in(file_of(person)) == []


def test_queries_do_not_grow_with_the_entries(person, django_assert_max_num_queries):
    for day in range(10, 20):
        save(person, make_intake(f"2026-06-{day}T08:00"))
        save(person, make_score(f"2026-06-{day}T21:00"))

    with django_assert_max_num_queries(12):
        file_of(person)
