"""Planning an experiment: from the form over what will be fixed to the protocol."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests import clock
from tests.factories import make_content, make_product, make_score, save
from tests.views.diary_pages import (
    NEW_YORK,
    TODAY,
    TOMORROW,
    html_at,
    in_one_line,
    messages_at,
    typed_on,
    words_in,
)
from tests.views.experiments.plans import LIST, NEW, begun, experiments, page_of
from tests.visitors import visitor_of_demo
from tracker import actions
from tracker.domain.diary import Tracked
from tracker.domain.experiment import draw

pytestmark = pytest.mark.django_db

FIX, CHANGE = {"fix": "1"}, {"change": "1"}
NIGHT = make_product(
    "Night", id="night", contents=(make_content(amount="1000", form="glycinate", basis="compound"),)
)


@pytest.fixture
def shelf(person):
    save(person, NIGHT)
    return NIGHT


def typed(**changed):
    sent = {
        "entry_id": str(uuid4()),
        "symptom": "0/nerve_pain",
        "what": "0/night",
        "blocks": "12",
        "block_days": "7",
        "first_day": TOMORROW.isoformat(),
        "note": "",
        "typed-0-substance": "",
        "typed-0-amount": "",
        "typed-0-unit": "mg",
        "typed-0-basis": "elemental",
    }
    return sent | {name.replace("__", "-"): text for name, text in changed.items()}


# Whose it is, and how


def test_a_visitor_is_asked_to_log_in(client, db):
    assert "/accounts/login/" in client.get(NEW)["Location"]


def test_it_takes_no_other_method(client, person):
    assert client.delete(NEW).status_code == 405


def test_the_demo_shows_the_form_and_keeps_nothing(person):
    visitor = visitor_of_demo(person)

    assert visitor.get(NEW).status_code == 200
    assert visitor.post(NEW, typed() | FIX).status_code == 403


# The form


def test_the_page_opens_with_the_usual_design(client, shelf):
    sent = typed_on(client.get(NEW))

    assert (sent["blocks"], sent["block_days"]) == ("12", "7")
    assert (sent["symptom"], sent["what"]) == ("0/nerve_pain", "0/night")


def test_it_says_what_it_can_find(client, person):
    text = words_in(client.get(NEW).text).replace("\N{NO-BREAK SPACE}", " ")

    assert "a difference of 2 points 94 % of the time, and one of 1 point 44 % of the time" in text
    assert "12 94 % 44 % 99 % 65 %" in text


def test_it_says_that_prescribed_medicines_are_out_of_scope(client, person):
    assert "Only supplements, and only what was not prescribed" in html_at(client, NEW)


def test_what_cannot_be_meant_is_told_at_its_field_and_nothing_is_lost(client, person, shelf):
    response = client.post(NEW, typed(first_day=TODAY.isoformat(), note="By the sea"))

    assert "fixed before its first day" in messages_at(response, "first_day")[0]
    assert typed_on(response)["note"] == "By the sea"
    assert experiments(person) == ()


@pytest.mark.parametrize("field", ["symptom", "what", "blocks", "block_days", "entry_id"])
@pytest.mark.parametrize("text", ["", "\0", "0/", "x" * 3000, "-1", "é"])
def test_garbage_is_no_error(client, shelf, field, text):
    assert client.post(NEW, typed(**{field: text}) | FIX).status_code in (200, 302)


# The plan as it will be fixed


def test_looking_at_the_plan_fixes_nothing(client, person, shelf):
    text = words_in(client.post(NEW, typed()).text)

    assert "This is your plan" in text
    assert "6 times 1 week with, 6 times 1 week without" in text
    assert "Magnesium glycinate, 141 mg a day (Night)" in text
    assert experiments(person) == ()


def test_the_plan_says_what_this_design_can_find(client, shelf):
    text = words_in(client.post(NEW, typed(blocks="8")).text).replace("\N{NO-BREAK SPACE}", " ")

    assert "this plan finds it 60 % of the time" in text
    assert "If it makes 1 point, 19 % of the time" in text


def test_the_plan_says_on_how_many_days_there_was_a_score_lately(client, person, shelf):
    days = [TODAY - timedelta(days=number) for number in (0, 1, 2, 2)]
    save(person, *(make_score(f"{day}T00:01", timezone=NEW_YORK) for day in days))

    assert "On 2 days of the last 30" in words_in(client.post(NEW, typed()).text)


def test_the_plan_shows_what_the_rules_say_of_the_profile(client, person, shelf):
    actions.set_profile_fact(person=person, fact="kidney", value="dialysis")
    actions.set_profile_fact(person=person, fact="pregnant", value=True)
    text = words_in(client.post(NEW, typed()).text)

    assert "Magnesium with very weak kidneys" in text
    assert "Pregnancy and breast-feeding" in text


def test_the_plan_shows_the_hours_between_it_and_a_medicine(client, person, shelf):
    actions.change_profile_list(person=person, fact="medicines", add=["Levothyroxine"])

    assert "Levothyroxine: Thyroid tablets 4 hours between" in words_in(
        client.post(NEW, typed()).text
    )


def test_a_dose_over_the_limit_is_told(client, person):
    sent = typed(what="typed", typed__0__substance="magnesium", typed__0__amount="900")

    assert "daily limit" in words_in(client.post(NEW, sent).text).lower()


def test_a_profile_that_meets_no_rule_is_not_called_safe(client, shelf):
    text = words_in(client.post(NEW, typed()).text)

    assert "The rules do not know everything" in text


def test_another_product_with_the_same_substance_is_named(client, person, shelf):
    save(person, make_product("Multi One"))

    assert "Multi One: magnesium is in there too." in words_in(client.post(NEW, typed()).text)


def test_from_the_plan_one_can_go_back_and_nothing_is_lost(client, shelf):
    sent = typed(blocks="14", note="a\nb", has_asked="on")
    plan = typed_in_plan(client.post(NEW, sent))
    back = typed_on(client.post(NEW, plan | {"has_asked": "on"} | CHANGE))

    assert {name: back[name] for name in sent} == sent


def typed_in_plan(response):
    """Return what the page of the plan would send, without its buttons."""
    form = response.context["form"]
    return dict(form.sent_along)


# Fixing it


def fix(client, **changed):
    return client.post(NEW, typed(**changed) | FIX)


def test_it_is_fixed_now_and_before_its_first_day(client, person, shelf):
    fix(client, has_asked="on", note="By the sea")
    (kept,) = experiments(person)

    assert kept.fixed_at.date() == TODAY < kept.first_day == TOMORROW
    assert (kept.timezone, kept.product_id, kept.form) == (NEW_YORK, "night", "glycinate")
    assert (kept.has_asked_clinician, kept.note) == (True, "By the sea")


def test_its_order_is_what_its_seed_draws(client, person, shelf):
    fix(client, blocks="10", block_days="14")
    (kept,) = experiments(person)

    assert kept.blocks == draw(10, 14, kept.seed).block_on


def test_each_plan_is_drawn_anew(client, person, shelf):
    seeds = set()
    for _ in range(3):
        fix(client)
        (kept,) = experiments(person)
        seeds.add(kept.seed)
        client.post(page_of(kept, "drop/"))

    assert len(seeds) == 3


def test_what_was_shown_of_the_rules_is_kept(client, person, shelf):
    actions.set_profile_fact(person=person, fact="kidney", value="ckd")
    fix(client)

    assert "kidney_moderate" in experiments(person)[0].cautions


def test_a_double_click_is_one_plan(client, person, shelf):
    sent = typed() | FIX
    answers = [client.post(NEW, sent)["Location"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert len(experiments(person)) == 1


def test_an_id_in_use_for_another_plan_makes_a_further_one_after_asking(client, person, shelf):
    sent = typed() | FIX
    client.post(NEW, sent)
    response = client.post(NEW, sent | {"first_day": (TOMORROW + timedelta(1)).isoformat()})

    assert "Something was saved from this page already" in response.text
    assert len(experiments(person)) == 1


def test_a_second_one_about_the_symptom_is_told_at_its_field(client, person, shelf):
    save(person, begun(10, substance="zinc"))
    response = fix(client)

    assert "asks about this symptom until" in messages_at(response, "symptom")[0]
    assert len(experiments(person)) == 1


def test_a_second_one_with_the_substance_is_told_at_its_field(client, person, shelf):
    save(person, begun(10, symptom="sleep"))

    assert "uses this supplement until" in messages_at(fix(client), "what")[0]


def test_a_form_that_was_opened_yesterday_does_not_begin_today(client, person, shelf):
    response = fix(client, first_day=TODAY.isoformat())

    assert messages_at(response, "first_day")
    assert experiments(person) == ()


def test_the_same_without_a_shelf_is_told_as_well(client, person):
    save(person, begun(10, symptom="sleep"))
    response = fix(client, what="typed", typed__0__substance="magnesium")

    assert "uses this supplement until" in messages_at(response, "what")[0]


def test_tomorrow_is_where_the_person_is(client, person):
    actions.set_profile_fact(person=person, fact="timezone", value="Pacific/Kiritimati")
    there = (clock.now() + timedelta(hours=14)).date() + timedelta(days=1)

    assert typed_on(client.get(NEW))["first_day"] == there.isoformat()


def test_what_is_fixed_can_be_undone_where_it_is_shown(client, person, shelf):
    page = client.post(NEW, typed() | FIX, follow=True)
    change = page.context["note"]["change"]
    response = client.post(f"/undo/{change}/experiment/")

    assert response["Location"] == LIST
    assert experiments(person) == ()


def test_nothing_that_was_typed_stands_in_an_address(client, shelf):
    assert "magnesium" not in fix(client)["Location"]


def test_the_number_of_queries_is_small(client, person, shelf, django_assert_max_num_queries):
    save(person, *(make_product(f"Product {number}") for number in range(20)))
    with django_assert_max_num_queries(8):
        client.post(NEW, typed())


def test_a_symptom_of_several_measures_is_fixed_on_the_chosen_one(client, person, shelf):
    actions.set_tracked(person=person, tracked=Tracked(("cramp",)))
    fix(client, symptom="0/cramp")

    assert experiments(person)[0].scale.unit == "cramps"
    assert "scales of 0 to 10" in in_one_line(client.post(NEW, typed(symptom="0/cramp")).text)
