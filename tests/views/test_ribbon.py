"""The ribbon on the page of a day: where its marks stand, what they say, where they lead."""

import re
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from tests import clock
from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_score,
    save,
)
from tests.views.diary_pages import html_at
from tests.visitors import logged_in
from tracker import actions
from tracker.domain.diary import Scale
from tracker.views.shown.ribbon import BAR
from tracker.views.shown.ribbon_places import PHONE_WIDTH, apart, places

ON = "2026-06-10"
DAY = f"/day/{ON}/"


def make_tablet(at, name="Levothyroxine 75"):
    content = make_content("levothyroxine", "75", unit="mcg")
    return make_product(name, contents=(content,), source="medicine", times=[f"{at:%H:%M}"])


class TestPlaces:
    def test_marks_with_room_between_them_stand_where_their_time_is(self):
        assert [one.nudge for one in places([0.1, 0.5, 0.9], width=18, rows=3)] == [0, 0, 0]

    def test_marks_that_would_touch_stand_below_each_other(self):
        assert [(one.row, one.nudge) for one in places([0.5] * 3, width=18, rows=3)] == [
            (0, 0),
            (1, 0),
            (2, 0),
        ]

    def test_where_no_row_is_free_they_make_room_around_their_time(self):
        assert [one.nudge for one in places([0.5] * 3, width=8, rows=1)] == [-8, 0, 8]

    @pytest.mark.parametrize("share", [0, 0.001, 0.4, 0.999, 1])
    def test_a_crowd_stays_within_the_day(self, share):
        shares = [share] * 12
        xs = [PHONE_WIDTH * share + one.nudge for one in places(shares, width=18, rows=1)]

        assert xs[0] >= -0.1
        assert xs[-1] <= PHONE_WIDTH + 0.1

    def test_a_crowd_that_reaches_the_next_one_moves_it_along(self):
        xs = apart([100, 100, 100, 110], width=10)

        assert all(after - before >= 10 for before, after in pairwise(xs))
        assert sum(xs) == pytest.approx(410)

    def test_targets_do_not_overlap(self):
        first, second = places([0.5, 0.5], width=8, rows=1)

        assert (first.right, second.left) == (4, 4)
        assert (first.left, second.right) == (12, 12)


@pytest.fixture
def client(person):
    return logged_in(person)


def ribbon(client, path=DAY):
    return client.get(path).context["page"].ribbon


def lanes(client, path=DAY):
    return {lane.sign: lane for lane in ribbon(client, path).lanes}


def words(client, lane, path=DAY):
    found = {one.sign: one for one in ribbon(client, path).words}
    return [line.text for line in found[lane].lines]


def html(client, path=DAY):
    return html_at(client, path)


def links_of(text):
    """Return where the marks of the picture lead."""
    picture = text.split('<svg class="hours"')[1].split('id="ribbon-legend"')[0]
    return re.findall(r'<a href="([^"]+)"', picture)


class TestPicture:
    def test_every_mark_leads_to_its_entry(self, client, person):
        both = (make_content(), make_content("calcium", "100"))
        save(
            person,
            make_intake(f"{ON}T08:00", id="a/b c?", contents=both),
            make_meal(f"{ON}T12:30"),
            make_score(f"{ON}T21:00"),
        )
        links = links_of(html(client))

        assert len(links) == 4
        assert [client.get(link).status_code for link in links] == [200] * 4

    def test_a_mark_is_called_by_its_time_and_what_it_is(self, client, person):
        save(person, make_intake(f"{ON}T08:10", product="Calcium 600", substance="calcium"))
        (mark,) = lanes(client)["calcium"].marks

        assert mark.label == "08:10, Calcium 600, 200 mg calcium"
        assert f'aria-label="{mark.label}"' in html(client)

    def test_noon_is_in_the_middle(self, client, person):
        save(person, make_intake(f"{ON}T12:00"))
        (mark,) = lanes(client)["magnesium"].marks

        assert mark.x == 50

    @pytest.mark.parametrize(
        ("value", "share"), [("10", 1), ("5", 0.5), ("0", 2 / 30), ("12", 1), ("-1", 2 / 30)]
    )
    def test_the_height_of_a_bar_is_the_score(self, client, person, value, share):
        save(person, make_score(f"{ON}T21:00", value=value))
        (mark,) = lanes(client)["symptom"].marks

        assert mark.bar == pytest.approx(BAR * share)

    def test_a_scale_of_its_own_has_its_own_ends(self, client, person):
        save(person, make_score(value="4", scale=Scale(Decimal(1), Decimal(7))))
        (mark,) = lanes(client)["symptom"].marks

        assert mark.bar == BAR / 2

    def test_a_symptom_without_a_value_is_hollow(self, client, person):
        save(person, make_score(f"{ON}T21:00", symptom="foot_ulcer", value=None))
        (mark,) = lanes(client)["symptom"].marks

        assert (mark.look, mark.bar) == ("hollow", BAR)

    def test_about_is_told_apart(self, client, person):
        save(person, make_intake(f"{ON}T08:00", precision="about"))

        assert lanes(client)["magnesium"].marks[0].is_about
        assert "about this time" in html(client)

    def test_an_entry_without_a_time_stands_below_and_can_be_reached(self, client, person):
        save(person, make_intake(f"{ON}T12:00", id="timeless", precision="day"))

        assert [one.id for one in ribbon(client).apart] == ["timeless"]
        assert "Not on these hours" in html(client)

    def test_what_is_blocked_is_hatched(self, client, person):
        save(person, make_intake(f"{ON}T12:00"))
        (stretch,) = lanes(client)["calcium"].stretches

        assert (round(stretch.x), round(stretch.width)) == (42, 17)
        assert 'fill="url(#near-caution)"' in html(client)

    def test_nothing_is_styled_inline(self, client, person):
        save(person, make_intake(f"{ON}T12:00"), make_score(f"{ON}T12:00"))

        assert "style=" not in html(client)

    def test_the_legend_explains_only_what_is_there(self, client, person):
        save(person, make_meal(f"{ON}T12:00"))
        text = html(client)

        assert "<svg" in text
        assert "Hatched:" not in text

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2026-03-29", "02:00 becomes 03:00: this day has 23 hours."),
            ("2025-10-26", "03:00 becomes 02:00 again"),
        ],
    )
    def test_a_day_of_a_clock_change_says_so(self, client, person, day, said):
        save(person, make_intake(f"{day}T12:00"))

        assert said in html(client, f"/day/{day}/")

    def test_hours_of_another_place_are_called_that(self, client, person):
        save(person, make_intake(f"{ON}T08:00", timezone="Asia/Tokyo"))

        assert "The hours are those of Tokyo." in html(client)


class TestWhereThereIsNone:
    def test_a_day_without_an_entry_has_no_ribbon(self, client):
        assert ribbon(client) is None

    def test_a_day_on_which_nothing_was_taken_has_none(self, client, person):
        save(person, make_none_taken(ON))

        assert ribbon(client) is None

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_ends_of_the_calendar_have_none(self, client, person, day):
        save(person, make_tablet(clock.now()))

        assert ribbon(client, f"/day/{day}/") is None


class TestNow:
    def test_a_line_says_now_on_today_s_page(self, client, person):
        save(person, make_tablet(clock.now()))

        assert re.search(r">now \d\d:\d\d", html(client, "/day/"))

    def test_another_day_has_none(self, client, person):
        save(person, make_intake(f"{ON}T08:00"))

        assert ribbon(client).now is None


class TestWords:
    def test_they_say_when_a_lane_is_clear_and_why_not(self, client, person):
        save(person, make_intake(f"{ON}T08:10"))

        assert words(client, "calcium") == [
            "Clear from 00:00 to 06:10 and 10:10 to 24:00.",
            "Too near from 06:10 to 10:10 because of magnesium at 08:10.",
        ]

    def test_what_differs_in_how_serious_it_is_only_is_one_reason(self, client, person):
        content = make_content("alendronate", None)
        save(person, make_intake(f"{ON}T08:00", source="medicine", contents=(content,)))

        assert words(client, "magnesium")[1:] == [
            "Too near from 06:00 to 10:00 because of alendronate at 08:00."
        ]

    def test_a_reason_leads_to_its_rule(self, client, person):
        save(person, make_intake(f"{ON}T08:10"))

        assert re.search(
            r'magnesium at 08:10\. <a href="/rules/mg_calcium/">Magnesium and calcium</a>',
            html(client),
        )

    def test_a_reason_that_reaches_into_the_night_says_until_when(self, client, person):
        save(person, make_intake(f"{ON}T23:00"))

        assert "01:00 on 11 June" in words(client, "calcium")[1]

    def test_vitamin_d_is_clear_by_no_rule(self, client, person):
        save(person, make_intake(f"{ON}T08:00", substance="vitamin_d", amount="20"))

        assert "no rule asks for hours" in words(client, "vitamin_d")[0]

    def test_each_medicine_has_its_own(self, client, person):
        taken = [
            make_intake(f"{ON}T08:00", source="medicine", contents=(make_content(name, None),))
            for name in ("levothyroxine", "metamizole")
        ]
        save(person, *taken)

        assert words(client, "medicine") == [
            "Levothyroxine: clear all day.",
            "Metamizole: no rule known",
        ]

    def test_a_medicine_that_hours_do_not_help_is_said_to_be_one(self, client, person):
        content = make_content("raltegravir", None)
        save(person, make_intake(f"{ON}T08:00", source="medicine", contents=(content,)))

        assert words(client, "magnesium") == [
            "Not clear.",
            "Hours do not help because of raltegravir at 08:00.",
        ]


class TestUsualDoses:
    @pytest.fixture
    def now(self):
        return clock.now()

    @pytest.fixture
    def at_utc(self, person):
        actions.set_profile_fact(person=person, fact="timezone", value="UTC")

    def test_an_open_one_is_dashed_and_leads_to_where_it_can_be_taken(self, client, person, now):
        save(person, make_tablet(now))
        (mark,) = lanes(client, "/day/")["medicine"].marks
        text = html(client, "/day/")

        assert (mark.look, mark.href) == ("usual", "#usual")
        assert "not logged" in mark.label
        assert 'id="usual"' in text

    def test_on_another_day_it_leads_nowhere(self, client, person, now):
        save(person, make_tablet(now))
        (mark,) = lanes(client, f"/day/{(now - timedelta(3)).date()}/")["medicine"].marks

        assert mark.href == ""

    @pytest.mark.usefixtures("at_utc")
    def test_it_is_never_called_taken(self, client, person, now):
        save(person, make_tablet(now))
        lines = words(client, "calcium", "/day/")

        assert re.search(r"if you (took|take) Levothyroxine 75", lines[1])
        assert "because" not in lines[1]

    @pytest.mark.usefixtures("at_utc")
    def test_fine_next_has_a_second_time_for_it(self, client, person, now):
        save(person, make_tablet(now))
        lines = client.get("/day/").context["page"].fine_next.lines
        calcium = next(line for line in lines if line.name.startswith("Calcium"))

        assert calcium.state == "now"
        assert re.search(
            r"^from \d\d:\d\d.* if you (took|take) Levothyroxine 75 at \d\d:\d\d",
            calcium.if_taken.text,
        )
        assert calcium.if_taken.text in html(client, "/day/")

    def test_fine_next_has_one_line_where_nothing_is_usual(self, client, person):
        lines = client.get("/day/").context["page"].fine_next.lines

        assert [line.if_taken for line in lines] == [None] * 4


@pytest.mark.django_db
def test_a_long_day_costs_no_further_query(client, person, django_assert_max_num_queries):
    save(
        person,
        make_tablet(clock.now()),
        *(make_intake(f"{ON}T{hour:02}:00") for hour in range(24)),
        *(make_score(f"{ON}T{hour:02}:30") for hour in range(24)),
    )

    with django_assert_max_num_queries(12):
        client.get(DAY)
