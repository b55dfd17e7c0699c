"""What is said in the profile is kept, from its day on, or told at its field."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_person
from tests.views.profile.profiles import MAY, lines, profile, say, take, today
from tracker import actions
from tracker.forms.profile_lists import LONGEST_LINE, MOST_NAMES
from tracker.models import Change

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("topic", "typed", "fact", "value"),
    [
        ("sex", {"sex": "female"}, "sex", "female"),
        ("birth", {"year": "1981"}, "birth_date", date(1981, 7, 1)),
        ("birth", {"year": "1980", "month": "2", "day": "29"}, "birth_date", date(1980, 2, 29)),
        ("kidney", {"kidney": "dialysis"}, "kidney", "dialysis"),
        ("kidney", {"kidney": "None", "egfr": "54,5"}, "egfr", Decimal("54.5")),
        ("pregnancy", {"pregnant": "False"}, "pregnant", False),
        ("pregnancy", {"pregnant": "True", "holds_from": "2026-05-01"}, "pregnant", True),
        ("breast-feeding", {"lactating": "True", "holds_from": "2026-05-01"}, "lactating", True),
        ("region", {"region": "UK"}, "region", "UK"),
        ("time-zone", {"timezone": "Europe/Berlin"}, "timezone", "Europe/Berlin"),
        ("time-zone", {"timezone": " europe/berlin"}, "timezone", "Europe/Berlin"),
        ("time-zone", {"timezone": "New York"}, "timezone", "America/New_York"),
        ("new", {"new_to_supplements": "True"}, "new_to_supplements", True),
        (
            "conditions",
            {"ticked": ["diabetes"], "others": "gout\n\nHeart block\ngout"},
            "conditions",
            ("diabetes", "gout", "heart_block"),
        ),
        ("medicines", {"name": "  L-thyroxine "}, "medicines", ("L-thyroxine",)),
    ],
)
def test_what_is_said_is_kept(client, topic, typed, fact, value):
    person = make_person()
    client.force_login(person.user)

    client.post(f"/profile/{topic}/", typed)

    assert getattr(profile(person), fact) == value


@pytest.mark.parametrize(
    ("topic", "field", "typed", "words"),
    [
        ("birth", "year", {"year": ""}, "required"),
        ("birth", "year", {"year": "81"}, "four digits"),
        ("birth", "year", {"year": "9999"}, "still to come"),
        ("birth", "year", {"year": "9" * 30}, "still to come"),
        ("birth", "day", {"year": "1981", "month": "2"}, "both day and month"),
        ("birth", "month", {"year": "1981", "day": "2"}, "both day and month"),
        ("birth", "day", {"year": "1981", "month": "2", "day": "29"}, "no such day"),
        ("birth", "day", {"year": "1981", "month": "2", "day": "2.5"}, "whole number"),
        ("birth", "month", {"year": "1981", "month": "13", "day": "2"}, "valid choice"),
        ("sex", "sex", {"sex": "x"}, "valid choice"),
        ("kidney", "kidney", {}, "required"),
        ("kidney", "kidney", {"kidney": "fine"}, "valid choice"),
        ("kidney", "egfr", {"kidney": "ckd", "egfr": "low"}, "in digits"),
        ("kidney", "egfr", {"kidney": "ckd", "egfr": "0"}, "between 1 and 200"),
        ("kidney", "egfr", {"kidney": "ckd", "egfr": "-5"}, "below zero"),
        ("kidney", "egfr", {"kidney": "ckd", "egfr": "NaN"}, "in digits"),
        ("kidney", "egfr", {"kidney": "ckd", "egfr": "1e2"}, "in digits"),
        ("kidney", "holds_from", {"kidney": "ckd", "holds_from": "May"}, "year-month-day"),
        ("kidney", "holds_from", {"kidney": "ckd", "holds_from": "2026-02-30"}, "year-month-day"),
        ("kidney", "holds_from", {"kidney": "ckd", "holds_from": "9999-12-31"}, "a day before"),
        ("kidney", "holds_from", {"kidney": "ckd", "holds_from": "0001-01-01"}, "1900 or later"),
        ("pregnancy", "holds_from", {"pregnant": "True"}, "From which day"),
        (
            "pregnancy",
            "until",
            {"pregnant": "True", "holds_from": "2026-05-02", "until": "2026-05-01"},
            "before the first",
        ),
        ("pregnancy", "until", {"pregnant": "False", "until": "2026-05-01"}, "goes with a yes"),
        (
            "pregnancy",
            "until",
            {"pregnant": "True", "holds_from": "2026-05-02", "until": "9999-12-31"},
            "a day before",
        ),
        ("region", "region", {"region": "AU"}, "valid choice"),
        ("time-zone", "timezone", {"timezone": ""}, "required"),
        ("time-zone", "timezone", {"timezone": "../../etc/passwd"}, "from the list"),
        ("time-zone", "timezone", {"timezone": "Atlantis"}, "from the list"),
        ("new", "new_to_supplements", {"new_to_supplements": "perhaps"}, "valid choice"),
        ("conditions", "ticked", {"ticked": ["boredom"]}, "valid choice"),
        ("conditions", "others", {"others": "x" * (LONGEST_LINE + 1)}, "100 characters"),
        ("conditions", "others", {"others": "\n".join(map(str, range(41)))}, "40 lines"),
        ("conditions", "others", {"others": "a\x00b"}, "cannot be kept"),
        ("medicines", "name", {"name": " "}, "required"),
        ("medicines", "name", {"name": "x" * (LONGEST_LINE + 1)}, "at most 100"),
        ("medicines", "name", {"name": "a\x00b"}, "cannot be kept"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(ada, topic, field, typed, words):
    response = ada.post(f"/profile/{topic}/", typed)

    assert words in " ".join(response.context["form"].errors[field])
    assert not Change.objects.exists()


def test_what_was_typed_stays_in_the_form(ada):
    page = ada.post("/profile/kidney/", {"kidney": "ckd", "egfr": "<low>"}).text

    assert 'value="&lt;low&gt;"' in page


def test_a_year_alone_is_too_little_under_19(ada):
    response = ada.post("/profile/birth/", {"year": str(today().year - 10)})

    assert "limits change with the birthday" in response.text


def test_a_fact_begins_on_its_day_and_leaves_the_days_before(ada, person):
    say(person, kidney="normal")

    ada.post("/profile/kidney/", {"kidney": "ckd", "holds_from": "2026-05-01"})

    assert lines(person, "kidney") == [(None, "normal"), (MAY, "ckd")]


def test_a_fact_of_which_nothing_was_said_is_not_known_before_its_day(ada, person):
    ada.post("/profile/kidney/", {"kidney": "ckd", "holds_from": "2026-05-01"})

    assert lines(person, "kidney") == [(None, None), (MAY, "ckd")]


def test_without_a_day_a_fact_holds_for_the_whole_diary(ada, person):
    say(person, since=MAY, kidney="ckd")

    ada.post("/profile/kidney/", {"kidney": "normal", "holds_from": ""})

    assert lines(person, "kidney") == [(None, "normal")]


def test_not_sure_takes_the_fact_back(ada, person):
    say(person, kidney="ckd")

    ada.post("/profile/kidney/", {"kidney": "None"})

    assert profile(person).kidney is None


def test_a_past_pregnancy_leaves_the_other_years_alone(ada, person):
    ada.post(
        "/profile/pregnancy/",
        {"pregnant": "True", "holds_from": "2023-02-01", "until": "2023-11-02"},
    )

    assert lines(person, "pregnant") == [
        (None, None),
        (date(2023, 2, 1), True),
        (date(2023, 11, 3), False),
    ]


def test_the_page_says_when_a_write_left_today_as_it_was(ada):
    response = ada.post(
        "/profile/pregnancy/",
        {"pregnant": "False", "holds_from": today().isoformat()},
        follow=True,
    )
    assert "Pregnancy: saved." in response.text

    past = {"pregnant": "True", "holds_from": "2023-02-01", "until": "2023-11-02"}
    response = ada.post("/profile/pregnancy/", past, follow=True)

    assert "What holds today stays as it was" in response.text


def test_the_birth_date_takes_the_place_of_an_age(ada, person):
    say(person, age=Decimal(30))

    ada.post("/profile/birth/", {"year": "1981"})

    assert (profile(person).birth_date, profile(person).age) == (date(1981, 7, 1), None)


def test_a_birth_date_is_corrected_for_all_days(ada, person):
    say(person, since=MAY, birth_date=date(1990, 1, 1))

    ada.post("/profile/birth/", {"year": "1981"})

    assert lines(person, "birth_date") == [(None, date(1981, 7, 1))]


def test_a_condition_that_is_not_ticked_any_more_ends(ada, person):
    actions.change_profile_list(person=person, fact="conditions", add=["diabetes", "gout"])

    ada.post("/profile/conditions/", {"ticked": [], "others": "gout", "holds_from": "2026-05-01"})

    assert lines(person, "conditions") == [(None, ("diabetes", "gout")), (MAY, ("gout",))]


def test_a_medicine_joins_the_later_lists_too(ada, person):
    take(person, "Gabapentin", since=date(2026, 6, 1))

    ada.post("/profile/medicines/", {"name": "Levothyroxine", "holds_from": "2026-05-01"})

    assert profile(person).medicines == ("Gabapentin", "Levothyroxine")


def test_a_medicine_is_listed_once(ada, person):
    take(person, "Levothyroxine")

    response = ada.post("/profile/medicines/", {"name": "levothyroxine"})

    assert "in your list already" in response.text


def test_the_list_of_medicines_has_an_end(ada, person):
    names = [str(number) for number in range(MOST_NAMES)]
    actions.change_profile_list(person=person, fact="medicines", add=names)

    assert "The list is full" in ada.post("/profile/medicines/", {"name": "one more"}).text


def test_saying_the_same_twice_writes_once(ada):
    for _ in range(2):
        page = ada.post("/profile/sex/", {"sex": "female"}, follow=True).text

    assert "nothing changed" in page
    assert Change.objects.count() == 1
