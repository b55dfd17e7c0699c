"""The pages of the check-in, and what was said before it."""

import re

from tests.factories import make_score
from tests.views.diary_pages import NEW_YORK, YESTERDAY, typed_on
from tracker import queries
from tracker.domain.diary import CustomSymptom, Scale

CHECK_IN = "/check-in/"
SYMPTOMS = "/check-in/symptoms/"
KNEE = CustomSymptom("knee-id", "My knee")
SLEEP = Scale(better="high")


def a_score(at, value="6", **fields):
    return make_score(at, value=value, timezone=NEW_YORK, **fields)


def yesterday(value="6", **fields):
    return a_score(f"{YESTERDAY}T20:00", value, **fields)


def tracked(person):
    return queries.diary(person).tracked


def answered(client, path=CHECK_IN, **numbers):
    """Return what the page sends once the numbers are chosen; "__" stands for "-"."""
    page = client.get(path)
    asked = re.findall(r'name="asked" value="([^"]*)"', page.content.decode())
    chosen = {name.replace("__", "-"): value for name, value in numbers.items()}
    return typed_on(page) | {"asked": asked} | chosen
