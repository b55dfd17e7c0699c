"""The forms of magnesium."""

from html import unescape

import pytest

from tracker.knowledge import knowledge
from tracker.views.shown.magnesium_forms import holds, in_a_sentence

KNOWN = knowledge()


@pytest.fixture
def html(html_of):
    return unescape(html_of("/forms/"))


@pytest.mark.parametrize("form", KNOWN.forms, ids=lambda form: form.id)
def test_every_form_has_its_own_part(html, form):
    assert f'id="{form.id}">{form.label}</h2>' in html


@pytest.mark.parametrize("form", KNOWN.forms, ids=lambda form: form.id)
def test_it_says_how_a_form_is_taken_up_and_how_it_sits(html, form):
    assert form.relative_bioavailability.statement in html
    assert form.gi_tolerance.statement in html


@pytest.mark.parametrize("row", KNOWN.document_table, ids=lambda row: row.label)
def test_the_document_s_table_stands_there(html, row):
    assert all(text in html for text in (row.label, row.benefit, row.bioavailability, row.uses))


def test_the_document_s_heading_is_cited(html):
    assert "Which Form of Magnesium is Best for Nerve Pain?" in html


def test_it_says_what_a_form_holds(html):
    assert "1,000 mg glycinate holds 141 mg magnesium." in html


def test_half_a_milligram_is_rounded_up():
    threonate = KNOWN.default_compound(KNOWN.form("threonate"))

    assert holds(threonate).mg == "83"


@pytest.mark.parametrize(
    "doubt",
    ["'Best for nerve pain' is not established", "brain claim unproven", "the 2017 review says"],
)
def test_it_says_where_the_document_goes_further_than_the_evidence(html, doubt):
    assert doubt.lower() in html.lower()


@pytest.mark.parametrize("compound", KNOWN.compounds, ids=lambda compound: compound.name)
def test_the_salts_of_other_minerals_stand_there(html, compound):
    assert compound.name.lower() in html.lower()


def test_a_form_s_name_inside_a_sentence_is_small():
    assert in_a_sentence("Sulfate (Epsom salt)") == "sulfate (Epsom salt)"


def test_the_l_of_l_threonate_stays():
    assert in_a_sentence("L-threonate") == "L-threonate"
