"""A start: what the first page does without, what is loaded behind it, who answers meanwhile."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mgapp.loading import STATISTICS, load_the_rest, one_at_a_time
from tests.addresses import addresses
from tests.running import ROOT, App, environment, free_port, script
from tests.test_run import get
from tracker.views.later import Later

FIRST_PAGE = """
import sys
from mgapp.loading import ask_for_a_page
from mgapp.wsgi import application
ask_for_a_page(application)
print(*sys.modules)
"""
LOADED = """
import sys
import mgapp.wsgi
from mgapp.loading import load_the_rest
load_the_rest()
print(*sys.modules)
"""
NOT_FOR_A_LOG_IN = {
    *("numpy", "typst", "openpyxl", "fido2", "cryptography"),
    *("tracker.actions", "tracker.forms", "tracker.imports", "tracker.knowledge"),
    *("tracker.queries", "tracker.views.day", "tracker.views.shown.words"),
}
SECONDS_OF_A_START = 60
APP_LOAD_ERROR = 4
"""Gunicorn's own."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="who belongs to a server is read in /proc"
)


def workers_of(app):
    process = app.process.pid
    return {*Path(f"/proc/{process}/task/{process}/children").read_text().split()}


def workers_that_stay(app, first):
    """Wait until the first workers are gone; return those that took their place."""
    until = time.monotonic() + SECONDS_OF_A_START
    while first & workers_of(app) or len(workers_of(app)) != len(first):
        assert time.monotonic() < until
        time.sleep(0.05)
    return workers_of(app)


def first_workers(app):
    until = time.monotonic() + SECONDS_OF_A_START
    while len(workers_of(app)) < 2:
        assert time.monotonic() < until
        time.sleep(0.01)
    return workers_of(app)


@pytest.fixture
def app(tmp_path):
    app = App(tmp_path, WEB_CONCURRENCY="2")
    yield app
    app.stop()


def test_the_page_to_log_in_needs_nothing_of_the_diary(tmp_path):
    loaded = script(environment(tmp_path), FIRST_PAGE)

    assert "allauth.account.views" in loaded
    assert NOT_FOR_A_LOG_IN & set(loaded) == set()


def views_of_diary():
    return [one.view for one in addresses() if one.name.startswith("tracker:")]


def test_what_is_loaded_behind_the_first_page_is_every_view_but_those_of_statistics():
    load_the_rest()

    assert all(isinstance(view, Later) for view in views_of_diary())
    of_every_day = {one.__module__ for one in views_of_diary() if not one.is_in(STATISTICS)}
    assert of_every_day <= sys.modules.keys()
    assert {"tracker.views.day", "tracker.views.log.intake"} <= of_every_day


@pytest.mark.parametrize("room", STATISTICS)
def test_every_room_that_waits_is_there(room):
    assert any(view.is_in((room,)) for view in views_of_diary())


def test_pages_of_every_day_load_no_arrays(tmp_path):
    loaded = script(environment(tmp_path), LOADED)

    assert "tracker.views.day" in loaded
    assert {"numpy", "tracker.domain.series", "tracker.views.trends"} & set(loaded) == set()


def test_a_view_is_in_its_module_and_in_the_packages_around_it():
    view = Later("tracker.views.helps.ask.ask")

    assert view.is_in(("tracker.views.helps",))
    assert view.is_in(("tracker.views.day", "tracker.views.helps.ask"))
    assert not view.is_in(("tracker.views.help",))


def test_until_then_a_worker_hands_over_one_request_after_the_other():
    inside, met = [], []

    def application(environ, start_response):
        inside.append(environ)
        time.sleep(0.01)
        met.append(len(inside))
        inside.remove(environ)
        return [start_response]

    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(one_at_a_time(application), range(8), "abcdefgh")]

    assert answers == [[letter] for letter in "abcdefgh"]
    assert met == [1] * 8


def test_workers_that_have_everything_take_the_place_of_the_first(app):
    first = first_workers(app)

    assert len(workers_that_stay(app, first)) == 2
    assert get(app.address).status == 200


def test_every_page_is_answered_while_the_workers_change(app):
    first, answered = first_workers(app), []
    while first & workers_of(app):
        answered += [get(f"{app.address}{path}").status for path in ("/accounts/login/", "/rules/")]
    answered.append(get(f"{app.address}/rules/").status)

    assert set(answered) == {200}


def test_a_start_says_nothing_but_the_address(tmp_path):
    app = App(tmp_path)
    workers_that_stay(app, first_workers(app))

    written, errors = app.stop()
    assert (written, errors) == ("", "")


def test_told_to_stop_while_it_loads_it_ends_without_a_word(tmp_path):
    app = App(tmp_path)
    first_workers(app)

    written, errors = app.stop()

    assert (app.process.returncode, written, errors) == (0, "", "")


def test_a_broken_knowledge_file_is_told_and_ends_the_start(tmp_path):
    for folder in ("mgapp", "tracker"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("gunicorn.conf.py", "templates", "static"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "tracker/knowledge/forms.toml").write_text("nonsense = 1\n")

    result = subprocess.run(
        [sys.executable, "-m", "gunicorn", "mgapp.wsgi"],
        cwd=tmp_path,
        env=environment(tmp_path / "data", free_port()),
        capture_output=True,
        text=True,
        timeout=SECONDS_OF_A_START,
        check=False,
    )

    assert result.returncode == APP_LOAD_ERROR
    assert "forms.toml: unknown key 'nonsense'" in result.stderr
