"""Someone types into the forms whatever comes to mind: what is kept is what was meant, or nothing.

What a typed text means is told here beside it, or looked for (`moments_of`). The diary is compared
with the same reference as in tests/actions/test_diary_as_a_machine.py. `MODEL_EXAMPLES=2000` looks
longer.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.actions.reference_diary import ReferenceDiary, Refused
from tests.factories import BERLIN, make_content, make_person, make_product, save
from tests.views.again.taps import fields_asked
from tests.views.check_in.check_in_pages import answered
from tests.views.diary_pages import a_score, an_intake, typed_on
from tests.views.shelf.shelf_pages import typed as typed_product
from tests.visitors import logged_in
from tracker import queries
from tracker.domain.diary import Content, Dose, Favourite, HeldFact, Intake, NoneTaken, Score
from tracker.forms.fields import derived_id
from tracker.models import Change

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("MODEL_EXAMPLES", "7"))
STEPS = 20
ZONE = ZoneInfo(BERLIN)
NOW = datetime(2026, 10, 26, 12, 5, tzinfo=ZONE)
SHELF = (
    make_product("Magnesium 200", id="mg"),
    make_product(
        "Calcium 600",
        id="ca",
        contents=(make_content("calcium", "600.0"),),
        usual_servings=Decimal("0.5"),
    ),
)

REFUSED = object()
"""What is typed cannot be meant."""

NO_NUMBERS = (
    "abc",
    "-5",
    "\N{MINUS SIGN}5",
    "1e3",
    "NaN",
    "\u0663",
    "\xb2",
    "½",
    "1.2.3",
    "9" * 21,
)
WRITINGS = (str, "{:,}".format, " {} ".format, "+{}".format, lambda one: f"{one}".replace(".", ","))
numbers = st.one_of(
    st.sampled_from([(text, REFUSED) for text in NO_NUMBERS]),
    st.sampled_from([("1 500", Decimal(1500)), (".5", Decimal("0.5")), ("007", Decimal(7))]),
    st.builds(
        lambda number, writing: (writing(number), number),
        st.decimals(Decimal("0.01"), Decimal("9999.99"), places=2),
        st.sampled_from(WRITINGS),
    ),
)
amounts = numbers | st.sampled_from([("", None), ("0", REFUSED), ("0,00", REFUSED)])
on_ten = st.sampled_from(
    [
        *((str(value), Decimal(value)) for value in range(11)),
        *(("6,5", Decimal("6.5")), ("11", REFUSED), ("-1", REFUSED), ("lots", REFUSED)),
        ("", REFUSED),
    ]
)
MG = {"mg": Decimal(1), "g": Decimal(1000), "mmol": Decimal("24.305")}
units = st.sampled_from([*MG, "mg", "mg", "mg", "IU", "stones", ""])
notes = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20) | st.sampled_from(
    ["<b>&amp;\"'", "</textarea><script>", " née 💊 ", "\u202egnirts", "{{ 7 }}", "x" * 2001]
)
days = st.sampled_from(
    [
        *("2026-10-25", "2026-10-25", "2026-03-29", "2026-10-26", "2026-10-26", "2026-10-24"),
        *("2026-10-27", "2026-02-30", "1899-12-31", "yesterday", ""),
    ]
)
clocks = st.sampled_from(["02:30", "02:30", "01:59", "03:00", "12:06", "24:00", "7", ""]) | (
    st.times().map("{:%H:%M}".format)
)
whens = st.fixed_dictionaries(
    {
        "day": days,
        "how": st.sampled_from(["exact", "exact", "exact", "day"]),
        "time": clocks,
        "which": st.sampled_from(["", "first", "second"]),
    }
)


def moments_of(clock):
    """Return the moments at which a clock in Berlin shows it, looked for among all of that day."""
    noon = clock.replace(tzinfo=UTC)
    near = (noon + timedelta(minutes=step) for step in range(-180, 181, 15))
    return [at for at in near if at.astimezone(ZONE).replace(tzinfo=None) == clock]


def meant_by(when):
    """Return the moment that is meant and how exactly, or REFUSED."""
    try:
        day = datetime.strptime(when["day"], "%Y-%m-%d")  # noqa: DTZ007
        clock = datetime.strptime(when["time"], "%H:%M") if when["time"] else None  # noqa: DTZ007
    except ValueError:
        return REFUSED
    if day.year < 1900 or day.date() > NOW.date():
        return REFUSED
    if when["how"] == "day":
        return day.replace(hour=12, tzinfo=ZONE), "day"
    if clock is None:
        return REFUSED
    moments = moments_of(day.replace(hour=clock.hour, minute=clock.minute))
    if not moments or (len(moments) == 2 and not when["which"]):
        return REFUSED
    at = moments[-1 if when["which"] == "second" else 0]
    return REFUSED if at > NOW + timedelta(minutes=2) else (at.astimezone(ZONE), "minute")


def is_too_long(note):
    return len(note.strip()) > 2000


class FormsMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(timezone, "now", lambda: NOW.astimezone(UTC))
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        caches["pages"].clear()
        self.person, self.reference = make_person(timezone=BERLIN), ReferenceDiary()
        self.reference.put(HeldFact("timezone", BERLIN), by=False)
        save(self.person, *SHELF)
        self.reference.add(SHELF, by=False)
        self.client = logged_in(self.person)

    def teardown(self):
        transaction.set_rollback(True)
        self.taken_back.__exit__(None, None, None)
        self.patch.undo()

    def save(self, path, typed, expected, *shown_again):
        """Send a form: `expected` is kept, or (REFUSED) nothing is and the form is there again."""
        if expected is REFUSED:
            response = self.client.post(path, typed)
            assert response.status_code == 200
            on_page = typed_on(response)
            for name in shown_again:
                assert on_page[name].strip() == typed[name].strip(), name
            return
        self.reference.log(expected, by=True)
        assert self.sent(path, typed).status_code in (302, 303)

    def sent(self, path, typed):
        """Send a form; where it shows first what would be flagged, send what it then holds."""
        response = self.client.post(path, typed)
        if response.status_code == 200:
            response = self.client.post(path, typed_on(response))
        return response

    def pick(self, kind, number):
        found = self.reference.of(kind)
        return found[number % len(found)] if found else None

    @rule(amount=amounts, unit=units, when=whens, note=notes, clicks=st.sampled_from([1, 1, 2]))
    def log_an_intake(self, amount, unit, when, note, clicks):
        text, number = amount
        typed = typed_on(self.client.get("/log/intake/?kind=magnesium")) | an_intake(
            amount=text, unit=unit, note=note, entry_id=str(uuid4()), **when
        )
        meant = meant_by(when)
        is_meant = number is not REFUSED and meant is not REFUSED and not is_too_long(note)
        if is_meant and number is not None:
            is_meant = unit in MG and number * MG[unit] <= 100_000
        expected = REFUSED
        if is_meant:
            unit = unit if number is not None else None
            expected = Intake(
                typed["entry_id"],
                meant[0],
                BERLIN,
                (Content("magnesium", "glycinate", number, unit, "elemental"),),
                precision=meant[1],
                route="oral",
                source="supplement",
                note=note.strip(),
            )
        for _click in range(clicks):
            self.save("/log/intake/", typed, expected, "contents-0-amount", "note", "day", "time")

    @precondition(lambda self: self.reference.of("intake"))
    @rule(number=st.integers(0, 50), amount=numbers, note=notes)
    def edit_an_intake(self, number, amount, note):
        intake, (text, value) = self.pick("intake", number), amount
        path = f"/entry/intake/{intake.id}/"
        typed = typed_on(self.client.get(path)) | {"note": note}
        is_magnesium = "contents-0-amount" in typed
        if is_magnesium:
            typed |= {"contents-0-amount": text, "contents-0-unit": "mg"}
        if is_too_long(note) or (is_magnesium and value is REFUSED):
            self.save(path, typed, REFUSED, "note")
            return
        changed = replace(intake, note=note.strip())
        if is_magnesium:
            content = replace(intake.contents[0], amount=value, unit="mg")
            changed = replace(changed, contents=(content,))
        version = self.reference.versions["intake", intake.id]
        self.reference.change(changed, version, by=True)
        assert self.sent(path, typed).status_code == 303

    @rule(
        product=st.sampled_from(SHELF),
        place=st.sampled_from(["quick", "no such place", ""]),
        clicks=st.sampled_from([1, 1, 2]),
    )
    def tap_once(self, product, place, clicks):
        """What would be flagged, or was logged just before, is asked about; then it is meant."""
        entry_id = str(uuid4())
        fields = {"entry_id": entry_id, "product": product.id, "place": place}
        response = self.client.post("/log/again/", fields)
        if queries.stored_entry(self.person, "intake", entry_id) is None:
            fields = fields_asked(response)
            self.client.post("/log/again/", fields)
        intake = product.taken(intake_id=fields["entry_id"], at=NOW, timezone=BERLIN)
        self.reference.log(intake, by=True)
        for _click in range(clicks - 1):
            self.client.post("/log/again/", fields)

    @rule(value=on_ten, when=whens, note=notes)
    def log_a_symptom(self, value, when, note):
        text, number = value
        typed = a_score(measure_0=text, note=note, **when)
        meant = meant_by(when)
        expected = REFUSED
        if number is not REFUSED and meant is not REFUSED and not is_too_long(note):
            expected = self.score(typed["entry_id"], number, meant, note)
        self.save("/log/symptom/", typed, expected, "note", "day", "time")

    @rule(value=on_ten, when=whens, note=notes)
    def check_in(self, value, when, note):
        text, number = value
        typed = answered(self.client) | when | {"note": note, "nerve_pain-0": text}
        meant = meant_by(when)
        expected = REFUSED
        if number is not REFUSED and meant is not REFUSED and not is_too_long(note):
            entry_id = derived_id(typed["entry_id"], "nerve_pain-0")
            expected = self.score(entry_id, number, meant, note)
        self.save("/check-in/", typed, expected, "note", "day", "time")

    def score(self, entry_id, value, meant, note):
        at, precision = meant
        return Score(
            entry_id, at, BERLIN, "nerve_pain", value, precision=precision, note=note.strip()
        )

    @rule(day=st.sampled_from(["2026-10-24", "2026-10-25", "2026-10-26", "2026-10-27", "x"]))
    def say_that_none_was_taken(self, day):
        fields = {"entry_id": str(uuid4()), "substance": "magnesium", "day": day}
        meant = meant_by({"day": day, "how": "day", "time": ""})
        status = self.client.post("/log/none/", fields).status_code
        if meant is REFUSED:
            assert status == 200
            return
        said = NoneTaken(fields["entry_id"], meant[0].date(), BERLIN, "magnesium")
        # Said once more, with another id, it is the same.
        is_said = any(one.day == said.day for one in self.reference.of("none_taken"))
        try:
            if not is_said:
                self.reference.log_none_taken(said, by=True)
            assert status == 303
        except Refused:
            assert status == 200

    @rule(name=notes, amount=numbers)
    def put_a_product_on_the_shelf(self, name, amount):
        text, number = amount
        typed = typed_product(
            name=name,
            contents__0__substance="zinc",
            contents__0__amount=text,
            contents__0__unit="mg",
        )
        kept = " ".join(name.split())
        is_kept = number is not REFUSED and number <= 100_000 and len(kept) <= 200
        assert self.client.post("/shelf/new/", typed).status_code == (302 if is_kept else 200)
        if is_kept:
            product = queries.stored_entry(self.person, "product", typed["entry_id"]).entry
            assert (kept in ("", product.name), product.contents[0].amount) == (True, number)
            self.reference.log(product, by=True)

    @rule(name=notes, servings=numbers | st.just(("", None)))
    def keep_a_favourite(self, name, servings):
        text, number = servings
        typed = typed_on(self.client.get("/favourites/new/")) | {
            "entry_id": str(uuid4()),
            "name": name,
            "in-mg": "on",
            "servings-mg": text,
        }
        kept = " ".join(name.split())
        expected = REFUSED
        if number is None or (number is not REFUSED and number <= 1000):
            expected = Favourite(typed["entry_id"], kept or "Magnesium 200", (Dose("mg", number),))
        if len(kept) > 200:
            expected = REFUSED
        self.save("/favourites/new/", typed, expected)

    @rule(back=st.integers(0, 4), clicks=st.sampled_from([1, 2]))
    def undo(self, back, clicks):
        number = len(self.reference.steps) - 1 - back
        # What came before somebody could tap anything is no change of theirs.
        if number >= 2:
            change = Change.objects.filter(person=self.person).order_by("pk")[number]
            for _click in range(clicks):
                response = self.client.post(f"/undo/{change.pk}/")
                try:
                    self.reference.undo(number, by=True)
                    assert response.status_code == 303
                except Refused:
                    assert response.status_code == 200

    @invariant()
    def the_diary_is_what_was_meant(self):
        assert repr(queries.diary(self.person)) == repr(self.reference.diary())
        self.person.refresh_from_db(fields=["revision"])
        assert self.person.revision == self.reference.revision

    @invariant()
    def the_pages_show_it(self):
        for path in ("/day/", "/day/2026-10-25/"):
            assert self.client.get(path).status_code == 200


def test_whatever_is_typed_is_kept_as_it_was_meant_or_not_at_all():
    run_state_machine_as_test(
        FormsMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
