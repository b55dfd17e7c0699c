"""Days in short: what is kept of them is what a fresh look at the whole diary says."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    local,
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_score,
    save,
)
from tracker import actions, queries
from tracker.domain.day_summary import days_from, summarise
from tracker.imports import demo_diary
from tracker.knowledge import knowledge
from tracker.models import DaySummary

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


@pytest.fixture
def person():
    return make_person()


def asked(person, first=FIRST, last=LAST):
    return actions.summaries_of(person=person, first=first, last=last)


def fresh(person, first=FIRST, last=LAST):
    return summarise(queries.diary(person), days_from(first, last), knowledge().rule_book)


def kept_days(person):
    return set(queries.stored_summaries(person))


class TestAsking:
    def test_they_are_those_of_the_whole_diary(self, person):
        actions.add_entries(person=person, diary=demo_diary(days=90, seed=3, end=date(2026, 7, 20)))

        assert asked(person) == fresh(person)

    def test_the_second_time_nothing_is_worked_out(self, person, django_assert_num_queries):
        save(person, make_intake())
        before = asked(person)

        with django_assert_num_queries(1):
            assert asked(person) == before

    def test_only_what_is_missing_is_worked_out(self, person):
        save(person, make_intake("2026-06-10T08:00"), make_intake("2026-06-29T08:00"))
        asked(person)
        kept = DaySummary.objects.get(person=person, day="2026-06-29").pk
        actions.log_intake(person=person, intake=make_intake("2026-06-09T08:00"))
        asked(person)

        assert DaySummary.objects.get(person=person, day="2026-06-29").pk == kept

    def test_a_span_without_an_entry_leaves_nothing_behind(self, person):
        save(person, make_intake("2026-06-10T08:00"))
        asked(person, date(2024, 1, 1), date(2024, 12, 31))

        assert kept_days(person) == set()

    @pytest.mark.parametrize("ends", [(date.min, date(1, 1, 31)), (date(9999, 12, 1), date.max)])
    def test_the_ends_of_the_calendar_are_no_error(self, person, ends):
        assert all(one.is_empty for one in asked(person, *ends))

    def test_those_of_an_earlier_version_are_worked_out_again(self, person):
        save(person, make_intake("2026-06-10T08:00"))
        asked(person)
        DaySummary.objects.update(made_by="2020.01.01-0 1", content={"day": "2026-06-10"})

        assert asked(person) == fresh(person)
        assert DaySummary.objects.exclude(made_by=queries.summaries_made_by()).count() == 0

    def test_what_was_read_before_a_write_is_not_kept_after_it(self, person):
        save(person, make_intake("2026-06-10T08:00"))
        opened_before = type(person).objects.get(pk=person.pk)
        actions.log_intake(person=person, intake=make_intake("2026-06-10T09:00"))
        asked(opened_before)

        assert kept_days(person) == set()

    def test_nobody_sees_those_of_another_person(self, person):
        save(person, make_intake("2026-06-10T08:00"))
        asked(person)

        assert all(one.is_empty for one in asked(make_person()))


class TestForgetting:
    @pytest.fixture(autouse=True)
    def kept(self, person):
        save(
            person,
            make_intake("2026-06-05T08:00", id="a"),
            make_intake("2026-06-05T08:10", id="ca", substance="calcium", amount="600"),
            make_intake("2026-06-28T08:00", id="b"),
        )
        asked(person)

    def test_a_write_forgets_the_days_that_it_can_reach(self, person):
        actions.log_intake(person=person, intake=make_intake("2026-06-12T08:00"))

        assert kept_days(person) == {
            *days_from(FIRST, date(2026, 6, 7)),
            *days_from(date(2026, 6, 22), LAST),
        }

    def test_a_deletion_does(self, person):
        actions.delete_intake(person=person, entry_id="ca")

        assert asked(person)[4].flags == ()

    def test_an_undo_does(self, person):
        change = actions.delete_intake(person=person, entry_id="ca")
        asked(person)
        actions.undo(person=person, change=change)

        assert [one.rule for one in asked(person)[4].flags] == ["mg_calcium"]

    def test_an_entry_that_moves_is_missing_where_it_was_and_there_where_it_is(self, person):
        stored = queries.stored_entry(person, "intake", "b")
        moved = replace(stored.entry, taken_at=local("2026-06-15T08:00"))
        actions.change_intake(person=person, intake=moved, version=stored.version)

        assert [one.day.day for one in asked(person) if one.intakes] == [5, 15]

    def test_a_fact_of_the_profile_forgets_all_days(self, person):
        actions.set_profile_fact(person=person, fact="kidney", value="ckd")

        assert kept_days(person) == set()

    @pytest.mark.parametrize("fact", ["kidney", "region", "pregnant"])
    def test_undoing_a_fact_forgets_all_days(self, person, fact):
        value = {"kidney": "ckd", "region": "EU", "pregnant": True}[fact]
        change = actions.set_profile_fact(person=person, fact=fact, value=value).change
        asked(person)
        actions.undo(person=person, change=change)

        assert kept_days(person) == set()

    def test_a_product_of_the_shelf_forgets_none(self, person):
        before = kept_days(person)
        actions.add_belonging(person=person, belonging=make_product())

        assert kept_days(person) == before != set()

    def test_it_is_one_statement_a_write(self, person):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            actions.log_intake(person=person, intake=make_intake("2026-06-12T08:00"))
        about = [one["sql"] for one in captured if "daysummary" in one["sql"]]

        assert [sql.split()[0] for sql in about] == ["DELETE"]

    def test_another_person_keeps_theirs(self, person):
        other = make_person()
        save(other, make_intake("2026-06-12T08:00"))
        asked(other)
        actions.log_intake(person=person, intake=make_intake("2026-06-12T08:00"))

        assert kept_days(other) == set(days_from(FIRST, LAST))


class TestRebuilding:
    def test_what_is_right_differs_nowhere(self, person):
        actions.add_entries(person=person, diary=demo_diary(days=60, seed=4, end=LAST))
        asked(person)

        assert actions.rebuild_summaries(person=person).differing == ()

    def test_what_is_wrong_is_told_and_mended(self, person):
        save(person, make_intake("2026-06-10T08:00"))
        asked(person)
        DaySummary.objects.filter(day="2026-06-10").update(
            content={"day": "2026-06-10", "intakes": 7}
        )

        assert actions.rebuild_summaries(person=person).differing == (date(2026, 6, 10),)
        assert asked(person) == fresh(person)

    def test_an_empty_diary_has_no_days(self, person):
        assert actions.rebuild_summaries(person=person).days == 0


DOSES = (
    ("magnesium", "200", "supplement"),
    ("magnesium", "400", "supplement"),
    ("calcium", "600", "supplement"),
    ("zinc", "30", "supplement"),
    ("vitamin_d", "25", "supplement"),
    ("levothyroxine", "75", "medicine"),
    ("gabapentin", "300", "medicine"),
    ("amikacin", None, "medicine"),
)


class RandomWrites:
    """Somebody who writes, changes, deletes and takes back at random, within ten days."""

    def __init__(self, person, seed):
        self.person = person
        self.random = Random(seed)
        self.changes = []

    def write(self):
        often = [self.log, self.change, self.delete, self.undo, self.bring] * 3
        self.random.choice([*often, self.profile])()

    def day(self):
        return FIRST + timedelta(days=self.random.randint(10, 19))

    def moment(self):
        return f"{self.day()}T{self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}"

    def entry(self):
        kind = self.random.choice(("intake",) * 9 + ("score", "sign", "meal", "none"))
        zone = self.random.choice(("Europe/Berlin", "Asia/Tokyo", "America/New_York"))
        match kind:
            case "score":
                return make_score(self.moment(), value=str(self.random.randint(0, 10)))
            case "sign":
                return make_score(self.moment(), symptom="foot_ulcer", value=None, timezone=zone)
            case "meal":
                return make_meal(self.moment(), timezone=zone)
            case "none":
                return make_none_taken(f"{self.day()}", substance="iron")
        return self.intake(zone)

    def intake(self, zone):
        substance, amount, source = self.random.choice(DOSES)
        unit = "mcg" if substance in ("vitamin_d", "levothyroxine") else "mg"
        return make_intake(
            self.moment(),
            timezone=zone,
            contents=(make_content(substance, amount, unit=unit),),
            source=source,
            precision=self.random.choice(("minute", "minute", "minute", "about", "day")),
        )

    def log(self):
        self.changes.append(actions.log_together(person=self.person, entries=[self.entry()]))

    def one_intake(self):
        chosen = self.random.choice(queries.diary(self.person).intakes)
        return queries.stored_entry(self.person, "intake", chosen.id)

    def change(self):
        stored = self.one_intake()
        moved = replace(stored.entry, taken_at=local(self.moment(), stored.entry.timezone))
        write = actions.change_intake(person=self.person, intake=moved, version=stored.version)
        self.changes.append(write.change)

    def delete(self):
        entry_id = self.one_intake().entry.id
        self.changes.append(actions.delete_intake(person=self.person, entry_id=entry_id))

    def undo(self):
        if self.changes:
            with suppress(actions.WriteRefused):
                actions.undo(person=self.person, change=self.random.choice(self.changes))

    def profile(self):
        facts = (("kidney", "ckd"), ("kidney", "normal"), ("region", "EU"), ("region", "US"))
        fact, value = self.random.choice(facts)
        write = actions.set_profile_fact(
            person=self.person, fact=fact, value=value, holds_from=self.day()
        )
        self.changes.append(write.change)

    def bring(self):
        self.changes.append(save(self.person, self.entry(), self.entry()).change)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_write_what_is_kept_is_what_a_fresh_look_says(person, seed):
    writer = RandomWrites(person, seed)
    save(person, *(writer.entry() for _ in range(40)))
    for _ in range(40):
        asked(person)
        writer.write()
        kept = queries.stored_summaries(person)

        assert list(kept.values()) == [one for one in fresh(person) if one.day in kept]
