"""Pages on paper: ink on white whatever the screen's colours, and nothing to press."""

import pytest

from scripts.screenshots import SCHEMES
from tests.browser.test_every_page import page_named

PRINTED = ["day", "trends", "experiment", "shelf", "rule", "report"]
EACH_PRINTED = pytest.mark.parametrize("name", PRINTED)

TO_PRESS = "nav, form, button, .btn, .step, .back, input, select, textarea, footer.site-footer"

SEEN = "(one) => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})"

DARK_ON_WHITE = """() => {
  const linear = (value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((value) => linear(value / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pale = [];
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const ink = one.closest("svg") ? style.fill : style.color;
    if (ink !== "none" && 1.05 / (light(ink) + .05) < 4.5) pale.push(texts.currentNode.data.trim());
  }
  return pale;
}"""

GROUNDS = """() => Array.from(document.querySelectorAll("*"))
  .filter((one) => one.checkVisibility())
  .filter((one) => getComputedStyle(one).backgroundColor !== "rgba(0, 0, 0, 0)")
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def printed(look_at):
    """Return a function that opens a page as it stands on paper."""

    def open_on_paper(name):
        page = look_at(page_named(name), width=680)
        page.emulate_media(media="print")
        return page

    return open_on_paper


def left_to_press(page):
    script = f"(all) => all.filter({SEEN}).map((one) => one.outerHTML.slice(0, 80))"
    return page.locator(TO_PRESS).evaluate_all(script)


@EACH_PRINTED
def test_there_is_nothing_to_press(printed, name):
    assert left_to_press(printed(name)) == []


@EACH_PRINTED
def test_it_is_dark_on_white(printed, name):
    page = printed(name)
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(media="print", color_scheme=scheme)
        found[scheme] = (page.evaluate(DARK_ON_WHITE), page.evaluate(GROUNDS))

    assert found == {"light": ([], []), "dark": ([], [])}


def test_on_the_screen_the_same_eyes_see_light_letters_and_grounds(look_at):
    page = look_at(page_named("day"), color_scheme="dark")

    assert page.evaluate(DARK_ON_WHITE) != []
    assert page.evaluate(GROUNDS) != []
    assert left_to_press(page) != []


def test_who_chose_the_dark_pages_prints_white_ones_too(printed):
    page = printed("day")
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")

    assert page.evaluate(DARK_ON_WHITE) == []


@EACH_PRINTED
def test_nothing_is_cut_at_the_edge_of_the_paper(printed, name):
    page = printed(name)
    width = page.evaluate("document.documentElement.clientWidth")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("day", "#ribbon-words li"),
        ("report", ".rest table tbody tr"),
        ("rule", ".sources li"),
        ("demo-answer", "main details dd"),
    ],
)
def test_what_is_folded_up_on_the_screen_is_on_the_paper(printed, name, folded):
    page = printed(name)
    hidden = f"(all) => all.filter((one) => !({SEEN})(one)).length"

    assert page.locator(folded).count() > 0
    assert page.locator(folded).evaluate_all(hidden) == 0
    assert page.locator(folded).first.bounding_box()["height"] > 0


def test_the_address_of_a_source_is_printed(printed):
    source = printed("rule").locator(".sources a[href^=http]").first
    content = source.evaluate("(one) => getComputedStyle(one, '::after').content")

    assert "http" in content


def test_the_first_page_of_the_report_is_one_page(printed):
    page = printed("report")
    height = page.locator(".report .front").evaluate("(one) => one.getBoundingClientRect().height")

    # A4 without the margins, at 96 px an inch
    assert height <= (297 - 12 - 14) / 25.4 * 96


def test_the_demo_says_on_paper_that_it_is_invented(printed):
    strip = printed("demo-report").locator(".demo-strip p")

    assert strip.evaluate(SEEN)
