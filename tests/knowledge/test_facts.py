"""The facts are those of the sources: numbers spot-checked, and no rule missing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.domain.diary import Content, Profile
from tracker.domain.rules.model import (
    CombinationRule,
    DailyAmountRule,
    IntakeRule,
    LimitRule,
    OtherRegionsLimitRule,
    Partnered,
    SpacingRule,
    WarningSign,
    WeeklyDietRule,
)
from tracker.knowledge import knowledge
from tracker.knowledge.facts import NOT_RECHECKED

BOOK = knowledge().rule_book


def words(text):
    return text.split()


SPACING = words("""
    ace_inhibitor alpha_lipoic_acid atazanavir azole_capsules bictegravir bictegravir_calcium_iron
    bisphosphonate_daily bisphosphonate_etidronate bisphosphonate_ibandronate cabotegravir_oral
    chelator_medicines ciprofloxacin digoxin dolutegravir dolutegravir_rilpivirine eltrombopag
    elvitegravir erlotinib fexofenadine fluoroquinolone_other gabapentin hepc_antacid
    hydroxychloroquine levofloxacin levothyroxine mg_calcium mg_iron mg_phosphate moxifloxacin
    mycophenolate omadacycline other_ask penicillamine rilpivirine_oral rosuvastatin sotalol
    tetracycline""")
COMBINATIONS = words("""
    antacid_avoid_other baloxavir raltegravir raltegravir_hd_calcium sodium_polystyrene_sulfonate
    """)
SHOWN_ONLY = words("""
    aminoglycoside anticonvulsant_other calcineurin_inhibitor calcium_channel_blocker cannot_tell
    duloxetine_tca lithium loop_thiazide metformin methotrexate mg_alcohol mg_antacid_laxative mg_b6
    mg_caffeine mg_phytate_meal mg_vitamin_d neuromuscular_blocker opioid_analgesic
    oral_muscle_relaxant potassium potassium_sparing ppi_long_term pregabalin simple_analgesic
    vitamin_b12 warfarin_doac""")
INTAKE_RULES = words("""
    amount_basis_unknown bowel_obstruction consult_clinician fluoroquinolone_neuropathy heart_block
    implausible_elemental infant_child kidney_moderate kidney_severe laxative_form myasthenia
    new_user_glycinate pair_magnesium_vitamin_d pair_vitamin_d pregnancy split_dose take_with_meal
    topical_not_counted unit_suspect_vitd""")
LIMITS = ["ul_calcium", "ul_magnesium", "ul_vitamin_b6", "ul_vitamin_d", "ul_zinc"]
WARNING_SIGNS = words("""
    allergic_reaction bladder_bowel both_legs_weak breathing chest_pain cold_limb confusion
    foot_ulcer mg_tox_combo overdose persistent_diarrhoea pre_eclampsia saddle_numbness seizure
    self_harm sexual_numbness shingles_eye shingles_new slow_heart spine_infection sudden_one_sided
    swallow_vision weakness_new worst_headache""")


def rule(rule_id):
    return BOOK.by_id[rule_id]


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        (SpacingRule, SPACING),
        (CombinationRule, COMBINATIONS),
        (DailyAmountRule, ["mg_zinc_high"]),
        (Partnered, SHOWN_ONLY),
        (IntakeRule, INTAKE_RULES),
        (LimitRule, LIMITS),
        (OtherRegionsLimitRule, ["b6_lowest_limit"]),
        (WeeklyDietRule, ["diet_first"]),
        (WarningSign, WARNING_SIGNS),
    ],
)
def test_every_rule_is_there(kind, ids):
    assert [one.id for one in BOOK.rules if type(one) is kind] == ids


def test_there_are_119_rules():
    assert len(BOOK.rules) == 69 + 26 + 24


@pytest.mark.parametrize(
    ("rule_id", "after_partner", "after_mineral", "severity"),
    [
        ("mg_calcium", 120, 120, "caution"),
        ("levothyroxine", 240, 240, "caution"),
        ("ciprofloxacin", 120, 360, "ask"),
        ("moxifloxacin", 240, 480, "ask"),
        ("tetracycline", 120, 240, "ask"),
        ("bisphosphonate_ibandronate", 120, 360, "caution"),
        ("gabapentin", 120, 120, "caution"),
        ("dolutegravir", 120, 360, "ask"),
        ("cabotegravir_oral", 240, 120, "ask"),
        ("rilpivirine_oral", 240, 120, "ask"),
        ("atazanavir", 120, 60, "ask"),
        ("eltrombopag", 240, 240, "ask"),
        ("erlotinib", 120, 240, "ask"),
        ("alpha_lipoic_acid", 240, 120, "info"),
    ],
)
def test_gaps(rule_id, after_partner, after_mineral, severity):
    one = rule(rule_id)
    assert one.gap_if_partner_first_minutes == after_partner
    assert one.gap_if_mineral_first_minutes == after_mineral
    assert one.severity == severity


def test_tiers_of_a_gap():
    tiers = rule("bisphosphonate_daily").gap_tiers
    assert [(one.order, one.from_minutes, one.below_minutes, one.severity) for one in tiers] == [
        ("partner_first", 0, 30, "caution"),
        ("partner_first", 30, 120, "info"),
        ("mineral_first", 0, 120, "caution"),
    ]


def test_tiers_of_an_amount():
    calcium = [(one.at_least, one.severity) for one in rule("mg_calcium").occasion_tiers]
    zinc = [(one.at_least, one.over, one.severity) for one in rule("mg_zinc_high").tiers]
    assert calcium == [(500, "caution"), (250, "info")]
    assert [(one.at_least, one.severity) for one in rule("mg_iron").occasion_tiers] == [
        (25, "caution")
    ]
    assert zinc == [(142, None, "caution"), (None, 40, "info")]


def test_the_meal_exception_of_juluca_leaves_antacids_out():
    exception = rule("dolutegravir_rilpivirine").together_with_food_ok
    assert exception.minerals == {"calcium", "iron"}
    assert (exception.max_gap_minutes, exception.not_product_class) == (15, "antacid")


def test_combinations_look_a_day_around():
    assert {one.window_minutes for one in BOOK.of_type(CombinationRule)} == {1440}


def test_the_window_and_the_occasion():
    assert (BOOK.window_minutes, BOOK.occasion_minutes) == (1200, 15)


def test_mineral_groups():
    antacid = BOOK.mineral_groups["magnesium_antacid"]
    assert antacid.forms == {"oxide", "hydroxide", "carbonate", "trisilicate"}
    assert antacid.product_classes == {"antacid"}
    assert BOOK.mineral_groups["calcium_antacid"].forms == {"carbonate"}
    assert len(BOOK.mineral_groups) == 6


def limit(substance, region, age):
    found = BOOK.limits[substance].in_region(region, Fraction(age))
    return found and found.value


@pytest.mark.parametrize(
    ("substance", "region", "age", "value"),
    [
        ("magnesium", "US", "1/2", None),
        ("magnesium", "US", 1, 65),
        ("magnesium", "US", 8, 110),
        ("magnesium", "US", 9, 350),
        ("magnesium", "EU", 3, None),
        ("magnesium", "EU", 4, 250),
        ("magnesium", "UK", 18, 400),
        ("magnesium", "UK", 17, 250),  # the EU value stands in
        ("calcium", "US", 50, 2500),
        ("calcium", "US", 51, 2000),
        ("calcium", "EU", 17, None),
        ("calcium", "UK", 40, 1500),
        ("vitamin_d", "US", "1/2", 1500),
        ("vitamin_d", "US", 1, 2500),
        ("vitamin_d", "US", 9, 4000),
        ("vitamin_d", "EU", "1/2", 1400),
        ("vitamin_d", "UK", 10, 2000),
        ("vitamin_b6", "US", 40, 100),
        ("vitamin_b6", "EU", 40, 12),
        ("vitamin_b6", "EU", "1/2", Decimal("2.2")),
        ("vitamin_b6", "UK", 40, 10),
        ("zinc", "US", 13, 23),
        ("zinc", "EU", 40, 25),
        ("zinc", "UK", 40, 25),
        ("zinc", "EU", "1/2", None),
    ],
)
def test_limits(substance, region, age, value):
    assert limit(substance, region, age) == value


def test_what_a_limit_counts():
    counted = {
        (substance, region): found.counts_sources
        for substance, limits in BOOK.limits.items()
        for region, found in limits.by_region.items()
    }
    supplements = {"supplement", "medicine"}
    assert counted["magnesium", "US"] == counted["zinc", "UK"] == supplements
    assert counted["calcium", "US"] == counted["vitamin_d", "UK"] == supplements | {"food"}


def test_vitamin_d_is_compared_in_iu():
    assert BOOK.limits["vitamin_d"].for_person(Profile(), None).unit == "IU"


def test_norway_stands_on_the_page_only():
    regions = [level.region for level in knowledge().reference_intakes.of("magnesium").limits]
    assert regions == ["US", "EU", "UK", "NORWAY"]
    assert set(BOOK.limits["magnesium"].by_region) == {"US", "EU", "UK"}


def test_recommended_intakes():
    adult = knowledge().reference_intakes.of("magnesium").recommended.bands[6]
    assert (adult.age_from, adult.age_below) == (19, 31)
    assert (adult.male, adult.female, adult.pregnant, adult.lactating) == (400, 310, 350, 310)


def amount(substance, **content):
    found = BOOK.substances.find(substance).amount_of(Content(substance, **content))
    return None if found is None else round(float(found), 4)


@pytest.mark.parametrize(
    ("substance", "form", "mg"),
    [
        ("magnesium", "glycinate", 141.0),
        ("magnesium", "Magnesium Bisglycinate", 141.0),
        ("magnesium", "citrate", 161.6),
        ("magnesium", "oxide", 603.0),
        ("magnesium", "chloride", 119.6),
        ("magnesium", "magnesium L-threonate", 82.5),
        ("magnesium", "Epsom salt", 98.6),
        ("calcium", "carbonate", 400.4),
        ("iron", "ferrous sulfate", 200.9),
        ("zinc", "picolinate", 211.2),
        ("magnesium", "a brand", None),
    ],
)
def test_a_gram_of_a_form_holds(substance, form, mg):
    gram = Content(substance, form, Decimal(1), "g", "compound")
    found = BOOK.substances.find(substance).amount_of(gram)
    assert (None if found is None else float(found)) == mg


def test_a_named_compound_goes_before_the_form():
    assert amount(
        "magnesium", form="citrate", amount=Decimal(100), unit="mg", basis="compound",
        compound="magnesium hydrogen citrate 1:1",
    ) == 11.34  # fmt: skip


def test_a_mcg_of_vitamin_d_is_40_iu():
    assert amount("vitamin_d", amount=Decimal(25), unit="mcg") == 1000


def test_a_mmol_of_magnesium_is_24_mg():
    assert amount("magnesium", amount=Decimal(10), unit="mmol") == 243.05


@pytest.mark.parametrize(
    ("name", "substance_id"),
    [
        ("Vitamin D3", "vitamin_d"),
        ("colecalciferol", "vitamin_d"),
        ("P5P", "vitamin_b6"),
        ("ferrous iron", "iron"),
        ("thioctic acid", "alpha_lipoic_acid"),
    ],
)
def test_substances_are_found_by_their_names(name, substance_id):
    assert BOOK.substances.find(name).id == substance_id


def test_calcitriol_is_no_vitamin_d():
    assert BOOK.substances.find("calcitriol") is None


def test_the_form_of_a_content_is_found_by_name():
    assert BOOK.substances.form_id(Content(form="Milk of Magnesia")) == "hydroxide"


def test_the_document_has_five_forms():
    rows = [(row.label, row.uses) for row in knowledge().document_table]
    assert [label for label, _ in rows] == [
        "Glycinate", "Malate", "Threonate", "Citrate", "Chloride (on the skin)",
    ]  # fmt: skip
    assert rows[0] == ("Glycinate", "Neuropathic pain, anxiety, insomnia")


@pytest.mark.parametrize(
    ("rule_id", "heading"),
    [
        ("pair_magnesium_vitamin_d", "Pair with Vitamin D"),
        ("take_with_meal", "Time Your Dosage"),
        ("mg_calcium", "Avoid High-Dose Calcium"),
        ("new_user_glycinate", "Start with a High-Bioavailability Form"),
        ("diet_first", "Prioritize Dietary Sources"),
        ("consult_clinician", "The Verdict on Magnesium and Nerve Pain"),
    ],
)
def test_each_tip_of_the_document_is_a_rule_that_cites_its_heading(rule_id, heading):
    cited = [one.locator for one in rule(rule_id).citations if one.source == "DOC"]
    assert cited == [heading]


@pytest.mark.parametrize(
    "rule_id",
    ["mg_calcium", "pair_magnesium_vitamin_d", "topical_not_counted", "new_user_glycinate"],
)
def test_where_wider_evidence_disagrees_the_rule_says_so(rule_id):
    assert rule(rule_id).disagreement


@pytest.mark.parametrize("one", BOOK.rules, ids=lambda one: one.id)
def test_a_rule_says_how_sure_it_is_and_who_reviewed_it(one):
    assert one.citations
    assert all(citation.locator and citation.claim for citation in one.citations)
    assert one.last_reviewed.isoformat() == "2026-11-22"
    assert one.clinical_reviewer == ""
    assert (one.evidence_grade is None) is isinstance(one, WarningSign)


@pytest.mark.parametrize("one", BOOK.rules, ids=lambda one: one.id)
def test_a_claim_is_what_the_source_says_and_no_echo_of_the_rule(one):
    own_words = {one.direction, one.mechanism, one.advice, one.when, getattr(one, "text", "")}
    assert own_words.isdisjoint(citation.claim for citation in one.citations)
    assert not any("your profile" in citation.claim.lower() for citation in one.citations)


@pytest.mark.parametrize(
    ("rule_id", "name"),
    [
        ("duloxetine_tca", "SNRI"),
        ("raltegravir_hd_calcium", "raltegravir HD"),
        ("raltegravir_hd_calcium", "Isentress HD"),
        ("mycophenolate", "CellCept"),
        ("mg_phosphate", "K-Phos"),
        ("levothyroxine", "Armour Thyroid"),
    ],
)
def test_a_name_with_capitals_inside_is_an_example_in_its_spelling(rule_id, name):
    assert name in rule(rule_id).examples
    assert name.lower() in rule(rule_id).match


def test_knowledge_that_was_not_looked_up_names_no_other_publisher():
    source = knowledge().sources["CODES_MEM"]
    assert (source.publisher, source.verified) == ("this project", "memory")
    assert not source.url.startswith("http")


@pytest.mark.parametrize("form_id", ["glycinate", "threonate", "chloride_topical"])
def test_where_the_document_claims_more_than_is_known_the_form_says_so(form_id):
    (form,) = [one for one in knowledge().forms if one.id == form_id]
    assert form.disagreement.startswith(("The source document", "By the source document"))


def test_rules_from_memory_say_so():
    assert knowledge().honesty_note(rule("myasthenia")) == NOT_RECHECKED
    assert knowledge().honesty_note(rule("mg_calcium")) == ""


def test_rules_about_gaps_share_their_exceptions():
    assert "trace excipients such as magnesium stearate" in rule("digoxin").does_not_apply_to
    assert rule("mg_phosphate").does_not_apply_to[-1] == "cola and phosphate in ordinary food"


def test_the_level_of_a_warning_sign_gives_its_severity():
    severities = {(sign.level, sign.severity) for sign in knowledge().warning_signs}
    assert severities == {
        ("emergency", "emergency"),
        ("urgent_same_day", "ask"),
        ("call_clinician", "ask"),
    }


def test_only_codes_that_were_read_are_shippable():
    shippable = {code.code for code in knowledge().codes if code.is_shippable}
    assert "72514-3" in shippable
    assert "2601-3" not in shippable
    assert {code.confidence for code in knowledge().codes if code.is_shippable} == {"read"}


def test_a_symptom_code_is_shippable_only_where_it_was_read():
    symptoms = {symptom.id: symptom for symptom in knowledge().symptoms}
    assert knowledge().is_shippable(symptoms["nerve_pain"].snomed_ct)
    assert not knowledge().is_shippable(symptoms["cramp"].snomed_ct)
    assert not knowledge().is_shippable(symptoms["shooting"].snomed_ct)


def test_symptoms_and_their_scales():
    symptoms = {symptom.id: symptom for symptom in knowledge().symptoms}
    assert len(symptoms) == 24
    assert [one.label for one in symptoms["cramp"].measures] == [
        "Count per day", "Worst intensity", "Minutes",
    ]  # fmt: skip
    assert symptoms["sleep"].measures[0].better == "high"
    bristol = symptoms["constipation"].measures[0]
    assert (bristol.min, bristol.max, bristol.better) == (1, 7, "none")
    assert symptoms["confusion"].measures == ()


def test_words_and_places():
    assert len(knowledge().body_sites) == 30
    assert knowledge().sides == ("left", "right", "both", "middle", "not applicable")
    assert "burning" in knowledge().qualities
    assert len(knowledge().patterns) == 6


def test_a_meaningful_change_in_pain():
    change = knowledge().meaningful_change
    assert (change.raw_points, change.percent) == (2, 30)


def test_foods_of_the_tip():
    foods = {food.name: food for food in knowledge().foods}
    assert len(foods) == 23
    assert foods["pumpkin seeds, roasted"].magnesium_mg == 156
    assert foods["spinach, boiled"].group == "leafy_greens"


def test_signs_of_too_much_magnesium():
    assert len(knowledge().hypermagnesaemia.serum_bands) == 5
    assert len(knowledge().hypermagnesaemia.signs_to_notice) == 6


def test_safety_conditions_are_conditions():
    safety = {one.id for one in knowledge().conditions if one.is_safety}
    assert safety == {
        "acute_kidney_injury", "heart_block", "bradycardia", "myasthenia_gravis",
        "bowel_obstruction", "nerve_pain", "diabetes", "hypermagnesaemia",
    }  # fmt: skip
