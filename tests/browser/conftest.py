"""A real Chromium for the tests in this folder.

`open_page` is what most tests need: it opens a path of the live server and, when the test ends,
fails it for anything that went wrong behind the page's back.
"""

import os
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site_settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from mgapp.accounts.leaving.grace import ask_to_leave
from scripts.find_chromium import find_chromium
from scripts.screenshots import Eyes
from tests.browser.made_diary import make_full_diary
from tests.factories import BERLIN, make_person
from tests.visitors import logged_in
from tracker import actions

# Chromium's own calls home would be requests to other hosts, of which it finds none anyway.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-first-run",
)
# Chromium's sandbox refuses to run as root; the pages are our own.
AS_ROOT = ("--no-sandbox",)

REPORT_CSP_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} forbids ${event.blockedURI}`));
"""


# Requests that pass through a service worker would not be seen here; test_offline.py lets it work.
NO_WORKER = "Service Worker registration blocked by Playwright"


@pytest.fixture(scope="package")
def chromium():
    """Return one running Chromium for all tests of this folder."""
    # Playwright's synchronous calls keep an event loop running in this thread, which makes Django
    # refuse the database. No coroutine ever touches the database here, so the refusal is lifted
    # for these tests, and only for these.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = QUIET + (AS_ROOT if os.geteuid() == 0 else ())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server, settings):
    """Return the address of the live server."""
    # The counts of attempts are no model's rows, so nothing else empties them between tests.
    cache.clear()
    # It serves the source files, so pages must not ask for the collected ones.
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    return live_server.url


# What axe would tell of all that is well takes it longer than to look.
ALL_RULES = {"resultTypes": ["violations"]}
RULES_OF_COLOURS = ALL_RULES | {"runOnly": ["color-contrast", "link-in-text-block"]}
# Not all that axe answers: to hand that over takes as long as to look.
WHAT_IS_WRONG = "(options) => axe.run(options).then((found) => found.violations)"


@dataclass
class Watch:
    """Writes down what a page does that no page of ours may do; other hosts are not found."""

    site: str
    problems: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = (NO_WORKER,)
    """Words of messages that a test is about, and so no problem."""

    def over(self, context):
        """Watch every page of a browser context."""
        context.add_init_script(REPORT_CSP_VIOLATIONS)
        context.on("console", self._note_error)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("request", self._note_host)

    def _note_error(self, message):
        is_expected = any(words in message.text for words in self.expected)
        if message.type in {"error", "warning"} and not is_expected:
            self.problems.append(f"console: {message.text}")

    def _note_host(self, request):
        url = urlsplit(request.url)
        if url.scheme.startswith("http") and url.netloc != urlsplit(self.site).netloc:
            self.problems.append(f"other host: {request.url}")


@pytest.fixture
def watch(site):
    """Return the watch over this test's pages; it fails the test for what it saw.

    A test that expects something clears it: `watch.problems.clear()`.
    """
    watch = Watch(site)
    yield watch
    assert watch.problems == []


@pytest.fixture
def open_page(chromium, site, watch):
    """Return a function that opens a path of the site, on a phone by day unless told otherwise."""
    contexts = []

    def open_path(path, *, width=390, height=844, color_scheme="light", **context_options):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            **{"service_workers": "block"} | context_options,
        )
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(f"{site}{path}")
        return page

    yield open_path
    for context in contexts:
        context.close()


def state_of(client):
    """Return the session of a test client as a browser would keep it."""
    name = site_settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    cookie = {"name": name, "value": value, "domain": "localhost", "path": "/"}
    return {"cookies": [cookie], "origins": []}


@pytest.fixture
def person(transactional_db):
    """Return someone in Berlin, where the clock times of the factories are."""
    return make_person(timezone=BERLIN)


@pytest.fixture
def open_as(open_page):
    """Return a function that opens a path as a person who is logged in."""

    def open_path(person, path, **options):
        return open_page(path, storage_state=state_of(logged_in(person)), **options)

    return open_path


@pytest.fixture
def open_as_person(open_as, person):
    """Return a function that opens a path as `person`, logged in."""
    return partial(open_as, person)


@pytest.fixture
def look_at(open_page, transactional_db, watch):
    """Return a function that opens a page of scripts/screenshots.py with the eyes it is for."""
    person = make_full_diary()

    def open_for_its_eyes(page, **options):
        client = Client()
        if page.eyes == Eyes.PERSON:
            # The page to change a password is for someone who has one.
            person.user.set_password("a-password")
            person.user.save()
            client = logged_in(person)
        elif page.eyes == Eyes.LEAVING:
            ask_to_leave(user=person.user, now=timezone.now())
            client = logged_in(person)
        elif page.eyes == Eyes.DEMO:
            actions.ensure_demo(now=timezone.now())
            client.post("/demo/")
        has_session = page.eyes in (Eyes.PERSON, Eyes.LEAVING, Eyes.DEMO)
        state = state_of(client) if has_session else None
        shown = open_page(page.path, storage_state=state, **options)
        if not page.is_there:
            watch.problems = [one for one in watch.problems if "404" not in one]
        assert shown.url.endswith(page.path)
        return shown

    return open_for_its_eyes


@pytest.fixture
def accessibility_problems():
    """Return a function that lists what axe finds wrong on a page: rule and place, one a line.

    It looks by light and by dark. By dark it asks for colours only: nothing else is different then.
    """
    axe = Axe().axe_script

    def problems(page):
        # A click returns when the next page begins; its colours are there when it has loaded.
        page.wait_for_load_state("load")
        page.evaluate(axe)
        return [*found_by("light", page, ALL_RULES), *found_by("dark", page, RULES_OF_COLOURS)]

    def found_by(scheme, page, rules):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for item in page.evaluate(WHAT_IS_WRONG, rules):
            yield from (f"{scheme}, {item['id']}: {node['html']}" for node in item["nodes"])

    return problems
