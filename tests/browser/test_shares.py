"""A link in a real browser: made by its owner, opened by somebody else, and ended."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.factories import make_intake, make_score, make_share, save
from tracker import actions, queries

NOW = clock.now()
GONE = ("status of 410", "status of 403")


@pytest.fixture
def owner(person, site, settings):
    settings.PUBLIC_URL = site
    save(person, make_intake(NOW - timedelta(hours=2)), make_score(felt_at=NOW))
    return person


@pytest.fixture
def made(owner, open_as):
    """Return the page that shows a link that was made just now."""
    page = open_as(owner, "/shares/new/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Whom is it for?").fill("Dr. Ngo")
    with page.expect_navigation():
        page.get_by_role("button", name="Make the link").click()
    return page


def path_on(page, site):
    return page.get_by_label("Link to the report").input_value().removeprefix(site)


def problems_unfolded(page, accessibility_problems):
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return accessibility_problems(page)


def test_from_making_it_to_its_end(made, owner, open_page, site, watch):
    watch.expected += GONE
    reader = open_page(path_on(made, site))
    expect(reader.get_by_role("heading", name="A shared report")).to_be_visible()

    made.goto(f"{site}/shares/")
    expect(made.get_by_text(re.compile("Opened once"))).to_be_visible()
    with made.expect_navigation():
        made.get_by_role("button", name=re.compile("End it now.*Dr. Ngo")).click()
    expect(made.get_by_role("status")).to_contain_text("The link is ended")

    reader.reload()
    expect(reader.get_by_role("heading", name="This link was ended")).to_be_visible()


def test_a_reload_shows_no_link_again(made, owner):
    made.reload()

    expect(made.get_by_role("heading", name="This link is made already")).to_be_visible()
    assert len(queries.shares_of(owner, NOW)) == 1


def test_a_tap_copies_the_link(made, site):
    made.get_by_role("button", name="Copy").first.click()

    expect(made.get_by_role("button", name="Copied")).to_be_visible()
    link = f"{site}{path_on(made, site)}"
    made.goto(f"{site}/shares/new/")
    label = made.get_by_label("Whom is it for?")
    label.press("Control+V")
    expect(label).to_have_value(link)


def test_without_scripts_the_link_is_there_to_select(owner, open_as, site):
    page = open_as(owner, "/shares/new/", java_script_enabled=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Make the link").click()

    assert path_on(page, site).startswith("/s/")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_axe_finds_nothing_wrong_where_a_link_is_shown(made, accessibility_problems):
    assert problems_unfolded(made, accessibility_problems) == []


def test_axe_finds_nothing_wrong_in_the_list(owner, open_as, accessibility_problems):
    tokens = make_share(owner, label="Dr. Ngo")
    make_share(owner, made_at=NOW - timedelta(days=8))
    actions.note_opening(shared=queries.shared_by(tokens.page), what="report", now=NOW)

    page = open_as(owner, "/shares/")
    assert problems_unfolded(page, accessibility_problems) == []


def test_axe_finds_nothing_wrong_at_the_end(owner, open_page, accessibility_problems, watch):
    watch.expected += GONE
    page = open_page(f"/s/{make_share(owner, made_at=NOW - timedelta(days=8)).page}/")

    assert problems_unfolded(page, accessibility_problems) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window_where_a_link_is_shown(made, width):
    made.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    made.set_viewport_size({"width": width, "height": 844})

    assert made.evaluate("document.documentElement.scrollWidth") == width


def test_the_code_is_dark_on_light_in_the_dark_too(made):
    made.emulate_media(color_scheme="dark")
    ground, squares = made.locator(".qr svg").first.locator("path").all()

    assert ground.evaluate("(one) => getComputedStyle(one).fill") == "rgb(255, 255, 255)"
    assert squares.evaluate("(one) => getComputedStyle(one).stroke") == "rgb(0, 0, 0)"


def test_a_passcode_by_keyboard(owner, open_page):
    page = open_page(f"/s/{make_share(owner, passcode='sea-breeze').page}/")
    page.get_by_label("Passcode").focus()
    page.keyboard.type("wrong")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("4 tries are left")).to_be_visible()

    page.get_by_label("Passcode").fill("sea-breeze")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A shared report")).to_be_visible()


def test_a_reader_takes_the_report_along(owner, open_page):
    page = open_page(f"/s/{make_share(owner).page}/")
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF, A4").click()

    assert download.value.suggested_filename == "mg-diary-2026-06-01-to-2026-06-30.pdf"


class TestPageOfAnotherSite:
    """Viewers of SMART Health Links are such pages, and so is anybody else's."""

    @pytest.fixture
    def elsewhere(self, open_page, site, watch):
        """The same machine under another name is another site to a browser."""
        page = open_page("/offline/", permissions=["local-network-access"])
        viewer = site.replace("localhost", "127.0.0.1") + "/viewer/"
        page.route(viewer, lambda route: route.fulfill(content_type="text/html", body="Viewer"))
        page.goto(viewer)
        watch.problems.remove(f"other host: {viewer}")
        return page

    def test_it_reads_the_manifest_of_a_health_link(self, elsewhere, owner, site):
        address = f"{site}/shl/{make_share(owner).health_link}/"
        manifest = elsewhere.evaluate(
            """async (address) => {
              const headers = { "Content-Type": "application/json" };
              const body = JSON.stringify({ recipient: "A clinic" });
              return (await fetch(address, { method: "POST", headers, body })).json();
            }""",
            address,
        )

        assert manifest["files"][0]["embedded"] == "encrypted"

    def test_it_reads_no_report(self, elsewhere, owner, site, watch):
        watch.expected += ("CORS policy", "net::ERR_FAILED")
        address = f"{site}/s/{make_share(owner).page}/"
        found = elsewhere.evaluate(
            "(address) => fetch(address).then(() => 'read', (refusal) => refusal.name)", address
        )

        assert found == "TypeError"
