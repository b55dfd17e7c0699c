"""Entries found by what they are."""

from datetime import date

import pytest

from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_score,
    save,
)
from tracker import queries
from tracker.queries import Wanted
from tracker.queries.finding import PAGE

pytestmark = pytest.mark.django_db

LEVOTHYROXINE = (make_content("Levothyroxine", "75", unit="mcg"),)


@pytest.fixture
def person():
    person = make_person()
    save(
        person,
        make_intake("2026-06-10T08:00", id="mg", as_needed=True, note="With 100% porridge"),
        make_intake("2026-06-10T07:00", id="levo", source="medicine", contents=LEVOTHYROXINE),
        make_intake("2026-06-11T08:00", id="ca", substance="calcium", product="Calcium_600"),
        make_meal("2026-06-10T12:30", id="meal", note="Porridge"),
        make_score("2026-06-10T21:00", id="pain", note="after the porridge"),
        make_score("2026-06-12T21:00", id="sleep", symptom="sleep"),
        make_none_taken("2026-06-12", id="none"),
        make_none_taken("2026-06-13", id="nothing", substance=None),
    )
    return person


def ids(person, page=1, among=None, **wanted):
    found = queries.found(person, Wanted(**wanted), page, among)
    return [line.entry_id for line in found.lines]


class TestOrder:
    def test_the_newest_comes_first_and_what_has_no_time_last_of_its_day(self, person):
        save(person, make_intake("2026-06-12T12:00", id="day", precision="day"))

        assert ids(person) == [
            *("nothing", "sleep", "day", "none", "ca"),
            *("pain", "meal", "mg", "levo"),
        ]

    def test_an_entry_stands_on_the_day_of_its_own_zone(self, person):
        save(person, make_score("2026-06-14T00:30", id="far", timezone="Pacific/Kiritimati"))

        assert ids(person)[0] == "far"

    def test_nobody_finds_what_is_another_persons(self, person):
        assert ids(make_person()) == []


class TestFilters:
    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({"kind": "meal"}, ["meal"]),
            ({"kind": "none_taken"}, ["nothing", "none"]),
            ({"substance": "magnesium"}, ["none", "mg"]),
            ({"substance": " MAGNESIUM"}, ["none", "mg"]),
            ({"substance": "levothyroxine"}, ["levo"]),
            ({"substance": "unheard-of"}, []),
            ({"symptom": "nerve_pain"}, ["pain"]),
            ({"substance": "calcium", "symptom": "sleep"}, ["sleep", "ca"]),
            ({"is_as_needed": True}, ["mg"]),
            ({"substance": "magnesium", "is_as_needed": True}, ["mg"]),
            ({"kind": "meal", "substance": "magnesium"}, []),
            ({"first": date(2026, 6, 12)}, ["nothing", "sleep", "none"]),
            ({"last": date(2026, 6, 10), "kind": "intake"}, ["mg", "levo"]),
            ({"text": "PORRIDGE"}, ["pain", "meal", "mg"]),
            ({"text": "porridge", "kind": "score"}, ["pain"]),
            ({"text": "thyrox"}, ["levo"]),
            ({"text": "calcium_6"}, ["ca"]),
        ],
    )
    def test_each_leaves_what_meets_it(self, person, wanted, expected):
        assert ids(person, **wanted) == expected

    @pytest.mark.parametrize(("text", "expected"), [("0%", ["mg"]), ("%", ["mg"]), ("_", ["ca"])])
    def test_signs_of_a_database_are_letters_like_others(self, person, text, expected):
        assert ids(person, text=text) == expected

    @pytest.mark.parametrize("text", ["ÄRGER", "ärger", "Ärger (", "μΑΓΝΉΣΙΟ", "MAGN"])
    def test_capitals_of_every_alphabet_are_the_same_letters(self, text):
        person = make_person()
        note = "Viel Ärger (wieder); Magnesium, Μαγνήσιο"
        save(person, make_meal(id="one", note=note), make_meal(id="other", note="A"))

        assert ids(person, text=text) == ["one"]

    def test_a_symptom_is_found_however_its_letters_are_written(self):
        person = make_person()
        save(person, make_score(symptom="Übelkeit", id="one"), make_score(symptom="Ü", id="two"))

        assert ids(person, symptom="übelkeit") == ["one"]

    @pytest.mark.parametrize("text", ["'", '"', "\\", "';--", "\N{PILE OF POO}", "a" * 200])
    def test_any_text_may_be_looked_for(self, person, text):
        assert ids(person, text=text) == []

    def test_a_product_is_found_by_what_was_taken_from_it(self, person):
        product = make_product()
        at = make_intake("2026-06-15T08:00").taken_at
        save(person, product, product.taken(intake_id="own", at=at, timezone="Europe/Berlin"))

        assert ids(person, product=product.id) == ["own"]

    def test_among_some_entries_only_those_can_be_meant(self, person):
        assert ids(person, among={"pain", "mg", "gone"}) == ["pain", "mg"]

    def test_flagged_leaves_out_what_no_rule_looks_at(self, person):
        assert ids(person, flagged="any", among={"meal", "none", "mg"}) == ["mg"]


class TestPages:
    @pytest.fixture
    def many(self):
        person = make_person()
        save(person, *(make_meal(f"2026-06-10T{n // 60:02}:{n % 60:02}") for n in range(120)))
        return person

    @pytest.mark.parametrize(("page", "length"), [(1, PAGE), (2, PAGE), (3, 20)])
    def test_a_page_holds_so_many(self, many, page, length):
        assert len(ids(many, page)) == length

    def test_no_entry_is_on_two_pages_or_on_none(self, many):
        assert len({*ids(many, 1), *ids(many, 2), *ids(many, 3)}) == 120

    @pytest.mark.parametrize("among", [False, True])
    @pytest.mark.parametrize(("page", "shown"), [(0, 1), (-5, 1), (4, 3), (10**9, 3)])
    def test_a_page_that_is_not_there_is_the_nearest_one(self, many, page, shown, among):
        all_ids = {one.id for one in queries.diary(many).meals}
        found = queries.found(many, Wanted(), page, all_ids if among else None)

        assert (found.page, found.total, found.pages) == (shown, 120, 3)

    def test_where_nothing_is_found_there_is_one_empty_page(self, many):
        found = queries.found(many, Wanted(symptom="sleep"), 7)

        assert (found.lines, found.page, found.pages) == ((), 1, 1)


class TestReading:
    def test_the_entries_of_the_page_are_read_and_no_others(self, person):
        found = queries.found(person, Wanted(text="porridge"))
        listed = queries.listed(person, found, queries.profiles(person))

        assert set(listed.diary.ids()) == {"mg", "meal", "pain"}

    def test_their_days_are_worked_out_where_nothing_is_kept(self, person):
        save(person, make_intake("2026-06-10T08:20", substance="calcium", amount="600"))
        found = queries.found(person, Wanted(text="100%"))
        listed = queries.listed(person, found, queries.profiles(person))

        assert "mg_calcium" in [flag.rule for one in listed.summaries for flag in one.flags]


class TestWhatIsThere:
    def test_substances_are_named_once(self, person):
        save(person, make_intake("2026-06-16T08:00"))

        assert queries.substances_taken(person) == ["calcium", "levothyroxine", "magnesium"]

    def test_symptoms_are_named_once(self, person):
        save(person, make_score("2026-06-16T08:00"), make_score(symptom=None))

        assert queries.symptoms_felt(person) == ["nerve_pain", "sleep"]

    def test_names_are_sorted_alike_on_every_database(self):
        person, names = make_person(), ["zinc", "Zinc b", "a b", "a-a", "ä", "B"]
        save(person, *(make_score(symptom=name) for name in names))
        save(person, *(make_intake(substance=name) for name in names))

        assert queries.symptoms_felt(person) == sorted(names)
        assert queries.substances_taken(person) == sorted(name.lower() for name in names)
