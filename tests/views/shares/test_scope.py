"""A link never shows more than was chosen, in the report and in every file."""

import io
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader

from tests.factories import (
    make_content,
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_question,
    make_score,
    make_share,
    make_skipped_dose,
    save,
)
from tests.views.shares.links import content_of, file_of, page_of, reader
from tracker import actions
from tracker.domain.diary import CoverSheet, CustomSymptom, Tracked
from tracker.domain.selection import Selection

pytestmark = pytest.mark.django_db
KINDS = ["page", "pdf", "letter", "csv", "zip", "xlsx", "fhir"]
JUNE = {"first": date(2026, 6, 8), "last": date(2026, 6, 14)}

NAME, NOTE = "Zacharias Wombat", "numbat"
SYMPTOM, SUBSTANCE, PRODUCT = "Quoll feet", "potoroo", "Bilby capsules"
BEFORE = "Dingo"
HIDDEN = {
    "name": NAME,
    "note": NOTE,
    "symptom": SYMPTOM,
    "its id": "own-quoll",
    "substance": SUBSTANCE,
    "product": PRODUCT,
    "what was before the span": BEFORE,
    "day of birth": "1971-03-29",
}


@pytest.fixture
def full(person):
    """Return a person whose diary holds a word of HIDDEN wherever one can stand."""
    actions.set_profile_fact(person=person, fact="birth_date", value=date(1971, 3, 29))
    bilby = make_product(PRODUCT, substance=SUBSTANCE, note=NOTE, times=("08:00",))
    magnesium = make_product("Magnesium 200", note=NOTE, times=("08:00",))
    save(
        person,
        CoverSheet(name=NAME, questions=("What next?",)),
        CustomSymptom("own-quoll", SYMPTOM),
        Tracked(("nerve_pain", "own-quoll")),
        bilby,
        magnesium,
        make_favourite(bilby, magnesium, name=NOTE),
        make_question("own-quoll", SUBSTANCE),
        make_experiment("2026-01-05", symptom="own-quoll", note=NOTE),
        make_experiment("2026-03-30", note=NOTE),
        make_skipped_dose(bilby, "2026-06-11", "08:00"),
        make_intake("2026-06-10T08:00", note=NOTE, product="Magnesium 200"),
        make_intake("2026-06-10T09:00", substance=SUBSTANCE, product=PRODUCT, note=NOTE),
        make_intake(
            "2026-06-11T09:00",
            contents=(make_content(), make_content(SUBSTANCE)),
            note=NOTE,
        ),
        make_none_taken("2026-06-12", substance=SUBSTANCE),
        make_meal("2026-06-10T12:30", note=NOTE),
        make_score("2026-06-10T21:00", note=NOTE),
        make_score("2026-06-10T21:00", symptom="own-quoll", note=NOTE),
        make_intake("2026-06-01T08:00", substance="magnesium", product=f"{BEFORE} magnesium"),
    )
    return person


def texts_in(data):
    """Return all text of a file, those of the files inside of it included."""
    if data.startswith(b"%PDF"):
        pdf = PdfReader(io.BytesIO(data))
        return repr(pdf.metadata) + "".join(page.extract_text() for page in pdf.pages)
    if data.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(data))
        return "".join(name + parts.read(name).decode() for name in parts.namelist())
    return data.decode()


def given(tokens, kind):
    """Return the text of what a reader is given, its name and its headers."""
    client = reader()
    answer = client.get(page_of(tokens)) if kind == "page" else client.post(file_of(tokens, kind))
    assert answer.status_code == 200
    return repr(answer.headers) + texts_in(content_of(answer))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaves_that_was_not_chosen(full, kind):
    chosen = Selection(
        **JUNE,
        symptoms=("nerve_pain",),
        substances=("magnesium",),
        with_notes=False,
        with_name=False,
    )
    text = given(make_share(full, selection=chosen), kind).lower()

    assert [what for what, word in HIDDEN.items() if word.lower() in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_chosen_is_there(full, kind):
    """So that the test above does not pass because nothing is."""
    text = given(make_share(full, selection=Selection(**JUNE)), kind).lower()

    assert PRODUCT.lower() in text or SUBSTANCE in text
    assert SYMPTOM.lower() in text or "own-quoll" in text
    assert BEFORE.lower() not in text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_logged_later_outside_of_the_choice_does_not_join_it(full, kind):
    chosen = Selection(**JUNE, symptoms=("nerve_pain",), substances=("magnesium",))
    tokens = make_share(full, selection=chosen)
    save(
        full,
        make_score("2026-06-10T22:00", symptom="own-quoll", note="Kowari"),
        make_intake("2026-06-10T22:00", substance=SUBSTANCE, note="Kowari"),
        make_intake("2026-06-20T22:00", note="Kowari"),
    )

    assert "kowari" not in given(tokens, kind).lower()


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_given_later_does_not_join_it(full, kind):
    tokens = make_share(full, selection=Selection(**JUNE, with_name=False))
    actions.put_belonging(person=full, belonging=CoverSheet(name="Kowari"))

    assert "kowari" not in given(tokens, kind).lower()


@pytest.mark.parametrize("kind", KINDS)
def test_the_owners_word_for_the_reader_is_in_nothing(full, kind):
    tokens = make_share(full, selection=Selection(**JUNE), label="Kowari")

    assert "kowari" not in given(tokens, kind).lower()
