"""From the front page to the first dose in the diary, counted in taps and typed fields."""

import pytest

from tests.accounts.people import PASSWORD
from tracker import queries

MOST_TAPS = 8
MOST_TYPED = 2


class Visitor:
    """Someone on a phone; counts what they do. Tapping into a field to type is a tap too."""

    def __init__(self, page):
        self.page = page
        self.taps = self.typed = 0

    def tap(self, place):
        place.tap()
        self.taps += 1

    def type(self, label, text):
        field = self.page.get_by_label(label, exact=True)
        self.tap(field)
        self.page.keyboard.type(text)
        self.typed += 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_first_dose_is_in_the_diary_after_a_few_taps(open_page, site, scripts):
    visitor = Visitor(open_page("/", has_touch=True, java_script_enabled=scripts))
    page = visitor.page
    visitor.tap(page.get_by_role("navigation").get_by_role("link", name="Sign up"))
    visitor.type("Name*", "ada")
    visitor.type("Password*", PASSWORD)
    visitor.tap(page.get_by_role("button", name="Make the account"))
    page.wait_for_url(f"{site}/day/")
    visitor.tap(page.get_by_role("link", name="Log magnesium"))
    visitor.tap(page.get_by_label("200 mg", exact=True))
    visitor.tap(page.get_by_role("button", name="Save", exact=True))
    page.wait_for_url(f"{site}/day/**")

    assert page.get_by_text("200 mg magnesium").first.is_visible()
    (intake,) = queries.diary(queries.person_named("ada")).intakes
    assert (intake.contents[0].form, intake.contents[0].amount) == ("glycinate", 200)
    assert visitor.taps <= MOST_TAPS
    assert visitor.typed <= MOST_TYPED
