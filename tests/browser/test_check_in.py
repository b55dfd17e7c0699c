"""The check-in in a real browser, on a phone: by keyboard, by touch, and without JavaScript."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.factories import BERLIN, make_intake, make_person, make_score, save
from tracker import queries
from tracker.domain.diary import CustomSymptom, Site, Tracked

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = clock.now().astimezone(ZoneInfo(BERLIN)).date()
YESTERDAY = TODAY - timedelta(days=1)
KNEE = CustomSymptom("knee", "My knee", lowest="quiet", highest="loud")


@pytest.fixture
def person():
    """Someone in Berlin whose nerve pain was 6 yesterday, and who follows three symptoms."""
    person = make_person(timezone=BERLIN)
    save(
        person,
        KNEE,
        Tracked(("nerve_pain", "impact", "knee")),
        make_score(f"{YESTERDAY}T20:00", id="score"),
        make_intake(f"{YESTERDAY}T08:00", id="dose"),
    )
    return person


def scale(page, name):
    return page.get_by_role("group", name=name)


def number(page, name, value):
    """Return the button of a number; the words at the ends belong to what it is called."""
    return scale(page, name).get_by_role("radio", name=value).first


def places(page):
    page.get_by_text("Where, and what is it like?").first.click()
    return page.locator("fieldset.outline").first


def tap(page, outline, place, view):
    """Tap the middle of a place's shape in one of the views."""
    shape = outline.locator(f'label:has(input[value="{place}"]) svg.on-{view} .tick')
    shape.evaluate("tick => tick.closest('svg').scrollIntoView({block: 'center'})")
    box = shape.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def save_page(page):
    with page.expect_navigation(url="**/day/**"):
        page.get_by_role("button", name="Save").click()


def said_today(person):
    said = queries.diary(person, start=TODAY).symptoms
    return {one.symptom: one for one in said}


@pytest.mark.parametrize(
    "path",
    [
        "/check-in/",
        "/check-in/symptoms/",
        "/check-in/symptoms/own/knee/",
        "/entry/intake/dose/tolerance/",
        "/entry/score/score/",
        "/day/",
    ],
)
def test_axe_finds_nothing_wrong(open_as_person, accessibility_problems, path):
    page = open_as_person(path)

    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_finds_nothing_wrong_with_the_outline(open_as_person, accessibility_problems):
    page = open_as_person("/check-in/")
    outline = places(page)
    outline.get_by_role("checkbox", name="Left knee").focus()
    page.keyboard.press("Space")
    outline.get_by_text("The places as a list").click()

    assert accessibility_problems(page) == []


def test_by_keyboard_alone(open_as_person, person):
    page = open_as_person("/check-in/")
    number(page, "Nerve pain", "no answer").focus()
    page.keyboard.press("ArrowLeft")  # 10
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")  # where, and what is it like
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # which view
    page.keyboard.press("Tab")  # as a list
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('label').textContent")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    with page.expect_navigation(url="**/day/**"):
        page.keyboard.press("Enter")

    pain = said_today(person)["nerve_pain"]
    assert (focused.strip(), pain.value) == ("Left head", 9)
    assert pain.sites == (Site("head", "left"),)


def test_without_javascript(open_as_person, person):
    page = open_as_person("/check-in/", java_script_enabled=False)
    number(page, "Nerve pain", "4").check()
    number(page, "Impact on the day", "in some things").check()
    save_page(page)

    assert {name: one.value for name, one in said_today(person).items()} == {
        "nerve_pain": 4,
        "impact": 2,
    }
    expect(page.get_by_role("status").first).to_contain_text("impact on the day in some things")


def test_places_that_are_tapped_come_out_in_the_entry(open_as_person, person):
    page = open_as_person("/check-in/", has_touch=True)
    number(page, "Nerve pain", "6").check()
    outline = places(page)
    tap(page, outline, "knee/left", "front")
    tap(page, outline, "forearm/right", "front")
    outline.get_by_role("radio", name="Back").check()
    tap(page, outline, "lower back/middle", "back")
    outline.get_by_role("radio", name="Face, hands, soles").check()
    tap(page, outline, "sole/left", "near")
    tap(page, outline, "sole/right", "near")
    save_page(page)

    assert said_today(person)["nerve_pain"].sites == (
        Site("forearm", "right"),
        Site("lower back", "middle"),
        Site("knee", "left"),
        Site("sole", "both"),
    )
    words = "Right forearm, middle of the lower back, left knee, sole on both sides"
    expect(page.get_by_text(words, exact=True)).to_be_visible()


def test_left_of_the_person_is_right_on_the_front_and_left_on_the_back(open_as_person):
    page = open_as_person("/check-in/", width=1280, height=900)
    outline = places(page)
    drawing = outline.locator("svg.on-front").first.bounding_box()
    knee = outline.locator('label:has(input[value="knee/left"])')
    front = knee.locator("svg.on-front .tick").bounding_box()
    back = knee.locator("svg.on-back .tick").bounding_box()
    behind = outline.locator("svg.on-back").first.bounding_box()

    assert front["x"] > drawing["x"] + drawing["width"] / 2
    assert back["x"] < behind["x"] + behind["width"] / 2


def test_the_list_and_the_drawing_are_the_same_boxes(open_as_person):
    page = open_as_person("/check-in/")
    outline = places(page)
    outline.get_by_text("The places as a list").click()
    outline.get_by_text("Left knee", exact=True).click()
    knee = outline.locator('label:has(input[value="knee/left"])')

    expect(knee.locator("input")).to_be_checked()
    expect(knee.locator("svg.on-front .tick")).to_have_css("visibility", "visible")


def test_a_place_whose_view_is_hidden_is_kept(open_as_person, person):
    page = open_as_person("/check-in/", has_touch=True)
    number(page, "Nerve pain", "6").check()
    outline = places(page)
    tap(page, outline, "knee/left", "front")
    outline.get_by_role("radio", name="Back").check()
    save_page(page)

    assert said_today(person)["nerve_pain"].sites == (Site("knee", "left"),)


def test_each_number_is_as_large_as_a_thumb(open_as_person):
    page = open_as_person("/check-in/")
    boxes = [one.bounding_box() for one in scale(page, "Nerve pain").get_by_role("radio").all()]

    assert len(boxes) == 12
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44


def test_a_number_can_be_taken_back(open_as_person, person):
    page = open_as_person("/check-in/")
    number(page, "Nerve pain", "6").check()
    number(page, "My knee", "3").check()
    number(page, "Nerve pain", "no answer").check()
    save_page(page)

    assert list(said_today(person)) == ["knee"]


def test_yesterdays_are_one_tap_away_and_can_be_taken_back(open_as_person, person):
    page = open_as_person("/day/")
    with page.expect_navigation():
        page.get_by_role("button", name="Same as yesterday: nerve pain 6").click()
    kept = said_today(person)["nerve_pain"].value
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").first.click()

    assert kept == 6
    assert said_today(person) == {}


def test_what_is_asked_is_moved_by_keyboard(open_as_person, person):
    page = open_as_person("/check-in/symptoms/")
    page.get_by_role("button", name="My knee further up").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="My knee")).to_be_focused()

    assert queries.diary(person).tracked.symptoms == ("nerve_pain", "knee", "impact")
