"""Several processes write at once, on a database file as `make run` has it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MAKE_PERSON = """
from tracker import actions
actions.create_login(name="ada")
"""
SAVE_ALL = """
import sys
from tests.factories import make_intake
from tracker import actions, queries
person = queries.person_named("ada")
print("ready", flush=True)
sys.stdin.readline()
for number in range(30):
    actions.log_intake(person=person, intake=make_intake(id=f"{sys.argv[1]}{number}"))
"""
COUNT = """
from tracker.models import Change, Intake, IntakeContent, Person
print(Intake.objects.count(), IntakeContent.objects.count(), Change.objects.count(),
      Person.objects.get().revision)
"""
DJANGO = "import django; django.setup()\n"


@pytest.fixture
def environment(tmp_path):
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "mgapp.settings",
        "PYTHONPATH": str(ROOT),
    }
    run = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(run, cwd=ROOT, env=environment, check=True)
    subprocess.run([sys.executable, "-c", DJANGO + MAKE_PERSON], env=environment, check=True)
    return environment


def write_at_once(environment, *prefixes):
    """Start a process for each prefix; each saves 30 entries whose ids begin with it."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", DJANGO + SAVE_ALL, prefix],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for prefix in prefixes
    ]
    for writer in writers:
        writer.stdout.readline()
    for writer in writers:
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    assert [(writer.communicate(), writer.returncode)[1] for writer in writers] == [0, 0]


def counted(environment):
    command = [sys.executable, "-c", DJANGO + COUNT]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout.split()


def test_two_processes_that_save_the_same_ids_end_with_one_entry_each(environment):
    write_at_once(environment, "same", "same")

    assert counted(environment) == ["30", "30", "30", "30"]


def test_two_processes_that_save_other_ids_lose_none(environment):
    write_at_once(environment, "one", "other")

    assert counted(environment) == ["60", "60", "60", "60"]
