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
