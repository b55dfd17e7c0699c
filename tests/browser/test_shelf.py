"""The shelf in a real browser, on a phone: counted taps, the keyboard alone, no JavaScript."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.factories import make_content, make_product, save
from tracker import actions, queries
from tracker.domain.diary import Content, Stock

pytestmark = pytest.mark.django_db(transaction=True)

JAVASCRIPT = pytest.mark.parametrize("is_on", [True, False], ids=["with script", "without"])
MOST_TAPS, MOST_FIELDS = 10, 6


@pytest.fixture
def product(person):
    product = make_product(
        "Night",
        contents=(make_content(amount="1000", form="glycinate", basis="compound"),),
        serving="capsule",
        times=["22:00"],
        stock=Stock(Decimal(3), clock.now() - timedelta(days=1)),
    )
    save(person, product)
    return product


@pytest.fixture
def full_shelf(person, product):
    """The shelf with a product, one of a long name that was put away, and a medicine to ask for."""
    actions.change_profile_list(person=person, fact="medicines", add=["Gabapentin"])
    save(person, make_product("Ancient " * 12, is_put_away=True))
    return product


class Thumb:
    """Counts what a hand does: each tap, into a field too, and each field that is typed in.

    Choosing from a list is two taps: one opens it, one chooses.
    """

    def __init__(self, page):
        self.page = page
        self.taps = self.fields = 0

    def tap(self, name, role="link"):
        self.taps += 1
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=True).first.click()

    def type(self, field, text):
        self.taps += 1
        self.fields += 1
        field.click()
        field.press_sequentially(text)

    def choose(self, field, label):
        self.taps += 2
        field.select_option(label=label)


def shelf(person):
    return queries.belongings(person)["products"]


MADE = (
    Content("magnesium", "glycinate", Decimal(100), "mg", "elemental"),
    Content("vitamin_d", None, Decimal(25), "mcg", "unknown"),
)


@JAVASCRIPT
def test_a_product_with_two_contents_takes_ten_taps_and_six_typed_fields(
    open_as_person, person, is_on
):
    page = open_as_person("/day/", java_script_enabled=is_on)
    thumb = Thumb(page)
    thumb.tap("Log")
    thumb.tap("Add a product to your shelf")
    thumb.type(page.get_by_label("Name"), "Night")
    for place, (name, amount) in enumerate([("magnesium glycinate", "100"), ("vitamin D", "25")]):
        thumb.type(page.get_by_label("Substance").nth(place), name)
        thumb.type(page.get_by_label("Amount", exact=True).nth(place), amount)
    thumb.choose(page.get_by_label("Unit").nth(1), "µg")
    thumb.tap("Put it on the shelf", role="button")

    expect(page.get_by_text("On your shelf: Night.")).to_be_visible()
    assert (shelf(person)[0].name, shelf(person)[0].contents) == ("Night", MADE)
    assert thumb.taps <= MOST_TAPS
    assert thumb.fields <= MOST_FIELDS


def tab_to(page, locator):
    """Press Tab until the element has the focus; no more than a patient person would."""
    for _press in range(80):
        if locator.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not get there")


def test_a_product_is_made_with_the_keyboard_alone(open_as_person, person):
    page = open_as_person("/shelf/new/")
    for place, (name, amount) in enumerate([("magnesium glycinate", "100"), ("vitamin D", "25")]):
        tab_to(page, page.get_by_label("Substance").nth(place))
        page.keyboard.type(name)
        tab_to(page, page.get_by_label("Amount", exact=True).nth(place))
        page.keyboard.type(amount)
    tab_to(page, page.get_by_label("Unit").nth(1))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="Put it on the shelf"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert shelf(person)[0].contents == MADE


def test_what_it_means_is_shown_while_it_is_typed(open_as_person):
    page = open_as_person("/shelf/new/")
    page.get_by_label("Substance").first.fill("magnesium bisglycinate")
    page.get_by_label("The amount is of").first.select_option("compound")
    page.get_by_label("Amount", exact=True).first.press_sequentially("1000")

    meaning = page.locator("#meaning")
    expect(meaning).to_contain_text("1,000 mg glycinate, 141 mg magnesium")
    expect(meaning.get_by_role("link", name="Sources")).to_have_attribute(
        "href", "/forms/#glycinate"
    )


@JAVASCRIPT
def test_a_second_dose_of_a_known_product_takes_two_taps(open_as_person, person, product, is_on):
    page = open_as_person("/day/", java_script_enabled=is_on)
    thumb = Thumb(page)
    thumb.tap("Log")
    thumb.tap("Log now: Night 1,000 mg glycinate, 141 mg magnesium", role="button")

    page.wait_for_url("**/day/**")
    assert [one.product_id for one in queries.diary(person).intakes] == [product.id]
    assert thumb.taps == 2


def test_a_refill_is_undone_where_it_was_made(open_as_person, person, product):
    page = open_as_person(f"/shelf/{product.id}/")
    page.get_by_label("How many", exact=True).fill("60")
    with page.expect_navigation():
        page.get_by_role("button", name="I added this many").click()
    expect(page.get_by_text("About 63 left")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("About 3 left")).to_be_visible()
    assert shelf(person) == (product,)


@pytest.mark.parametrize("path", ["/shelf/", "/shelf/new/"])
def test_an_empty_shelf_is_accessible(open_as_person, accessibility_problems, path):
    page = open_as_person(path)

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert accessibility_problems(page) == []


@pytest.mark.parametrize(
    "path", ["/shelf/", "/shelf/{id}/", "/log/", "/log/intake/?product={id}", "/profile/medicines/"]
)
def test_every_page_with_a_product_is_accessible(
    open_as_person, accessibility_problems, full_shelf, path
):
    page = open_as_person(path.format(id=full_shelf.id))
    for details in page.locator("details:not([open]) > summary").all():
        if details.is_visible():
            details.click()

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert accessibility_problems(page) == []


def test_messages_at_the_fields_are_accessible(open_as_person, accessibility_problems):
    page = open_as_person("/shelf/new/")
    page.get_by_label("Amount", exact=True).first.fill("-5")
    page.get_by_role("button", name="Put it on the shelf").click()
    page.wait_for_selector(".invalid-feedback:visible")

    assert page.get_by_label("Amount", exact=True).first.input_value() == "-5"
    assert accessibility_problems(page) == []
