"""Someone who is logged in and has a product on the shelf."""

from decimal import Decimal

import pytest

from tests.factories import make_product, save
from tests.views.diary_pages import make_logger
from tests.views.shelf.shelf_pages import NOW
from tracker.domain.diary import Stock


@pytest.fixture
def person(client):
    return make_logger(client)


@pytest.fixture
def product(person):
    product = make_product("Night", serving="capsule", stock=Stock(Decimal(60), NOW))
    save(person, product)
    return product
