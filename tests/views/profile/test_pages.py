"""The pages of the profile: who may open them, and how."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories import make_person
from tests.views.profile.profiles import MAY, say, take

pytestmark = pytest.mark.django_db

TOPICS = [
    *("birth", "sex", "pregnancy", "breast-feeding", "kidney", "conditions", "medicines"),
    *("region", "time-zone", "new"),
]
PAGES = ["/profile/", *(f"/profile/{topic}/" for topic in TOPICS)]
POST_ONLY = ["/profile/remove/", "/profile/undo/", "/profile/medicines/stop/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens(ada, page):
    assert ada.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_everything_said(ada, person, page):
    say(person, birth_date=date(2025, 12, 1), sex="male", kidney="ckd", egfr=Decimal("54.5"))
    say(person, pregnant=True, lactating=False, region="UK", timezone="Asia/Kolkata")
    say(person, since=MAY, kidney=None, age=Decimal(44), new_to_supplements=True)
    take(person, "<b>Tab</b> + Levothyroxine")

    assert ada.get(page).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, *POST_ONLY, "/profile/first-question/"])
def test_a_visitor_is_asked_to_log_in(client, page):
    response = client.post(page) if page not in PAGES else client.get(page)

    assert response["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("page", POST_ONLY)
def test_a_write_is_no_page_to_look_at(ada, page):
    assert ada.get(page).status_code == 405


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_profile_is_only_looked_at(ada, method):
    assert getattr(ada, method)("/profile/").status_code == 405


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_topic_takes_a_form_only(ada, method):
    assert getattr(ada, method)("/profile/kidney/").status_code == 405


def test_there_are_no_other_topics(ada):
    assert ada.get("/profile/shoes/").status_code == 404


def test_someone_elses_facts_are_not_shown(ada):
    take(make_person(), "Levothyroxine")

    assert "Levothyroxine" not in ada.get("/profile/").text


@pytest.mark.parametrize("page", ["/profile/", "/profile/medicines/"])
def test_more_lines_need_no_more_queries(ada, person, page, django_assert_num_queries):
    take(person, "Levothyroxine")
    with django_assert_num_queries(4):
        ada.get(page)
    for number in range(20):
        take(person, f"Pill {number}", since=MAY + timedelta(days=number))

    with django_assert_num_queries(4):
        ada.get(page)
