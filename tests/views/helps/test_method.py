"""How we count: a public page that says what the program does."""

from pathlib import Path

import pytest
from django.test import Client

from tests.views.diary_pages import words_in
from tracker.domain.effect import answers
from tracker.knowledge import knowledge
from tracker.views.shown.helps.method import FOUND, HOLDS, PLAIN, WRONGLY_CLEAR

MEASURED = Path(__file__).parents[3] / "benchmarks/README.md"
PATH = "/how-we-count/"


@pytest.fixture(scope="module")
def text():
    return words_in(Client().get(PATH).text)


def test_the_gates_are_those_of_the_program(text):
    assert f"{answers.SAME_DAY_WINDOW} days of diary" in text
    assert f"{answers.DAYS_WITH} days with it and {answers.DAYS_WITHOUT} without" in text


def test_it_says_what_no_method_repairs(text):
    assert "No method repairs taking it because it hurts." in text


@pytest.mark.parametrize("method", knowledge().evidence.methods, ids=lambda one: one.id)
def test_each_method_stands_there_with_its_source(text, method):
    assert method.statement in text
    assert all(knowledge().sources[one.source].publisher in text for one in method.references)


def test_a_source_that_was_not_read_is_called_that(text):
    assert "source named, not re-checked" in text


@pytest.mark.parametrize("rate", [*WRONGLY_CLEAR, *FOUND], ids=lambda rate: str(rate.what))
def test_each_rate_is_one_that_was_measured(rate):
    measured = MEASURED.read_text(encoding="utf-8")

    assert f"| {rate.found} | {rate.aim}" in measured


@pytest.mark.parametrize("measured", [HOLDS, f"{PLAIN} %"])
def test_what_else_is_said_in_numbers_was_measured(measured):
    assert measured in MEASURED.read_text(encoding="utf-8")


def test_it_is_read_only():
    assert Client().post(PATH).status_code == 405


def test_it_can_be_kept_by_the_browser():
    assert Client().get(PATH).headers["ETag"]
