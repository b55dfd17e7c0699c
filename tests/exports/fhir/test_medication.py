"""What is taken, as a whole and dose by dose."""

from decimal import Decimal

import pytest

from tests.exports.fhir.documents import document_of, only, resources, section
from tests.factories import (
    make_content,
    make_intake,
    make_none_taken,
    make_product,
    make_skipped_dose,
)
from tracker.domain.diary import Diary, Profile, UsualTime
from tracker.domain.diary.vocabulary import Unit

DAY = "2026-06-10"


def single(bundle):
    """Return the statement of the only dose."""
    (dose,) = [one for one in resources(bundle, "MedicationStatement") if "partOf" in one]
    return dose


def whole(bundle):
    """Return the statement of the only medicine or supplement."""
    (one,) = [one for one in resources(bundle, "MedicationStatement") if "effectivePeriod" in one]
    return one


def taken(**fields):
    return document_of(Diary(intakes=(make_intake(**fields),)))


def of_product(product, *days):
    """Return the document of a product that was taken on these days."""
    doses = (
        product.taken(intake_id=f"{day}", at=make_intake(day).taken_at, timezone="Europe/Berlin")
        for day in days
    )
    return document_of(Diary(intakes=tuple(doses), products=(product,)))


# --- one dose ------------------------------------------------------------------------------------


def test_a_dose_is_what_the_person_says_with_its_time_and_amount():
    dose = single(taken())

    assert dose["status"] == "completed"
    assert dose["category"]["coding"][0]["code"] == "patientspecified"
    assert dose["informationSource"] == dose["subject"]
    assert dose["effectiveDateTime"] == "2026-06-10T08:00:00+02:00"
    assert dose["dosage"][0]["text"] == "200 mg Magnesium, elemental"
    assert dose["dosage"][0]["doseAndRate"][0]["doseQuantity"] == {
        "value": 200,
        "unit": "mg",
        "system": "http://unitsofmeasure.org",
        "code": "mg",
    }


@pytest.mark.parametrize(
    ("unit", "code"),
    [("mg", "mg"), ("mcg", "ug"), ("g", "g"), ("IU", "[iU]"), ("mmol", "mmol")],
)
def test_units_are_those_of_ucum(unit: Unit, code):
    dose = single(taken(contents=(make_content("vitamin_d", "12.5", unit, "unknown"),)))

    quantity = dose["dosage"][0]["doseAndRate"][0]["doseQuantity"]
    assert (quantity["value"], quantity["code"]) == (12.5, code)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("minute", "2026-06-10T08:00:00+05:45"), ("day", "2026-06-10")],
)
def test_a_time_is_as_exact_as_the_person_said(precision, expected):
    dose = single(taken(timezone="Asia/Kathmandu", precision=precision))

    assert dose["effectiveDateTime"] == expected
    assert "note" not in dose


def test_a_time_that_is_about_right_says_so():
    assert single(taken(precision="about"))["note"] == [{"text": "The time is approximate."}]


def test_a_salt_is_said_with_its_element():
    salt = make_content("magnesium", "500", basis="compound", form="oxide")

    text = single(taken(contents=(salt,)))["dosage"][0]["text"]

    assert text == "500 mg Magnesium (oxide), of the salt (301.5 mg elemental)"


def test_a_label_that_does_not_say_which_is_said_to_be_unclear():
    unclear = make_content("magnesium", "500", basis="unknown")

    text = single(taken(contents=(unclear,)))["dosage"][0]["text"]

    assert text == "500 mg Magnesium, not known whether of the mineral or of its salt"


def test_an_amount_that_is_not_known_is_no_number():
    dosage = single(taken(amount=None))["dosage"][0]

    assert dosage["text"] == "Magnesium, amount not known"
    assert "doseAndRate" not in dosage


def test_an_amount_of_none_was_not_taken():
    assert single(taken(amount="0"))["status"] == "not-taken"


def test_a_dose_of_several_substances_has_a_medication_that_lists_them():
    many = tuple(make_content(name, "5") for name in ("magnesium", "zinc", "iron", "calcium"))
    bundle = taken(contents=many, product="All in one")

    medication = only(bundle, "Medication")

    assert medication["code"] == {"text": "All in one"}
    assert len(medication["ingredient"]) == 4
    assert medication["ingredient"][1]["strength"]["numerator"]["value"] == 5
    assert single(bundle)["dosage"][0]["doseAndRate"][0]["doseQuantity"]["code"] == "{dose}"


def test_an_ingredient_without_a_unit_has_no_strength():
    bundle = taken(contents=(make_content("zinc", "5"), make_content("iron", "5", None)))

    zinc, iron = only(bundle, "Medication")["ingredient"]

    assert zinc["strength"]["denominator"]["code"] == "{dose}"
    assert "strength" not in iron


def test_how_it_was_taken_is_told():
    dosage = single(taken(as_needed=True, meal="with", route="topical", covers_days=7))["dosage"][0]

    assert dosage["text"] == (
        "200 mg Magnesium, elemental, with a meal, as needed, meant for 7 days"
    )
    assert (dosage["asNeededBoolean"], dosage["route"]) == (True, {"text": "on the skin"})


@pytest.mark.parametrize("source", ["food", "excipient"])
def test_food_and_excipients_are_no_medication(source):
    assert resources(taken(source=source), "MedicationStatement") == []


# --- what was not taken --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("substance", "name"), [("magnesium", "Magnesium"), (None, "Any medicine or supplement")]
)
def test_none_taken_is_a_statement_of_that_day(substance, name):
    bundle = document_of(Diary(none_taken=(make_none_taken(DAY, substance=substance),)))

    said = only(bundle, "MedicationStatement")

    assert (said["status"], said["effectiveDateTime"]) == ("not-taken", DAY)
    assert said["medicationCodeableConcept"] == {"text": name}


def test_a_skipped_dose_was_not_taken_at_its_usual_time():
    product = make_product("Night", times=("21:00",))
    skipped = make_skipped_dose(product, DAY, "21:00", timezone="America/St_Johns")

    said = only(
        document_of(Diary(products=(product,), skipped_doses=(skipped,))), "MedicationStatement"
    )

    assert (said["status"], said["effectiveDateTime"]) == ("not-taken", f"{DAY}T21:00:00-02:30")


# --- as a whole ----------------------------------------------------------------------------------


def test_each_dose_is_part_of_the_statement_of_its_product():
    bundle = of_product(make_product(), "2026-06-01T08:00", "2026-06-02T08:00")
    addresses = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}

    wholes = [
        addresses[one["partOf"][0]["reference"]]
        for one in resources(bundle, "MedicationStatement")
        if "partOf" in one
    ]

    assert wholes == [whole(bundle)] * 2
    assert len(section(bundle, "Medicines and supplements")["entry"]) == 1


@pytest.mark.parametrize(
    ("last", "times", "is_put_away", "status"),
    [
        ("2026-06-16", ("21:00",), False, "active"),
        ("2026-06-15", ("21:00",), False, "unknown"),
        ("2026-06-16", (), False, "unknown"),
        ("2026-06-16", ("21:00",), True, "completed"),
    ],
    ids=["usual and 14 days ago", "15 days ago", "without usual times", "put away"],
)
def test_a_status_says_no_more_than_is_known(last, times, is_put_away, status):
    product = make_product(times=times, is_put_away=is_put_away)

    assert whole(of_product(product, f"{last}T21:00"))["status"] == status


def test_what_is_still_taken_has_no_end():
    open_one = of_product(make_product(times=("21:00",)), "2026-06-20T21:00", "2026-06-29T21:00")
    closed = of_product(make_product(), "2026-06-20T21:00", "2026-06-29T21:00")

    assert whole(open_one)["effectivePeriod"] == {"start": "2026-06-20"}
    assert whole(closed)["effectivePeriod"] == {"start": "2026-06-20", "end": "2026-06-29"}


def test_usual_times_become_a_timing():
    product = make_product(times=("07:00", "21:30"), usual_servings=Decimal(2), serving="capsule")

    (dosage,) = whole(of_product(product, "2026-06-29T07:00"))["dosage"]

    assert (
        dosage["text"] == "2 x capsule, 400 mg Magnesium, elemental, at 07:00 and 21:30, every day"
    )
    assert dosage["timing"]["repeat"] == {
        "frequency": 2,
        "period": 1,
        "periodUnit": "d",
        "timeOfDay": ["07:00:00", "21:30:00"],
    }
    assert dosage["doseAndRate"][0]["doseQuantity"]["value"] == 400


def test_times_of_other_weekdays_or_servings_are_dosages_of_their_own():
    at = make_intake("2026-06-10T08:00").taken_at.time()
    product = make_product(usual_times=(UsualTime(at, (0, 2)), UsualTime(at, (5,), Decimal("0.5"))))

    dosages = whole(of_product(product, "2026-06-29T08:00"))["dosage"]

    assert [one["timing"]["repeat"]["dayOfWeek"] for one in dosages] == [["mon", "wed"], ["sat"]]
    assert [one["doseAndRate"][0]["doseQuantity"]["value"] for one in dosages] == [200, 100]


def test_without_usual_times_it_is_said_how_it_mostly_was_logged():
    doses = (make_intake(amount="100"), make_intake(amount="300"), make_intake(amount="300"))

    said = whole(document_of(Diary(intakes=doses)))

    assert said["dosage"][0]["text"] == "Mostly logged: 300 mg Magnesium, elemental"
    assert said["note"] == [{"text": "Logged 3 doses on 1 day of the days handed over."}]


def test_a_tablet_and_a_bath_of_the_same_are_two_things():
    doses = (make_intake(), make_intake(route="bath", amount="500000"))

    assert (
        len(section(document_of(Diary(intakes=doses)), "Medicines and supplements")["entry"]) == 2
    )


def test_a_medicine_that_only_the_profile_names_is_taken_since_nobody_knows_when():
    profile = Profile(medicines=("gabapentin", "magnesium"))

    bundle = document_of(Diary(profile=profile, intakes=(make_intake(),)))

    (named,) = [
        one for one in resources(bundle, "MedicationStatement") if one["status"] == "active"
    ]
    assert named["medicationCodeableConcept"] == {"text": "gabapentin"}
    assert named["_effectiveDateTime"]["extension"][0]["valueCode"] == "unknown"
