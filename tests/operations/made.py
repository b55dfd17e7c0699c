"""A small diary with an entry of each kind, as far as a schema of long ago could hold it."""

from datetime import date
from decimal import Decimal

from tests.factories import (
    BERLIN,
    make_content,
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_question,
    make_score,
    make_share,
    make_skipped_dose,
    save,
)
from tracker import actions
from tracker.domain.diary import CoverSheet, CustomSymptom, FoodPortion, Scale, Settings, Tracked
from tracker.domain.flag_notes import FlagNote
from tracker.domain.selection import Selection

EARLIEST, SHELF, TRENDS, COVER_SHEET, SHARES = 1, 2, 4, 5, 6
"""The migrations of `tracker` that brought kinds of entries."""


def live_until(schema, name="ada"):
    """Return a person whose diary was written with the tables of migration number `schema`."""
    person = make_person(name, timezone=BERLIN)
    first_entries(person)
    if schema >= SHELF:
        shelf(person)
    if schema >= TRENDS:
        save(person, make_question(id="q"), make_experiment(id="x", note="wöchentlich"))
        settings = Settings(every_dose_logged_from=date(2026, 6, 1))
        actions.put_belonging(person=person, belonging=settings)
    if schema >= COVER_SHEET:
        actions.put_belonging(person=person, belonging=CoverSheet("Ada", ("Is it the dose?",)))
    if schema >= SHARES:
        june = Selection(date(2026, 6, 1), date(2026, 6, 30))
        make_share(person, token=f"for-a-clinician-{name}", selection=june, label="Dr. Ngo")
    return person


def first_entries(person):
    """Write what every schema has a place for: entries, facts, a note, and a history."""
    told = {"person": person, "fact": "kidney"}
    actions.set_profile_fact(**told, value="normal")
    actions.set_profile_fact(**told, value="ckd", holds_from=date(2026, 6, 5))
    exact = make_content(
        "vitamin d", "25.50", unit="mcg", basis="compound", form="D3", compound="x"
    )
    save(
        person,
        make_intake(id="i/1", note='with "tea" 💊', contents=(exact, make_content(amount=None))),
        make_intake("2026-10-25T02:30", id="twice an hour", substance="calcium", as_needed=True),
        make_meal(id="m", foods=(FoodPortion("spinach", Decimal("80.0")),), note="née\n"),
        make_score(id="s", value="1E+1", scale=Scale(Decimal("0"), Decimal("10.0"))),
        make_none_taken("2026-06-11", id="n"),
    )
    change = actions.log_score(
        person=person, score=make_score("2026-06-12T21:00", id="gone")
    ).change
    actions.undo(person=person, change=change)
    note = FlagNote.about("mg_calcium", ["i/1", "twice an hour"], "seen")
    actions.mark_flag(person=person, note=note)


def shelf(person):
    tablets = make_product(id="p", times=("07:00",), brand="Mg & Co")
    save(
        person,
        tablets,
        make_favourite(tablets, id="f"),
        CustomSymptom("heavy legs", "Heavy legs", Scale(Decimal(0), Decimal(4))),
        make_intake("2026-06-13T07:05", id="i2", product_id="p", servings=Decimal("1.5")),
        make_skipped_dose(tablets, "2026-06-14", id="k"),
    )
    actions.set_tracked(person=person, tracked=Tracked(("nerve_pain", "heavy legs")))
