"""Four validators that are not ours read the documents, and nothing is wrong in them."""

from datetime import date

import pytest

from tests.exports.fhir.checks import all_complaints, own_complaints
from tests.exports.fhir.documents import WHOLE, document_of, everything, resources
from tests.factories import local, make_intake, make_score
from tracker.domain.diary import Diary
from tracker.domain.selection import Selection
from tracker.imports.demo_diary import demo_diary

READERS = ("lantana", "medplum", "fhir.resources", "fhirkit")
NOTHING = {name: [] for name in (*READERS, "ours")}
LAST = date(2026, 6, 30)
EVER = Selection(date.min, date.max)


def test_three_years_of_the_demo(fhir_reader):
    bundle = document_of(demo_diary(days=1096, seed=7, end=LAST), Selection(date(2023, 6, 1), LAST))

    assert len(bundle["entry"]) > 5000
    assert all_complaints(bundle, fhir_reader) == NOTHING


@pytest.mark.parametrize(
    "selection",
    [
        WHOLE,
        EVER,
        Selection(WHOLE.first, WHOLE.last, with_notes=False, with_name=False),
        Selection(WHOLE.first, WHOLE.last, symptoms=("cramp",), substances=("zinc",)),
        Selection(WHOLE.first, WHOLE.last, symptoms=(), substances=()),
    ],
    ids=["a month", "ever", "no notes and no name", "zinc and cramps", "nothing chosen"],
)
def test_a_diary_with_every_kind_of_entry_and_strange_names(fhir_reader, selection):
    assert all_complaints(document_of(everything(), selection), fhir_reader) == NOTHING


def test_an_empty_diary(fhir_reader):
    bundle = document_of(Diary())

    assert [one["resourceType"] for one in resources(bundle)] == [
        "Composition",
        "Patient",
        "Device",
    ]
    assert all_complaints(bundle, fhir_reader) == NOTHING


ODD_TIMES = [
    local("2026-10-25T02:30", "Europe/Berlin"),
    local("2026-10-25T02:30", "Europe/Berlin", fold=1),
    local("1850-03-01T12:00:00.5", "Europe/Amsterdam"),
    local("1840-03-01T12:00", "Asia/Manila"),
    local("1860-03-01T12:00", "America/Juneau"),
    local("2026-06-10T12:00", "Pacific/Kiritimati"),
    local("0001-01-01T00:00", "Europe/Amsterdam"),
    local("9999-12-31T23:59", "America/Juneau"),
]


def test_times_in_old_zones_with_odd_offsets_and_at_the_ends_of_the_calendar(fhir_reader):
    diary = Diary(
        intakes=tuple(make_intake(at) for at in ODD_TIMES),
        symptoms=tuple(make_score(felt_at=at, id=f"{at}") for at in ODD_TIMES),
    )

    assert all_complaints(document_of(diary, EVER), fhir_reader) == NOTHING


# --- what is wrong is found ----------------------------------------------------------------------


def without_status(bundle):
    del resources(bundle, "Observation")[0]["status"]


def with_an_unknown_field(bundle):
    resources(bundle, "MedicationStatement")[0]["brand"] = "Best"


def with_a_text_for_a_number(bundle):
    quantity = next(one for one in resources(bundle, "Observation") if "valueQuantity" in one)
    quantity["valueQuantity"]["value"] = "many"


@pytest.mark.parametrize(
    "break_it", [without_status, with_an_unknown_field, with_a_text_for_a_number]
)
def test_each_validator_refuses_what_is_wrong(fhir_reader, break_it):
    bundle = document_of(everything())
    break_it(bundle)

    found = all_complaints(bundle, fhir_reader)

    assert all(found[name] for name in READERS), found


def with_a_reference_to_nowhere(bundle):
    resources(bundle, "Observation")[0]["subject"]["reference"] = "urn:uuid:nowhere"


def with_a_resource_that_nothing_leads_to(bundle):
    bundle["entry"].append({"fullUrl": "urn:uuid:x", "resource": {"resourceType": "Basic"}})


def with_a_quantity_without_its_system(bundle):
    quantity = next(one for one in resources(bundle, "Observation") if "valueQuantity" in one)
    del quantity["valueQuantity"]["system"]


def with_an_empty_text(bundle):
    resources(bundle, "Condition")[0]["code"]["text"] = " "


def with_a_time_without_an_offset(bundle):
    resources(bundle, "Observation")[-1]["effectiveDateTime"] = "2026-06-10T08:00:00"


def with_markup_that_does_not_end(bundle):
    resources(bundle)[0]["text"]["div"] += "<p>"


def with_one_address_twice(bundle):
    bundle["entry"].append(bundle["entry"][-1])


@pytest.mark.parametrize(
    "break_it",
    [
        with_a_reference_to_nowhere,
        with_a_resource_that_nothing_leads_to,
        with_a_quantity_without_its_system,
        with_an_empty_text,
        with_a_time_without_an_offset,
        with_markup_that_does_not_end,
        with_one_address_twice,
    ],
)
def test_our_own_checks_find_what_is_wrong(break_it):
    bundle = document_of(everything())
    break_it(bundle)

    assert own_complaints(bundle)
