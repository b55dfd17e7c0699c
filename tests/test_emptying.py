"""Between two tests that commit nothing stays of the first."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from tests import emptying
from tests.browser.made_diary import make_full_diary
from tests.visitors import logged_in


@pytest.fixture
def full(transactional_db):
    logged_in(make_full_diary())


def test_what_was_committed_is_gone_from_every_table(full):
    assert len(emptying.with_rows("default")) > 10

    emptying.empty("default")

    left = {one._meta.db_table for one in apps.get_models() if one._default_manager.exists()}
    assert left <= emptying.KEPT


def test_the_names_of_models_stay(full):
    before = ContentType.objects.count(), Permission.objects.count()

    emptying.empty("default")

    assert (ContentType.objects.count(), Permission.objects.count()) == before
    assert min(before) > 20
