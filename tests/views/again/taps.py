"""What is on the shelf that is tapped, what a button posts, and what the page answers."""

import re
from html import unescape
from uuid import uuid4

from django.core.cache import caches

from tests.factories import local, make_content, make_product
from tracker import queries

AGAIN, SKIP = "/log/again/", "/log/skip/"
NOW = local("2026-06-10T08:10")
HTMX = {"HX-Request": "true"}
MAGNESIUM = make_product("Magnesium 200")
CALCIUM = make_product("Calcium 600", substance="calcium", amount="600")
ZINC = make_product("Zinc 15", substance="zinc", amount="15")
TABLET = make_product(
    "Levothyroxine 75",
    source="medicine",
    contents=(make_content("levothyroxine", "75", unit="mcg", basis="unknown"),),
    times=["07:00", "22:00"],
)


def tap(client, path=AGAIN, headers=None, **fields):
    """Post what a button posts, with an id of its own unless one is given."""
    return client.post(path, {"entry_id": str(uuid4())} | fields, headers=headers or {})


def taken(person):
    """Return what was logged, as (product, clock time)."""
    intakes = queries.diary(person).intakes
    return [(one.product, f"{one.taken_at:%H:%M}") for one in intakes]


def page_of(client):
    caches["pages"].clear()
    return client.get("/day/").context["page"]


def answer_after(client):
    """Return what the page of today says of the last tap."""
    return page_of(client).answer


def fields_asked(response):
    """Return what the button "anyway" of the answer posts."""
    form = response.text.split('class="choices"')[1].split("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return {name: unescape(text) for name, text in fields.items() if name != "csrfmiddlewaretoken"}


def anyway(client, asked, **changed):
    return client.post(AGAIN, fields_asked(asked) | changed)
