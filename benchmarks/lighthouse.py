"""What Lighthouse says of the pages of every day: `.venv/bin/python benchmarks/lighthouse.py`.

Starts the site behind gunicorn with a diary of a year, logs in, and lets Lighthouse look at each
page as a phone would, five times; prints the medians. Needs Node 18 with `npx`, which gets
Lighthouse itself, and a Chromium (see scripts/find_chromium.py). Nothing else may be busy on the
machine: the score for performance is one of time.

Wanted on each page: 100 for accessibility and best practices, and at least 98 for performance.
Exits 1 where a page has less, and names what Lighthouse found.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pages import logged_in
from sites import ROOT, prepare, seed, served

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = ("/day/", "/log/", "/log/intake/", "/calendar/", "/entries/")
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100}

TIMES = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
)

Report = dict[str, Any]


def reports_on(address: str, cookie: str, folder: Path, times: int) -> Iterator[Report]:
    """Yield what Lighthouse says of a page, each time in a browser that knows nothing yet."""
    headers = folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookie}))
    for number in range(times):
        written = folder / f"{number}.json"
        command = [
            *("npx", "--yes", LIGHTHOUSE, address, "--quiet"),
            f"--only-categories={','.join(WANTED)}",
            f"--extra-headers={headers}",
            "--throttling-method=simulate",
            "--chrome-flags=--headless=new --no-sandbox",
            *("--output=json", f"--output-path={written}"),
        ]
        subprocess.run(command, check=True)
        yield json.loads(written.read_text())


def medians(reports: list[Report]) -> dict[str, float]:
    return {
        name: statistics.median(100 * report["categories"][name]["score"] for report in reports)
        for name in WANTED
    }


def times_of(reports: list[Report]) -> str:
    """Return what the score for performance is made of: medians, in milliseconds but the last."""
    found = (
        statistics.median(report["audits"][name]["numericValue"] for report in reports)
        for name in TIMES
    )
    return ", ".join(
        f"{name.replace('-', ' ')} {round(value, 2):.6g}"
        for name, value in zip(TIMES, found, strict=True)
    )


def faults(report: Report) -> list[str]:
    """Return what kept a page from a full score in a category that wants one."""
    found = []
    for name, wanted in WANTED.items():
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            is_short = audit["score"] is not None and audit["score"] < 0.9
            if part["weight"] and is_short and (wanted == 100 or audit["score"] < 0.5):
                found.append(f"{name}: {audit['title']} {audit.get('displayValue', '')}")
    return found


def look_at(page: str, port: int, cookie: str, times: int) -> bool:
    """Print the medians of a page; return whether they are what is wanted."""
    with TemporaryDirectory() as folder:
        address = f"http://127.0.0.1:{port}{page}"
        reports = list(reports_on(address, cookie, Path(folder), times))
    if any(report["finalDisplayedUrl"] != address for report in reports):
        sys.exit(f"{page} led elsewhere")
    found = medians(reports)
    print(f"{page:16}", *(f"{name} {found[name]:.0f}" for name in WANTED), flush=True)
    print(f"{'':16} {times_of(reports)}")
    for fault in sorted({fault for report in reports for fault in faults(report)}):
        print(f"{'':16} {fault}")
    return all(found[name] >= wanted for name, wanted in WANTED.items())


def main() -> int:
    parser = argparse.ArgumentParser(description="What Lighthouse says of the daily pages.")
    parser.add_argument("pages", nargs="*", default=PAGES, help="paths (the daily pages)")
    parser.add_argument("--times", type=int, default=5, help="how often each is looked at (5)")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from scripts.find_chromium import ensure_chromium

    os.environ.setdefault("CHROME_PATH", ensure_chromium([]))
    with ExitStack() as stack:
        data_dir = stack.enter_context(TemporaryDirectory())
        os.environ["DATA_DIR"] = data_dir
        prepare("mgapp.settings")
        seed(1)
        site = stack.enter_context(served("mgapp", data_dir))
        cookies = logged_in(site, "/accounts/login/").cookies
        cookie = f"sessionid={cookies['sessionid']}"
        are_good = [look_at(page, site.port, cookie, asked.times) for page in asked.pages]
    return 0 if all(are_good) else 1


if __name__ == "__main__":
    sys.exit(main())
