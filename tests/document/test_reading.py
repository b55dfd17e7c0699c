import json
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.document.documents import (
    FULL,
    a_product,
    an_intake,
    document,
    with_content,
    with_intake,
    with_product,
)
from tracker.document import DocumentError, parse, read_document, write_document
from tracker.document.json_text import written
from tracker.domain.diary import Diary, Product, Tracked

SKIPPED = FULL["skipped_doses"][0]
EXPERIMENT = FULL["experiments"][0]


def problems_of(value):
    with pytest.raises(DocumentError) as caught:
        read_document(value)
    return [problem.path for problem in caught.value.problems]


class TestWhatIsRight:
    def test_format_and_version_are_enough(self):
        assert read_document(document()) == Diary()

    def test_everything_that_was_read_is_written_again(self):
        assert json.loads(written(write_document(read_document(FULL)))) == FULL

    def test_what_was_written_reads_as_the_same_diary(self):
        diary = read_document(FULL)
        assert read_document(parse(written(write_document(diary)).encode())) == diary

    def test_null_counts_as_absent(self):
        nothing = {"intakes": None, "profile": None, "meals": None}
        assert read_document(document(**nothing)) == Diary()

    def test_unknown_words_are_kept_as_written(self):
        names = {"substance": "Moon Dust", "form": "\ud800\0", "compound": ""}
        content = read_document(with_content(**names)).intakes[0].contents[0]
        assert (content.substance, content.form, content.compound) == tuple(names.values())

    @pytest.mark.parametrize("unit", ["ug", "\u00b5g", "\u03bcg", "mcg"])
    def test_every_way_to_write_micrograms_is_read_as_mcg(self, unit):
        assert read_document(with_content(unit=unit)).intakes[0].contents[0].unit == "mcg"

    @pytest.mark.parametrize(
        ("time", "zone"),
        [
            ("2026-11-01T01:30:00-04:00", "America/New_York"),
            ("2026-11-01T01:30:00-05:00", "America/New_York"),
            ("2026-06-10T12:00:00Z", "UTC"),
            ("2026-06-10T12:00+05:45", "Asia/Kathmandu"),
            ("2026-06-10T12:00:00.250+10:30", "Australia/Lord_Howe"),
        ],
    )
    def test_an_offset_that_the_zone_has_then(self, time, zone):
        assert read_document(with_intake(taken_at=time, timezone=zone)).intakes

    def test_a_fact_that_an_earlier_profile_leaves_out_was_as_in_the_next_later_one(self):
        diary = read_document(
            document(
                profile={"region": "US", "sex": "female"},
                earlier_profiles=[
                    {"until": "2025-12-31", "region": "EU"},
                    {"until": "2024-12-31", "pregnant": True},
                ],
            )
        )
        then = diary.profile_on(date(2024, 6, 1))
        assert (then.region, then.sex, then.pregnant) == ("EU", "female", True)
        assert diary.profile_on(date(2025, 1, 1)).pregnant is None

    def test_an_age_of_an_earlier_profile_stands_in_place_of_a_later_birth_date(self):
        diary = read_document(
            document(
                profile={"birth_date": "2000-01-01"},
                earlier_profiles=[{"until": "2020-12-31", "age": 7}],
            )
        )
        assert diary.profile_on(date(2020, 6, 1)).age_on(date(2020, 6, 1)) == 7

    def test_what_a_product_leaves_out_is_as_the_shelf_has_it(self):
        assert read_document(with_product()).products == (Product("p", "Magnesium 200"),)

    @pytest.mark.parametrize(
        ("written", "at"),
        [("07:00", time(7)), ("07:00:00", time(7)), ("23:59:59", time(23, 59, 59))],
    )
    def test_a_usual_time_is_one_of_the_clock_on_the_wall(self, written, at):
        product = read_document(with_product(usual_times=[{"at": written}])).products[0]
        assert product.usual_times[0].at == at

    def test_weekdays_are_counted_from_monday(self):
        usual = {"at": "07:00", "weekdays": ["monday", "sunday"]}
        product = read_document(with_product(usual_times=[usual])).products[0]
        assert product.usual_times[0].weekdays == (0, 6)

    def test_seconds_of_a_usual_time_are_written_where_there_are_any(self):
        times = [{"at": "07:00:00"}, {"at": "07:00:05"}]
        written = write_document(read_document(with_product(usual_times=times)))
        assert [one["at"] for one in written["products"][0]["usual_times"]] == ["07:00", "07:00:05"]

    def test_a_diary_with_nothing_in_it_is_written_too(self):
        assert read_document(write_document(Diary())) == Diary()

    def test_tracking_nothing_is_not_the_same_as_not_having_chosen(self):
        assert read_document(document(tracked=[])).tracked == Tracked()
        assert read_document(document(tracked=None)).tracked is None

    @pytest.mark.parametrize("tracked", [Tracked(), None])
    def test_the_difference_is_written(self, tracked):
        assert read_document(write_document(Diary(tracked=tracked))).tracked == tracked

    def test_a_product_a_favourite_and_an_intake_can_have_one_id(self):
        one = {"id": "a", "name": "One"}
        diary = read_document(document(products=[one], favourites=[one], intakes=[an_intake()]))
        assert (diary.products[0].id, diary.favourites[0].id, diary.intakes[0].id) == ("a",) * 3


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("wrong", "path"),
        [
            ([], "$"),
            (None, "$"),
            ({"version": 1}, "$.format"),
            ({"format": "mgapp-diary"}, "$.version"),
            ({"format": "other", "version": 1}, "$.format"),
            ({"format": "mgapp-diary", "version": True}, "$.version"),
            ({"format": "mgapp-diary", "version": "1"}, "$.version"),
            (document(colour="red"), "$.colour"),
            (document(**{"a b": 1}), "$['a b']"),
            (document(intakes={}), "$.intakes"),
            (document(intakes=[None]), "$.intakes[0]"),
            (with_intake(id=None), "$.intakes[0].id"),
            (with_intake(id=7), "$.intakes[0].id"),
            (with_intake(taken_at=None), "$.intakes[0].taken_at"),
            (with_intake(taken_at="2026-06-10T08:00:00"), "$.intakes[0].taken_at"),
            (with_intake(taken_at="2026-06-10"), "$.intakes[0].taken_at"),
            (with_intake(taken_at="2026-06-10T08:00:00-05:00"), "$.intakes[0].taken_at"),
            (with_intake(taken_at="2026-03-08T02:30:00-05:00"), "$.intakes[0].taken_at"),
            (with_intake(taken_at="0001-01-01T00:00:00+14:00"), "$.intakes[0].taken_at"),
            (with_intake(taken_at="2026-06-10T25:00:00-04:00"), "$.intakes[0].taken_at"),
            (with_intake(timezone="Mars/Olympus"), "$.intakes[0].timezone"),
            (with_intake(timezone="../../etc/passwd"), "$.intakes[0].timezone"),
            (with_intake(timezone=""), "$.intakes[0].timezone"),
            (with_intake(route="nasal"), "$.intakes[0].route"),
            (with_intake(source="Supplement"), "$.intakes[0].source"),
            (with_intake(meal=True), "$.intakes[0].meal"),
            (with_intake(precision="hour"), "$.intakes[0].precision"),
            (with_intake(product_class="food"), "$.intakes[0].product_class"),
            (with_intake(prescribed="yes"), "$.intakes[0].prescribed"),
            (with_intake(as_needed=1), "$.intakes[0].as_needed"),
            (with_intake(covers_days=0), "$.intakes[0].covers_days"),
            (with_intake(covers_days=1.5), "$.intakes[0].covers_days"),
            (with_intake(covers_days=True), "$.intakes[0].covers_days"),
            (with_content(amount=-1), "$.intakes[0].contents[0].amount"),
            (with_content(amount="200"), "$.intakes[0].contents[0].amount"),
            (with_content(amount=True), "$.intakes[0].contents[0].amount"),
            (with_content(amount=Decimal("NaN")), "$.intakes[0].contents[0].amount"),
            (with_content(amount=Decimal("Infinity")), "$.intakes[0].contents[0].amount"),
            (with_content(unit="grain"), "$.intakes[0].contents[0].unit"),
            (with_content(basis="salt"), "$.intakes[0].contents[0].basis"),
            (with_content(dose=1), "$.intakes[0].contents[0].dose"),
            (with_intake(servings=-1), "$.intakes[0].servings"),
            (with_intake(tolerance="fine"), "$.intakes[0].tolerance"),
            (with_intake(tolerance=["fine", "bad"]), "$.intakes[0].tolerance[1]"),
            (with_product(id=None), "$.products[0].id"),
            (with_product(name=None), "$.products[0].name"),
            (with_product(source="shop"), "$.products[0].source"),
            (with_product(contents=[{"amount": -1}]), "$.products[0].contents[0].amount"),
            (with_product(usual_servings=0), "$.products[0].usual_servings"),
            (with_product(usual_times=[{}]), "$.products[0].usual_times[0].at"),
            (with_product(usual_times=[{"at": "7:00"}]), "$.products[0].usual_times[0].at"),
            (with_product(usual_times=[{"at": "24:00"}]), "$.products[0].usual_times[0].at"),
            (with_product(usual_times=[{"at": "07:00Z"}]), "$.products[0].usual_times[0].at"),
            (
                with_product(usual_times=[{"at": "07:00", "weekdays": [0]}]),
                "$.products[0].usual_times[0].weekdays[0]",
            ),
            (
                with_product(usual_times=[{"at": "07:00", "servings": -1}]),
                "$.products[0].usual_times[0].servings",
            ),
            (with_product(stock={"servings": 3}), "$.products[0].stock.counted_at"),
            (
                with_product(stock={"servings": -3, "counted_at": "2026-06-10T08:00:00Z"}),
                "$.products[0].stock.servings",
            ),
            (
                document(favourites=[{"id": "f", "name": "Morning", "doses": [{}]}]),
                "$.favourites[0].doses[0].product_id",
            ),
            (document(custom_symptoms=[{"id": "c"}]), "$.custom_symptoms[0].name"),
            (document(skipped_doses=[SKIPPED | {"at": None}]), "$.skipped_doses[0].at"),
            (
                document(skipped_doses=[SKIPPED | {"timezone": "Mars"}]),
                "$.skipped_doses[0].timezone",
            ),
            (document(tracked="nerve_pain"), "$.tracked"),
            (document(tracked=["nerve_pain", 7]), "$.tracked[1]"),
            (document(tracked=["nerve_pain", "cramp", "nerve_pain"]), "$.tracked[2]"),
            (document(settings=["every_dose_logged_from"]), "$.settings"),
            (document(settings={"sound": True}), "$.settings.sound"),
            (
                document(questions=[FULL["questions"][0] | {"half_life": -1}]),
                "$.questions[0].half_life",
            ),
            (
                document(experiments=[EXPERIMENT | {"blocks": [True] * 8}]),
                "$.experiments[0].blocks",
            ),
            (
                document(experiments=[EXPERIMENT | {"blocks": [True, False]}]),
                "$.experiments[0].blocks",
            ),
            (document(experiments=[EXPERIMENT | {"blocks": []}]), "$.experiments[0].blocks"),
            (document(experiments=[EXPERIMENT | {"block_days": 9}]), "$.experiments[0].block_days"),
            (
                document(experiments=[EXPERIMENT | {"fixed_at": "2026-06-10T08:00:00+04:00"}]),
                "$.experiments[0].fixed_at",
            ),
            (
                document(experiments=[EXPERIMENT | {"first_day": "9999-12-01"}]),
                "$.experiments[0].first_day",
            ),
            (document(experiments=[EXPERIMENT, EXPERIMENT]), "$.experiments[1].id"),
            (document(profile={"birth_date": "1981-2-3"}), "$.profile.birth_date"),
            (document(profile={"birth_date": "1981-02-30"}), "$.profile.birth_date"),
            (document(profile={"kidney": "weak"}), "$.profile.kidney"),
            (document(profile={"region": "NO"}), "$.profile.region"),
            (document(profile={"conditions": "pain"}), "$.profile.conditions"),
            (document(profile={"conditions": [1]}), "$.profile.conditions[0]"),
            (document(earlier_profiles=[{}]), "$.earlier_profiles[0].until"),
            (document(none_taken=[{"id": "n", "timezone": "UTC"}]), "$.none_taken[0].day"),
            (
                document(flag_notes=[{"rule": "x", "entries": [], "says": "maybe"}]),
                "$.flag_notes[0].says",
            ),
        ],
    )
    def test_each_problem_is_named_by_its_path(self, wrong, path):
        assert problems_of(wrong) == [path]

    @pytest.mark.parametrize(
        ("symptom", "path"),
        [
            ({"scale": {"better": "up"}}, "$.symptoms[0].scale.better"),
            ({"value": "6"}, "$.symptoms[0].value"),
            ({"sites": [{"place": "toe"}]}, "$.symptoms[0].sites[0].place"),
        ],
    )
    def test_symptoms_are_read_as_strictly(self, symptom, path):
        usual = {"id": "s", "felt_at": "2026-06-10T21:00:00Z", "timezone": "UTC"}
        assert problems_of(document(symptoms=[usual | symptom])) == [path]

    def test_an_id_may_stand_once_in_the_whole_document(self):
        meal = {"id": "a", "eaten_at": "2026-06-10T12:00:00Z", "timezone": "UTC"}
        assert problems_of(document(intakes=[an_intake()], meals=[meal])) == ["$.meals[0].id"]

    def test_a_skipped_dose_is_an_entry_with_an_id_like_the_others(self):
        skipped = [SKIPPED | {"id": "a"}]
        wrong = document(intakes=[an_intake()], skipped_doses=skipped)
        assert problems_of(wrong) == ["$.skipped_doses[0].id"]

    @pytest.mark.parametrize("name", ["products", "favourites", "custom_symptoms"])
    def test_an_id_may_stand_once_in_a_list_of_belongings(self, name):
        twice = document(**{name: [a_product(), a_product()]})
        assert problems_of(twice) == [f"$.{name}[1].id"]

    def test_all_problems_are_told_at_once(self):
        at = "2026-06-10T08:00:00+01:00"
        wrong = document(intakes=[an_intake(route="x", taken_at=at), an_intake(meal="y")], colour=1)
        in_first = {"$.intakes[0].route", "$.intakes[0].taken_at"}
        paths = {"$.colour", *in_first, "$.intakes[1].meal", "$.intakes[1].id"}
        assert set(problems_of(wrong)) == paths

    def test_the_value_itself_is_not_repeated_where_it_may_be_private_or_huge(self):
        with pytest.raises(DocumentError) as caught:
            read_document(with_intake(note={"secret": "x" * 10_000}))
        assert "secret" not in str(caught.value)

    @pytest.mark.parametrize(
        "wrong",
        [document(**{"k" * 100_000: 1}), with_intake(route="k" * 100_000)],
        ids=["key", "word"],
    )
    def test_a_problem_is_short_however_long_what_it_is_about(self, wrong):
        with pytest.raises(DocumentError) as caught:
            read_document(wrong)

        assert max(map(len, map(str, caught.value.problems))) < 3000


class TestText:
    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"{",
            b"\xff\xfe",
            b'{"a": 1, "a": 2}',
            b"[" * 100_000,
            b'{"format": "mgapp-diary", "version": 1} x',
        ],
    )
    def test_what_is_not_json_is_refused(self, text):
        with pytest.raises(DocumentError):
            parse(text)

    def test_a_byte_order_mark_is_no_problem(self):
        assert parse(b"\xef\xbb\xbf{}") == {}

    @pytest.mark.parametrize(
        ("literal", "value"),
        [
            ("0.1", Decimal("0.1")),
            ("200", 200),
            ("-0", 0),
            ("1e3", 1000),
            ("116.66666666666667", Decimal("116.66666666666667")),
            ("0." + "3" * 10_000, Decimal("0.3333333333333333")),
            ("1e-999999999", 0),
        ],
    )
    def test_a_number_is_what_was_written_or_the_nearest_that_programs_hold(self, literal, value):
        assert parse(literal.encode()) == value

    @pytest.mark.parametrize("literal", ["1e999", "-1e400", "NaN", "Infinity", "9" * 5000])
    def test_a_number_that_is_not_finite_is_a_problem_where_it_stands(self, literal):
        text = json.dumps(with_content(amount=0)).replace('"amount": 0', f'"amount": {literal}')
        with pytest.raises(DocumentError) as caught:
            read_document(parse(text.encode()))
        assert [one.path for one in caught.value.problems] == ["$.intakes[0].contents[0].amount"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
OBJECTS = [FULL, FULL["profile"], *(FULL[name][0] for name in ("intakes", "symptoms", "products"))]
KEYS = st.sampled_from([key for one in OBJECTS for key in one])
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_value_is_read_or_refused(value):
    with pytest.raises(DocumentError):
        read_document(value)


@given(st.sampled_from([*FULL]), JSON)
def test_a_document_with_anything_in_one_place_is_read_or_refused(key, value):
    problems = []
    try:
        diary = read_document(FULL | {key: value})
    except DocumentError as error:
        diary, problems = None, error.problems
    assert isinstance(diary, Diary) or problems
