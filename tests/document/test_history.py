"""The facts of the profile and the changes of an archive."""

import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest

from tests.document.documents import ARCHIVE, WITHDRAWN, document
from tracker.document import DocumentError, document_text, json_schema, parse, read_document
from tracker.document.history import RECORDS
from tracker.document.json_text import number
from tracker.document.text import text_of
from tracker.domain.diary import HeldFact
from tracker.models import KINDS

PREGNANT = [{"fact": "pregnant", "value": True}]


def changed(**places):
    """Return ARCHIVE with other values at places such as `changes__0__lines__0__id`."""
    # Not a deepcopy: what stands at two places is one object in ARCHIVE.
    whole = json.loads(json.dumps(ARCHIVE))
    for place, value in places.items():
        *steps, last = (int(step) if step.isdigit() else step for step in place.split("__"))
        inner = whole
        for step in steps:
            inner = inner[step]
        inner[last] = value
    return whole


def problems_of(whole):
    with pytest.raises(DocumentError) as caught:
        read_document(whole)
    return [problem.path for problem in caught.value.problems]


def rewritten(text):
    return "".join(document_text(read_document(parse(text.encode()))))


def test_an_archive_is_written_as_it_was_read():
    assert json.loads("".join(document_text(read_document(ARCHIVE)))) == ARCHIVE


def test_its_text_is_the_same_however_often_it_is_read_and_written():
    text = "".join(document_text(read_document(ARCHIVE)))

    assert rewritten(text) == text


def test_each_entry_and_each_line_of_a_change_stands_on_a_line_of_its_own():
    lines = "".join(document_text(read_document(ARCHIVE))).splitlines()

    assert sum(line.startswith('{"kind":"meal","id":"w"') for line in lines) == 2


def test_the_schema_knows_archives():
    jsonschema.Draft202012Validator(json_schema()).validate(ARCHIVE)


@pytest.mark.parametrize(
    "place",
    ["profile_facts__0__value", "changes__0__lines__0__after__id", "changes__0__lines__0__kind"],
)
def test_the_schema_refuses_what_the_reader_refuses(place):
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(changed(**{place: 1}))


def test_everything_that_has_a_history_has_a_record():
    assert set(RECORDS) == set(KINDS)


class TestFacts:
    def test_not_known_then_and_known_later_are_two_lines(self):
        facts = read_document(ARCHIVE).profile_facts
        told = [fact for fact in facts if fact.fact == "conditions"]
        later = HeldFact("conditions", ("nerve_pain",), date(2026, 1, 1))
        assert told == [HeldFact("conditions"), later]

    def test_the_profile_is_what_they_make(self):
        diary = read_document(document(profile_facts=PREGNANT))
        assert diary.profile.pregnant is True

    def test_asked_and_not_known_is_a_line_too(self):
        diary = read_document(document(profile_facts=[{"fact": "kidney"}]))
        assert diary.profile_facts == (HeldFact("kidney"),)

    @pytest.mark.parametrize(
        ("facts", "path"),
        [
            ([{"fact": "height", "value": 180}], "$.profile_facts[0].fact"),
            ([{"value": 180}], "$.profile_facts[0].fact"),
            ([{"fact": "kidney", "value": "fine"}], "$.profile_facts[0].value"),
            ([{"fact": "medicines", "value": ["a", 1]}], "$.profile_facts[0].value[1]"),
            ([{"fact": "sex", "from": "May"}], "$.profile_facts[0].from"),
            ([{"fact": "sex", "until": "2026-05-01"}], "$.profile_facts[0].until"),
            ([*PREGNANT, *PREGNANT], "$.profile_facts[1]"),
            ([1], "$.profile_facts[0]"),
        ],
    )
    def test_what_is_wrong_in_one_is_told_with_its_path(self, facts, path):
        assert problems_of(document(profile_facts=facts)) == [path]

    def test_a_profile_that_says_otherwise_is_an_error(self):
        whole = document(profile={"pregnant": False}, profile_facts=PREGNANT)
        assert problems_of(whole) == ["$.profile"]

    def test_an_earlier_profile_that_says_otherwise_is_an_error(self):
        earlier = [{"until": "2025-01-01", "pregnant": False}]
        whole = document(
            profile={"pregnant": True}, earlier_profiles=earlier, profile_facts=PREGNANT
        )
        assert problems_of(whole) == ["$.earlier_profiles[0]"]

    def test_a_turn_that_the_earlier_profiles_lack_is_an_error(self):
        turn = {"fact": "pregnant", "value": False, "from": "2026-01-01"}
        whole = document(profile={"pregnant": False}, profile_facts=[*PREGNANT, turn])
        assert problems_of(whole) == ["$.earlier_profiles"]

    def test_earlier_profiles_need_not_say_what_only_facts_can(self):
        later = {"fact": "kidney", "value": "ckd", "from": "2026-05-01"}
        whole = document(
            profile={"kidney": "ckd"},
            earlier_profiles=[{"until": "2026-04-30"}],
            profile_facts=[{"fact": "kidney"}, later],
        )
        assert read_document(whole).profile_on(date(2026, 4, 1)).kidney is None


class TestChanges:
    @pytest.mark.parametrize(
        ("place", "value", "path"),
        [
            ("changes__0__at", "yesterday", "$.changes[0].at"),
            ("changes__0__by", "somebody", "$.changes[0].by"),
            ("changes__0__why", "x", "$.changes[0].why"),
            ("changes__0", 1, "$.changes[0]"),
            ("changes__2__undoes", -1, "$.changes[2].undoes"),
            ("changes__2__undoes", 2, "$.changes[2].undoes"),
            ("changes__1__undoes", 0.5, "$.changes[1].undoes"),
            ("changes__1__lines__0__kind", "mood", "$.changes[1].lines[0].kind"),
            ("changes__1__lines__0__id", None, "$.changes[1].lines[0].id"),
            ("changes__1__lines__0__id", "v", "$.changes[1].lines[0].after"),
            ("changes__1__lines__0__after", None, "$.changes[1].lines[0]"),
            ("changes__1__lines__0__after__tags", 1, "$.changes[1].lines[0].after.tags"),
            ("changes__1__lines__0__before", WITHDRAWN, "$.changes[1].lines[0].before"),
            ("changes__2__lines__0__before__note", "x", "$.changes[2].lines[0].before"),
            ("changes__2__lines", [], "$.meals"),
            ("changes__0__lines__0__after__note", "x", "$.intakes[0]"),
            ("intakes", [], "$.intakes"),
            ("settings", None, "$.settings"),
            ("profile_facts", None, "$.profile_facts"),
        ],
    )
    def test_what_is_wrong_in_them_is_told_with_its_path(self, place, value, path):
        assert problems_of(changed(**{place: value})) == [path]

    def test_one_change_tells_of_a_thing_once(self):
        line = ARCHIVE["changes"][1]["lines"][0]
        whole = changed(changes__1__lines=[line, line])
        assert problems_of(whole) == ["$.changes[1].lines[1].id"]

    def test_a_change_is_undone_once(self):
        again = {"at": "2026-06-10T15:00:00Z", "undoes": 1, "lines": []}
        whole = changed(changes=[*ARCHIVE["changes"], again])
        assert problems_of(whole) == ["$.changes[3].undoes"]


class TestNumbers:
    @pytest.mark.parametrize(
        "digits",
        ["1.50", "200.0", "-0", "0E-7", "1E+3", "1.5E+300", "1234567890.1234567890123456789"],
    )
    def test_what_was_written_is_read_digit_for_digit(self, digits):
        assert text_of(number(digits)) == digits

    @pytest.mark.parametrize("literal", ["1e-999999999", "0e999999999", "1" + "0" * 200])
    def test_a_few_characters_never_stand_for_millions_of_digits(self, literal):
        assert len(format(Decimal(number(literal)), "f")) < 1000

    def test_a_whole_number_of_nineteen_digits_keeps_its_last(self):
        assert number("9223372036854775807") == 9223372036854775807
