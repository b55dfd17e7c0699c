"""What was felt, how doses were borne, and what a day held."""

from decimal import Decimal

import pytest

from tests.exports.fhir.documents import document_of, only, resources
from tests.factories import make_content, make_intake, make_score
from tracker.domain.diary import CustomSymptom, Diary, Scale, Site

OWN = CustomSymptom("own-1", "Cold feet")


def felt(**fields):
    diary = Diary(symptoms=(make_score(**fields),), custom_symptoms=(OWN,))
    return only(document_of(diary), "Observation")


def totals(*intakes):
    """Return the value of each total, by its substance."""
    bundle = document_of(Diary(intakes=intakes))
    return {
        one["code"]["text"].partition(" taken")[0]: one.get("valueQuantity")
        for one in resources(bundle, "Observation")
    }


def value(quantity):
    return quantity.get("comparator", "="), quantity["value"], quantity["code"]


def test_a_score_of_pain_is_the_pain_severity_of_loinc():
    score = felt()

    assert score["code"]["coding"][0]["code"] == "72514-3"
    assert score["code"]["text"] == "Nerve pain"
    assert score["effectiveDateTime"] == "2026-06-10T21:00:00+02:00"
    assert (score["performer"], score["status"]) == ([score["subject"]], "final")
    assert score["category"][0]["coding"][0]["code"] == "survey"
    assert value(score["valueQuantity"]) == ("=", 6, "{score}")


@pytest.mark.parametrize(
    "scale", [Scale(max=Decimal(100)), Scale(better="high"), Scale(unit="times")]
)
def test_pain_on_another_scale_is_not_that_code(scale):
    codings = felt(scale=scale)["code"].get("coding", [])

    assert "72514-3" not in [one["code"] for one in codings]


def test_a_symptom_whose_code_was_not_read_is_text():
    assert felt(symptom="fatigue")["code"] == {"text": "Fatigue"}


def test_a_symptom_whose_code_was_read_has_it():
    code = felt(symptom="numbness")["code"]

    assert code["coding"][0]["system"] == "http://snomed.info/sct"
    assert code["coding"][0]["code"] == "44077006"


@pytest.mark.parametrize(("unit", "code"), [("cramps", "{cramps}"), ("minutes", "min")])
def test_a_count_is_no_intensity(unit, code):
    score = felt(symptom="cramp", scale=Scale(unit=unit, max=Decimal(100)), value="3")

    assert value(score["valueQuantity"]) == ("=", 3, code)
    assert "coding" not in score["code"]


def test_a_score_of_zero_is_a_score():
    assert felt(value="0")["valueQuantity"]["value"] == 0


def test_a_sign_without_a_value_was_there():
    sign = felt(symptom="saddle_numbness", value=None)

    assert sign["valueBoolean"] is True
    assert sign["code"] == {"text": "Numb around the seat"}
    assert "valueQuantity" not in sign


def test_a_symptom_of_ones_own_has_its_name():
    assert felt(symptom="own-1")["code"] == {"text": "Cold feet"}


def test_places_and_kinds_of_pain_are_told():
    sites = (Site("sole", "left"), Site("toes", None))
    score = felt(sites=sites, qualities=("burning", "numb"))

    assert score["bodySite"] == {"text": "sole (left), toes"}
    assert [one["valueCodeableConcept"]["text"] for one in score["component"]] == [
        "burning",
        "numb",
    ]


@pytest.mark.parametrize(
    ("better", "ending"), [("low", "; 0 is best"), ("high", "; 10 is best"), ("none", "")]
)
def test_the_scale_is_told_with_its_better_end(better, ending):
    method = felt(symptom="mood", scale=Scale(better=better))["method"]["text"]

    assert method == f"Scored by the person from 0 to 10{ending}"


def test_how_a_dose_was_borne_belongs_to_the_dose():
    dose = make_intake(tolerance=("nausea", "constipation"), contents=())
    bundle = document_of(Diary(intakes=(dose,)))
    (address,) = [
        entry["fullUrl"]
        for entry in bundle["entry"]
        if "partOf" in entry["resource"]
        and entry["resource"]["resourceType"] == "MedicationStatement"
    ]

    borne = only(bundle, "Observation")

    assert borne["valueCodeableConcept"] == {"text": "Nausea, Constipation"}
    assert borne["partOf"] == [{"reference": address}]


def test_the_total_of_a_day_is_that_of_the_element():
    salt = make_content("magnesium", "500", basis="compound", form="oxide")

    found = totals(make_intake(), make_intake(contents=(salt,)))

    assert value(found["Magnesium"]) == ("=", 501.5, "mg")


def test_a_total_with_something_unknown_in_it_is_at_least_that():
    found = totals(make_intake(), make_intake(amount=None))

    assert value(found["Magnesium"]) == (">=", 200, "mg")


def test_a_total_of_which_nothing_is_known_is_not_zero():
    assert totals(make_intake(amount=None)) == {"Magnesium": None}


def test_what_goes_on_the_skin_is_in_no_total():
    assert totals(make_intake(route="bath")) == {}


def test_a_weekly_capsule_counts_whole_on_the_day_it_was_taken():
    weekly = make_content("vitamin_d", "20000", "IU", "unknown")

    found = totals(make_intake(contents=(weekly,), covers_days=7))

    assert value(found["Vitamin D"]) == ("=", 20000, "[iU]")


def test_a_day_is_the_local_day_of_the_entry():
    late = make_intake("2026-06-10T23:50", timezone="Pacific/Honolulu")
    early = make_intake("2026-06-11T00:10", timezone="Pacific/Kiritimati")

    bundle = document_of(Diary(intakes=(late, early)))

    days = [one["effectiveDateTime"] for one in resources(bundle, "Observation")]
    assert days == ["2026-06-10", "2026-06-11"]
