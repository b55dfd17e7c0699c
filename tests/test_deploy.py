"""What is in deploy/ is what systemd understands, and what the proxies have to be told."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
SERVICES = ["mgdiary.service", "mgdiary-backup.service"]
MOST_EXPOSED = 20
"""Of a hundred; a service that is told nothing has 96."""

ANALYZE = shutil.which("systemd-analyze")
HAS_SYSTEMD = pytest.mark.skipif(ANALYZE is None, reason="no systemd here")


def text_of(name):
    return (DEPLOY / name).read_text("utf-8")


def lines_of(name):
    return [line for line in text_of(name).splitlines() if line and not line.startswith("#")]


def analyzed(*arguments):
    """Return what systemd-analyze says against it, and whether it is content."""
    done = subprocess.run([ANALYZE, *arguments], capture_output=True, text=True, check=False)
    return done.stderr, done.returncode


@pytest.fixture
def installed(tmp_path):
    """Return the folder of the units, as they would be with the program in this checkout."""
    for file in DEPLOY.glob("mgdiary*"):
        unit = file.read_text("utf-8").replace("/opt/mgdiary/.venv/bin/python", sys.executable)
        (tmp_path / file.name).write_text(unit.replace("/opt/mgdiary", str(ROOT)), "utf-8")
    return tmp_path


@HAS_SYSTEMD
@pytest.mark.parametrize("name", [*SERVICES, "mgdiary-backup.timer"])
def test_systemd_understands_the_unit(installed, name):
    assert analyzed("verify", installed / name) == ("", 0)


@HAS_SYSTEMD
@pytest.mark.parametrize("name", SERVICES)
def test_the_service_may_do_little(installed, name):
    security = ("security", "--offline=true", f"--threshold={MOST_EXPOSED}", installed / name)

    assert analyzed(*security)[1] == 0


def test_both_services_may_do_the_same():
    allowed = [text_of(name).partition("# What it may do")[2].split("\n\n")[0] for name in SERVICES]

    assert allowed[0].strip() == allowed[1].strip() != ""


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_what_exists(name):
    commands = [line for line in lines_of(name) if line.startswith("Exec")]
    run = {re.search(r"python (manage\.py \w+|-m gunicorn)", line)[1] for line in commands}

    assert {one.removeprefix("manage.py ") for one in run} <= {*get_commands(), "-m gunicorn"}


def test_the_timer_is_for_the_backup():
    assert (DEPLOY / "mgdiary-backup.timer").stem == (DEPLOY / "mgdiary-backup.service").stem
    assert "Persistent=true" in lines_of("mgdiary-backup.timer")


def test_nginx_cuts_links_off_in_its_log():
    pattern, shown = re.search(r"~(\^\S+)\s+(\S+);", text_of("nginx.conf")).groups()
    found = re.match(pattern.replace("?<", "?P<"), "/s/the-token/file/pdf/")

    assert shown.replace("$link", found["link"]) == "/s/*"
    assert re.match(pattern.replace("?<", "?P<"), "/shl/the-token/x")["link"] == "shl"
    assert not re.search(r"\$(request|request_uri|args|remote_addr|http_\w+)\b", log_format())


def log_format():
    return re.search(r"log_format.*?;", text_of("nginx.conf"), re.DOTALL)[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nginx.conf", "X-Forwarded-For $remote_addr"),
        ("Caddyfile", "header_up X-Forwarded-For {remote_host}"),
    ],
)
def test_a_proxy_writes_over_what_a_visitor_says_of_themselves(name, said):
    assert said in re.sub(r" +", " ", text_of(name))
