"""A diary as one would explain it: a dict of what is there and a list of what was done.

It says what an action would do or why it would refuse, and knows no database. Two things are the
same where they read the same (`repr`): 1.5 is not 1.50, and 02:30 is not the other 02:30.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from tracker.domain.diary import Diary, HeldFact, Intake, profiles_from
from tracker.models import ENTRY_KINDS, kind_of

ENTRIES = {kind.name for kind in ENTRY_KINDS}
LISTS = {
    "intakes": "intake",
    "meals": "meal",
    "symptoms": "score",
    "none_taken": "none_taken",
    "skipped_doses": "skipped_dose",
    "products": "product",
    "favourites": "favourite",
    "custom_symptoms": "custom_symptom",
    "questions": "question",
    "experiments": "experiment",
}
ONES = ("tracked", "settings", "cover_sheet")
TIMES = {"intake": "taken_at", "meal": "eaten_at", "score": "felt_at"}


class Refused(Exception):
    """Nothing is to change; the text is the name of the error."""


@dataclass(frozen=True)
class Step:
    """One change: its lines, by kind and id, as (was, became); `before` is all that was there."""

    lines: dict
    is_owners: bool
    undoes: int | None
    before: dict


def key_of(thing):
    return kind_of(thing).name, thing.id


def is_same(one, other):
    return repr(one) == repr(other)


class ReferenceDiary:
    def __init__(self):
        self.things, self.versions, self.steps, self.revision = {}, {}, [], 0

    # What is there

    def of(self, kind):
        return tuple(thing for (of, _), thing in self.things.items() if of == kind)

    def diary(self):
        """Return all of it in the order of pages: by time, and what is of one time as it came."""
        lists = {name: self.of(kind) for name, kind in LISTS.items()}
        for name, kind in LISTS.items():
            if kind in ("none_taken", "skipped_dose"):
                lists[name] = tuple(sorted(lists[name], key=lambda one: one.day))
            elif kind in TIMES:
                # In UTC: clock times of one zone are compared as the hands of a clock.
                time = TIMES[kind]
                ordered = sorted(lists[name], key=lambda one: getattr(one, time).timestamp())
                lists[name] = tuple(ordered)
        ones = {kind: next(iter(self.of(kind)), None) for kind in ONES}
        now, earlier = profiles_from(self.of("profile_fact"))
        ids = {entry_id for kind, entry_id in self.things if kind in ENTRIES}
        notes = tuple(note for note in self.of("flag_note") if ids.issuperset(note.entries))
        return Diary(profile=now, earlier_profiles=earlier, flag_notes=notes, **lists, **ones)

    def told(self, fact, day):
        """Return what holds of a fact on `day`: what was last said, or else what was said first."""
        lines = [one for one in self.of("profile_fact") if one.fact == fact]
        lines.sort(key=lambda one: (one.holds_from is not None, one.holds_from))
        begun = [one for one in lines if one.holds_from is None or one.holds_from <= day]
        return (begun or lines[:1] or [HeldFact(fact)])[-1 if begun else 0].profile_value

    def holder(self, key):
        """Return the key that stands in the way: an id is that of one entry, of whatever kind."""
        keys = [(kind, key[1]) for kind in ENTRIES] if key[0] in ENTRIES else [key]
        return next((one for one in keys if one in self.things), None)

    # What is done

    def write(self, lines, by, undoes=None):
        self.steps.append(Step(lines, by, undoes, dict(self.things)))
        self.revision += 1
        for key, (_, after) in lines.items():
            if after is None:
                del self.things[key], self.versions[key]
            else:
                self.things[key], self.versions[key] = after, self.revision

    def log(self, *entries, by):
        """Add what is new; a "none taken" that an intake shows to be wrong goes with it."""
        there = [one for one in entries if self.holder(key_of(one))]
        for one in there:
            self._check_same(one)
        new = [one for one in entries if one not in there]
        lines = {key_of(one): (None, one) for one in new}
        if new:
            self.write(lines | self._shown_wrong(new), by)

    def log_none_taken(self, said, by):
        if not self.holder(key_of(said)) and any(
            contradict(intake, said) for intake in self.of("intake")
        ):
            raise Refused("ContradictedByIntake")
        self.log(said, by=by)

    def plan(self, experiment, by):
        there = self.things.get(key_of(experiment))
        if there is not None and not is_same(there, experiment):
            raise Refused("IdInUse")
        self._check_free_days(experiment)
        self.put(experiment, by)

    def change(self, thing, version, by):
        key = key_of(thing)
        if key not in self.things:
            raise Refused("NoSuchEntry")
        if is_same(self.things[key], thing):
            return
        if self.versions[key] != version:
            raise Refused("StaleEntry")
        self.write({key: (self.things[key], thing)} | self._shown_wrong([thing]), by)

    def put(self, thing, by):
        before = self.things.get(key_of(thing))
        if before is None or not is_same(before, thing):
            self.write({key_of(thing): (before, thing)}, by)

    def delete(self, key, by, version=None):
        if key not in self.things:
            if not any(key in step.lines for step in self.steps):
                raise Refused("NoSuchEntry")
        elif version not in (None, self.versions[key]):
            raise Refused("StaleEntry")
        else:
            self.write({key: (self.things[key], None)}, by)

    def stop(self, experiment, on, by):
        if experiment.stopped_on is None and on <= experiment.last_day:
            self.put(replace(experiment, stopped_on=on), by)

    def undo(self, number, by):
        undone = [place for place, step in enumerate(self.steps) if step.undoes == number]
        if undone and not self._touched_after(undone[0]):
            return
        if self._touched_after(number):
            raise Refused("ChangedSince")
        back = {key: (after, was) for key, (was, after) in self.steps[number].lines.items()}
        for key, (now, _) in back.items():
            if now is None and self.holder(key):
                raise Refused("IdInUse")
        for (kind, _), (_, returns) in back.items():
            if kind == "experiment" and returns is not None:
                self._check_free_days(returns)
        self.write(back, by, undoes=number)

    def add(self, things, by, *, keep_known=False):
        """Bring in a batch: the same file again adds nothing."""
        for one in things:
            there = self.holder(key_of(one))
            may_differ = (keep_known and key_of(one)[0] in ENTRIES) or not there
            if not may_differ and not is_same(self.things[there], one):
                raise Refused("IdInUse")
        self._write_new(things, by)

    def bring_in(self, things, by, *, keep_mine):
        """Bring in a document; what differs stays as it is, or nothing comes."""
        in_the_way = [self.holder(key_of(one)) or self._in_days_of(one) for one in things]
        if not keep_mine and any(
            key and not is_same(self.things[key], one)
            for key, one in zip(in_the_way, things, strict=True)
        ):
            raise Refused("DiffersFromDiary")
        self._write_new(
            [one for key, one in zip(in_the_way, things, strict=True) if key is None], by
        )

    # How it decides

    def _write_new(self, things, by):
        new = {key_of(one): (None, one) for one in things if not self.holder(key_of(one))}
        if new:
            self.write(new, by)

    def _check_same(self, thing):
        """Refuse other content, unless it is a retry that comes after a change."""
        key = key_of(thing)
        there = self.things.get(key)
        made = [step.lines[key][1] for step in self.steps if step.lines.get(key, (1,))[0] is None]
        if there is None or not (is_same(there, thing) or is_same(made[-1], thing)):
            raise Refused("IdInUse")

    def _touched_after(self, number):
        keys = self.steps[number].lines.keys()
        return any(keys & step.lines.keys() for step in self.steps[number + 1 :])

    def _shown_wrong(self, entries):
        intakes = [one for one in entries if isinstance(one, Intake)]
        return {
            key_of(said): (said, None)
            for said in self.of("none_taken")
            if any(contradict(intake, said) for intake in intakes)
        }

    def _in_days_of(self, one):
        """Return the key of the experiment in whose days this one stands."""
        if key_of(one)[0] == "experiment":
            for other in self.of("experiment"):
                if other.id != one.id and claim_one_day(one, other):
                    return key_of(other)
        return None

    def _check_free_days(self, experiment):
        if self._in_days_of(experiment):
            raise Refused("ExperimentIsRunning")


def contradict(intake, said):
    """Was something taken on the day of which it is said that it, or anything, was not?"""
    if intake.taken_at.astimezone(ZoneInfo(intake.timezone)).date() != said.day:
        return False
    taken = {(one.substance or "").lower() for one in intake.contents if one.amount != 0}
    if said.substance is None:
        return bool(taken) or not intake.contents
    return said.substance.lower() in taken


def claim_one_day(one, other):
    days, others = (
        set(range(it.first_day.toordinal(), end_of(it).toordinal())) for it in (one, other)
    )
    is_about_the_same = one.symptom == other.symptom or one.substance == other.substance
    return is_about_the_same and bool(days & others)


def end_of(experiment):
    """Return the first day that is not, or no longer, part of it."""
    planned = experiment.first_day.toordinal() + experiment.days
    stopped = experiment.stopped_on
    return min(stopped or experiment.first_day.max, experiment.first_day.fromordinal(planned))
