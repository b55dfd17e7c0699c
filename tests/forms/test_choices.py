"""What a form offers."""

from tracker.forms.choices import form_choices, medicine_names, units_of
from tracker.knowledge import knowledge


def test_glycinate_stands_first():
    assert [form for form, _label in form_choices("magnesium")][:3] == [
        "glycinate",
        "citrate",
        "oxide",
    ]


def test_every_form_of_the_knowledge_is_offered():
    assert len(form_choices("magnesium")) == len(knowledge().forms)


def test_a_form_is_offered_once_though_labels_write_it_in_two_ways():
    assert [form for form, _label in form_choices("iron")] == ["sulfate", "fumarate"]


def test_vitamin_d_is_in_iu_or_micrograms():
    assert units_of("vitamin_d") == ("IU", "mcg")


def test_magnesium_has_no_iu():
    assert "IU" not in units_of("magnesium")


def test_medicines_are_those_that_rules_know():
    assert {"Levothyroxine", "Doxycycline", "Gabapentin"} <= set(medicine_names())


def test_no_medicine_is_named_twice():
    names = [name.lower() for name in medicine_names()]

    assert sorted(set(names)) == sorted(names)
