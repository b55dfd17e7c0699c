"""The list of entries, and what is looked for in it."""

import pytest
from django.test import Client

from tests.factories import make_intake, make_meal, make_none_taken, make_product, make_score, save
from tests.views.diary_pages import html_at, page_at
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions
from tracker.views.entry_list import LOOKED_FOR

pytestmark = pytest.mark.django_db

LIST, FILTER = "/entries/", "/entries/filter/"
PATHS = pytest.mark.parametrize("path", [LIST, FILTER])


@pytest.fixture
def client(person):
    return logged_in(person)


@pytest.fixture
def some_days(person):
    save(
        person,
        make_intake("2026-06-09T08:00", id="ca", substance="calcium", amount="600"),
        make_intake("2026-06-09T08:20", id="mg", as_needed=True, note="<i>porridge</i>"),
        make_score("2026-06-10T21:00", id="pain"),
        make_meal("2026-06-10T12:00", id="meal"),
        make_none_taken("2026-06-11", id="none"),
    )
    return person


def page_of(client, path=LIST):
    return page_at(client, path)


def ids(client, path=LIST):
    return [one.entry.id for day in page_of(client, path).days for one in day.entries]


def look_for(client, **typed):
    response = client.post(FILTER, typed)
    assert (response.status_code, response.url) == (303, LIST)


class TestWhoMayLook:
    @PATHS
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(path).url == f"/accounts/login/?next={path}"

    @PATHS
    def test_other_methods_are_refused(self, client, path):
        assert client.put(path).status_code == 405

    def test_a_stranger_sees_nothing_of_it(self, some_days, stranger):
        assert ids(stranger) == []

    def test_a_visitor_of_the_demo_may_read_and_look_for_something(self, some_days):
        visitor = visitor_of_demo(some_days)
        look_for(visitor, kind="meal")

        assert ids(visitor) == ["meal"]

    def test_what_was_looked_for_in_another_diary_is_not_looked_for_here(self, client, some_days):
        session = client.session
        session[LOOKED_FOR] = {"person": some_days.pk + 1, "said": {"kind": "meal"}}
        session.save()

        assert len(ids(client)) == 5


class TestList:
    def test_entries_stand_in_days_the_newest_first(self, client, some_days):
        days = page_of(client).days

        assert [day.heading for day in days] == [
            "Thursday, 11 June 2026",
            "Wednesday, 10 June 2026",
            "Tuesday, 9 June 2026",
        ]
        assert ids(client) == ["none", "pain", "meal", "mg", "ca"]

    def test_each_line_is_like_that_of_its_day(self, client, some_days):
        text = html_at(client, LIST)

        assert "200 mg magnesium" in text
        assert "because it hurt" in text
        assert 'href="/entry/intake/mg/"' in text
        assert b"&lt;i&gt;porridge" in client.get(LIST).content

    def test_a_flagged_entry_has_the_shape_and_the_word(self, client, some_days):
        lines = {one.entry.id: one for day in page_of(client).days for one in day.entries}

        assert (lines["mg"].severity, lines["mg"].severity_word) == ("caution", "Caution")
        assert lines["pain"].severity is None

    def test_an_empty_diary_says_what_will_be_here(self, client):
        text = client.get(LIST).content.decode()

        assert "Nothing is written down yet" in text
        assert 'href="/log/"' in text


class TestPages:
    @pytest.fixture(autouse=True)
    def many(self, person):
        save(person, *(make_meal(f"2026-06-{n % 28 + 1:02}T12:00") for n in range(120)))

    @pytest.mark.parametrize(
        ("asked", "where"),
        [
            ("", "Page 1 of 3"),
            ("?page=2", "Page 2 of 3"),
            ("?page=99999", "Page 3 of 3"),
            ("?page=-1", "Page 1 of 3"),
            ("?page=x", "Page 1 of 3"),
            ("?page=%00", "Page 1 of 3"),
            ("?page=\u0662", "Page 1 of 3"),
            (f"?page={'9' * 5000}", "Page 1 of 3"),
            ("?page=1e3&page=2", "Page 2 of 3"),
        ],
    )
    def test_any_number_is_a_page(self, client, asked, where):
        assert page_of(client, LIST + asked).where == where

    def test_the_ways_lead_to_the_pages_beside_it(self, client):
        page = page_of(client, f"{LIST}?page=2")

        assert (page.newer.href, page.older.href) == (f"{LIST}?page=1", f"{LIST}?page=3")

    def test_the_ends_lead_no_further(self, client):
        assert page_of(client).newer is None
        assert page_of(client, f"{LIST}?page=3").older is None

    def test_how_many_there_are_is_said(self, client):
        assert page_of(client).count == "120 entries"


class TestFilters:
    pytestmark = pytest.mark.usefixtures("some_days")

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ({"kind": "score"}, ["pain"]),
            ({"substance": "calcium"}, ["ca"]),
            ({"symptom": "nerve_pain"}, ["pain"]),
            ({"is_as_needed": "on"}, ["mg"]),
            ({"flagged": "any"}, ["mg", "ca"]),
            ({"flagged": "caution", "substance": "magnesium"}, ["mg"]),
            ({"flagged": "emergency"}, []),
            ({"first": "2026-06-10", "last": "2026-06-10"}, ["pain", "meal"]),
            ({"first": "2026-06-11", "flagged": "any"}, []),
            ({"text": "PORR"}, ["mg"]),
        ],
    )
    def test_each_leaves_what_meets_it(self, client, typed, expected):
        look_for(client, **typed)

        assert ids(client) == expected

    def test_a_flag_that_a_write_took_away_is_looked_for_no_more(self, client, person):
        look_for(client, flagged="any")
        actions.delete_intake(person=person, entry_id="ca")

        assert ids(client) == []

    def test_nothing_of_it_is_in_the_address(self, client):
        response = client.post(FILTER, {"text": "porridge", "substance": "magnesium"})

        assert response.url == LIST

    def test_they_are_shown_as_chips_that_take_them_away(self, client):
        look_for(client, substance="magnesium", text="porr", first="2026-06-01")
        chips = [(chip.name, chip.text) for chip in page_of(client).chips]
        client.post(LIST, {"remove": "substance"})

        assert chips == [
            ("text", "“porr”"),
            ("substance", "Magnesium"),
            ("first", "From 1 June 2026"),
        ]
        assert [chip.name for chip in page_of(client).chips] == ["text", "first"]

    def test_a_product_has_its_name_on_the_chip(self, client, person):
        product = make_product("Magnesium 200")
        save(person, product)
        look_for(client, product=product.id)

        assert [chip.text for chip in page_of(client).chips] == ["Magnesium 200"]

    def test_all_are_cleared_at_once(self, client):
        look_for(client, kind="meal", text="x")
        client.post(LIST, {"clear": "1"})

        assert len(ids(client)) == 5

    def test_words_are_added_to_what_is_looked_for(self, client):
        look_for(client, kind="intake")
        client.post(LIST, {"text": "porridge"})

        assert ids(client) == ["mg"]
        assert {chip.name for chip in page_of(client).chips} == {"kind", "text"}

    def test_where_nothing_is_found_it_says_how_to_go_on(self, client):
        look_for(client, text="nowhere")

        assert b"Take a filter away" in client.get(LIST).content

    def test_the_form_opens_with_what_is_looked_for(self, client):
        look_for(client, substance="magnesium", flagged="ask", first="2026-06-01")
        form = client.get(FILTER).context["form"]

        assert [form[name].value() for name in ("substance", "flagged", "first")] == [
            "magnesium",
            "ask",
            "2026-06-01",
        ]

    def test_it_offers_what_is_in_the_diary(self, client):
        form = client.get(FILTER).context["form"]

        assert form.fields["substance"].widget.choices == [
            ("", "Every substance"),
            ("calcium", "Calcium"),
            ("magnesium", "Magnesium"),
        ]


class TestGarbage:
    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("kind", "spaceship"),
            ("flagged", "badly"),
            ("first", "yesterday"),
            ("last", "2026-02-30"),
            ("text", "x" * 300),
            ("text", "nul\0"),
            ("substance", "x" * 300),
            ("symptom", "y" * 5000),
            ("product", "z" * 300),
        ],
    )
    def test_it_is_told_at_its_field_and_nothing_is_lost(self, client, some_days, field, text):
        response = client.post(FILTER, {field: text, "is_as_needed": "on"})
        form = response.context["form"]

        assert response.status_code == 200
        assert list(form.errors) == [field]
        assert form["is_as_needed"].value() is True

    def test_a_last_day_before_the_first_is_told(self, client):
        response = client.post(FILTER, {"first": "2026-06-10", "last": "2026-06-09"})

        assert list(response.context["form"].errors) == ["last"]

    def test_words_that_cannot_be_looked_for_are_told_too(self, client):
        assert list(client.post(LIST, {"text": "x" * 300}).context["form"].errors) == ["text"]

    @pytest.mark.parametrize("name", ["person", "csrfmiddlewaretoken", "", "\N{PILE OF POO}"])
    def test_a_filter_that_is_not_there_can_be_taken_away(self, client, some_days, name):
        assert client.post(LIST, {"remove": name}).status_code == 303

    @pytest.mark.parametrize("said", [{"kind": "spaceship"}, {"first": "x"}, {"person": 7}])
    def test_a_session_that_cannot_be_meant_looks_for_everything(self, client, some_days, said):
        session = client.session
        session[LOOKED_FOR] = {"person": some_days.pk, "said": said}
        session.save()

        assert len(ids(client)) == 5


class TestCost:
    @pytest.mark.parametrize("path", [LIST, f"{LIST}?page=40"])
    def test_a_page_is_twelve_queries_at_most(self, years, path, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            assert years.get(path).status_code == 200

    @pytest.mark.parametrize(
        "typed", [{"flagged": "any"}, {"substance": "magnesium", "text": "a"}, {"symptom": "sleep"}]
    )
    def test_so_is_one_that_is_looked_for(self, years, typed, django_assert_max_num_queries):
        look_for(years, **typed)

        with django_assert_max_num_queries(12):
            assert years.get(LIST).status_code == 200

    def test_the_form_asks_for_no_more_in_a_long_diary(self, years, django_assert_max_num_queries):
        with django_assert_max_num_queries(6):
            assert years.get(FILTER).status_code == 200
