"""The report of an experiment: the items of CENT 2015, and only what is known."""

from datetime import timedelta

import pytest

from tests.factories import make_intake, save
from tests.views.diary_pages import NEW_YORK, TODAY, words_in
from tests.views.experiments.plans import GLYCINATE, begun, page_of, written_in
from tracker import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(person):
    one = begun(90, seed=12345, note="By the sea", has_asked_clinician=True)
    save(person, one, *written_in(one, effect=-2))
    return one


def report(client, one, **asked):
    return client.get(page_of(one, "report/"), asked)


def items(client, one, **asked):
    chapters = report(client, one, **asked).context["report"].chapters
    return {item.number: " ".join(item.says) for part in chapters for item in part.items}


def test_it_has_the_items_of_the_list(client, over):
    numbers = ["1b", "2a", "2b", "3a", "3b", "4a", "4b", "5", "6a", "7", "8", "9", "10", "11", "12"]
    numbers += ["13", "14", "15", "16", "17", "18", "19"]
    numbers += ["20", "21", "22", "23", "24", "25", "\N{EN DASH}"]

    assert list(items(client, over)) == numbers


def test_its_title_says_what_kind_of_trial_it_is(client, over):
    title = report(client, over).context["report"].title

    assert title == (
        "Nerve pain with and without magnesium glycinate: a randomised trial in one person"
    )


def test_earlier_evidence_stands_before_the_own(client, over):
    said = items(client, over)

    assert "45 people with neuropathic pain" in said["2a"]
    assert "Pickering" in report(client, over).text


def test_where_no_earlier_evidence_is_on_file_it_says_so(client, person):
    save(person, one := begun(90, substance="ashwagandha", form=None))

    assert "No earlier evidence about this is on file here" in items(client, one)["2a"]


def test_the_draw_can_be_repeated_from_it(client, over):
    assert "from the seed 12345" in items(client, over)["8"]


def test_no_blinding_is_claimed(client, over):
    said = items(client, over)

    assert said["11"].startswith("None.")
    assert "saw the present block" in said["9"]


def test_it_says_when_it_was_registered_and_where(client, over):
    said = items(client, over)["23"]

    assert over.fixed_at.strftime("%H:%M") in said
    assert "not in a public register" in said


def test_the_result_stands_in_it_with_each_block(client, over):
    page = report(client, over).context["report"]

    assert items(client, over)["17"].startswith(
        "Nerve pain: \N{MINUS SIGN}2.00, blocks with minus blocks without (95 % interval"
    )
    assert [block.sign for block in page.picture.blocks] == ["on", "off"] * 6


def test_it_speaks_to_a_reader_who_is_not_the_participant(client, over):
    said = " ".join(items(client, over).values())

    assert " you " not in said.lower()
    assert " your " not in said.lower()


def test_harms_are_counted_from_how_doses_of_weeks_with_it_sat(client, person):
    one = begun(90)
    with_it, without = one.first_day, one.first_day + timedelta(days=8)
    doses = [
        (f"{with_it}T20:00", ("loose_stools",)),
        (f"{with_it}T21:00", ("fine",)),
        (f"{with_it}T22:00", ()),
        (f"{without}T20:00", ("nausea",)),
    ]
    save(
        person,
        one,
        *(
            make_intake(at, contents=(GLYCINATE,), tolerance=how, timezone=NEW_YORK)
            for at, how in doses
        ),
    )

    assert items(client, one)["19"] == (
        "Written down for 2 of 3 doses in blocks with magnesium glycinate: "
        "fine 1 and loose stools 1."
    )


def test_harms_that_were_not_written_down_are_called_that(client, over):
    assert items(client, over)["19"] == "How a dose was borne was not written down."


def test_the_profile_stands_in_it_only_where_that_was_asked_for(client, person, over):
    actions.set_profile_fact(person=person, fact="kidney", value="ckd")

    assert "kidney" not in words_in(report(client, over).text).lower().split("sources")[0]
    assert "Chronic kidney disease" in items(client, over, profile="yes")["4a"]


def test_an_early_stop_stands_with_the_changes(client, person):
    stopped_on = TODAY - timedelta(days=30)
    one = begun(90, stopped_on=stopped_on, stopped_because="a cold")
    save(person, one)
    said = items(client, one)["3b"]

    assert f"Stopped early on {stopped_on.day} {stopped_on:%B %Y}." in said
    assert "Reason given: A cold" in said


def test_a_stop_after_the_last_day_is_no_early_stop(client, person):
    save(person, one := begun(90, stopped_on=TODAY - timedelta(days=1)))

    assert items(client, one)["3b"] == "None."


def test_while_it_runs_it_is_the_protocol(client, person):
    save(person, one := begun(20))
    page = report(client, one)

    assert items(client, one)["17-19"].startswith("The result is closed until")
    assert (page.context["report"].picture, page.context["report"].figures) == (None, ())


def test_the_number_of_queries_does_not_grow(client, over, django_assert_max_num_queries):
    report(client, over)
    with django_assert_max_num_queries(12):
        report(client, over)
