"""A link to be made, as it was typed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.domain.selection import Selection
from tracker.domain.shares import DEFAULT_DAYS, LONGEST_DAYS
from tracker.forms.share import DAYS, PasscodeForm, ShareForm, new_share_typed

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
JUNE = Selection(date(2026, 6, 1), date(2026, 6, 9))


def typed(**changed):
    return ShareForm(new_share_typed("digest") | changed)


def share(**changed):
    form = typed(**changed)
    assert form.is_valid(), form.errors
    return form.share(JUNE, now=NOW)


def test_it_opens_with_a_week():
    assert share().expires_at == NOW + timedelta(days=7)


def test_what_is_offered_is_a_day_to_thirty():
    assert (DAYS[0], DAYS[-1], DEFAULT_DAYS in DAYS) == (1, LONGEST_DAYS, True)


@pytest.mark.parametrize("days", DAYS)
def test_each_offer_can_be_taken(days):
    assert share(days=str(days)).expires_at == NOW + timedelta(days=days)


@pytest.mark.parametrize("days", ["0", "31", "-7", "7.5", "x", ""])
def test_nothing_else_can(days):
    assert "days" in typed(days=days).errors


def test_the_word_for_the_reader_stands_in_one_line():
    assert share(label="  Dr.\n Ngo ").label == "Dr. Ngo"


@pytest.mark.parametrize(("passcode", "has_one"), [("", False), ("   ", False), ("1234", True)])
def test_no_passcode_is_none(passcode, has_one):
    assert share(passcode=passcode).has_passcode is has_one


def test_a_passcode_of_three_characters_is_too_short():
    assert "passcode" in typed(passcode=" abc ").errors


@pytest.mark.parametrize("form", [PasscodeForm, ShareForm])
def test_spaces_around_a_passcode_are_no_part_of_it(form):
    asked = form(new_share_typed("digest") | {"passcode": " sea breeze "})
    asked.is_valid()

    assert asked.cleaned_data["passcode"] == "sea breeze"


def test_the_same_form_has_the_same_id():
    first = new_share_typed("digest")

    assert ShareForm(first).data["entry_id"] == ShareForm(dict(first)).data["entry_id"]
