"""The pages of the profile: what they show, what they write, and whose it is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.factories import make_person
from tracker import actions, queries
from tracker.forms.profile_lists import LONGEST_LINE, MOST_NAMES
from tracker.models import Change

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 1)
TOPICS = [
    *("birth", "sex", "pregnancy", "breast-feeding", "kidney", "conditions", "medicines"),
    *("region", "time-zone", "new"),
]
PAGES = ["/profile/", *(f"/profile/{topic}/" for topic in TOPICS)]
POST_ONLY = ["/profile/remove/", "/profile/undo/", "/profile/medicines/stop/"]


def today():
    return timezone.now().date()


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def ada(client, person):
    """The client, logged in as `person`."""
    client.force_login(person.user)
    return client


def profile(person):
    return queries.profiles(person)[0]


def lines(person, fact):
    return [
        (period.first, period.value) for period in queries.profile_periods(person).get(fact, ())
    ]


def say(person, since=None, **values):
    return actions.set_profile_facts(person=person, values=values, since=since)


def take(person, name, since=None):
    return actions.change_profile_list(person=person, fact="medicines", add=[name], since=since)


# Who may, and how


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens(ada, page):
    assert ada.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_everything_said(ada, person, page):
    say(person, birth_date=date(2025, 12, 1), sex="male", kidney="ckd", egfr=Decimal("54.5"))
    say(person, pregnant=True, lactating=False, region="UK", timezone="Asia/Kolkata")
    say(person, since=MAY, kidney=None, age=Decimal(44), new_to_supplements=True)
    take(person, "<b>Tab</b> + Levothyroxine")

    assert ada.get(page).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, *POST_ONLY, "/profile/first-question/"])
def test_a_visitor_is_asked_to_log_in(client, page):
    response = client.post(page) if page not in PAGES else client.get(page)

    assert response["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("page", POST_ONLY)
def test_a_write_is_no_page_to_look_at(ada, page):
    assert ada.get(page).status_code == 405


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_profile_is_only_looked_at(ada, method):
    assert getattr(ada, method)("/profile/").status_code == 405


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_topic_takes_a_form_only(ada, method):
    assert getattr(ada, method)("/profile/kidney/").status_code == 405


def test_there_are_no_other_topics(ada):
    assert ada.get("/profile/shoes/").status_code == 404


def test_someone_elses_facts_are_not_shown(ada):
    take(make_person(), "Levothyroxine")

    assert "Levothyroxine" not in ada.get("/profile/").text


@pytest.mark.parametrize("page", ["/profile/", "/profile/medicines/"])
def test_more_lines_need_no_more_queries(ada, person, page, django_assert_num_queries):
    take(person, "Levothyroxine")
    with django_assert_num_queries(4):
        ada.get(page)
    for number in range(20):
        take(person, f"Pill {number}", since=MAY + timedelta(days=number))

    with django_assert_num_queries(4):
        ada.get(page)


# What is said


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


# Medicines that go


def test_a_medicine_is_taken_no_longer_after_its_last_day(ada, person):
    take(person, "Levothyroxine")

    ada.post("/profile/medicines/stop/", {"name": "Levothyroxine", "last_day": "2026-04-30"})

    assert lines(person, "medicines") == [(None, ("Levothyroxine",)), (MAY, ())]


def test_a_medicine_that_was_never_taken_goes_from_all_days(ada, person):
    take(person, "Levothyroxine", since=MAY)

    ada.post("/profile/medicines/stop/", {"name": "Levothyroxine", "was_never": "on"})

    assert lines(person, "medicines") == [(None, ())]


def test_a_medicine_goes_on_a_day_or_altogether(ada, person):
    take(person, "Levothyroxine")

    response = ada.post("/profile/medicines/stop/", {"name": "Levothyroxine", "last_day": ""})

    assert "Give its last day" in response.text
    assert profile(person).medicines == ("Levothyroxine",)


@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "Levothyroxine", "last_day": "soon"}, {"name": "Nothing", "was_never": "on"}],
)
def test_a_medicine_stays_while_it_is_not_clear_which_or_when(ada, person, typed):
    take(person, "Levothyroxine")

    ada.post("/profile/medicines/stop/", typed)

    assert profile(person).medicines == ("Levothyroxine",)


# What is known of them


def test_a_medicine_of_the_profile_shows_its_spacing_rule(ada, person):
    take(person, "Synthroid")

    assert "/rules/levothyroxine/" in ada.get("/profile/").text


def test_a_medicine_without_hours_shows_what_is_known_of_it(ada, person):
    take(person, "Metformin")

    assert "vitamin B12 test" in ada.get("/profile/").text


def test_two_medicines_in_one_name_show_the_rules_of_both(ada, person):
    take(person, "Levothyroxine + metformin")

    page = ada.get("/profile/").text

    assert "/rules/levothyroxine/" in page
    assert "/rules/metformin/" in page


def test_a_fluoroquinolone_shows_what_it_can_do_to_nerves(ada, person):
    take(person, "Ciprofloxacin")

    assert "/rules/fluoroquinolone_neuropathy/" in ada.get("/profile/").text


def test_a_name_that_no_rule_knows_says_so(ada, person):
    take(person, "Blue pill")

    assert "less than knowing that none is needed" in ada.get("/profile/").text


def test_the_region_page_shows_what_changes(ada):
    page = ada.get("/profile/region/").text

    assert all(limit in page for limit in ("350 mg", "250 mg", "400 mg"))


# Lines that were wrong


def test_a_wrong_line_goes(ada, person):
    say(person, kidney="normal")
    say(person, since=MAY, kidney="ckd")

    ada.post("/profile/remove/", {"fact": "kidney", "holds_from": "2026-05-01"})

    assert lines(person, "kidney") == [(None, "normal")]


def test_a_line_of_all_days_goes(ada, person):
    say(person, kidney="ckd")

    ada.post("/profile/remove/", {"fact": "kidney", "holds_from": ""})

    assert profile(person).kidney is None


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"fact": "kidney", "holds_from": "2026-05-02"},
        {"fact": "kidney", "holds_from": "x"},
        {"fact": "height", "holds_from": "2026-05-01"},
        {"fact": "k\x00", "holds_from": "2026-05-01"},
    ],
)
def test_a_line_that_is_not_there_is_not_found(ada, person, typed):
    say(person, since=MAY, kidney="ckd")

    assert ada.post("/profile/remove/", typed).status_code == 404


def test_someone_elses_line_is_not_found_and_stays(ada):
    other = make_person()
    say(other, since=MAY, kidney="ckd")

    response = ada.post("/profile/remove/", {"fact": "kidney", "holds_from": "2026-05-01"})

    assert response.status_code == 404
    assert profile(other).kidney == "ckd"


# Undo


def undo_of(page):
    return page.context["note"]["change"]


def test_each_write_can_be_undone_where_it_was_made(ada, person):
    page = ada.post("/profile/sex/", {"sex": "female"}, follow=True)

    ada.post("/profile/undo/", {"change": undo_of(page)})

    assert profile(person).sex is None


def test_the_removal_of_a_line_can_be_undone(ada, person):
    say(person, kidney="ckd")
    page = ada.post("/profile/remove/", {"fact": "kidney", "holds_from": ""}, follow=True)

    ada.post("/profile/undo/", {"change": undo_of(page)})

    assert profile(person).kidney == "ckd"


def test_an_undo_after_another_change_is_told_and_changes_nothing(ada, person):
    first = say(person, kidney="ckd")
    say(person, kidney="dialysis")

    page = ada.post("/profile/undo/", {"change": first.pk}, follow=True).text

    assert "changed again since" in page
    assert profile(person).kidney == "dialysis"


@pytest.mark.parametrize("change", ["", "x", "0", "-1", "999999", "9" * 40])
def test_an_undo_of_nothing_is_not_found(ada, change):
    assert ada.post("/profile/undo/", {"change": change}).status_code == 404


def test_someone_elses_change_is_not_found_and_stays(ada):
    other = make_person()
    change = say(other, kidney="ckd")

    assert ada.post("/profile/undo/", {"change": change.pk}).status_code == 404
    assert profile(other).kidney == "ckd"


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ("/day/", "/day/"),
        ("", "/profile/"),
        ("https://other.example/", "/profile/"),
        ("//other.example/", "/profile/"),
        ("/\\other.example/", "/profile/"),
    ],
)
def test_the_way_back_stays_on_this_site(ada, person, sent, back):
    change = say(person, kidney="ckd")

    response = ada.post("/profile/undo/", {"change": change.pk, "next": sent})

    assert response["Location"] == back
