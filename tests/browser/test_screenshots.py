"""The pictures in docs/screenshots; see scripts/screenshots.py."""

import pytest
from django.conf import settings
from django.test import Client

from scripts.screenshots import DAY, PICTURES
from tests.factories import (
    BERLIN,
    make_content,
    make_intake,
    make_meal,
    make_person,
    make_score,
    save,
)
from tracker import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(transactional_db):
    """Return a made-up person with a day on which magnesium came 25 minutes after calcium."""
    person = make_person()
    for fact, value in (("timezone", BERLIN), ("kidney", "normal")):
        actions.set_profile_fact(person=person, fact=fact, value=value)
    glycinate = make_content("magnesium", "200", form="glycinate")
    save(
        person,
        make_intake(f"{DAY}T08:10", substance="calcium", amount="600"),
        make_intake(f"{DAY}T08:35", contents=(glycinate,)),
        make_meal(f"{DAY}T12:30", tags=("fat", "vitamin_d_rich", "leafy_greens")),
        make_score(f"{DAY}T21:00", value="4"),
    )
    return person


@pytest.fixture
def logged_in(person):
    """Return the browser's state of someone who is logged in."""
    client = Client()
    client.force_login(person.user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
    return {"cookies": [cookie], "origins": []}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_of_a_page_is_small(open_page, logged_in, picture, tmp_path):
    page = open_page(
        picture.path,
        width=picture.width,
        height=picture.height,
        color_scheme=picture.color_scheme,
        storage_state=logged_in if picture.is_of_diary else None,
    )
    taken = tmp_path / picture.file.name
    page.screenshot(path=taken)
    picture.keep(taken)

    assert taken.stat().st_size < 200_000
    assert page.url.endswith(picture.path)
