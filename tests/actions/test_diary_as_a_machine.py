"""A diary goes through anything that can be done to it, and stays what a plain one would be.

Hypothesis makes up the steps; each is done to the diary and to its reference (reference_diary.py),
and after each the two are compared, with all that is derived. Somebody else's diary, full of the
same ids, stands beside it and never changes. `MODEL_EXAMPLES=2000` looks longer.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.actions import lives
from tests.actions.reference_diary import ENTRIES, ReferenceDiary, Refused, key_of
from tests.factories import diary_of, make_person, make_share
from tracker import actions, queries
from tracker.actions.summaries import local_day
from tracker.document import document_text, parse, read_document
from tracker.domain.daily import daily_values
from tracker.domain.day_summary import days_from, summarise
from tracker.domain.diary import (
    Content,
    CustomSymptom,
    Favourite,
    Intake,
    NoneTaken,
    Product,
    Question,
    SkippedDose,
)
from tracker.domain.diary.held_facts import held
from tracker.domain.rules import find_flags
from tracker.knowledge import knowledge
from tracker.models import KINDS, Change
from tracker.views.handover.archive import document_of

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("MODEL_EXAMPLES", "8"))
STEPS = 40
FIRST, LAST = date(2026, 10, 18), date(2026, 11, 8)
NIGHT = date(2026, 10, 25)
ENDED = datetime(2026, 11, 1, tzinfo=UTC)

one_of_all = st.integers(0, 1000)
logins = st.booleans()
# What gets in each other's way, in the night in which 02:30 comes twice.
in_the_way = st.builds(
    lambda entry_id, substance, amount, minutes, zone: Intake(
        id=entry_id,
        taken_at=(datetime(2026, 10, 24, 22, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(
            ZoneInfo(zone)
        ),
        timezone=zone,
        contents=(Content(substance, amount=Decimal(amount), unit="mg", basis="elemental"),),
        route="oral",
        source="supplement",
    ),
    lives.ids,
    lives.names,
    st.sampled_from(["200", "400.0", "1200"]),
    st.integers(0, 600),
    lives.zones,
)
denied = st.builds(
    NoneTaken,
    id=lives.ids,
    day=st.sampled_from([date(2026, 10, 24), NIGHT]),
    timezone=lives.zones,
    substance=lives.maybe(lives.names),
)
entries = st.one_of(in_the_way, in_the_way, denied, lives.entries)
VALUES = {
    "intake": in_the_way | lives.intakes,
    "meal": lives.meals,
    "score": lives.scores,
    "product": lives.products,
    "favourite": lives.favourites,
    "custom_symptom": lives.own_symptoms,
    "question": lives.questions,
}
CHANGED_BY_FORM = tuple(VALUES)
DELETE = {
    "intake": actions.delete_intake,
    "meal": actions.delete_meal,
    "score": actions.delete_score,
    "none_taken": actions.remove_none_taken,
    "skipped_dose": actions.take_skip_back,
}
things = st.one_of(entries, lives.belongings, lives.flag_notes)
documents = st.lists(things, max_size=5, unique_by=lambda one: (id_space(one), one.id))
zone_facts = st.tuples(st.just("timezone"), lives.zones)
experiments = st.builds(
    replace, lives.experiments, first_day=st.dates(date(2026, 11, 10), date(2027, 6, 1))
)


def id_space(thing):
    kind = key_of(thing)[0]
    return "entry" if kind in ENTRIES else kind


def document(some):
    notes = tuple(one for one in some if key_of(one)[0] == "flag_note")
    return replace(diary_of(*(one for one in some if one not in notes)), flag_notes=notes)


def as_read_again(diary):
    return read_document(parse("".join(document_text(diary)).encode()))


def flags_of(day, diary):
    """Return the flags with an intake of `day`, as they would be told, in any order."""
    flags = find_flags(diary, knowledge().rule_book)
    return sorted(
        repr(flag) for flag in flags if any(local_day(entry) == day for entry in flag.entries_found)
    )


def archive_of(person):
    return b"".join(document_of(person, None))


class DiaryMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        self.person, self.reference = make_person(), ReferenceDiary()
        self.shares, self.archives, self.made = {}, [], 0
        self.bystander = make_person(timezone="Europe/Berlin")
        lives.live(self.bystander, BYSTANDERS_LIFE)
        state = self.bystander.revision, self.bystander.state
        self.bystanders = state, archive_of(self.bystander)

    def teardown(self):
        try:
            assert archive_of(self.bystander) == self.bystanders[1]
            self.comes_out_and_in_again()
        finally:
            transaction.set_rollback(True)
            self.taken_back.__exit__(None, None, None)

    def both(self, think, act):
        """Do it to both diaries; both refuse it for the same reason, or neither does."""
        expected = answered = None
        try:
            think()
        except Refused as refused:
            expected = str(refused)
        try:
            act()
        except actions.WriteRefused as refused:
            answered = type(refused).__name__
        assert answered == expected

    def by(self, is_owner):
        return self.person.user if is_owner else None

    def pick(self, number, kinds=KINDS):
        """Return one of the keys of what is there; None: nothing is."""
        keys = [key for key in self.reference.things if key[0] in kinds]
        return keys[number % len(keys)] if keys else None

    def new_id(self, thing):
        self.made += 1
        return replace(thing, id=f"new {self.made}")

    # Entries

    @rule(entry=entries, is_new=st.sampled_from([True, True, False]), by=logins)
    def log(self, entry, is_new, by):
        self.log_one(self.new_id(entry) if is_new else entry, by)

    @rule(number=one_of_all, by=logins)
    def log_again_what_was_logged_once(self, number, by):
        """A double click, or a retry that comes when the entry is changed or gone."""
        made = self.made_once()
        changed = [one for one in made if self.reference.things.get(key_of(one), one) is not one]
        if made:
            picked = changed or made
            self.log_one(picked[number % len(picked)], by)

    @rule(entry=entries, number=one_of_all, by=logins)
    def log_with_the_id_of_what_is_gone(self, entry, number, by):
        gone = [one.id for one in self.made_once() if key_of(one) not in self.reference.things]
        if gone:
            self.log_one(replace(entry, id=gone[number % len(gone)]), by)

    def made_once(self):
        return [
            after
            for step in self.reference.steps
            for (kind, _), (before, after) in step.lines.items()
            if before is None and kind in ENTRIES
        ]

    def log_one(self, entry, by):
        think = (
            self.reference.log_none_taken if isinstance(entry, NoneTaken) else self.reference.log
        )
        act = lives.LOG[type(entry)]
        self.both(
            lambda: think(entry, by=by),
            lambda: act(person=self.person, entry=entry, by=self.by(by)),
        )

    @rule(
        some=st.lists(entries, min_size=1, max_size=4, unique_by=lambda one: one.id),
        is_new=st.booleans(),
        by=logins,
    )
    def log_together(self, some, is_new, by):
        some = [self.new_id(one) for one in some] if is_new else some
        self.both(
            lambda: self.reference.log(*some, by=by),
            lambda: actions.log_together(person=self.person, entries=some, by=self.by(by)),
        )

    @rule(number=one_of_all, stale=st.sampled_from([0, 0, 0, 1]), by=logins, data=st.data())
    def change(self, number, stale, by, data):
        there = self.pick(number, CHANGED_BY_FORM)
        if there is None:
            return
        kind, entry_id = there
        changed = replace(data.draw(VALUES[kind]), id=entry_id)
        version = self.reference.versions[there] - stale
        act = getattr(actions, f"change_{kind}", None) or actions.change_belonging
        name = kind if kind in ENTRIES else "belonging"
        self.both(
            lambda: self.reference.change(changed, version, by),
            lambda: act(person=self.person, **{name: changed}, version=version, by=self.by(by)),
        )

    @rule(
        number=one_of_all, asks_version=st.booleans(), stale=st.sampled_from([0, 0, 1]), by=logins
    )
    def delete(self, number, asks_version, stale, by):
        key = self.pick(number, {*CHANGED_BY_FORM, "none_taken"})
        if key:
            version = self.reference.versions[key] - stale if asks_version else None
            self.delete_one(key, by, version=version)

    @rule(number=one_of_all, entry_id=lives.ids, by=logins)
    def delete_what_may_be_gone(self, number, entry_id, by):
        skipped = self.pick(number, ["skipped_dose"])
        gone = [one for one in self.made_once() if key_of(one) not in self.reference.things]
        again = [key_of(one) for one in gone if not isinstance(one, SkippedDose)]
        self.delete_one(skipped or (again or [("meal", entry_id)])[number % (len(again) or 1)], by)

    def delete_one(self, key, by, **asked):
        kind, entry_id = key
        said = {"entry_id": entry_id, "by": self.by(by)} | asked
        act = DELETE.get(kind)
        if act is None:
            act, said = actions.delete_belonging, said | {"kind": kind}
        self.both(
            lambda: self.reference.delete(key, by, **asked),
            lambda: act(person=self.person, **said),
        )

    # What belongs to no day

    @rule(thing=lives.belongings, is_new=st.booleans(), by=logins)
    def add_belonging(self, thing, is_new, by):
        thing = self.new_id(thing) if is_new else thing
        self.both(
            lambda: self.reference.log(thing, by=by),
            lambda: actions.add_belonging(person=self.person, belonging=thing, by=self.by(by)),
        )

    @rule(one=lives.ones, by=logins)
    def put(self, one, by):
        self.both(
            lambda: self.reference.put(one, by),
            lambda: lives.put(self.person, one, self.by(by)),
        )

    @rule(told=lives.facts | zone_facts, since=lives.maybe(lives.days), by=logins)
    def tell_a_fact(self, told, since, by):
        fact, value = told
        self.both(
            lambda: self.reference.put(held(fact, value, since), by),
            lambda: actions.set_profile_fact(
                person=self.person, fact=fact, value=value, holds_from=since, by=self.by(by)
            ),
        )

    @rule(number=one_of_all, by=logins)
    def take_back_what_was_told(self, number, by):
        if key := self.pick(number, ["profile_fact"]):
            line = self.reference.things[key]
            self.both(
                lambda: self.reference.delete(key, by),
                lambda: actions.remove_profile_fact(
                    person=self.person, fact=line.fact, holds_from=line.holds_from, by=self.by(by)
                ),
            )

    @rule(note=lives.flag_notes, number=one_of_all, by=logins)
    def mark_a_flag(self, note, number, by):
        flags = find_flags(self.reference.diary(), knowledge().rule_book)
        if flags:
            flag = flags[number % len(flags)]
            note = note.about(flag.rule.id, flag.entries, note.says)
        there = key_of(note) in self.reference.things
        act = actions.unmark_flag if there else actions.mark_flag
        self.both(
            lambda: (
                self.reference.delete(key_of(note), by) if there else self.reference.put(note, by)
            ),
            lambda: act(person=self.person, note=note, by=self.by(by)),
        )

    @rule(experiment=experiments, is_new=st.booleans(), by=logins)
    def plan_an_experiment(self, experiment, is_new, by):
        self.plan_an_experiment_of(self.new_id(experiment) if is_new else experiment, by)

    def plan_an_experiment_of(self, experiment, by):
        self.both(
            lambda: self.reference.plan(experiment, by),
            lambda: actions.start_experiment(
                person=self.person, experiment=experiment, by=self.by(by)
            ),
        )

    @rule(number=one_of_all, experiment=experiments, by=logins)
    def plan_another_one_instead(self, number, experiment, by):
        if key := self.pick(number, ["experiment"]):
            planned = self.reference.things[key]
            made = [
                place
                for place, step in enumerate(self.reference.steps)
                if step.lines.get(key, (1,))[0] is None
            ]
            self.undo_step(made[-1], by)
            days = {"symptom": planned.symptom, "first_day": planned.first_day}
            self.plan_an_experiment_of(self.new_id(replace(experiment, **days)), by)

    @rule(number=one_of_all, after=st.integers(1, 200), by=logins)
    def stop_an_experiment(self, number, after, by):
        if key := self.pick(number, ["experiment"]):
            experiment = self.reference.things[key]
            on = experiment.first_day + timedelta(days=after)
            self.both(
                lambda: self.reference.stop(experiment, on, by),
                lambda: actions.stop_experiment(
                    person=self.person, experiment_id=key[1], on=on, by=self.by(by)
                ),
            )

    # History

    @precondition(lambda self: self.reference.steps)
    @rule(by=logins)
    def undo_the_last_change(self, by):
        """Be it an undo."""
        step, length = self.reference.steps[-1], len(self.reference.steps)
        self.undo_step(length - 1, by)
        if len(self.reference.steps) > length:
            assert self.reference.things == step.before

    @precondition(lambda self: any(step.undoes is not None for step in self.reference.steps))
    @rule(number=one_of_all, by=logins)
    def undo_an_undo(self, number, by):
        undoing = [
            place for place, step in enumerate(self.reference.steps) if step.undoes is not None
        ]
        self.undo_step(undoing[number % len(undoing)], by)

    @precondition(lambda self: self.reference.steps)
    @rule(number=one_of_all, by=logins)
    def undo_any_change(self, number, by):
        self.undo_step(number % len(self.reference.steps), by)

    def undo_step(self, number, by):
        change = Change.objects.filter(person=self.person).order_by("pk")[number]
        self.both(
            lambda: self.reference.undo(number, by),
            lambda: actions.undo(person=self.person, change=change, by=self.by(by)),
        )

    @rule(by=logins)
    def undo_what_somebody_else_did(self, by):
        theirs = queries.latest_change(self.bystander)
        with pytest.raises(actions.NoSuchChange):
            actions.undo(person=self.person, change=theirs, by=self.by(by))

    # Files

    @rule(some=documents, number=one_of_all, keep_known=st.booleans(), by=logins)
    def add_a_batch(self, some, number, keep_known, by):
        some = self.with_one_that_is_there(some, number)
        self.both(
            lambda: self.reference.add(some, by, keep_known=keep_known),
            lambda: actions.add_entries(
                person=self.person,
                diary=document(some),
                by=self.by(by),
                keep_known_ids=keep_known,
            ),
        )

    @rule(some=documents, number=one_of_all, keep_mine=st.booleans(), by=logins)
    def bring_a_document_in(self, some, number, keep_mine, by):
        some = self.with_one_that_is_there(some, number)
        self.both(
            lambda: self.reference.bring_in(some, by, keep_mine=keep_mine),
            lambda: actions.bring_in(
                person=self.person,
                diary=as_read_again(document(some)),
                keep_mine=keep_mine,
                by=self.by(by),
            ),
        )

    def with_one_that_is_there(self, some, number):
        there = self.pick(number, {*ENTRIES, *CHANGED_BY_FORM})
        if there is None:
            return some
        mine = self.reference.things[there]
        return [one for one in some if (id_space(one), one.id) != (id_space(mine), mine.id)] + [
            mine
        ]

    @precondition(lambda self: not self.is_blank())
    @rule(number=one_of_all, keep_mine=st.booleans(), by=logins)
    def bring_in_an_archive_of_before(self, number, keep_mine, by):
        """What was written since stays; one is kept each time."""
        self.archives.append((archive_of(self.person), [*self.reference.things.values()]))
        text, some = self.archives[number % len(self.archives)]
        self.both(
            lambda: self.reference.bring_in(some, by, keep_mine=keep_mine),
            lambda: actions.bring_in(
                person=self.person,
                diary=read_document(parse(text)),
                keep_mine=keep_mine,
                by=self.by(by),
            ),
        )

    def is_blank(self):
        touched = {key for step in self.reference.steps for key in step.lines}
        return touched <= {("profile_fact", "timezone")}

    @rule()
    def move_to_another_account(self):
        """From here on it is the diary that came out of the archive."""
        self.person = self.comes_out_and_in_again()
        self.shares = {}
        self.reference.revision = self.person.revision
        self.reference.versions = dict.fromkeys(self.reference.things, self.person.revision)

    def comes_out_and_in_again(self):
        text = archive_of(self.person)
        other = make_person(timezone="Asia/Tokyo")
        actions.bring_in(person=other, diary=read_document(parse(text)), by=other.user)
        assert archive_of(other) == text
        return other

    # Links

    @rule(share_id=st.sampled_from(["s", "t"]), ends=st.booleans())
    def share_or_end_a_share(self, share_id, ends):
        if share_id not in self.shares:
            make_share(self.person, id=share_id)
            self.shares[share_id] = None
        elif ends:
            self.shares[share_id] = self.shares[share_id] or ENDED
            actions.revoke_share(person=self.person, share_id=share_id, now=ENDED)
        else:
            with pytest.raises(actions.ShareIsMade):
                make_share(self.person, id=share_id)

    # What holds after each step

    @invariant()
    def the_diary_is_the_reference(self):
        told = queries.diary(self.person)
        reference = self.reference.diary()
        assert repr(told) == repr(reference)
        assert find_flags(told, knowledge().rule_book) == find_flags(
            reference, knowledge().rule_book
        )
        for fact in ("timezone", "kidney", "medicines", "age"):
            for day in (FIRST, date(2026, 10, 30), LAST):
                assert getattr(told.profile_on(day), fact) == self.reference.told(fact, day)

    @invariant()
    def versions_and_revision_rise_with_each_write(self):
        stored = {
            (row.kind_name, row.entry_id): row.version
            for table in {kind.model for kind in KINDS.values()}
            for row in table.objects.filter(person=self.person)
        }
        assert stored == self.reference.versions
        self.person.refresh_from_db(fields=["revision", "state"])
        assert self.person.revision == self.reference.revision

    @invariant()
    def the_history_tells_each_step(self):
        told = [
            (
                {(line.kind, line.id): repr((line.before, line.after)) for line in change.lines},
                change.is_owners,
                change.undoes,
            )
            for change in queries.recorded_changes(self.person)
        ]
        assert told == [
            ({key: repr(line) for key, line in step.lines.items()}, step.is_owners, step.undoes)
            for step in self.reference.steps
        ]

    @invariant()
    def days_in_numbers_are_those_made_anew(self):
        diary = self.reference.diary()
        substances = knowledge().rule_book.substances
        made = daily_values(diary.intakes, diary.symptoms, diary.none_taken, substances)
        assert queries.stored_daily(self.person) == [*made]

    @invariant()
    def flags_and_days_in_short_are_those_of_the_reference(self):
        diary, rule_book = self.reference.diary(), knowledge().rule_book
        kept = actions.summaries_of(person=self.person, first=FIRST, last=LAST)
        assert kept == summarise(diary, days_from(FIRST, LAST), rule_book)
        # A page of one day reads no more of the diary than that day's flags need.
        around = queries.diary_around(self.person, NIGHT)
        assert flags_of(NIGHT, around) == flags_of(NIGHT, diary)

    @invariant()
    def nothing_of_somebody_else_changes(self):
        self.bystander.refresh_from_db()
        assert (self.bystander.revision, self.bystander.state) == self.bystanders[0]

    @invariant()
    def links_are_as_they_were_left(self):
        now = datetime(2026, 10, 1, tzinfo=UTC)
        shares = {one.id: one.revoked_at for one in queries.shares_of(self.person, now)}
        assert shares == self.shares


BERLIN = ZoneInfo("Europe/Berlin")
AN_INTAKE = Intake(
    "a",
    datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
    "Europe/Berlin",
    (Content("magnesium", amount=Decimal("200"), unit="mg", basis="elemental"),),
    route="oral",
    source="supplement",
)
BYSTANDERS_LIFE = [
    ("log", AN_INTAKE),
    ("log", replace(AN_INTAKE, id="b", taken_at=datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN))),
    ("log", NoneTaken("c", date(2026, 10, 26), "Europe/Berlin", "magnesium")),
    ("add", Product("a", "Magnesium 200")),
    ("add", Favourite("a", "Morning")),
    ("add", CustomSymptom("hot feet", "Hot feet")),
    (
        "add",
        Question("a", datetime(2026, 10, 25, tzinfo=BERLIN), "Europe/Berlin", "sleep", "magnesium"),
    ),
    ("delete", "intake"),
    ("undo", 0),
]


def test_whatever_is_done_to_a_diary_it_stays_what_a_plain_one_would_be():
    run_state_machine_as_test(
        DiaryMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
