"""Several processes write at once, on a database as `make run` has it."""

import pytest

from tests.running import environment, migrate, script, start_script

MAKE_PERSON = """
import sys
from tracker import actions
actions.create_login(name=sys.argv[1])
"""
SAVE_ALL = """
import sys
from tests.factories import make_intake
from tracker import actions, queries
person = queries.person_named(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(30):
    actions.log_intake(person=person, intake=make_intake(id=f"{sys.argv[2]}{number}"))
"""
COUNT = """
import sys
from tracker import queries
from tracker.models import Change, Intake, IntakeContent
person = queries.person_named(sys.argv[1])
tables = (Intake, IntakeContent, Change)
print(*(table.objects.filter(person=person).count() for table in tables), person.revision)
"""
LIVE = """
import sys
from hypothesis import HealthCheck, given, seed, settings
from tests.actions.lives import live, lives
from tracker import queries
person = queries.person_named(sys.argv[1])

@seed(int(sys.argv[2]))
@settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(life=lives())
def write(life):
    live(person, life)

print("ready", flush=True)
sys.stdin.readline()
write()
"""
# Prints what is not as it would be had all changes been made one after the other.
REPLAY = """
import sys
from tracker import actions, queries
from tracker.models import KINDS, Change, ChangedEntry
person = queries.person_named(sys.argv[1])
there = {}
for line in ChangedEntry.objects.filter(person=person).order_by("change_id", "pk"):
    if there.pop((line.kind, line.entry_id), None) != line.before:
        print(f"change-{line.change_id}-did-not-know-what-it-changed")
    if line.after is not None:
        there[line.kind, line.entry_id] = line.after
rows = {
    (kind.name, row.entry_id): kind.snapshot(row.entry())
    for kind in KINDS.values() for row in kind.rows_of(person)
}
if rows != there:
    print("rows-differ-from-history")
changes = Change.objects.filter(person=person).count()
if not 10 < person.revision == changes:
    print(f"revision-{person.revision}-after-{changes}-changes")
if actions.rebuild_daily(person=person).differing:
    print("numbers-of-days-differ")
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return what programs are started with that share a database."""
    variables = environment(tmp_path_factory.mktemp("data"))
    migrate(variables)
    return variables


@pytest.fixture
def run_at_once(site):
    """Return what lets several processes write for one person, beginning at the same moment."""

    def run(name, program, *arguments):
        script(site, MAKE_PERSON, name)
        writers = [start_script(site, program, name, argument) for argument in arguments]
        for writer in writers:
            writer.stdout.readline()
        for writer in writers:
            writer.stdin.write("go\n")
            writer.stdin.flush()
        return [(one.communicate(), one.returncode)[1] for one in writers]

    return run


def test_two_processes_that_save_the_same_ids_end_with_one_entry_each(site, run_at_once):
    assert run_at_once("ada", SAVE_ALL, "same", "same") == [0, 0]
    assert script(site, COUNT, "ada") == ["30", "30", "30", "30"]


def test_two_processes_that_save_other_ids_lose_none(site, run_at_once):
    assert run_at_once("ben", SAVE_ALL, "one", "other") == [0, 0]
    assert script(site, COUNT, "ben") == ["60", "60", "60", "60"]


def test_writes_of_every_kind_follow_each_other(site, run_at_once):
    """Each change finds what the one before it left, whoever wrote that."""
    assert run_at_once("cleo", LIVE, "1", "2", "3") == [0, 0, 0]
    assert script(site, REPLAY, "cleo") == []
