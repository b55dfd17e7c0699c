"""The document as a whole: what it begins with, what it says of the person, what stays inside."""

from datetime import date
from decimal import Decimal

from tests.exports.fhir.documents import (
    NOW,
    WHOLE,
    document_of,
    everything,
    only,
    resources,
    section,
    text_of,
)
from tests.factories import make_content, make_intake, make_product, make_score
from tracker.domain.diary import CoverSheet, Diary, Profile
from tracker.domain.selection import Selection
from tracker.exports.fhir import bundle_pieces
from tracker.imports.demo_diary import demo_diary
from tracker.knowledge import knowledge

NAMELESS = Selection(WHOLE.first, WHOLE.last, with_name=False, with_notes=False)
HL7 = "http://terminology.hl7.org/CodeSystem/"


def ada(**fields):
    profile = Profile(birth_date=date(1980, 12, 31), sex="female", **fields)
    return Diary(profile=profile, cover_sheet=CoverSheet("Ada Ærlig", ("Is it too much?",)))


def empty_reason(part):
    return part["emptyReason"]["coding"][0]["code"]


# --- the document --------------------------------------------------------------------------------


def test_it_is_a_document_of_its_days_that_claims_no_profile():
    bundle = document_of(Diary())
    composition = resources(bundle)[0]

    assert (bundle["type"], bundle["timestamp"]) == ("document", "2026-06-30T20:00:00+02:00")
    assert composition["type"]["coding"][0]["code"] == "60591-5"
    assert composition["event"] == [{"period": {"start": "2026-06-01", "end": "2026-06-30"}}]
    assert all("meta" not in one for one in [bundle, *resources(bundle)])


def test_the_person_and_the_program_are_its_authors():
    bundle = document_of(Diary())
    by_address = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}

    authors = [by_address[one["reference"]] for one in resources(bundle)[0]["author"]]

    assert [one["resourceType"] for one in authors] == ["Patient", "Device"]
    assert authors[1]["version"][0]["value"] == knowledge().version


def test_the_same_diary_gives_the_same_bytes():
    diary = everything()

    assert text_of(diary) == text_of(diary)


def test_another_diary_has_other_addresses_where_ids_are_not_unique_in_the_world():
    mine = document_of(Diary(intakes=(make_intake(id="1"),)))
    yours = document_of(Diary(intakes=(make_intake(id="1"), make_intake(id="2"))))

    assert not {one["fullUrl"] for one in mine["entry"]} & {
        one["fullUrl"] for one in yours["entry"]
    }


def test_an_entry_with_a_uuid_keeps_its_address_in_the_next_document():
    dose = make_intake(id="9755d4c1-3a90-4931-8d44-7e35b8b6d8fe")

    first = document_of(Diary(intakes=(dose,)))
    next_one = document_of(Diary(intakes=(make_intake(), dose)))

    shared = {one["fullUrl"] for one in first["entry"]} & {
        one["fullUrl"] for one in next_one["entry"]
    }
    assert len(shared) == 1


def test_two_spellings_of_a_uuid_are_two_entries():
    dashed = "9755d4c1-3a90-4931-8d44-7e35b8b6d8fe"
    doses = (make_intake(id=dashed), make_intake(id=dashed.replace("-", "")))

    bundle = document_of(Diary(intakes=doses))

    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)


def test_it_is_written_in_pieces():
    diary, selection = demo_diary(days=90, seed=3, end=WHOLE.last), Selection(date.min, date.max)

    pieces = list(bundle_pieces(diary, selection, now=NOW, known=knowledge()))

    assert len(pieces) > 3
    assert b"".join(pieces) == text_of(diary, selection)


def test_only_codes_that_were_read_leave():
    read = {one.code for one in knowledge().codes if one.is_shippable}

    used = {
        coding["code"]
        for one in resources(document_of(everything()))
        for coding in one.get("code", one.get("type", {})).get("coding", [])
    }

    assert used == {"60591-5", "72514-3", "44077006"}
    assert used <= read


def test_the_notice_of_loinc_stands_where_its_codes_do():
    about = section(document_of(Diary()), "About this document")

    assert "LOINC is copyright © Regenstrief Institute" in about["text"]["div"]


def test_markup_in_names_is_text_in_the_narrative():
    questions = section(document_of(everything()), "Questions for the visit")

    assert "Ж&amp;&lt;b&gt;&quot;" in questions["text"]["div"]
    assert "<b>" not in questions["text"]["div"]


def test_allergies_were_not_asked_for():
    part = section(document_of(everything()), "Allergies and intolerances")

    assert (empty_reason(part), "entry" in part) == ("notasked", False)
    assert "Nothing is known" in part["text"]["div"]


def test_what_a_summary_has_to_have_says_why_it_is_empty():
    bundle = document_of(Diary())

    assert empty_reason(section(bundle, "Medicines and supplements")) == "unavailable"
    assert empty_reason(section(bundle, "Conditions, as the person says")) == "unavailable"


# --- the person ----------------------------------------------------------------------------------


def test_the_person_has_the_name_and_birth_date_that_were_written_down():
    patient = only(document_of(ada()), "Patient")

    assert patient["name"] == [{"text": "Ada Ærlig"}]
    assert (patient["birthDate"], patient["gender"]) == ("1980-12-31", "female")
    assert "identifier" not in patient


def test_a_name_that_is_kept_back_says_so_and_only_the_years_of_age_stay():
    bundle = document_of(ada(), NAMELESS)
    patient, age = only(bundle, "Patient"), only(bundle, "Observation")

    assert patient["name"][0]["extension"][0]["valueCode"] == "masked"
    assert patient["_birthDate"]["extension"][0]["valueCode"] == "masked"
    assert (age["code"]["text"], age["valueQuantity"]["value"]) == ("Age", 45)


def test_nothing_is_made_up_of_a_person_of_whom_nothing_is_known():
    patient = only(document_of(Diary()), "Patient")

    assert patient["name"][0]["extension"][0]["valueCode"] == "unknown"
    assert "gender" not in patient
    assert "birthDate" not in patient


def test_neither_name_nor_notes_are_in_the_file_where_they_are_left_out():
    secret = "Ada Ærlig"
    shelf = make_product(note=secret)
    diary = Diary(
        cover_sheet=CoverSheet(secret),
        intakes=(make_intake(note=secret, product_id=shelf.id),),
        symptoms=(make_score(note=secret),),
        products=(shelf,),
    )

    assert text_of(diary).decode().count(secret) == 4
    assert secret not in text_of(diary, NAMELESS).decode()


def test_a_strange_name_is_cleaned_and_kept():
    patient = only(document_of(everything()), "Patient")

    assert patient["name"] == [{"text": 'Ж&<b>" \u202eمغنيسيوم 🧲'}]


def test_a_condition_is_unconfirmed():
    condition = only(document_of(ada(conditions=("fibromyalgia",))), "Condition")

    assert condition["code"] == {"text": "Fibromyalgia"}
    assert condition["verificationStatus"]["coding"][0]["code"] == "unconfirmed"


def test_a_laboratory_value_has_no_day_for_none_is_known():
    value = only(document_of(ada(egfr=Decimal("31.5"))), "Observation")

    assert value["valueQuantity"]["code"] == "mL/min/{1.73_m2}"
    assert "effectiveDateTime" not in value


# --- what was not chosen -------------------------------------------------------------------------


def test_of_a_product_only_the_chosen_substances_leave():
    both = (make_content("magnesium"), make_content("zinc"))
    product = make_product("Night", contents=both, times=("21:00",))
    dose = make_intake(product="Night", product_id=product.id, contents=both)

    text = text_of(
        Diary(intakes=(dose,), products=(product,)),
        Selection(WHOLE.first, WHOLE.last, substances=("magnesium",)),
    ).decode()

    assert "Magnesium" in text
    assert "Zinc" not in text


def test_a_medicine_of_the_profile_that_was_not_chosen_stays_inside():
    diary = Diary(profile=Profile(medicines=("gabapentin", "levothyroxine")))

    bundle = document_of(diary, Selection(WHOLE.first, WHOLE.last, substances=("gabapentin",)))

    names = [
        one["medicationCodeableConcept"]["text"] for one in resources(bundle, "MedicationStatement")
    ]
    assert names == ["gabapentin"]
