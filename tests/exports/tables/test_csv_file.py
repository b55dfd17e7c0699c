import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exports.tables.handed import (
    ALL_TIME,
    JUNE,
    files,
    flat,
    handed,
    original,
    rows_in,
    texts_in,
    tidy,
)
from tests.factories import (
    local,
    make_content,
    make_experiment,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_question,
    make_score,
    make_skipped_dose,
)
from tracker.domain.diary import (
    CoverSheet,
    CustomSymptom,
    EarlierProfile,
    FoodPortion,
    Profile,
    Scale,
    Score,
    Site,
)
from tracker.domain.selection import Selection
from tracker.exports.tables import flat_csv
from tracker.exports.tables.columns import TABLES
from tracker.exports.tables.csv_file import encoded, time_cell

FORMULA = '=HYPERLINK("http://example.org","x")'


def one(name, **lists):
    (row,) = tidy(name, **lists)
    return row


def test_a_file_begins_with_the_mark_of_utf_8_and_its_lines_end_in_cr_lf():
    data = b"".join(flat_csv(handed(meals=(make_meal(),))))

    assert data.startswith(b"\xef\xbb\xbfkind,id,at,")
    assert data.count(b"\n") == data.count(b"\r\n") == 2
    assert data.endswith(b"\r\n")


def test_the_flat_file_says_of_each_row_what_it_is():
    product = make_product()
    rows = flat(
        intakes=(make_intake(),),
        meals=(make_meal(),),
        symptoms=(make_score(),),
        none_taken=(make_none_taken(),),
        skipped_doses=(make_skipped_dose(product),),
        products=(product,),
    )

    kinds = ["intake", "meal", "symptom", "none_taken", "skipped_dose"]
    assert [row["kind"] for row in rows] == kinds


def test_taken_and_not_taken_are_said_and_the_rest_is_blank():
    intakes = (make_intake(), make_intake(amount="0"))
    rows = flat(intakes=intakes, none_taken=(make_none_taken(),), meals=(make_meal(),))

    assert [row["taken"] for row in rows] == ["yes", "", "", "no"]


def test_a_time_has_the_offset_of_its_zone_also_in_the_hour_that_is_twice():
    times = [local("2026-10-25T02:30", fold=fold) for fold in (0, 1)]
    selection = Selection(times[0].date(), times[1].date())
    intakes = tuple(make_intake(at) for at in times)
    rows = rows_in(b"".join(flat_csv(handed(selection, intakes=intakes))))

    assert [row["at"][-6:] for row in rows] == ["+02:00", "+01:00"]


def test_an_offset_with_seconds_is_written_in_minutes_and_stays_the_same_instant():
    at = local("1890-01-01T12:00")

    assert time_cell(at) == "1890-01-01T11:59:32+00:53"
    assert datetime.fromisoformat(time_cell(at)) == at


def test_each_content_has_a_row_with_what_is_said_of_the_intake():
    contents = (make_content("calcium", "600"), make_content("vitamin_d", "25", "mcg", "unknown"))
    rows = tidy("intakes", intakes=(make_intake(contents=contents, note="late"),))

    assert [(row["content"], row["substance"]) for row in rows] == [
        ("1", "calcium"),
        ("2", "vitamin_d"),
    ]
    assert {row["note"] for row in rows} == {"late"}


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (make_content(), {"elemental_mg": "200", "amount_mg": "200", "amount_iu": ""}),
        (make_content(basis="unknown"), {"elemental_mg": "", "amount_mg": "200"}),
        (
            make_content(amount="1.2", unit="g", basis="compound", form="oxide"),
            {"amount": "1.2", "amount_mg": "1200", "elemental_mg": "723.6"},
        ),
        (
            make_content("vitamin_d", "25.0", "mcg", "unknown"),
            {"amount": "25.0", "amount_mg": "0.025", "amount_iu": "1000", "elemental_mg": ""},
        ),
        (
            make_content("vitamin_d", "400", "IU", "unknown"),
            {"amount_mg": "", "amount_iu": "400", "elemental_mg": ""},
        ),
        (
            make_content(amount="5", unit="mmol"),
            {"amount_mmol": "5", "amount_mg": "", "elemental_mg": "121.525"},
        ),
        (make_content("Moon dust", "1E+2"), {"amount": "100", "elemental_mg": ""}),
        (make_content(amount=None), {"amount": "", "elemental_mg": "", "amount_mg": ""}),
    ],
)
def test_units_stand_in_columns_of_their_own(content, columns):
    row = one("intakes", intakes=(make_intake(contents=(content,)),))

    assert {name: row[name] for name in columns} == columns


def test_digits_stay_as_they_were_typed():
    contents = (make_content(amount="1.5"), make_content(amount="1.50"))
    rows = tidy("intakes", intakes=(make_intake(contents=contents),))

    assert [row["amount"] for row in rows] == ["1.5", "1.50"]


def test_an_intake_without_contents_and_a_meal_without_foods_have_a_row():
    rows = flat(intakes=(make_intake(contents=()),), meals=(make_meal(foods=()),))

    assert [(row["kind"], row["content"], row["food"]) for row in rows] == [
        ("intake", "", ""),
        ("meal", "", ""),
    ]


def test_a_food_has_its_name():
    foods = (FoodPortion("usda-sr28:01077", Decimal(244)), FoodPortion("home made"))
    rows = tidy("meals", meals=(make_meal(foods=foods),))

    assert "milk" in rows[0]["food_name"].lower()
    assert (rows[1]["food"], rows[1]["food_name"], rows[1]["grams"]) == ("home made", "", "")


def test_a_symptom_of_ones_own_has_its_name():
    own = CustomSymptom("own-1", "Zaps")
    row = one("symptoms", symptoms=(make_score(symptom="own-1"),), custom_symptoms=(own,))

    assert (row["symptom"], row["symptom_name"]) == ("own-1", "Zaps")


def test_a_score_of_0_and_one_without_a_value_differ():
    rows = tidy("symptoms", symptoms=(make_score(value="0"), make_score(value=None)))

    assert [row["value"] for row in rows] == ["0", ""]


def test_a_negative_number_stays_a_number():
    scale = Scale(Decimal(-10), Decimal(10))
    row = one("symptoms", symptoms=(make_score(value="-5", scale=scale),))

    assert (row["value"], row["scale_min"]) == ("-5", "-10")


def test_yes_no_and_not_said_differ():
    intakes = tuple(make_intake(as_needed=said) for said in (True, False, None))

    assert [row["as_needed"] for row in flat(intakes=intakes)] == ["true", "false", ""]


def test_a_formula_is_defused_wherever_text_stands():
    content = make_content(FORMULA, form=FORMULA, compound=FORMULA)
    product = make_product(
        FORMULA, id=FORMULA, brand=FORMULA, contents=(content,), serving=FORMULA, note=FORMULA
    )
    scale = Scale(unit=FORMULA)
    made = files(
        intakes=(
            make_intake(
                id=FORMULA,
                contents=(content,),
                product=FORMULA,
                product_id=FORMULA,
                note=FORMULA,
            ),
        ),
        meals=(make_meal(tags=(FORMULA,), foods=(FoodPortion(FORMULA),), note=FORMULA),),
        symptoms=(
            make_score(
                symptom=FORMULA,
                scale=scale,
                sites=(Site(FORMULA, FORMULA),),
                qualities=(FORMULA,),
                note=FORMULA,
            ),
        ),
        none_taken=(make_none_taken(substance=FORMULA),),
        products=(product,),
        skipped_doses=(make_skipped_dose(product),),
        questions=(make_question(FORMULA, FORMULA, form=FORMULA),),
        experiments=(make_experiment(symptom=FORMULA, substance=FORMULA, note=FORMULA),),
        cover_sheet=CoverSheet(FORMULA, (FORMULA,)),
        profile=Profile(conditions=(FORMULA,), medicines=(FORMULA,)),
    )
    cells = [
        cell
        for name, data in made.items()
        if name.endswith(".csv") and name != "columns.csv"
        for row in rows_in(data)
        for cell in row.values()
    ]

    assert sum("HYPERLINK" in cell.upper() for cell in cells) >= 30
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_what_is_no_character_breaks_nothing():
    assert encoded("a\0b\ud800c\U0001f48a") == "a\ufffdb\ufffdc\U0001f48a".encode()


def test_a_name_with_separators_stays_one_cell():
    name = 'a, "b"; \r\nc'
    row = one("intakes", intakes=(make_intake(product=name),))

    assert row["product"] == name


def test_the_columns_of_every_file_are_explained():
    made = files()
    told = [(row["file"], row["column"]) for row in rows_in(made["columns.csv"])]
    there = [
        (f"{table.name}.csv", name)
        for table in TABLES
        for name in made[f"{table.name}.csv"].decode("utf-8-sig").strip().split(",")
        if table.name not in {"person", "days"}
    ]

    assert set(there) <= set(told)
    assert all(row["meaning"] and row["blank"] for row in rows_in(made["columns.csv"]))


def test_the_archive_says_what_it_is_of():
    text = files(meals=(make_meal(),))["README.txt"].decode("utf-8-sig")

    assert "2026-06-09 to 2026-06-14" in text
    assert handed().known.version in text
    assert "A blank cell is not known" in text


def test_the_shelf_questions_and_plans_have_their_files():
    product = make_product(times=("07:00",))
    made = files(
        products=(product,), questions=(make_question(),), experiments=(make_experiment(),)
    )
    rows = {name: rows_in(made[f"{name}.csv"]) for name in ("products", "usual_times")}

    assert rows["products"][0]["elemental_mg"] == "200"
    assert rows["usual_times"][0]["usual_time"] == "07:00"
    assert rows_in(made["questions.csv"])[0]["because_it_hurts"] == ""
    assert texts_in(rows_in(made["experiments.csv"])[0]["blocks"]) == ["with", "without"] * 6


def test_each_stretch_of_the_profile_has_a_row_and_the_name_stands_with_that_of_now():
    rows = tidy(
        "person",
        profile=Profile(sex="female", pregnant=False),
        earlier_profiles=(EarlierProfile(JUNE.first, Profile(pregnant=True)),),
        cover_sheet=CoverSheet("Ada"),
    )

    assert [(row["until"], row["pregnant"], row["name"]) for row in rows] == [
        ("2026-06-09", "true", ""),
        ("", "false", "Ada"),
    ]


A_DAY = local("2026-06-01T00:00").date()


def test_without_the_name_neither_it_nor_the_day_of_birth_is_in_any_file():
    profile = Profile(birth_date=local("1981-02-03T00:00").date())
    sheet = CoverSheet("Ada Lovelace")
    selection = replace(handed().selection, with_name=False)
    made = files(selection=selection, profile=profile, cover_sheet=sheet)
    (row,) = rows_in(made["person.csv"])

    assert (row["name"], row["birth_date"], row["age_years"]) == ("", "", "45")
    assert not any(b"Ada" in data or b"1981" in data for data in made.values())


def test_pandas_reads_numbers_and_times_as_such():
    intakes = (make_intake(), make_intake("2026-06-11T08:00", amount="1.5", servings=Decimal(2)))
    data = b"".join(flat_csv(handed(intakes=intakes, none_taken=(make_none_taken(),))))
    table = pandas.read_csv(io.BytesIO(data))
    times = pandas.to_datetime(table["at"], utc=True, format="ISO8601")

    assert table["elemental_mg"].dtype == "float64"
    assert table["elemental_mg"].tolist()[:2] == [200, 1.5]
    assert pandas.isna(table["elemental_mg"].iloc[2])
    assert times.iloc[0] == pandas.Timestamp("2026-06-10T06:00:00Z")
    assert table["taken"].tolist() == ["yes", "yes", "no"]


# Every field comes back, whatever was written.

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1) | (
    st.sampled_from([FORMULA, "'t", "a; b\\", ' "x", ', "\r\n", "NA", "1-2", "\ufeff"])
)
MAYBE = st.none() | TEXTS
NUMBERS = st.decimals(-5000, 5000, places=3) | st.sampled_from(
    [Decimal(text) for text in ("0", "1.50", "200.0", "1E+3", "0E-7", "12345678901234567.25")]
)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"])


@st.composite
def scores(draw):
    zone = draw(ZONES)
    day = draw(st.dates(A_DAY.replace(year=1800), A_DAY.replace(year=2200)))
    return Score(
        id=draw(TEXTS),
        felt_at=local(f"{day}T{draw(st.times())}", zone, draw(st.integers(0, 1))),
        timezone=zone,
        symptom=draw(MAYBE),
        value=draw(st.none() | NUMBERS),
        scale=Scale(draw(NUMBERS), draw(NUMBERS), draw(st.sampled_from(["low", "high"])), None),
        precision=draw(st.sampled_from(["minute", "about", "day"])),
        sites=tuple(Site(draw(TEXTS), draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))),
        qualities=tuple(draw(st.lists(TEXTS, max_size=3))),
        note=draw(st.just("") | TEXTS),
    )


@settings(deadline=None)
@given(scores())
def test_every_field_of_a_score_can_be_read_back(score):
    row = one("symptoms", selection=ALL_TIME, symptoms=(score,))

    assert original(row["score_id"]) == score.id
    assert datetime.fromisoformat(row["felt_at"]) == score.felt_at
    assert row["timezone"] == score.timezone
    assert row["local_day"] == score.felt_at.date().isoformat()
    assert row["precision"] == score.precision
    assert original(row["symptom"]) == score.symptom
    assert (Decimal(row["value"]) if row["value"] else None) == score.value
    assert (Decimal(row["scale_min"]), Decimal(row["scale_max"])) == (
        score.scale.min,
        score.scale.max,
    )
    assert texts_in(row["sites"]) == [place.site for place in score.sites]
    assert texts_in(row["sides"]) == [place.side for place in score.sites]
    assert texts_in(row["qualities"]) == [*score.qualities]
    assert original(row["note"]) == (score.note or None)


@settings(deadline=None)
@given(
    texts=st.fixed_dictionaries(
        dict.fromkeys(("substance", "form", "compound", "product", "product_id"), MAYBE)
    ),
    amount=st.none() | NUMBERS.map(abs),
    servings=st.none() | NUMBERS.map(abs),
    tolerance=st.lists(st.sampled_from(["fine", "nausea", "constipation"]), max_size=2),
    note=st.just("") | TEXTS,
)
def test_every_field_of_an_intake_can_be_read_back(texts, amount, servings, tolerance, note):
    content = make_content(texts["substance"], None, form=texts["form"], compound=texts["compound"])
    intake = make_intake(
        contents=(replace(content, amount=amount),),
        product=texts["product"],
        product_id=texts["product_id"],
        servings=servings,
        tolerance=tuple(tolerance),
        note=note,
    )
    row = one("intakes", intakes=(intake,))

    assert {name: original(row[name]) for name in texts} == texts
    assert (Decimal(row["amount"]) if row["amount"] else None) == amount
    assert (Decimal(row["servings"]) if row["servings"] else None) == servings
    assert texts_in(row["tolerance"]) == tolerance
    assert original(row["note"]) == (note or None)
    assert datetime.fromisoformat(row["taken_at"]) == intake.taken_at
