from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError

from tests.factories import make_intake, make_person, save
from tracker.models import ENTRY_KINDS, Intake, IntakeContent, Person

OTHER_TABLES = [model for model in apps.get_app_config("tracker").get_models() if model != Person]


@pytest.mark.parametrize("model", OTHER_TABLES, ids=lambda model: model.__name__)
def test_every_table_carries_the_person(model):
    field = model._meta.get_field("person")

    assert (field.related_model, field.null) == (Person, False)


# Spread over many servers by person, a table's keys have to hold the person: a server can see to it
# only among its own rows that something is there once.

IS_OF_ONE_PERSON_ANYWAY = "its parent is a row of the same person, who would stand in front"
IS_ASKED_BEFORE_THE_PERSON_IS_KNOWN = "a link comes with a token alone, and that says whose it is"
IS_ABOUT_PEOPLE = "the table of people, which is spread by its own key"
KEYS_WITHOUT_THE_PERSON = {
    "Change: undoes": IS_OF_ONE_PERSON_ANYWAY,
    "ChangedEntry: change, kind, entry_id": IS_OF_ONE_PERSON_ANYWAY,
    "IntakeContent: intake, position": IS_OF_ONE_PERSON_ANYWAY,
    "Person: is_demo": IS_ABOUT_PEOPLE,
    "Person: user": IS_ABOUT_PEOPLE,
    "Share: health_token_hash": IS_ASKED_BEFORE_THE_PERSON_IS_KNOWN,
    "Share: token_hash": IS_ASKED_BEFORE_THE_PERSON_IS_KNOWN,
}


def keys_of(model):
    """Return the columns of each key of a table but its first, which is a number of its own."""
    single = [(field.name,) for field in model._meta.fields if field.unique]
    return [*single, *(tuple(one.fields) for one in model._meta.total_unique_constraints)] + [
        tuple(one.fields)
        for one in model._meta.constraints
        if getattr(one, "condition", None) is not None and hasattr(one, "fields")
    ]


def test_every_key_holds_the_person_but_those_that_are_named():
    without = {
        f"{model.__name__}: {', '.join(key)}"
        for model in (Person, *OTHER_TABLES)
        for key in keys_of(model)
        if "person" not in key and key != ("id",)
    }

    assert without == set(KEYS_WITHOUT_THE_PERSON)


@pytest.mark.parametrize("key", KEYS_WITHOUT_THE_PERSON)
def test_the_page_for_operators_names_each_key_that_would_change(key):
    page = " ".join((Path(__file__).parents[2] / "docs/operations.md").read_text("utf-8").split())
    table, columns = key.split(": ")

    assert f"`{table}` ({columns})" in page


@pytest.mark.django_db
def test_two_people_can_have_entries_with_one_id():
    save(make_person(), make_intake(id="a"))
    save(make_person(), make_intake(id="a"))

    assert Intake.objects.filter(entry_id="a").count() == 2


@pytest.mark.django_db
def test_the_database_refuses_an_id_that_the_person_has_already():
    person = make_person()
    save(person, make_intake(id="a"), make_intake(id="b"))

    with pytest.raises(IntegrityError):
        Intake.objects.filter(entry_id="b").update(entry_id="a")


@pytest.mark.django_db
def test_a_content_belongs_to_the_person_of_its_intake():
    person = make_person()
    save(person, make_intake())

    assert IntakeContent.objects.get().person == person


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ENTRY_KINDS, ids=lambda kind: kind.name)
def test_a_kind_knows_its_table_by_one_name(kind):
    assert kind.model.kind == kind.name


@pytest.mark.django_db
def test_deleting_the_login_deletes_the_whole_diary():
    person = make_person()
    save(person, make_intake())

    person.user.delete()

    assert [model.objects.count() for model in (Person, *OTHER_TABLES)] == [0] * (
        1 + len(OTHER_TABLES)
    )
