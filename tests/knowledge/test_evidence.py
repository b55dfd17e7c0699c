"""What studies say: read with its sources, and every mistake in it found."""

import pytest

from tracker.knowledge import knowledge

EVIDENCE = "evidence.toml"

WRONG = [
    ("substance = 'magnesium'", "substance = 'gold'", "'gold' is no known substance"),
    ("'nerve_pain'", "'nerves'", "'nerves' is no known symptom"),
    ("'PICKERING2011'", "'NOBODY'", "source 'NOBODY' is not in sources.toml"),
    ("evidence_grade = 'B'", "evidence_grade = 'Z'", "evidence_grade: must be one of A, B, C, D"),
    ("B = ", "# ", "grade B has no meaning in grades"),
    ("statement = '''", "says = '''", "unknown key 'says'"),
    ("id = 'magnesium_sleep'", "id = 'magnesium_cramps'", "stands there 2 times"),
    ("last_reviewed = ", "reviewed = ", "'last_reviewed' is missing"),
]


@pytest.mark.parametrize(("old", "new", "problem"), WRONG)
def test_what_is_wrong_is_found(copy, old, new, problem):
    copy.replace(EVIDENCE, old, new)

    assert any(line.startswith(EVIDENCE) and problem in line for line in copy.problems())


def test_a_finding_needs_a_source(copy):
    text = (copy.folder / EVIDENCE).read_text(encoding="utf-8")
    head, _, rest = text.partition("\n[[findings.references]]")
    copy.write(
        EVIDENCE, f"{head}\nreferences = []\n\n[[findings]]{rest.partition('[[findings]]')[2]}"
    )

    assert copy.problems() == [
        "evidence.toml: magnesium_neuropathic_pain: needs at least one reference"
    ]


def test_the_nearest_finding_comes_first():
    found = knowledge().evidence.about("magnesium", "nerve_pain")

    assert [one.id for one in found] == ["magnesium_neuropathic_pain", "magnesium_chronic_pain"]


@pytest.mark.parametrize(("substance", "symptom"), [("calcium", "nerve_pain"), ("magnesium", "x")])
def test_of_anything_else_nothing_is_said(substance, symptom):
    assert knowledge().evidence.about(substance, symptom) == ()
