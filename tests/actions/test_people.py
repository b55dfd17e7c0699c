import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_user
from tracker import actions

pytestmark = pytest.mark.django_db


def test_a_login_has_one_person_however_often_it_is_made():
    user = make_user()

    assert actions.create_person(user=user) == actions.create_person(user=user)


def test_a_new_login_has_no_password_that_could_be_guessed():
    person, is_new = actions.create_login(name="ada")

    assert (is_new, person.user.has_usable_password()) == (True, False)


def test_a_login_that_is_there_is_not_made_again():
    user = make_user("ada")

    person, is_new = actions.create_login(name="ada")

    assert (is_new, person.user) == (False, user)


@pytest.mark.parametrize("name", ["", "with space", "x" * 151])
def test_a_name_that_cannot_be_a_login_is_refused(name):
    with pytest.raises(ValidationError):
        actions.create_login(name=name)
