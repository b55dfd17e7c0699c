"""Everything that can be wrong in the knowledge files is found, and all of it at once."""

import re
import subprocess
import sys

import pytest

from tracker.knowledge import knowledge, load
from tracker.knowledge.loader import FOLDER

MG_CALCIUM = "rules/mg_calcium.toml"
GABAPENTIN = "rules/gabapentin.toml"
KIDNEY = "rules/kidney_severe.toml"
ZINC = "rules/mg_zinc_high.toml"
SADDLE_CITATIONS = (
    (FOLDER / "warning_signs.toml")
    .read_text(encoding="utf-8")
    .split("citations = ", 1)[1]
    .split("\n\n", 1)[0]
)
"""What the first warning sign cites."""

WRONG = [
    # What a field may hold.
    (MG_CALCIUM, "title =", "min-gap = 5\ntitle =", "unknown key 'min-gap'; allowed: advice, "),
    (MG_CALCIUM, "title =", "heading =", "'title' is missing"),
    (MG_CALCIUM, "'Magnesium and calcium'", "''", "'title' must not be empty"),
    (MG_CALCIUM, "'Magnesium and calcium'", "5", "title: must be a text, not 5"),
    (MG_CALCIUM, "'caution'", "'high'", "severity: must be one of info, caution, ask, emergency"),
    (MG_CALCIUM, "= 2026-11-22", "= 'today'", "last_reviewed: must be a date, not 'today'"),
    (MG_CALCIUM, "= 120", "= 1.5", "gap_if_partner_first_minutes: must be a whole number"),
    (MG_CALCIUM, "= 120", "= true", "gap_if_partner_first_minutes: must be a whole number"),
    (MG_CALCIUM, "at_least = 500", "at_least = nan", "at_least: must be a number, not Decimal"),
    (MG_CALCIUM, "['magnesium']", "'magnesium'", "minerals: must be a list"),
    (MG_CALCIUM, "flags = true", "flags = 1", "cases[0]: flags: must be true or false, not 1"),
    (MG_CALCIUM, "kind = 'spacing'", "kind = 'gap'", "kind: must be one of age, avoid_"),
    (MG_CALCIUM, "kind = 'spacing'", "kind = 'pairing'", "unknown key 'gap_if_partner_first"),
    (GABAPENTIN, "match = [", "match = ['gralise', ", "match: names something twice"),
    (KIDNEY, "{egfr_below = 30}", "30", "test: any_of[0]: profile: must be a table"),
    (KIDNEY, "[test]", "[tests]", "'test' is missing"),
    ("rules/consult_clinician.toml", "[test]", "[tests]", "needs one of the keys partner, test"),
    ("semantics.toml", "info = 'a tip", "tip = 'a tip", "severity: must be one of info, caution"),
    ("symptoms.toml", "[[symptoms]]", "[symptoms]", "cannot be read as TOML"),
    ("sources.toml", "verified = 'read'\n", "verified = 'seen'\n", "DOC: verified: must be one of"),
    ("codes.toml", "confidence = 'read'\n", "confidence = 'sure'\n", "confidence: must be one of"),
    ("warning_signs.toml", "# Signs", "x = 1\n# Signs", "unknown key 'x'; allowed: warning"),
    ("warning_signs.toml", "level = 'emergency'", "level = 'now'", "saddle_numbness: level: must"),
    # What stands in other files.
    (MG_CALCIUM, "'ANDON1996'", "'ANDON'", "citations[1]: source 'ANDON' is not in sources.toml"),
    ("forms.toml", "{source = 'DOC'", "{source = 'FOO'", "source 'FOO' is not in sources.toml"),
    ("warning_signs.toml", "'BACKES'", "'FOO'", "source 'FOO' is not in sources.toml"),
    (MG_CALCIUM, "['magnesium']", "['mgnesium']", "'mgnesium' is no known mineral group"),
    (MG_CALCIUM, "= 'calcium'", "= 'calcum'", "'calcum' is no known substance"),
    ("rules/dolutegravir.toml", "['calcium', 'iron'],", "['tin'],", "'tin' is no known substance"),
    (KIDNEY, "'kidney_moderate'", "'kidney_mild'", "'kidney_mild' is no known rule to supersede"),
    (KIDNEY, "acute_kidney_injury", "bad_kidneys", "any_of[2]: 'bad_kidneys' is no known condit"),
    ("rules/split_dose.toml", "['magnesium']", "['mg']", "test: 'mg' is no known substance"),
    ("rules/laxative_form.toml", "'oxide'", "'rust'", "test: 'rust' is no known form"),
    ("rules/laxative_form.toml", "= 'diarrhoea'", "= 'runs'", "'runs' is no known symptom"),
    ("rules/fluoroquinolone_neuropathy.toml", "'moxifloxacin'", "'moxi'", "no known rule"),
    ("rules/diet_first.toml", "'seeds'", "'cakes'", "'cakes' is no known food group"),
    ("rules/ul_zinc.toml", "= 'zinc'", "= 'iron'", "reference_intakes.toml has no limit for 'iro"),
    ("warning_signs.toml", "['weakness']", "['weak']", "both_legs_weak: 'weak' is no known symp"),
    ("symptoms.toml", "['confusion']", "['mist']", "symptoms.toml: confusion: 'mist' is no warn"),
    ("symptoms.toml", "rated_on = 'impact_0_4'", "rated_on = 'pgic'", "'pgic' has no words for"),
    ("semantics.toml", "'hydroxide'", "'foam'", "magnesium_antacid: 'foam' is no known form"),
    ("semantics.toml", "substance = 'zinc'", "substance = 'tin'", "'tin' is no known substance"),
    # Honesty.
    ("rules/myasthenia.toml", "claim =", "note =", "citations[0]: 'claim' is missing"),
    (MG_CALCIUM, "evidence_grade = 'D'\n", "", "'evidence_grade' is missing"),
    (MG_CALCIUM, "severity = 'caution'\nev", "ev", "'severity' is missing"),
    ("warning_signs.toml", SADDLE_CITATIONS, "[]",
     "saddle_numbness: citations: at least one is needed"),
    # Names.
    (GABAPENTIN, "id = 'gabapentin'", "id = 'gaba'", "id 'gaba' is not the name of the file"),
    (GABAPENTIN, "'neurontin'", "'Neurontin'", "match: 'Neurontin' must be lower case"),
    (GABAPENTIN, "'neurontin'", "'lanoxin'", "'lanoxin' stands in rules/gabapentin.toml too, fo"),
    (GABAPENTIN, "'neurontin'", "'digoxin'", "'digoxin' stands in rules/gabapentin.toml too, fo"),
    (GABAPENTIN, "'neurontin'", "'lyrica'", "'lyrica' stands in rules/pregabalin.toml too, for"),
    ("warning_signs.toml", "'bladder_bowel'", "'saddle_numbness'", "stands there 2 times"),
    ("warning_signs.toml", "'bladder_bowel'", "'gabapentin'", "is also the id of rules/gabapenti"),
    ("substances.toml", "names = ['calcium']", "names = ['iron']", "name 'iron' stands there 2"),
    ("substances.toml", "names = ['calcium']", "names = ['Ca']", "name 'Ca' must be lower case"),
    ("forms.toml", "'magnesium malate'", "'magnesium citrate'", "stands there 2 times"),
    ("symptoms.toml", "id = 'burning'", "id = 'tingling'", "symptom 'tingling' stands there 2"),
    ("symptoms.toml", "id = 'sciatica'", "id = 'fibromyalgia'", "condition 'fibromyalgia' stand"),
    ("codes.toml", "code = '38208-5'\n", "code = '38208-5'\nnote = 3\n", "note: must be a text"),
    # Numbers of rules.
    (MG_CALCIUM, "= 120", "= 0", "gaps must be above 0 minutes"),
    (MG_CALCIUM, "at_least = 250", "at_least = 500", "occasion_tiers: must stand highest first"),
    (MG_CALCIUM, "at_least = 250", "at_least = 0", "occasion_tiers: amounts must be above 0"),
    (ZINC, "at_least = 142", "over = 40", "tiers: must stand highest first"),
    (ZINC, "at_least = 142, ", "", "tiers[0]: one of at_least and over is needed"),
    (ZINC, "at_least = 142,", "at_least = 142, over = 142,", "tiers[0]: one of at_least and over"),
    (GABAPENTIN, "from_minutes = 0, below_minutes = 120", "from_minutes = 5, below_minutes = 120",
     "gap_tiers: mineral_first: must follow each other from 0 to 120 minutes"),
    (GABAPENTIN, "below_minutes = 120", "below_minutes = 90", "must follow each other from 0 to"),
    ("rules/bisphosphonate_daily.toml", "from_minutes = 30", "from_minutes = 20", "must follow"),
    ("rules/elvitegravir.toml", "order = 'either'", "order = 'mineral_first'", "'either' cannot"),
    ("rules/baloxavir.toml", "= 1440", "= 0", "window_minutes must be above 0"),
    ("rules/b6_lowest_limit.toml", "over = 12", "over = 0", "over must be above 0"),
    ("rules/diet_first.toml", "days = 7", "days = 0", "days and days_with_food_group_below must"),
    (MG_CALCIUM, "match_substance = 'calcium'\n", "", "match or match_substance is needed"),
    (MG_CALCIUM, "minerals = ['magnesium']", "minerals = []", "minerals: at least one is needed"),
    (MG_CALCIUM, "Some people", "{total} people", "advice: nothing is known to fill in {total}"),
    ("rules/ul_zinc.toml", "{total}", "{sum}", "advice: nothing is known to fill in {sum}"),
    ("rules/ul_zinc.toml", "{total}", "{total", "advice: "),
    # Numbers of facts.
    ("forms.toml", "= 172.42", "= 172.40", "molar_mass_g_mol is 172.40, but the formula gives 17"),
    ("forms.toml", "= 0.141\n", "= 0.142\n", "elemental_fraction is 0.142, but the formula gives"),
    ("forms.toml", "'C4H8MgN2O4'", "'C4H8N2O4'", "is no formula of magnesium in known elements"),
    ("forms.toml", "'C4H8MgN2O4'", "'C4H8Mg1N2O4?'", "is no formula of magnesium in known elem"),
    ("forms.toml", "element_atoms = 1", "element_atoms = 2", "element_atoms is 2, but the formula"),
    ("forms.toml", "compound = 'magnesium bisglycinate, anhydrous'", "compound = 'salt'",
     "glycinate: default_compound 'salt' is none of its compounds"),
    ("forms.toml", "low = 0.1\n", "low = 0.3\n", "typical_label_fraction: low and high are out of"),
    ("substances.toml", "Mg = 24.305", "Mg = 24.5", "but the formula gives"),
    ("substances.toml", "mineral = 'zinc'", "mineral = 'tin'", "mineral 'tin' is no substance"),
    ("substances.toml", "carbonate = 'calcium carbonate'", "carbonate = 'chalk'",
     "calcium: default_compound_by_form: carbonate: 'chalk' is no compound of calcium"),
    ("reference_intakes.toml", "age_from = 9, age_below = 200, value = 350",
     "age_from = 8, age_below = 200, value = 350",
     "magnesium: US: band from 8 years: overlaps the one before it"),
    ("reference_intakes.toml", "age_from = 9, age_below = 14, male",
     "age_from = 8, age_below = 14, male", "magnesium: recommended: band from 8 years: overlaps"),
    ("reference_intakes.toml", "age_below = 4, value = 65", "age_below = 1, value = 65",
     "band from 1 years: age_below must be above age_from"),
    ("reference_intakes.toml", "region = 'EU'", "region = 'US'", "region 'US' stands there 2"),
    ("reference_intakes.toml", "iu = 1500", "iu = 3000", "3000 IU are not 38 mcg"),
    ("reference_intakes.toml", "value = 38, iu = 1500", "value = 38", "needs value, iu and a conv"),
    ("reference_intakes.toml", "minutes = 1200", "minutes = 0", "window: minutes must be above 0"),
    ("reference_intakes.toml", "['magnesium', ", "['tin', ", "'tin' is no substance of substances"),
    ("semantics.toml", "occasion_minutes = 15", "occasion_minutes = 0", "must be above 0"),
    ("symptoms.toml", "max = 1440", "max = 0", "cramp: Minutes: max must be above min"),
    # Cases.
    (MG_CALCIUM, "at = '08:00'", "at = '8:00'", "cases[0].diary: intakes[0]: at: must be a time"),
    (MG_CALCIUM, "at = '08:00'", "on = 1, at = '08:00'", "intakes[0]: unknown key 'on'; allowed:"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "problem"), WRONG)
def test_what_is_wrong_is_said_with_its_place(copy, name, old, new, problem):
    copy.replace(name, old, new)

    problems = copy.problems()

    assert any(problem in line for line in problems), "\n".join(problems)


def test_a_problem_is_one_line_and_brings_no_others(copy):
    copy.replace(MG_CALCIUM, "'ANDON1996'", "'ANDON'")

    assert copy.problems() == [
        "rules/mg_calcium.toml: citations[1]: source 'ANDON' is not in sources.toml"
    ]


def test_an_unknown_key_is_answered_with_the_allowed_ones(copy):
    copy.replace("rules/pregabalin.toml", "title =", "min-gap = 5\ntitle =")

    (problem,) = copy.problems()

    assert problem.startswith("rules/pregabalin.toml: unknown key 'min-gap'; allowed: advice, ")
    assert ", examples, " in problem


def test_all_problems_are_reported_at_once(copy):
    copy.replace(MG_CALCIUM, "title =", "heading =")
    copy.replace(GABAPENTIN, "'neurontin'", "'Neurontin'")
    copy.replace("forms.toml", "= 172.42", "= 172.40")
    copy.replace("sources.toml", "verified = 'read'\n", "verified = 'seen'\n")
    copy.write("rules/unfinished.toml", "id = ")

    problems = "\n".join(copy.problems())

    assert "rules/mg_calcium.toml: unknown key 'heading'" in problems
    assert "rules/mg_calcium.toml: 'title' is missing" in problems
    assert "rules/gabapentin.toml: match: 'Neurontin' must be lower case" in problems
    assert "forms.toml: glycinate: magnesium bisglycinate, anhydrous: molar_mass" in problems
    assert "sources.toml: DOC: verified: must be one of read, memory, not 'seen'" in problems
    assert "rules/unfinished.toml: cannot be read as TOML" in problems


def test_a_broken_file_does_not_make_others_look_wrong(copy):
    copy.replace("forms.toml", "label = 'Glycinate'", "label = 1")

    assert copy.problems() == ["forms.toml: forms[0]: label: must be a text, not 1"]


def test_a_rule_that_cannot_be_parsed_is_still_known_to_the_others(copy):
    copy.write("rules/kidney_moderate.toml", "id = ")

    (problem,) = copy.problems()

    assert problem.startswith("rules/kidney_moderate.toml: cannot be read as TOML: ")


def test_a_missing_file_is_named(copy):
    (copy.folder / "symptoms.toml").unlink()
    assert copy.problems() == ["symptoms.toml: is missing"]


def test_a_sign_that_is_no_table_is_named_by_its_place(copy):
    copy.write("warning_signs.toml", "warning_signs = [1]")
    assert "warning_signs.toml: sign 1: must be a table" in copy.problems()


def test_a_folder_without_rules_is_refused(copy):
    for path in copy.folder.glob("rules/*.toml"):
        path.unlink()
    assert copy.problems() == ["rules/: no rule stands there"]


def test_a_file_that_does_not_belong_there_is_named(copy):
    copy.write("extra.toml", "")
    copy.write("rules/extra.tml", "")  # is no TOML file and of no interest
    assert copy.problems() == ["extra.toml: is no file of this folder; a rule stands in rules/"]


def test_a_file_that_is_no_text_is_named(copy):
    (copy.folder / "rules/lithium.toml").write_bytes(b"id = '\xff'")
    assert "rules/lithium.toml: cannot be read as TOML" in copy.problems()[0]


@pytest.mark.parametrize(
    ("kept", "wanted"), [("true", "one that flags"), ("false", "one that doe")]
)
def test_a_rule_that_can_flag_has_a_case_of_each_kind(copy, kept, wanted):
    path = copy.folder / GABAPENTIN
    other = "false" if kept == "true" else "true"
    path.write_text(path.read_text().replace(f"flags = {kept}", f"flags = {other}"))

    (problem,) = copy.problems()

    assert f"rules/gabapentin.toml: cases: {wanted}" in problem


def test_a_rule_without_cases_lacks_both(copy):
    path = copy.folder / GABAPENTIN
    path.write_text(path.read_text().split("[[cases]]")[0])
    assert len(copy.problems()) == 2


def test_a_compound_has_the_same_numbers_under_each_form(copy):
    topical = "route = 'topical'"
    path = copy.folder / "forms.toml"
    head, tail = path.read_text().split(topical, 1)
    path.write_text(head + topical + tail.replace("= 203.3\n", "= 203.299\n", 1))

    (problem,) = copy.problems()

    assert problem == (
        "forms.toml: chloride_topical: magnesium chloride hexahydrate: "
        "stands with other numbers under another form"
    )


def test_the_version_is_the_day_of_the_last_review_and_a_hash():
    assert re.fullmatch(r"2026\.11\.22-[0-9a-f]{10}", knowledge().version)
    assert knowledge().rule_book.version == knowledge().version


def test_the_version_does_not_depend_on_line_endings(copy):
    for path in copy.folder.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(copy.folder).version == knowledge().version


def test_the_version_changes_with_any_word(copy):
    copy.replace("foods.toml", "banana", "bananas")
    assert load(copy.folder).version != knowledge().version


def test_rules_are_sorted_by_id():
    ids = [rule.id for rule in knowledge().rule_book.rules]
    assert ids == sorted(ids)


def test_knowledge_is_read_once():
    assert knowledge() is knowledge()


def test_django_is_not_needed():
    program = "import sys, tracker.knowledge as k; k.knowledge(); print('django' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=FOLDER.parent.parent,
    )
    assert run.stdout.strip() == "False"
