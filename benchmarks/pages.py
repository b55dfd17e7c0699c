"""What pages cost, as ratios to a bare page: `.venv/bin/python benchmarks/pages.py`.

Two servers run side by side, each behind gunicorn with this site's own settings: the site with a
diary of three years and 30,000 entries (`--years 10` for 100,000), and `benchmarks/bare/`, a site
with a session, a login and one template. All pages are asked for in turns, so that whatever else
the computer does falls on all of them alike.

Printed for each page: the time until the answer is there, its median and the 95th of a hundred;
the processor time in the server; both as ratios to the bare page of the same run; answers a
second over 1 and over 8 connections; queries; bytes, whole and on the wire.

"Same" is a page of which nothing changed since it was last asked for within the minute. "New" is
one that had to be made: of a day not looked at before, or after a write.

The day page is to cost at most 4 times the bare page, the trends of the whole diary at most 6
times. Exits 1 where that of today, or the trends, cost more with a diary that did not change; what
they cost after a write is printed beside it. "304" is the answer to a browser that has the page.
"""

import argparse
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from tempfile import TemporaryDirectory

from browser import REDIRECTS, Answer, Browser, form_holding, form_to, forms_of
from sites import NAME, PASSWORD, ROOT, Server, prepare, prepare_bare, seed, served

BOUND, TRENDS_BOUND = 4, 6
MANY = 8
"""Connections at once, besides one alone."""

BARE, SAME = "bare page", "day: today, same"
ALL_TRENDS, TRENDS = "/trends/?span=all", "trends: all, same"
UNCHANGED = 304


@dataclass
class Measured:
    """What was measured of one page."""

    seconds: list[float] = field(default_factory=list)
    server_seconds: list[float] = field(default_factory=list)
    rates: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    answer: Answer | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def late(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]

    @property
    def server(self) -> float:
        return statistics.median(self.server_seconds)


def logged_in(server: Server, path: str) -> Browser:
    browser = Browser(server.port)
    page = browser.get(path)
    fields = dict(forms_of(page.html)[0].sent()) | {"password": PASSWORD}
    fields["login" if "login" in fields else "username"] = NAME
    answer = browser.post(path, fields.items())
    if answer.status not in REDIRECTS:
        sys.exit(f"no log-in at {path}: {answer.status}")
    return browser


# What is asked for


Ask = Callable[[], Iterator[tuple[str, Answer]]]
"""Asks for pages, and yields the name under which each answer is counted."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that nothing changes, so it can be asked for by many at once."""

    name: str
    server: Server
    browser: Browser
    path: str

    def ask(self) -> Iterator[tuple[str, Answer]]:
        yield self.name, self.browser.get(self.path)


def new_days(browser: Browser) -> Ask:
    """Return what leafs through days, each of which it looks at once."""
    today = datetime.now(UTC).date()
    days = count(30)

    def ask() -> Iterator[tuple[str, Answer]]:
        day = today - timedelta(days=next(days))
        yield "day: another, new", browser.get(f"/day/{day.isoformat()}/")

    return ask


def taps(browser: Browser) -> Ask:
    """Return what logs by one tap, looks at the day, takes it back, and looks again."""

    def ask() -> Iterator[tuple[str, Answer]]:
        page = browser.get("/day/")
        form = form_to(page.html, "/log/again/")
        answer = browser.post(form.action, form.sent())
        if answer.status in REDIRECTS:
            yield "one tap: save", answer
        else:
            # It asked first: something would be flagged, or it was logged a moment ago.
            yield "one tap: ask", answer
            form = form_to(answer.html, "/log/again/", "choices")
            yield "one tap: save", browser.post(form.action, form.sent())
        yield from undone(browser)

    return ask


def saves(browser: Browser) -> Ask:
    """Return what logs by the whole form, looks at the day, takes it back, and looks again."""

    def ask() -> Iterator[tuple[str, Answer]]:
        path = "/log/intake/?kind=vitamin_d"
        answer = browser.get(path)
        while answer.status not in REDIRECTS:
            # Where something would be flagged, it is shown first, and sent once more.
            form = form_holding(answer.html, "entry_id")
            answer = browser.post(form.action or path, form.sent())
        yield "log form: save", answer
        yield from undone(browser)

    return ask


def undone(browser: Browser) -> Iterator[tuple[str, Answer]]:
    page = browser.get("/day/")
    yield "day: today, new", page
    form = form_to(page.html, "/undo/")
    yield "undo", browser.post(form.action, form.sent())
    yield "day: today, new", browser.get("/day/")
    yield "trends: all, new", browser.get(ALL_TRENDS)
    yield "trends: year, new", browser.get("/trends/?span=365")
    yield "trends: month, new", browser.get("/trends/?span=30")


def unchanged_trends(browser: Browser) -> Ask:
    """Return what asks whether the trends it has are those of now."""

    def ask() -> Iterator[tuple[str, Answer]]:
        page = browser.get(ALL_TRENDS)
        for _ in range(10):
            yield "trends: all, 304", browser.get(ALL_TRENDS, etag=page.etag)

    return ask


def pages_of(site: Server, bare: Server) -> list[Page]:
    own, other = logged_in(site, "/accounts/login/"), logged_in(bare, "/login/")
    some_day = datetime.now(UTC).date() - timedelta(days=10)
    found = [
        Page(BARE, bare, other, "/"),
        Page(SAME, site, own, "/day/"),
        Page("day: another, same", site, own, f"/day/{some_day.isoformat()}/"),
        Page("log form", site, own, "/log/intake/?kind=magnesium"),
        Page("calendar", site, own, "/calendar/"),
        Page("list", site, own, "/entries/"),
        Page("trends: month, same", site, own, "/trends/?span=30"),
        Page("trends: year, same", site, own, "/trends/?span=365"),
        Page(TRENDS, site, own, ALL_TRENDS),
        Page("login", site, Browser(site.port), "/accounts/login/"),
    ]
    return [page for page in found if page.browser.get(page.path).status == 200]


# Measuring


def measure(pages: list[Page], tasks: list[Ask], rounds: int) -> dict[str, Measured]:
    """Ask for everything in turns, and return what was measured, by name."""
    found: dict[str, Measured] = defaultdict(Measured)
    for number in range(rounds):
        for page in pages:
            # The first one makes what may be kept: something was written since the last round.
            page.browser.get(page.path)
            before = page.server.processor_seconds()
            note(found, [one for _ in range(10) for one in page.ask()])
            found[page.name].server_seconds.append((page.server.processor_seconds() - before) / 10)
        for task in tasks:
            note(found, task())
        if number % 4 == 0:
            for page in pages:
                for connections in (1, MANY):
                    found[page.name].rates[connections].append(rate(page, connections))
    return found


def note(found: dict[str, Measured], answers) -> None:
    for name, answer in answers:
        if answer.status not in {200, UNCHANGED, *REDIRECTS}:
            sys.exit(f"{name}: {answer.status}")
        found[name].seconds.append(answer.seconds)
        found[name].answer = answer


def rate(page: Page, connections: int, each: int = 20) -> float:
    """Return the answers a second when so many browsers ask as fast as they can."""
    browsers = [Browser(page.server.port, page.browser.cookies) for _ in range(connections)]

    def ask(browser: Browser) -> None:
        for _ in range(each):
            browser.get(page.path)

    began = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(ask, browsers))
    seconds = time.perf_counter() - began
    for browser in browsers:
        browser.close()
    return connections * each / seconds


def queries_of(pages: list[Page]) -> dict[str, int]:
    """Return the queries of each page when it is new, asked for within this process."""
    from django.contrib.auth import get_user_model
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(username=NAME))
    found = {}
    for page in pages:
        if page.name != BARE:
            client.get(page.path)
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(page.path)
            found[page.name] = len(captured)
    return found


def report(found: dict[str, Measured], queries: dict[str, int]) -> None:
    bare = found[BARE]
    columns = ("median", "95 %", "ratio", "server", "ratio", "1/s", f"{MANY}/s", "queries")
    print(f"{'':22}" + "".join(f"{name:>9}" for name in (*columns, "bytes", "wire")))
    for name, one in found.items():
        cells = [f"{one.median * 1000:.1f}", f"{one.late * 1000:.1f}"]
        cells.append(f"{one.median / bare.median:.1f}")
        if one.server_seconds and bare.server:
            cells += [f"{one.server * 1000:.1f}", f"{one.server / bare.server:.1f}"]
        else:
            cells += ["", ""]
        for connections in (1, MANY):
            rates = one.rates.get(connections)
            cells.append(f"{statistics.median(rates):.0f}" if rates else "")
        cells.append(str(queries.get(name, "")))
        cells += [str(len(one.answer.body)), str(one.answer.wire_bytes)] if one.answer else []
        print(f"{name:22}" + "".join(f"{cell:>9}" for cell in cells))
    print("median, 95 % and server (processor time) in ms; ratios to the bare page")


def main() -> int:
    parser = argparse.ArgumentParser(description="What pages cost, as ratios to a bare page.")
    parser.add_argument("--years", type=int, default=3, help="of diary, 10,000 entries each (3)")
    parser.add_argument("--rounds", type=int, default=20, help="of 10 answers a page (20)")
    asked = parser.parse_args()
    with ExitStack() as stack:
        data_dir = stack.enter_context(TemporaryDirectory())
        os.environ["DATA_DIR"] = data_dir
        prepare_bare()
        sys.path.insert(0, str(ROOT))
        prepare("mgapp.settings")
        print(f"{seed(asked.years):,} entries in {asked.years} years")
        site = stack.enter_context(served("mgapp", data_dir))
        bare = stack.enter_context(served("bare", data_dir))
        pages = pages_of(site, bare)
        browser = logged_in(site, "/accounts/login/")
        tasks = [new_days(browser), taps(browser), saves(browser), unchanged_trends(browser)]
        found = measure(pages, tasks, asked.rounds)
        report(found, queries_of(pages))
    ratio = found[SAME].median / found[BARE].median
    print(f"the day page costs {ratio:.1f} times a bare page, at most {BOUND}")
    trends = found[TRENDS].median / found[BARE].median
    print(f"the trends of all days cost {trends:.1f} times a bare page, at most {TRENDS_BOUND}")
    return 0 if ratio <= BOUND and trends <= TRENDS_BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
