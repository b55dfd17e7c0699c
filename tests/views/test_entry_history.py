"""The history of an entry."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from tests.factories import (
    local,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_score,
    save,
)
from tests.views.diary_pages import html_at
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions, queries

pytestmark = pytest.mark.django_db

PATH = "/entry/intake/a/history/"


@pytest.fixture
def client(person):
    return logged_in(person)


@pytest.fixture
def logged(person):
    actions.log_intake(
        person=person, intake=make_intake("2026-06-10T08:00", id="a"), by=person.user
    )
    return person


def change(person, by=None, **fields):
    stored = queries.stored_entry(person, "intake", "a")
    entry = replace(stored.entry, **fields)
    return actions.change_intake(
        person=person, intake=entry, version=stored.version, by=by or person.user
    ).change


def page_of(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200
    return response.context["page"]


def html(client, path=PATH):
    return html_at(client, path)


class TestWhoMayLook:
    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().get(PATH).url == f"/accounts/login/?next={PATH}"

    def test_it_is_read_only(self, client, logged):
        assert client.post(PATH).status_code == 405

    def test_that_of_another_person_is_not_found(self, logged, stranger):
        assert stranger.get(PATH).status_code == 404

    @pytest.mark.parametrize(
        "path",
        [
            "/entry/intake/never/history/",
            "/entry/meal/a/history/",
            "/entry/profile_fact/timezone/history/",
            "/entry/flag_note/x/history/",
            "/entry/spaceship/a/history/",
            f"/entry/intake/{'a' * 300}/history/",
            "/entry/intake/%00/history/",
        ],
    )
    def test_what_never_was_is_not_found(self, client, logged, path):
        assert client.get(path).status_code == 404

    def test_a_visitor_of_the_demo_may_read_and_is_offered_no_undo(self, logged):
        visitor = visitor_of_demo(logged)

        assert page_of(visitor).undo is None


class TestChanges:
    def test_the_latest_stands_first(self, client, logged):
        change(logged, note="more")
        actions.delete_intake(person=logged, entry_id="a", by=logged.user)

        assert [one.heading for one in page_of(client).changes] == [
            "Deleted",
            "Changed",
            "Written down",
        ]

    def test_what_changed_is_told_field_by_field(self, client, logged):
        content = replace(make_intake().contents[0], amount=Decimal(400))
        change(logged, taken_at=local("2026-06-11T09:30"), contents=(content,), as_needed=True)

        assert page_of(client).changes[0].differences == (
            ("When", "10 June 2026, 08:00", "11 June 2026, 09:30"),
            ("What it holds", "200 mg magnesium", "400 mg magnesium"),
            ("Why", page_of(client).changes[0].differences[2][1], "because it hurt"),
        )

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("tolerance", ("nausea",), "after it: nausea"),
            ("servings", Decimal(2), "2"),
            ("note", "With porridge", "With porridge"),
        ],
    )
    def test_every_field_has_its_words(self, client, logged, field, value, words):
        change(logged, **{field: value})

        assert page_of(client).changes[0].differences[0][1:] == ("", words)

    def test_a_change_without_words_is_not_passed_over(self, client, logged):
        change(logged, taken_at=local("2026-06-10T08:00:30"))

        assert "A detail changed" in html(client)

    def test_an_entry_that_was_brought_back_says_so(self, client, logged):
        gone = actions.delete_intake(person=logged, entry_id="a")
        actions.undo(person=logged, change=gone)

        assert page_of(client).changes[0].heading == "Brought back"

    def test_who_it_was_is_told_where_it_was_somebody_else(self, client, logged):
        change(logged, note="by another", by=make_person("carer").user)

        assert [one.by for one in page_of(client).changes] == ["carer", ""]

    def test_the_time_is_that_of_the_persons_clock(self, client, logged):
        actions.set_profile_fact(person=logged, fact="timezone", value="Asia/Kathmandu")

        assert page_of(client).changes[0].at.iso.endswith("+05:45")

    @pytest.mark.parametrize(
        ("kind", "entry"),
        [
            ("meal", make_meal(id="x")),
            ("score", make_score(id="x")),
            ("none_taken", make_none_taken(id="x")),
            ("product", make_product(id="x")),
        ],
    )
    def test_every_kind_has_one(self, client, person, kind, entry):
        save(person, entry)

        assert len(page_of(client, f"/entry/{kind}/x/history/").changes) == 1

    def test_a_product_tells_its_fields(self, client, person):
        product = make_product(id="x")
        saved = actions.add_belonging(person=person, belonging=product)
        actions.change_belonging(
            person=person, belonging=replace(product, brand="North"), version=saved.row.version
        )
        page = page_of(client, "/entry/product/x/history/")

        assert page.changes[0].differences == (("Brand", "", "North"),)
        assert page.back.href == "/shelf/x/"

    def test_an_imported_id_may_hold_anything(self, client, person):
        save(person, make_intake(id="a/b c?/history"))

        assert len(page_of(client, "/entry/intake/a/b%20c%3F/history/history/").changes) == 1


class TestUndo:
    def test_the_latest_change_is_taken_back(self, client, logged):
        change(logged, note="more")
        undo = page_of(client).undo
        client.post(undo.action)

        assert undo.text == "Take this change back"
        assert queries.stored_entry(logged, "intake", "a").entry.note == ""

    def test_a_deleted_entry_is_brought_back(self, client, logged):
        actions.delete_intake(person=logged, entry_id="a")
        undo = page_of(client).undo
        client.post(undo.action)

        assert undo.text == "Bring it back"
        assert queries.stored_entry(logged, "intake", "a") is not None

    def test_of_a_change_to_many_entries_the_number_is_said(self, client, person):
        save(person, make_intake(id="a"), make_meal(), make_meal())

        assert page_of(client).undo.text == "Take this change back, all 3 entries"

    def test_where_another_of_them_changed_since_it_is_not_offered(self, client, person):
        save(person, make_intake(id="a"), make_meal(id="b"))
        actions.delete_meal(person=person, entry_id="b")

        assert page_of(client).undo is None


class TestWays:
    def test_the_edit_page_leads_to_it(self, client, logged):
        assert f'href="{PATH}"' in html(client, "/entry/intake/a/")

    def test_the_page_of_a_deleted_entry_leads_to_it(self, client, logged):
        actions.delete_intake(person=logged, entry_id="a")
        response = client.get("/entry/intake/a/")

        assert f'href="{PATH}"' in response.content.decode()


def test_the_queries_do_not_grow_with_the_changes(client, logged, django_assert_max_num_queries):
    for number in range(20):
        change(logged, note=str(number))

    with django_assert_max_num_queries(8):
        client.get(PATH)
