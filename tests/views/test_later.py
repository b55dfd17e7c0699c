"""Views that are imported when they are first asked for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import override_settings
from django.urls import path, reverse

from tracker import apps
from tracker.views.archive.page import archive_file
from tracker.views.day import day
from tracker.views.demo import look_at_demo
from tracker.views.later import Later

urlpatterns = [path("gone/", Later("tracker.views.day.no_such_view"), name="gone")]


def test_it_is_the_view_of_that_name():
    assert Later("tracker.views.day.day").view() is day


def test_it_carries_the_marks_of_the_view():
    assert Later("tracker.views.demo.look_at_demo").csrf_exempt is look_at_demo.csrf_exempt is True
    place = "tracker.views.archive.page.archive_file"
    assert Later(place).asks_again == archive_file.asks_again


def test_a_mark_that_the_view_has_not_is_not_there():
    assert not hasattr(Later("tracker.views.day.day"), "csrf_exempt")


def test_naming_its_address_imports_nothing():
    with override_settings(ROOT_URLCONF=__name__):
        assert reverse("gone") == "/gone/"


def test_many_who_ask_at_once_get_the_same_view():
    later = Later("tracker.views.day.day")

    with ThreadPoolExecutor(8) as pool:
        views = {*pool.map(lambda _: later.view(), range(50))}

    assert views == {day}


def test_the_views_of_the_site_are_in_order():
    assert apps.views_are_there() == []


def test_a_view_that_is_not_there_is_told_by_the_check():
    with (
        override_settings(ROOT_URLCONF=__name__),
        pytest.raises(AttributeError, match="no_such_view"),
    ):
        apps.views_are_there()
