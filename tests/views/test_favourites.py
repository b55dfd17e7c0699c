"""The page of favourites: add one, change it, delete it, and take that back."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories import make_favourite, make_person, make_product, save
from tests.visitors import logged_in, visitor_of_demo
from tracker import queries
from tracker.domain.diary import Dose

pytestmark = pytest.mark.django_db

LIST, NEW = "/favourites/", "/favourites/new/"
MAGNESIUM = make_product("Magnesium 200", id="mg")
ZINC = make_product("Zinc 15", id="zn", substance="zinc", amount="15")
OLD = make_product("Old one", id="old", is_put_away=True)


@pytest.fixture
def person():
    person = make_person()
    save(person, MAGNESIUM, ZINC, OLD)
    return person


@pytest.fixture
def client(person):
    return logged_in(person)


def favourites_of(person):
    return queries.belongings(person)["favourites"]


def typed(*products, **fields):
    """Return what the form sends with these products ticked."""
    ticked = {f"in-{product.id}": "on" for product in products}
    return {"entry_id": str(uuid4()), "name": ""} | ticked | fields


def page(person, favourite):
    save(person, favourite)
    version = queries.stored_entry(person, "favourite", favourite.id).version
    return f"{LIST}{favourite.id}/", str(version)


class TestList:
    def test_an_empty_one_says_what_favourites_are(self, client):
        assert "No favourites yet" in client.get(LIST).text

    def test_without_a_shelf_it_leads_there(self):
        text = logged_in(make_person()).get(LIST).text

        assert "Your shelf comes first" in text
        assert "add a favourite" not in text.lower()

    def test_it_says_what_each_holds(self, client, person):
        save(person, make_favourite(MAGNESIUM, ZINC, name="Morning"))
        text = client.get(LIST).text

        assert "Morning" in text
        assert "Zinc 15 · 15 mg zinc" in text

    def test_what_cannot_be_logged_is_named(self, client, person):
        save(person, make_favourite(MAGNESIUM, OLD, make_product("Never kept")))

        assert "left out: Old one and something deleted." in client.get(LIST).text

    def test_the_queries_do_not_grow(self, client, person, django_assert_num_queries):
        save(person, *(make_favourite(MAGNESIUM, ZINC) for _ in range(9)))
        client.get(LIST)

        with django_assert_num_queries(3):
            client.get(LIST)


class TestAdd:
    def test_several_together_are_a_group(self, client, person):
        client.post(NEW, typed(MAGNESIUM, ZINC, name="Morning", **{"servings-mg": "2"}))
        (favourite,) = favourites_of(person)

        assert favourite.name == "Morning"
        assert favourite.doses == (Dose("mg", Decimal(2)), Dose("zn", None))

    def test_one_alone_has_the_name_of_its_product(self, client, person):
        client.post(NEW, typed(ZINC))

        assert [one.name for one in favourites_of(person)] == ["Zinc 15"]

    def test_it_stands_on_the_page_of_today(self, client):
        client.post(NEW, typed(MAGNESIUM, ZINC, name="Morning"))

        assert client.get("/day/").context["page"].quick.offers[0].name == "Morning"

    def test_a_double_click_adds_one(self, client, person):
        sent = typed(ZINC)
        for _click in range(2):
            client.post(NEW, sent)

        assert len(favourites_of(person)) == 1

    def test_it_can_be_taken_back(self, client, person):
        note = client.post(NEW, typed(ZINC), follow=True).context["note"]
        client.post("/profile/undo/", {"change": note["change"], "next": LIST})

        assert favourites_of(person) == ()

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            (typed(name="Nothing"), "at least one thing"),
            (typed(MAGNESIUM, ZINC), "Give it a name"),
            (typed(ZINC, **{"servings-zn": "0"}), "how many are taken at a time"),
            (typed(ZINC, **{"servings-zn": "1001"}), "how many are taken at a time"),
            (typed(ZINC, **{"servings-zn": "lots"}), "Write a number in digits"),
            (typed(ZINC, name="x" * 201), "at most 200"),
            (typed(ZINC, name="a\x00b"), "cannot be kept"),
            (typed(OLD), "at least one thing"),
            (typed(make_product(id="not mine")), "at least one thing"),
        ],
    )
    def test_what_cannot_be_meant_is_said_and_nothing_lost(self, client, person, sent, said):
        response = client.post(NEW, sent)

        assert response.status_code == 200
        assert said in response.text
        assert favourites_of(person) == ()

    @pytest.mark.parametrize("entry_id", ["", "no id", "\x00", "x" * 900])
    def test_an_id_that_no_page_makes_is_another_one(self, client, person, entry_id):
        client.post(NEW, typed(ZINC, entry_id=entry_id))

        assert len(favourites_of(person)) == 1


class TestChange:
    def test_it_opens_as_it_is_kept(self, client, person):
        favourite = make_favourite(doses=(Dose("mg", Decimal("1.5")),))
        address, _version = page(person, favourite)
        rows = client.get(address).context["form"].rows

        assert [(row.is_in.value(), row.servings.value()) for row in rows] == [
            (True, "1.5"),
            (False, None),
        ]

    def test_it_can_be_renamed(self, client, person):
        address, version = page(person, make_favourite(ZINC, name="Morning"))
        client.post(address, typed(ZINC, name="At breakfast", version=version))

        assert [one.name for one in favourites_of(person)] == ["At breakfast"]

    def test_a_page_that_went_stale_is_told_and_can_be_sent_again(self, client, person):
        address, version = page(person, make_favourite(ZINC, name="Morning"))
        client.post(address, typed(ZINC, name="Here", version=version))
        response = client.post(address, typed(ZINC, name="There", version=version))
        assert "changed in the meantime" in response.text
        assert favourites_of(person)[0].name == "Here"

        client.post(address, typed(ZINC, name="There", version=response.context["version"]))
        assert favourites_of(person)[0].name == "There"

    @pytest.mark.parametrize("version", ["", "-1", "\u0665", "9" * 30])
    def test_a_version_that_no_page_has_changes_nothing(self, client, person, version):
        address, _version = page(person, make_favourite(ZINC, name="Morning"))
        client.post(address, typed(ZINC, name="Other", version=version))

        assert favourites_of(person)[0].name == "Morning"

    def test_deleting_it_can_be_taken_back(self, client, person):
        address, _version = page(person, make_favourite(ZINC))
        note = client.post(f"{address}delete/", follow=True).context["note"]
        assert favourites_of(person) == ()

        client.post("/profile/undo/", {"change": note["change"], "next": LIST})
        assert len(favourites_of(person)) == 1

    def test_an_id_with_a_slash_has_its_page(self, client, person):
        address, _version = page(person, make_favourite(ZINC, id="a/b"))

        assert client.get(address).status_code == 200


class TestWhoMay:
    @pytest.mark.parametrize("path", [LIST, NEW, f"{LIST}x/"])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert "/accounts/login/" in Client().get(path).url

    def test_somebody_elses_is_not_found(self, client):
        other = make_person()
        save(other, make_favourite(ZINC, id="theirs"))
        address = f"{LIST}theirs/"

        assert client.get(address).status_code == 404
        assert client.post(address, typed(ZINC)).status_code == 404
        assert client.post(f"{address}delete/").status_code == 404
        assert len(favourites_of(other)) == 1

    def test_wrong_methods(self, client, person):
        save(person, make_favourite(ZINC, id="f"))

        assert client.post(LIST).status_code == 405
        assert client.get(f"{LIST}f/delete/").status_code == 405
        assert client.put(NEW).status_code == 405

    @pytest.mark.parametrize("entry_id", ["%00", "x" * 900])
    def test_garbage_is_not_found(self, client, entry_id):
        assert client.get(f"{LIST}{entry_id}/").status_code == 404

    def test_a_visitor_of_the_demo_reads_and_writes_nothing(self, person):
        visitor = visitor_of_demo(person)

        assert visitor.get(LIST).status_code == 200
        assert visitor.post(NEW, typed(ZINC)).status_code == 403
        assert favourites_of(person) == ()
