"""What pages show, as plain values."""

from decimal import Decimal

import pytest

from tracker.domain.rules.model import SpacingRule
from tracker.knowledge import knowledge
from tracker.knowledge.facts import Reference
from tracker.views.shown.citations import cited
from tracker.views.shown.ribbons import AXIS_HOURS, ribbons, x_of
from tracker.views.shown.statements import statement
from tracker.views.shown.words import ages, as_sentence, either, every, length_of_time

KNOWN = knowledge()
BY_ID = KNOWN.rule_book.by_id
SPACING = KNOWN.rule_book.of_type(SpacingRule)


# Words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (120, "2 hours"),
        (1440, "24 hours"),
    ],
)
def test_a_length_of_time_stands_in_hours_and_minutes(minutes, words):
    assert length_of_time(minutes) == words


def test_a_list_of_none_one_and_many():
    assert [either([]), either(["a"]), either(["a", "b"])] == ["", "a", "a or b"]
    assert every(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("age_from", "age_below", "words"),
    [
        ("0", "1", "under 1 year"),
        ("0", "4", "under 4 years"),
        ("0", "0.5", "under 6 months"),
        ("0.5", "1", "6 to 11 months"),
        ("1", "4", "1 to 3 years"),
        ("9", "200", "from 9 years"),
    ],
)
def test_a_band_of_ages_stands_in_words(age_from, age_below, words):
    assert ages(Decimal(age_from), Decimal(age_below)) == words


def test_a_sentence_gets_a_capital_and_one_full_stop():
    sentences = [as_sentence(text) for text in ("it binds", "Does it?", "(So.)", "")]

    assert sentences == ["It binds.", "Does it?", "(So.)", ""]


# Statements


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        (
            "levothyroxine",
            "4 hours between the medicine and magnesium, calcium or iron, whichever comes first.",
        ),
        (
            "moxifloxacin",
            "Wait 4 hours after the medicine, 8 hours after magnesium, iron or zinc.",
        ),
        (
            "mg_calcium",
            "2 hours between calcium and magnesium, whichever comes first."
            " From 250 mg of calcium at one time.",
        ),
        (
            "dolutegravir",
            "Wait 2 hours after the medicine, 6 hours after magnesium, calcium, iron or zinc."
            " With a meal, calcium and iron may go together with it.",
        ),
        (
            "raltegravir",
            "Hours apart may not be enough: looked at within 24 hours of magnesium.",
        ),
        (
            "mg_zinc_high",
            "Looked at where zinc within 20 hours reaches:"
            " 142 mg or more (Caution) and more than 40 mg (Information).",
        ),
        ("ul_magnesium", "Adults, in any 20 hours: US 350 mg, European 250 mg, UK 400 mg."),
        ("chest_pain", "Chest pain or pressure."),
    ],
)
def test_a_rule_in_one_line(rule_id, words):
    assert statement(BY_ID[rule_id], KNOWN) == words


# Ribbons


@pytest.mark.parametrize("rule", SPACING, ids=lambda rule: rule.id)
def test_every_gap_fits_on_the_ribbon(rule):
    gaps = (rule.gap_if_partner_first_minutes, rule.gap_if_mineral_first_minutes)

    assert max(gaps) <= AXIS_HOURS * 60


@pytest.mark.parametrize("rule", SPACING, ids=lambda rule: rule.id)
def test_the_hatched_time_has_no_hole_and_ends_at_the_gap(rule):
    for ribbon in ribbons(rule, KNOWN):
        ends = [stretch.x + stretch.width for stretch in ribbon.stretches]

        assert [stretch.x for stretch in ribbon.stretches] == pytest.approx([x_of(0), *ends[:-1]])
        assert ends[-1] == pytest.approx(ribbon.clear_x)


def test_steps_of_severity_stand_in_words():
    after_medicine, _ = ribbons(BY_ID["eltrombopag"], KNOWN)

    assert [stretch.says for stretch in after_medicine.stretches] == [
        "under 2 hours: ask first",
        "2 hours to 4 hours: information",
    ]


# Citations


def test_a_source_without_an_address_on_the_web_is_no_link():
    (document,) = cited([Reference(source="DOC")], KNOWN)

    assert document.url == ""


def test_a_note_of_a_source_stands_once():
    source = KNOWN.sources["CALC"]
    (shown,) = cited([Reference(source="CALC", note=source.note)], KNOWN)

    assert shown.notes == (source.note,)


@pytest.mark.parametrize("source", KNOWN.sources.values(), ids=lambda source: source.id)
def test_every_source_says_how_it_was_read(source):
    (shown,) = cited([Reference(source=source.id)], KNOWN)

    assert shown.is_convention or "read" in shown.how_read or "not re-checked" in shown.how_read
