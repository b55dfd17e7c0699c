"""The page of all rules, and the page of each."""

import re
from html import escape

import pytest

from tests.views.diary_pages import words_in
from tracker.domain.rules.model import SpacingRule
from tracker.knowledge import knowledge
from tracker.views.shown.groups import TIP_HEADINGS, group_id, group_words, rule_groups, tip_heading
from tracker.views.shown.statements import statement

RULES = knowledge().rule_book.rules
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.fixture
def page_of(html_of):
    """Return a function from a rule's id to the HTML of its page."""
    return lambda rule_id: html_of(f"/rules/{rule_id}/")


# All rules


@EACH_RULE
def test_every_rule_stands_on_the_page_of_all(html_of, rule):
    assert f'href="/rules/{rule.id}/"' in html_of("/rules/")


@EACH_RULE
def test_every_rule_has_a_group(rule):
    assert group_id(rule, knowledge()) in group_words()


@EACH_RULE
def test_every_rule_says_what_it_looks_for_in_a_sentence(rule):
    assert re.fullmatch(r"[A-Z0-9].+[.?]", statement(rule, knowledge()))


def test_no_group_is_empty():
    assert [group.id for group in rule_groups(knowledge()) if group.count == 0] == []


def test_each_tip_of_the_source_document_stands_under_its_heading():
    tips = next(group for group in rule_groups(knowledge()) if group.id == "tips")

    assert tuple(part.heading for part in tips.parts) == TIP_HEADINGS


def test_a_medicine_s_rule_is_among_the_medicines():
    assert group_id(knowledge().rule_book.by_id["ciprofloxacin"], knowledge()) == "medicines"


@pytest.mark.parametrize("rule_id", ["mg_calcium", "mg_phosphate", "alpha_lipoic_acid"])
def test_a_rule_about_a_supplement_is_among_the_minerals(rule_id):
    assert group_id(knowledge().rule_book.by_id[rule_id], knowledge()) == "minerals"


def test_the_marks_are_explained(html_of):
    text = words_in(html_of("/rules/"))

    for meaning in (*knowledge().semantics.severity.values(), "convention, expert habit"):
        assert meaning.lower() in text.lower()


# One rule


def test_an_unknown_rule_is_not_found(client):
    assert client.get("/rules/no_such_rule/").status_code == 404


@EACH_RULE
def test_it_names_every_source(page_of, rule):
    html = page_of(rule.id)

    for source in knowledge().sources_of(rule):
        is_link = source.url.startswith("http")
        shown = f'href="{escape(source.url)}"' if is_link else escape(source.name)
        assert shown in html or source.id == "CONV"


@EACH_RULE
def test_it_says_what_each_source_is_cited_for(page_of, rule):
    text = words_in(page_of(rule.id)).lower()

    for citation in rule.citations:
        assert " ".join(citation.claim.split()).lower() in text


@EACH_RULE
def test_it_calls_a_convention_a_convention(page_of, rule):
    conventions = [citation for citation in rule.citations if citation.source == "CONV"]

    assert page_of(rule.id).count("A convention of this project, not evidence") == len(conventions)


@EACH_RULE
def test_it_shows_every_case_with_what_comes_out_today(page_of, rule):
    html = page_of(rule.id)

    assert all(escape(case.says) in html for case in rule.cases)
    assert html.count("Flagged: ") == sum(case.flags for case in rule.cases)
    assert html.count("Not flagged.") == sum(not case.flags for case in rule.cases)


@EACH_RULE
def test_it_says_who_reviewed_it(page_of, rule):
    assert ("Not yet reviewed by a clinician" in page_of(rule.id)) is (not rule.clinical_reviewer)


@EACH_RULE
def test_it_says_where_its_sources_disagree(page_of, rule):
    assert ("Where sources disagree" in page_of(rule.id)) is bool(rule.disagreement)


@EACH_RULE
def test_no_place_for_a_number_is_left_open(page_of, rule):
    assert "{" not in page_of(rule.id)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if isinstance(rule, SpacingRule)], ids=lambda rule: rule.id
)
def test_it_shows_the_hours_in_both_orders(page_of, rule):
    assert page_of(rule.id).count('class="order"') == 2


def test_its_hours_stand_in_words(page_of):
    text = words_in(page_of("ciprofloxacin"))

    assert "Wait 2 hours after the medicine, 6 hours after magnesium" in text


def test_a_source_that_was_not_read_again_says_so(page_of):
    assert "Source named, not re-checked" in page_of("chest_pain")


def test_an_emergency_sign_says_at_once_whom_to_call(page_of):
    html = page_of("chest_pain")

    assert html.index("local emergency number") < html.index("Not yet reviewed")


def test_a_rule_about_antacids_says_what_counts_as_one(page_of):
    text = words_in(page_of("ace_inhibitor"))

    assert "As oxide, carbonate, hydroxide or trisilicate, or in a product called" in text


def test_a_limit_s_advice_has_the_numbers_of_a_case(page_of):
    assert "is 400 mg, over the US limit of 350 mg" in words_in(page_of("ul_magnesium"))


@pytest.mark.parametrize("region", ["United States", "European Union", "United Kingdom", "Norway"])
def test_a_limit_shows_each_region(page_of, region):
    assert region in page_of("ul_magnesium")


def test_a_limit_says_which_one_is_used_when(page_of):
    assert "Where no region is known the US values are used" in words_in(page_of("ul_magnesium"))


def test_a_tip_cites_its_heading_in_the_source_document(page_of):
    assert tip_heading(knowledge().rule_book.by_id["take_with_meal"]) in page_of("take_with_meal")
