"""Garbage in every field and query string: never an error of the server, nothing half-stored."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.factories import make_intake, make_meal, make_score, save
from tests.views.diary_pages import (
    NEW_YORK,
    YESTERDAY,
    a_meal,
    a_score,
    an_intake,
    kept,
    make_logger,
)
from tracker import queries

pytestmark = pytest.mark.django_db

GARBAGE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,-+eE:/ T", max_size=24),
    st.integers().map(str),
    st.dates().map(str),
    st.times().map(lambda time: time.isoformat()),
    st.sampled_from(
        [
            *("\0", "a\0b", "x" * 5000, "NaN", "Infinity", "-0", "1e400", "0x1", "\u0663", "\xb2"),
            *("'; --", "mcg", "IU", "mmol", "oral", "exact", "night", "day", "on", "None", "[]"),
            *("0001-01-01", "9999-12-31", "2026-03-08", "2025-11-02", "01:30", "02:30", "24:00"),
        ]
    ),
)
EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
EXTRA = ["another_row", "pick", "rows", "places", "shown", "version", "which"]
PAGES = {
    "/log/intake/": an_intake("magnesium"),
    "/log/intake/preview/": an_intake("product", substance="zinc", form=""),
    "/log/intake/?": an_intake("medicine", name="Gabapentin"),
    "/log/meal/": a_meal(),
    "/log/symptom/": a_score(),
    "/log/none/": {"entry_id": "", "substance": "", "day": ""},
    "/log/no-symptoms/": {"entry_id": "", "day": ""},
}


@pytest.fixture
def person(client):
    return make_logger(client)


@st.composite
def spoiled(draw, typed, most=3):
    """Draw what a form sends, with garbage in some of its fields."""
    names = st.sampled_from([*typed, *EXTRA])
    return typed | draw(st.dictionaries(names, GARBAGE, min_size=1, max_size=most))


def state(person):
    change = queries.latest_change(person)
    return len(kept(person)), change and change.pk


@pytest.mark.parametrize("path", PAGES)
@EXAMPLES
@given(data=st.data())
def test_garbage_in_a_form_is_survived(client, person, path, data):
    before = state(person)
    response = client.post(path, data.draw(spoiled(PAGES[path])))

    assert response.status_code in (200, 303, 404)
    assert (state(person) == before) or response.status_code == 303


@pytest.mark.parametrize("path", PAGES)
@EXAMPLES
@given(data=st.data())
def test_nothing_but_garbage_is_survived(client, person, path, data):
    response = client.post(path, data.draw(spoiled(dict.fromkeys(PAGES[path], ""), most=20)))

    assert response.status_code in (200, 303, 404)


@pytest.mark.parametrize("path", ["/log/", "/log/intake/", "/log/meal/", "/log/symptom/"])
@EXAMPLES
@given(asked=st.dictionaries(st.sampled_from(["kind", "on", "x"]), GARBAGE))
def test_garbage_in_the_address_is_survived(client, person, path, asked):
    assert client.get(path, asked).status_code in (200, 404)


EDITED = {
    "intake": (make_intake, an_intake()),
    "meal": (make_meal, a_meal()),
    "score": (make_score, a_score()),
}


@pytest.mark.parametrize("kind", EDITED)
@EXAMPLES
@given(data=st.data())
def test_garbage_in_an_edited_entry_is_survived(client, person, kind, data):
    make, typed = EDITED[kind]
    entry = make(f"{YESTERDAY}T08:00", timezone=NEW_YORK)
    save(person, entry)
    version = queries.stored_entry(person, kind, entry.id).version
    page = f"/entry/{kind}/{entry.id}/"
    before = state(person)

    response = client.post(page, data.draw(spoiled(typed | {"version": str(version)})))

    assert response.status_code in (200, 303)
    assert (state(person) == before) or response.status_code == 303


@EXAMPLES
@given(kind=GARBAGE, entry_id=GARBAGE, change=GARBAGE)
def test_garbage_for_an_entry_is_not_found(client, person, kind, entry_id, change):
    kind, entry_id, change = (quote(text, safe="") for text in (kind, entry_id, change))
    # A number may be that of a change there is, and then it is taken back.
    assume(not (change.isascii() and change.isdigit()))
    for path in (f"/entry/{kind}/{entry_id}/", f"/entry/{kind}/{entry_id}/delete/"):
        assert client.post(path).status_code in (301, 404)
    assert client.post(f"/undo/{change}/").status_code == 404
