from io import StringIO

import pytest
from django.core.management import call_command

from tracker import queries

pytestmark = pytest.mark.django_db


def demo_diary(**options):
    out = StringIO()
    call_command("demo_diary", stdout=out, **options)
    return out.getvalue()


def test_it_makes_the_demo():
    demo_diary()

    assert queries.has_entries(queries.demo_person())


def test_again_it_leaves_the_demo_of_today_alone():
    demo_diary()
    first = queries.demo_person().pk

    demo_diary()

    assert queries.demo_person().pk == first


def test_it_is_quiet_in_a_setup():
    assert demo_diary(verbosity=0) == ""


def test_it_logs_nothing(caplog):
    demo_diary()

    assert caplog.records == []
