"""The pages of the shelf, what their forms send, and what they keep."""

import re
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

from tests import clock
from tests.views.diary_pages import NEW_YORK
from tracker import queries
from tracker.forms.product_typed import first_typed

SHELF, NEW, PREVIEW = "/shelf/", "/shelf/new/", "/shelf/preview/"
POSTED = ["stock/", "put-away/", "delete/"]
NOW = clock.now()


def page_of(product, what=""):
    return f"/shelf/{quote(product.id, safe='')}/{what}"


def shelf(person):
    return queries.belongings(person)["products"]


def version_of(person, product):
    return queries.stored_entry(person, "product", product.id).version


def change_on(page):
    """Return the change that a page offers to take back."""
    return re.search(r'name="change" value="(\d+)"', page.text)[1]


def typed(**changed):
    names = {name.replace("__", "-"): text for name, text in changed.items()}
    return first_typed() | {"entry_id": str(uuid4())} | names


def taken(product, days, number=""):
    at = NOW - timedelta(days=days)
    return product.taken(intake_id=f"{product.id} {days} {number}", at=at, timezone=NEW_YORK)
