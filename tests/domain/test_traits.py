"""What is known of a label is worked out once and remembered, up to a limit."""

import pytest

from tests.domain.diaries import BOOK, take
from tracker.domain.rules import traits
from tracker.domain.rules.traits import TraitReader, reader_for


def labelled(number):
    return take("magnesium", number)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(traits, "MOST_KEPT", 3)
    return TraitReader(BOOK)


def test_all_share_the_reader_of_a_rule_book():
    assert reader_for(BOOK) is reader_for(BOOK)


def test_the_same_label_has_the_same_traits(few):
    assert few.read(labelled(200)) is few.read(labelled(200))


def test_labels_that_differ_in_the_amount_are_of_one_kind(few):
    assert few.read(labelled(200)).kind is few.read(labelled(300)).kind


def test_no_more_labels_are_remembered_than_the_limit(few):
    for number in range(1, 20):
        few.read(labelled(number))

    assert len(few._traits) <= 3


def test_a_label_that_was_forgotten_reads_as_before(few):
    before = few.read(labelled(200)).amounts
    for number in range(1, 20):
        few.read(labelled(number))

    assert few.read(labelled(200)).amounts == before
