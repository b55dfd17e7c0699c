"""The page of an experiment: the lock, the progress, and what it shows in the end."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import make_intake, make_person, make_score, save
from tests.views.diary_pages import NEW_YORK, html_at, words_in
from tests.views.experiments.plans import (
    LIST,
    begun,
    page_of,
    saved,
    words_at,
    written_in,
)
from tests.visitors import logged_in, visitor_of_demo
from tracker.domain.diary import CustomSymptom, Scale, Settings

pytestmark = pytest.mark.django_db

POSTED = ["stop/", "drop/"]
READ = ["", "report/"]


# Whose it is, and how


@pytest.mark.parametrize("what", READ)
def test_a_visitor_is_asked_to_log_in(client, db, what):
    assert "/accounts/login/" in client.get(f"/experiments/a/{what}")["Location"]


@pytest.mark.parametrize("what", ["", *READ, *POSTED])
def test_somebody_elses_is_not_found(client, person, what):
    theirs = begun(5)
    save(make_person(), theirs)
    ask = client.post if what in POSTED else client.get

    assert ask(page_of(theirs, what)).status_code == 404


@pytest.mark.parametrize("what", READ)
def test_a_page_is_only_read(client, person, what):
    save(person, one := begun(5))

    assert client.post(page_of(one, what)).status_code == 405


@pytest.mark.parametrize("what", POSTED)
def test_a_change_is_only_posted(client, person, what):
    save(person, one := begun(5))

    assert client.get(page_of(one, what)).status_code == 405


@pytest.mark.parametrize("what", POSTED)
@pytest.mark.parametrize("garbage", ["nowhere", "%00", "..", "%F0%9F%98%80", "x" * 900, "a/b"])
def test_garbage_is_not_found(client, person, what, garbage):
    assert client.post(f"/experiments/{garbage}/{what}").status_code == 404
    assert client.get(f"/experiments/{garbage}/").status_code == 404


@pytest.mark.parametrize("what", POSTED)
def test_the_demo_is_to_look_at(person, what):
    one = saved(person, begun(5), days=5)
    visitor = visitor_of_demo(person)

    assert visitor.get(page_of(one)).status_code == 200
    assert visitor.post(page_of(one, what)).status_code == 403


@pytest.mark.parametrize("name", ["x/stop", "a/report", "b/drop", "sl/ash", "tilde~"])
def test_an_imported_one_may_have_any_id(client, person, name):
    save(person, begun(90, id=name))

    address = client.get(LIST).context["page"].over[0].address
    assert client.get(address).context["page"].id == name


# The lock

COMPARED = re.compile(
    r"\b(lower|higher) in\b|likely between|Mean of block|Exact p|Responder|times in 100"
    r"|<circle class=\"mark|no clear difference|cannot tell"
)


@pytest.mark.parametrize("days", [-3, 0, 5, 40, 83])
@pytest.mark.parametrize("what", READ)
def test_until_the_last_day_is_over_nothing_is_compared(client, person, days, what):
    one = saved(person, begun(days), effect=-2, days=max(days, 0))
    html = html_at(client, page_of(one, what))

    assert COMPARED.findall(html) == []
    assert "losed until" in html


def test_the_day_after_the_last_day_it_is_open(client, person):
    one = saved(person, begun(84), effect=-2)

    assert "In your experiment nerve pain was 2 points lower" in words_at(client, page_of(one))


def test_while_it_runs_the_page_is_the_same_whatever_the_scores_are(client, person):
    """The lock in one: other scores on the same days change not a word."""
    one, there = begun(40), []
    for effect in (-3, 3):
        somebody = make_person(timezone=NEW_YORK)
        saved(somebody, one, effect=effect, days=40)
        pages = [html_at(logged_in(somebody), page_of(one, what)) for what in READ]
        there.append([re.sub(r'value="\w{64}"', "", page) for page in pages])

    assert there[0] == there[1]


def test_blocks_to_come_are_not_told(client, person):
    one = saved(person, begun(20), days=20)
    marks = client.get(page_of(one)).context["page"].marks

    assert [mark.sign for mark in marks] == ["on", "off", "on"] + ["to_come"] * 9
    assert [mark.is_now for mark in marks] == [False, False, True] + [False] * 9


def test_before_its_first_day_no_block_is_told(client, person):
    save(person, one := begun(-1))

    assert client.get(page_of(one)).context["page"].marks == ()


# How far it is


def test_it_says_how_the_plan_was_followed(client, person):
    one = begun(14)
    entries = written_in(one, days=14)
    last_day = one.first_day + timedelta(days=13)
    without_two = [one for one in entries if getattr(one, "day", None) != last_day]
    late = make_intake(f"{one.first_day + timedelta(days=9)}T08:00", timezone=NEW_YORK)
    save(person, one, *without_two, late)
    text = words_at(client, page_of(one))

    assert "Days with magnesium glycinate: taken on 7 of 7." in text
    assert "Days without magnesium: left out on 5 of 7." in text
    assert f"Taken all the same: {late.taken_at:%a} {late.taken_at.day}" in text
    assert f"Not known: {last_day:%a} {last_day.day}" in text


def test_who_logs_every_dose_has_no_unknown_days(client, person):
    one = begun(14)
    save(person, one, Settings(one.first_day))
    text = words_at(client, page_of(one))

    assert "taken on 0 of 7" in text
    assert "left out on 7 of 7" in text


def test_today_is_not_counted_yet(client, person):
    save(person, one := begun(0))
    save(person, *written_in(one, days=1))

    assert "A score on" not in words_at(client, page_of(one))


def test_it_says_on_how_many_days_there_is_a_score(client, person):
    one = begun(10)
    save(person, one, *written_in(one, days=4))

    assert "A score on 4 of 10 days." in words_at(client, page_of(one))


# What it shows


def test_a_clear_answer_comes_with_chance_and_expectation(client, person):
    text = words_at(client, page_of(saved(person, begun(90), effect=-2)))

    assert "(likely 2)" in text
    assert "Chance alone would do this" in text
    assert "You knew what you took, so some of it can be expectation." in text
    assert "would count this as a response" in text


def test_worse_is_said_as_plainly_as_better(client, person):
    text = words_at(client, page_of(saved(person, begun(90), effect=2, score=4)))

    assert "nerve pain was 2 points higher in magnesium weeks" in text
    assert "It was worse in these weeks, not better." in text


def test_no_difference_is_an_answer_too(client, person):
    text = words_at(client, page_of(saved(person, begun(90))))

    assert "much the same with and without magnesium" in text
    assert "Chance alone" not in text


def test_what_is_wide_cannot_be_told(client, person):
    one = begun(90)
    blocks = range(12)
    scores = [
        make_score(
            f"{one.first_day + timedelta(days=7 * block)}T20:00",
            value=str(block % 4 * 3),
            timezone=NEW_YORK,
        )
        for block in blocks
    ]
    save(person, one, *scores)
    text = words_at(client, page_of(one))

    assert "Your experiment cannot tell. In magnesium weeks anything from" in text


def test_without_scores_it_says_so(client, person):
    save(person, one := begun(90))
    response = client.get(page_of(one))

    assert "too few scores to compare anything" in words_in(response.text)
    assert response.context["page"].result.picture is None


def test_the_carry_over_is_told_with_the_estimate_that_allows_for_it(client, person):
    text = words_at(client, page_of(saved(person, begun(90), effect=-2)))

    assert "What you take can go on working for days" in text
    assert re.search(r"A reckoning that allows for that says [\d.]+ points lower", text)


def test_the_figures_for_a_clinician_are_whole(client, person):
    figures = dict(
        client.get(page_of(saved(person, begun(90), effect=-2))).context["page"].result.figures
    )

    assert figures["Estimate"].startswith("\N{MINUS SIGN}2.00, mean of blocks with")
    assert "drawn completely at random from 924 schedules" in figures["Design"]
    assert "of the 924 schedules" in figures["Exact p, two-sided"]
    assert figures["As planned"].startswith("with: 42 of 42 days")


def test_scores_on_another_scale_are_left_out(client, person):
    one = begun(90)
    other = [
        replace(entry, scale=Scale(max=100)) for entry in written_in(one) if hasattr(entry, "scale")
    ]
    save(person, one, *other)

    assert "too few scores" in words_at(client, page_of(one))


def test_a_symptom_of_ones_own_is_called_by_its_name(client, person):
    own = CustomSymptom("own-1", "Heavy legs")
    save(person, own, one := begun(5, symptom="own-1"))

    assert "Heavy legs, with and without magnesium" in words_at(client, page_of(one))


@pytest.mark.parametrize("days", [5, 90])
def test_the_number_of_queries_is_small(client, person, django_assert_max_num_queries, days):
    one = saved(person, begun(days), days=days)
    client.get(page_of(one))
    with django_assert_max_num_queries(7):
        client.get(page_of(one))
