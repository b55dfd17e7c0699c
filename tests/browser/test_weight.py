"""What a first visit costs on the wire, behind gunicorn as `make run` starts it."""

import re
import urllib.request

import pytest

from tests.running import App, collect_static_files, environment, free_port, manage, migrate

pytestmark = pytest.mark.looks

MOST_BYTES = 70_000


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Return the address of the app with collected files and the demo diary."""
    folder = tmp_path_factory.mktemp("data")
    variables = environment(folder, free_port())
    collect_static_files(variables)
    migrate(variables)
    manage(variables, "demo_diary")
    app = App(folder)
    yield app.address
    app.stop()


class Wire:
    """Counts what comes to a page, headers and compressed bodies, and notes what came plain."""

    def __init__(self, page):
        self.bytes = 0
        self.plain = []
        self.cached = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._note)
        session.on("Network.loadingFinished", self._count)

    def _note(self, event):
        response = event["response"]
        if response["url"].startswith("data:"):
            return
        headers = {name.lower(): text for name, text in response["headers"].items()}
        is_text = not re.match(r"image/(png|webp|x-icon)", response["mimeType"])
        if is_text and "content-encoding" not in headers:
            self.plain.append(response["url"])
        if "/static/" in response["url"]:
            self.cached[response["url"]] = headers["cache-control"]

    def _count(self, event):
        self.bytes += event["encodedDataLength"]


@pytest.fixture
def first_visit(chromium, app):
    """Return what came over the wire when a browser that knew nothing opened a full day."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    guide = context.new_page()
    guide.goto(app)
    guide.get_by_role("button", name="Look at an invented diary").click()
    guide.wait_for_url("**/day/**")
    empty = chromium.new_context(
        viewport={"width": 390, "height": 844},
        storage_state=context.storage_state(),
        service_workers="block",
    )
    page = empty.new_page()
    wire = Wire(page)
    page.goto(guide.url, wait_until="networkidle")
    assert page.locator("#day h1").is_visible()
    yield wire
    context.close()
    empty.close()


def compressed_size(address):
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=10) as answer:
        return len(answer.read()) + len(str(answer.headers))


def test_the_first_visit_of_a_full_day_weighs_little(first_visit, app):
    for_offline = sum(
        compressed_size(f"{app}{path}") for path in ("/service-worker.js", "/offline/")
    )

    assert 10_000 < first_visit.bytes + for_offline <= MOST_BYTES


def test_every_text_of_it_is_compressed(first_visit):
    assert first_visit.plain == []


def test_every_static_file_of_it_is_kept_for_a_year(first_visit):
    ages = [int(re.search(r"max-age=(\d+)", kept)[1]) for kept in first_visit.cached.values()]

    assert len(ages) >= 2
    assert min(ages) >= 365 * 24 * 3600
