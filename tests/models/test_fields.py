from decimal import Decimal

import pytest
from django.db import IntegrityError

from tests.factories import make_content, make_intake, make_person, save
from tracker.models import Intake, IntakeContent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["1.50", "0.1", "1E+3", "116.66666666666667", "1.0000000000000000000000000000001"]
)
def test_an_amount_comes_back_digit_for_digit(typed):
    save(make_person(), make_intake(contents=(make_content(amount=typed),)))

    assert str(IntakeContent.objects.get().amount) == typed


def test_an_amount_that_is_not_known_stays_not_known():
    save(make_person(), make_intake(contents=(make_content(amount=None),)))

    assert IntakeContent.objects.get().amount is None


def test_an_amount_that_is_not_finite_is_refused():
    save(make_person(), make_intake())

    with pytest.raises(ValueError, match="amount: Infinity is not a finite number"):
        IntakeContent.objects.update(amount=Decimal("Infinity"))


def test_no_product_and_a_product_without_a_name_are_two_things():
    person = make_person()
    save(person, make_intake(id="none", product=None), make_intake(id="empty", product=""))

    products = dict(Intake.objects.values_list("entry_id", "product"))

    assert products == {"none": None, "empty": ""}


def test_the_database_refuses_a_word_that_the_domain_does_not_have():
    save(make_person(), make_intake())

    with pytest.raises(IntegrityError):
        Intake.objects.update(route="nose")


def test_the_database_refuses_an_intake_that_covers_no_day():
    save(make_person(), make_intake())

    with pytest.raises(IntegrityError):
        Intake.objects.update(covers_days=0)
