import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_person
from tracker import actions, queries

pytestmark = pytest.mark.django_db

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "import.md"
MAPPING = (
    '{"time_column": "datetime", "intake": '
    '[{"amount_column": "amount", "substance_column": "substance"}]}'
)
TABLE = """datetime,substance,amount
2026-03-02T22:10:00+01:00,magnesium,200mg
2026-03-03T21:55:00+01:00,magnesium,300\u03bcg
"""


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, "utf-8")
    return path


def import_table(path, *options, mapping=MAPPING, zone="Europe/Berlin"):
    out = StringIO()
    zones = [] if zone is None else ["--zone", zone]
    call_command(
        "import_table", "ada", str(path), "--mapping", mapping, *zones, *options, stdout=out
    )
    return out.getvalue()


def test_the_entries_of_a_table_come_into_the_diary(person, table):
    import_table(table)

    assert len(queries.diary(person).intakes) == 2


def test_the_report_counts_and_names_what_to_check(person, table):
    assert import_table(table) == (
        "Imported: 2 entries, 0 were there already (2 intakes, 0 scores, 0 days without).\n"
        "line 3: please check: 300 mcg of magnesium in one intake is unusually little.\n"
    )


def test_the_same_table_twice_adds_nothing(person, table):
    import_table(table)

    assert import_table(table).startswith("Imported: 0 entries, 2 were there already")


def test_an_entry_that_was_changed_in_the_diary_stays_changed(person, table):
    import_table(table)
    intake = queries.diary(person).intakes[1]
    version = queries.stored_entry(person, "intake", intake.id).version
    actions.change_intake(person=person, intake=make_right(intake), version=version, by=person.user)

    import_table(table)

    assert queries.diary(person).intakes[1] == make_right(intake)


def make_right(intake):
    return type(intake)(id=intake.id, taken_at=intake.taken_at, timezone=intake.timezone)


def test_a_dry_run_reads_and_writes_nothing(person, table):
    out = import_table(table, "--dry-run")

    assert (out.partition("(")[0], queries.has_entries(person)) == (
        "Read, not imported: 2 entries ",
        False,
    )


def test_of_a_table_with_a_bad_row_nothing_is_imported(person, table):
    table.write_text(TABLE + "soon,magnesium,much\n", "utf-8")

    with pytest.raises(CommandError, match=r"line 4, column datetime: 'soon' is not an ISO date"):
        import_table(table)

    assert not queries.has_entries(person)


def test_an_import_can_be_undone_as_one(person, table):
    import_table(table)

    actions.undo(person=person, change=queries.latest_change(person))

    assert not queries.has_entries(person)


def test_the_zone_is_the_profiles_where_none_is_named(person, table):
    actions.set_profile_fact(person=person, fact="timezone", value="Asia/Tokyo")

    import_table(table, zone=None)

    assert queries.diary(person).intakes[0].timezone == "Asia/Tokyo"


def test_the_basis_is_as_told(person, table):
    import_table(table, "--basis", "elemental")

    assert queries.diary(person).intakes[0].contents[0].basis == "elemental"


def test_a_mapping_can_be_a_file(person, table, tmp_path):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        'time_column = "datetime"\n[[intake]]\namount_column = "amount"\n'
        'substance_column = "substance"\n'
    )

    assert import_table(table, mapping=str(mapping)).startswith("Imported: 2 entries")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"zone": None}, "The profile has no time zone; name one"),
        ({"zone": "Berlin"}, "There is no time zone 'Berlin'"),
        ({"mapping": "{}"}, "mapping.time_column: is missing"),
        ({"mapping": "missing.toml"}, "missing.toml cannot be read"),
    ],
    ids=["no zone", "unknown zone", "bad mapping", "no mapping"],
)
def test_what_is_wrong_with_the_command_is_said(person, table, options, problem):
    with pytest.raises(CommandError, match=re.escape(problem)) as error:
        import_table(table, **options)

    assert error.value.returncode == 2


def test_a_mapping_that_is_not_utf8_is_said(person, table, tmp_path):
    mapping = tmp_path / "mapping.toml"
    mapping.write_bytes(b"\xff")

    with pytest.raises(CommandError, match="is not UTF-8"):
        import_table(table, mapping=str(mapping))


def test_a_table_that_is_not_there_is_said(person, tmp_path):
    with pytest.raises(CommandError, match=r"nothing.csv cannot be read: No such file"):
        import_table(tmp_path / "nothing.csv")


def test_a_login_that_is_not_there_is_made_and_said(table):
    assert "Made the login 'ada', without a password yet" in import_table(table)


def test_a_table_that_cannot_be_read_makes_no_login(tmp_path):
    with pytest.raises(CommandError):
        import_table(tmp_path / "nothing.csv")
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_examples_of_the_manual_work(person, tmp_path, number):
    tables, mappings = (
        re.findall(rf"```{kind}\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
        for kind in ("csv", "toml")
    )
    (tmp_path / "table.csv").write_text(tables[number], "utf-8")
    (tmp_path / "mapping.toml").write_text(mappings[number], "utf-8")

    out = import_table(tmp_path / "table.csv", mapping=str(tmp_path / "mapping.toml"))

    assert f"Imported: {[4, 7, 4][number]} entries" in out


def test_an_import_logs_nothing(person, table, caplog):
    import_table(table)

    assert caplog.records == []


def test_the_demo_is_not_written_into(table):
    actions.ensure_demo(now=timezone.now())

    with pytest.raises(CommandError, match="Nothing was imported: The demo diary is only to look"):
        call_command("import_table", "the demo", str(table), "--mapping", MAPPING, "--zone", "UTC")
