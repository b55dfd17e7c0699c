from dataclasses import replace

import pytest

from tests.factories import make_intake, make_person
from tracker import actions, queries

pytestmark = pytest.mark.django_db


def test_the_history_of_an_entry_says_what_was_and_what_became_of_it():
    person = make_person("ada")
    first = make_intake(note="")
    second = replace(first, note="with tea")
    row = actions.log_intake(person=person, intake=first, by=person.user).row
    actions.change_intake(person=person, intake=second, version=row.version, by=person.user)

    history = queries.history(person, "intake", first.id)

    assert [(one.before, one.after, one.by) for one in history] == [
        (first, second, "ada"),
        (None, first, "ada"),
    ]


def test_a_history_is_not_told_to_others():
    intake = make_intake()
    actions.log_intake(person=make_person(), intake=intake)

    assert queries.history(make_person(), "intake", intake.id) == ()


def test_the_latest_change_is_the_last_write():
    person = make_person()
    actions.log_intake(person=person, intake=make_intake())
    last = actions.log_intake(person=person, intake=make_intake()).change

    assert queries.latest_change(person) == last
