"""A backup of every schema there ever was comes back, and reads as it did."""

import json
from pathlib import Path

import pytest

from tests.operations.sites import OLD
from tests.running import environment, script

ROOT = Path(__file__).parents[2]
NAMES = sorted(file.stem for file in OLD.glob("*.zip"))

RESTORE_AND_READ = """
import sys
from pathlib import Path
from django.core.management import call_command
from django.db import connections
old, to = map(Path, sys.argv[1:])
for file in sorted(old.glob("*.zip")):
    call_command("restore", str(file), "--replace", "--no-input", verbosity=0)
    read = to / f"{file.stem}.json"
    call_command("export", "ada", "--format", "json", "--output", str(read), verbosity=0)
    # A restore refuses where anybody is connected, this program too.
    connections.close_all()
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Return the archives of the restored diaries, by the name of the schema."""
    folder, to = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("read")
    script(environment(folder), RESTORE_AND_READ, str(OLD), str(to))
    return {file.stem: json.loads(file.read_text()) for file in to.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_a_diary_of_long_ago_reads_as_it_did(read, name):
    expected = json.loads((OLD / f"{name}.json").read_text())

    assert read[name] == expected


def test_every_schema_but_the_newest_has_an_old_backup():
    migrations = {file.stem for file in (ROOT / "tracker" / "migrations").glob("0*.py")}

    assert migrations - {*NAMES} <= {max(migrations)}


def test_the_old_diaries_have_an_entry_of_each_kind():
    kinds = {
        line["kind"]
        for change in json.loads((OLD / f"{NAMES[-1]}.json").read_text())["changes"]
        for line in change["lines"]
    }

    assert kinds >= {"intake", "meal", "score", "none_taken", "skipped_dose", "flag_note"}
    assert kinds >= {"product", "favourite", "custom_symptom", "tracked", "question", "experiment"}
