"""Diaries that hardly anybody keeps: extreme scales, amounts, zones, and days."""

from decimal import Decimal

import pytest

from tests.factories import make_content, make_intake, make_none_taken, make_score, save
from tests.views.trends.trend_pages import PATH, at, scores
from tracker import actions
from tracker.domain.diary import Scale

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "scale",
    [
        Scale(min=Decimal("-1e9"), max=Decimal("1e9"), better="none"),
        Scale(min=Decimal(0), max=Decimal("0.001"), better="high"),
        Scale(min=Decimal(0), max=Decimal("1e30"), better="low"),
        Scale(min=Decimal(0), max=Decimal(1440), better="low", unit="<b>minutes</b>"),
    ],
)
@pytest.mark.parametrize("span", ["30", "all"])
def test_any_scale_is_drawn(client, person, scale, span):
    save(person, *scores([0, 0, "0.001", 0] * 20, scale=scale))
    response = client.get(f"{PATH}?span={span}")

    assert response.status_code == 200
    assert "nan" not in response.context["page"].figures[0].plot.dots
    assert "<b>minutes" not in response.text


@pytest.mark.parametrize("value", ["0", "10", "-3", "11", "1e12"])
def test_scores_at_the_ends_and_beyond_them_are_drawn(client, person, value):
    save(person, *scores([value] * 70))

    assert client.get(PATH).status_code == 200


@pytest.mark.parametrize("amount", ["0.0000001", "1e30", None])
def test_any_amount_is_drawn(client, person, amount):
    contents = (make_content("magnesium", amount),)
    save(person, *scores([4] * 9), make_intake(at(3, 8), contents=contents))

    assert client.get(PATH).status_code == 200


def test_a_thing_with_a_name_of_markup_is_shown_as_text(client, person):
    contents = (make_content("<script>x</script>", "1"),)
    save(person, *scores([4] * 9), make_intake(at(3, 8), contents=contents))

    assert "<script>x" not in client.get(PATH).text.casefold()


def test_none_taken_alone_is_no_lane(client, person):
    save(person, *scores([4] * 9), make_none_taken(at(3)[:10]))

    assert client.get(PATH).context["page"].lanes == ()


def test_two_units_of_one_thing_are_counted_as_doses(client, person):
    both = [make_content("Herb", "5", unit="mg"), make_content("Herb", "1", unit="g")]
    save(
        person,
        *scores([4] * 9),
        *(make_intake(at(n, 8), contents=(one,)) for n, one in enumerate(both)),
    )

    assert client.get(PATH).context["page"].lanes[0].most == "up to 1 dose"


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_at_the_edge_of_the_date_line_today_is_the_persons(client, person, timezone):
    save(person, *scores([4] * 40))
    actions.set_profile_fact(person=person, fact="timezone", value=timezone)

    assert client.get(PATH).status_code == 200


def test_what_an_import_says_of_tomorrow_is_not_drawn(client, person):
    save(person, make_score(at(-3), value="9"), *scores([4] * 5))
    figure = client.get(f"{PATH}?span=all").context["page"].figures[0]

    assert figure.plot.dots.count("m") == 5


def test_a_diary_that_begins_in_the_future_is_no_error(client, person):
    save(person, make_score("9999-12-30T10:00", value="9"))

    assert [client.get(f"{PATH}?span={one}").status_code for one in ("90", "all")] == [200, 200]
