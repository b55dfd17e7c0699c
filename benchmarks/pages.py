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

A page is to cost at most 4 times the bare page in processor time, trends 6 times; a start at most
twice that of the bare site until its first page is there, and two workers 1.6 times its memory.
What is beyond has a star, and then this exits 1. Of what was made anew only the writes are bound.
"304" is the answer to a browser that has the page.

The bare site opens its database with each request, as Django does by default; this one keeps it
open. `benchmarks/README.md` says what that is worth.
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

BOUND, TRENDS_BOUND, START_BOUND, MEMORY_BOUND = 4, 6, 2, 1.6
STARTS = 5
MANY = 8
"""Connections at once, besides one alone."""

BARE = "bare page"
ALL_TRENDS = "/trends/?span=all"
UNBOUND = ("new", "another", "undo", "ask")
"""In the names of what is measured and not bound."""
UNCHANGED = 304

PAGES_OF_USE = 200
IN_USE = (
    *("/day/", "/log/intake/?kind=magnesium", "/calendar/", "/entries/", "/rules/"),
    *("/trends/?span=30", "/trends/?span=365", ALL_TRENDS, "/does-it-help/"),
)
"""What is looked at before the memory of a site in use is read, with another day each time."""


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
    browser = Browser(server.port, clock=server.processor_seconds)
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
    """Return what logs a favourite by one tap, looks at the day, takes it back, looks again."""

    def ask() -> Iterator[tuple[str, Answer]]:
        page = browser.get("/day/")
        form = form_to(page.html, "/log/again/")
        answer = browser.post(form.action, form.sent())
        if answer.status in REDIRECTS:
            yield "favourite: save", answer
        else:
            # It asked first: something would be flagged, or it was logged a moment ago.
            yield "favourite: ask", answer
            form = form_to(answer.html, "/log/again/", "choices")
            yield "favourite: save", browser.post(form.action, form.sent())
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


def exports(browser: Browser) -> Ask:
    """Return what chooses days for a report and takes them away as a table."""

    def ask() -> Iterator[tuple[str, Answer]]:
        for name, days in (("month", 30), ("year", 365)):
            form = form_holding(browser.get(f"/report/?span={days}").html, "seal")
            yield f"export CSV: {name}", browser.post("/report/file/csv/", form.fields)

    return ask


def unchanged_trends(browser: Browser) -> Ask:
    """Return what asks whether the trends it has are those of now."""

    def ask() -> Iterator[tuple[str, Answer]]:
        page = browser.get(ALL_TRENDS)
        for _ in range(10):
            yield "trends: all, 304", browser.get(ALL_TRENDS, etag=page.etag)

    return ask


def pages_of(site: Server, bare: Server) -> list[Page]:
    own, other = logged_in(site, "/accounts/login/"), logged_in(bare, "/login/")
    stranger = Browser(site.port, clock=site.processor_seconds)
    some_day = datetime.now(UTC).date() - timedelta(days=10)
    found = [
        Page(BARE, bare, other, "/"),
        Page("day: today, same", site, own, "/day/"),
        Page("day: another, same", site, own, f"/day/{some_day.isoformat()}/"),
        Page("log form", site, own, "/log/intake/?kind=magnesium"),
        Page("calendar", site, own, "/calendar/"),
        Page("list", site, own, "/entries/"),
        Page("trends: month, same", site, own, "/trends/?span=30"),
        Page("trends: year, same", site, own, "/trends/?span=365"),
        Page("trends: all, same", site, own, ALL_TRENDS),
        Page("does it help", site, own, "/does-it-help/"),
        Page("login", site, stranger, "/accounts/login/"),
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
            note(found, [one for _ in range(10) for one in page.ask()])
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
        found[name].server_seconds.append(answer.server_seconds)
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


def bound_of(name: str) -> float | None:
    """Return how many times the bare page it may cost; None where that is not bound."""
    if any(word in name for word in UNBOUND):
        return None
    return TRENDS_BOUND if name.startswith("trends") else BOUND


def starts(site: str, data_dir: str) -> Iterator[tuple[float, int]]:
    """Start a site, ask for its first page, ask every worker; yield the seconds and the bytes."""
    path = "/accounts/login/" if site == "mgapp" else "/login/"
    for _ in range(STARTS):
        began = time.perf_counter()
        with served(site, data_dir) as server:
            Browser(server.port).get(path)
            seconds = time.perf_counter() - began
            server.rest()
            for _ in range(20):
                Browser(server.port).get(path)
            memory = server.memory()
        yield seconds, memory


def memory_in_use(data_dir: str) -> int:
    """Return the bytes of the site after `PAGES_OF_USE` pages, looked at one after the other."""
    today = datetime.now(UTC).date()
    with served("mgapp", data_dir) as server:
        server.rest()
        browser = logged_in(server, "/accounts/login/")
        for number in range(PAGES_OF_USE // (1 + len(IN_USE))):
            for path in (f"/day/{today - timedelta(days=number)}/", *IN_USE):
                browser.get(path)
                # The next one may go to the other worker.
                browser.close()
        return server.memory()


def compare_starts(data_dir: str) -> bool:
    """Print what a start and two workers cost beside the bare site; return whether it is bound."""
    in_turns = zip(starts("mgapp", data_dir), starts("bare", data_dir), strict=True)
    (own, own_bytes), (bare, bare_bytes) = (
        (min(seconds), statistics.median(memory))
        for seconds, memory in (zip(*found, strict=True) for found in zip(*in_turns, strict=True))
    )
    print(f"start to first page: {own:.2f} s, {own / bare:.1f} times, at most {START_BOUND}")
    print(
        f"memory (PSS) of master and workers: {own_bytes / 1e6:.0f} MB, "
        f"{own_bytes / bare_bytes:.1f} times, at most {MEMORY_BOUND}"
    )
    print(f"memory after {PAGES_OF_USE} pages: {memory_in_use(data_dir) / 1e6:.0f} MB")
    return own / bare <= START_BOUND and own_bytes / bare_bytes <= MEMORY_BOUND


def report(found: dict[str, Measured], queries: dict[str, int]) -> bool:
    """Print a line for each page; return whether all are within their bounds."""
    bare, is_bound = found[BARE], True
    columns = ("median", "95 %", "ratio", "server", "ratio", "1/s", f"{MANY}/s", "queries")
    print(f"{'':22}" + "".join(f"{name:>9}" for name in (*columns, "bytes", "wire")))
    for name, one in found.items():
        cells = [f"{one.median * 1000:.1f}", f"{one.late * 1000:.1f}"]
        cells.append(f"{one.median / bare.median:.1f}")
        ratio, bound = one.server / bare.server, bound_of(name)
        is_beyond = bound is not None and ratio > bound
        is_bound = is_bound and not is_beyond
        cells += [f"{one.server * 1000:.1f}", f"{ratio:.1f}{'*' * is_beyond}"]
        for connections in (1, MANY):
            rates = one.rates.get(connections)
            cells.append(f"{statistics.median(rates):.0f}" if rates else "")
        cells.append(str(queries.get(name, "")))
        cells += [str(len(one.answer.body)), str(one.answer.wire_bytes)] if one.answer else []
        print(f"{name:22}" + "".join(f"{cell:>9}" for cell in cells))
    print(
        "median, 95 % and server (processor time) in ms; ratios to the bare page; *: beyond bound"
    )
    return is_bound


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
        site.rest()
        pages = pages_of(site, bare)
        browser = logged_in(site, "/accounts/login/")
        tasks = [new_days(browser), taps(browser), saves(browser)]
        tasks += [exports(browser), unchanged_trends(browser)]
        is_bound = report(measure(pages, tasks, asked.rounds), queries_of(pages))
        is_bound = compare_starts(data_dir) and is_bound
    return 0 if is_bound else 1


if __name__ == "__main__":
    sys.exit(main())
