"""Find a medicine."""

from html import escape

import pytest

from tracker.domain.rules.model import Partnered
from tracker.knowledge import knowledge
from tracker.views.shown.medicines import medicines_by_letter, names_of

BY_ID = knowledge().rule_book.by_id
RULES = knowledge().rule_book.of_type(Partnered)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_name_of_every_rule_is_there(html_of, rule):
    html = html_of("/medicines/").lower()

    assert all(f">{escape(name)}</a>".lower() in html for name in rule.match)


def test_a_name_stands_once():
    names = [line.name for letter in medicines_by_letter(knowledge()) for line in letter.lines]

    assert len(names) == len(set(names))


def test_the_letters_stand_in_order():
    letters = [letter.letter for letter in medicines_by_letter(knowledge())]

    assert letters == sorted(set(letters))


def test_a_name_of_two_rules_leads_to_both(html_of):
    html = html_of("/medicines/")

    assert 'href="/rules/bictegravir_calcium_iron/"' in html
    assert 'href="/rules/fluoroquinolone_neuropathy/"' in html


def test_a_brand_is_spelled_as_its_maker_does():
    assert "Isentress HD" in names_of(BY_ID["raltegravir_hd_calcium"], knowledge())


def test_a_substance_is_found_by_its_own_name():
    assert "Iron" in names_of(BY_ID["mg_iron"], knowledge())


def test_a_medicine_that_is_not_there_has_an_answer_too(html_of):
    assert 'href="/rules/cannot_tell/"' in html_of("/medicines/")
