"""What was taken of the products of the shelf since some moment."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import local, make_person, make_product, save
from tracker import queries
from tracker.domain.diary import Stock

pytestmark = pytest.mark.django_db

SINCE = local("2026-06-01T00:00")


@pytest.fixture
def person():
    return make_person()


def taken(product, at, **fields):
    intake = product.taken(intake_id=f"{product.id} {at}", at=local(at), timezone="Europe/Berlin")
    return replace(intake, **fields)


def test_servings_are_summed_from_the_first_one_on(person):
    product = make_product(usual_servings=Decimal("1.5"))
    days = ("2026-05-31T08:00", "2026-06-02T08:00", "2026-06-03T08:00")
    save(person, product, *(taken(product, day) for day in days))

    found = queries.taken_since(person, [product], SINCE)

    assert found == {product.id: queries.Taken(Decimal(3), 0, local("2026-06-02T08:00"))}


def test_servings_that_are_not_known_are_counted_apart(person):
    product = make_product()
    save(person, product, taken(product, "2026-06-02T08:00", servings=None))

    assert queries.taken_since(person, [product], SINCE)[product.id].unknown == 1


def test_what_was_not_taken_is_left_out(person):
    product = make_product()
    save(person, product)

    assert queries.taken_since(person, [product], SINCE) == {}


def test_somebody_elses_doses_are_theirs(person):
    product = make_product()
    save(make_person(), product, taken(product, "2026-06-02T08:00"))

    assert queries.taken_since(person, [product], SINCE) == {}


def test_it_is_one_query_for_all(person, django_assert_num_queries):
    products = [make_product() for _ in range(5)]
    save(person, *products, *(taken(one, "2026-06-02T08:00") for one in products))

    with django_assert_num_queries(1):
        assert len(queries.taken_since(person, products, SINCE)) == 5


def test_an_empty_shelf_asks_nothing(person, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.taken_since(person, [], SINCE) == {}


def test_what_is_taken_in_the_minute_of_the_count_is_taken_off(person):
    product = make_product(stock=Stock(Decimal(60), SINCE))
    moments = ("2026-05-31T23:59", "2026-06-01T00:00", "2026-06-01T00:01")
    save(person, product, *(taken(product, moment) for moment in moments))

    assert queries.used_since_counted(person, [product])[product.id].servings == 2
