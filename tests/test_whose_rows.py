"""One place decides whose rows a request may touch, and no other way leads to a row.

Rooms are read as source, so that a new view or query cannot go past it unseen.
"""

import ast
import inspect
from pathlib import Path

import pytest

from tests.addresses import addresses
from tests.isolation import BY_LINK, OF_ADA, OWN, PUBLIC
from tracker import actions, queries

ROOT = Path(__file__).resolve().parents[1]

WITHOUT_PERSON = {
    "person_of": "finds the person of a login",
    "person_named": "for commands",
    "everyone": "for commands",
    "demo_person": "the demo, which is invented",
    "shared_by": "finds what a token opens",
    "shared_as_health_link": "finds what a token opens",
    "health_file": "of a link that was found by its token",
    "note_opening": "of a link that was found by its token",
    "use_try": "of a link that was found by its token",
    "create_login": "makes a login, for a command",
    "create_person": "makes the person of a login",
    "ensure_demo": "the demo",
    "new_tokens": "reads no row",
    "days_reached_from": "reads no row",
    "daily_made_by": "reads no row",
    "summaries_made_by": "reads no row",
}
"""What queries and actions do without being told whose rows: each with the reason."""

FINDING_SOMEBODY = {
    "person_of": {"views/access.py"},
    "create_person": {"views/access.py"},
    "demo_person": {"views/access.py"},
    "ensure_demo": {"views/demo.py"},
    "shared_by": {"views/shares/reader.py"},
    "shared_as_health_link": {"views/shares/health_link.py"},
    "everyone": set(),
    "person_named": set(),
    "create_login": set(),
    "get_user_model": set(),
    "get_model": set(),
}
"""Who a request is of is found in these places of the pages, and nowhere else in them."""

CHOOSES_ONE = {"tracker:log_meal"}
"""Pages that hand a request on to one of two views, and each of these is handed its person."""

ROW_WAYS = {"objects", "_default_manager", "_base_manager"}
WITHOUT_NAMING_PERSON = {
    # They are handed a condition, which says it; the private two are what it is put on.
    "queries/lines.py": {"stored_lines"},
    "queries/people.py": {"everyone", "_first"},
    "queries/shares.py": {"health_file", "_rows"},
    # Parts of a row that belong to whom the row does.
    "actions/ledger.py": {"_insert_children"},
    "actions/shares.py": {"use_try"},
    "actions/demo.py": {"ensure_demo"},
    "actions/people.py": {"create_login", "create_person"},
}
"""Functions that ask a table without a word of whose rows, as parts of others that say it."""


def sources(*rooms):
    """Yield the path below tracker/ and the syntax of each file of these rooms."""
    for room in rooms:
        for path in sorted((ROOT / "tracker" / room).rglob("*.py")):
            yield str(path.relative_to(ROOT / "tracker")), ast.parse(path.read_text())


def names_in(tree):
    """Yield each name and attribute that is used in a piece of syntax."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            yield node.arg


@pytest.mark.parametrize("room", [queries, actions])
def test_whatever_reads_or_writes_is_told_whose_rows(room):
    functions = {name: getattr(room, name) for name in room.__all__}
    untold = {
        name
        for name, one in functions.items()
        if inspect.isfunction(one) and "person" not in inspect.signature(one).parameters
    }

    assert untold - WITHOUT_PERSON.keys() == set()


@pytest.mark.parametrize("name", FINDING_SOMEBODY)
def test_a_page_finds_somebody_in_one_place(name):
    places = {
        path
        for path, tree in sources("views", "forms", "templatetags")
        if name in set(names_in(tree))
    }

    assert places == FINDING_SOMEBODY[name]


def test_no_page_and_no_form_goes_to_a_table():
    ways = [
        (path, name)
        for path, tree in sources("views", "forms", "templatetags")
        for name in names_in(tree)
        if name in ROW_WAYS or name.endswith("_set")
    ]

    assert ways == []


def test_no_page_takes_the_person_of_a_login_past_access():
    reached = [
        path
        for path, tree in sources("views", "forms", "templatetags")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "person"
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "user"
    ]

    assert reached == []


@pytest.mark.parametrize("room", ["queries", "actions"])
def test_a_table_is_asked_for_the_rows_of_one_person(room):
    for path, tree in sources(room):
        asking = {
            function.name
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef) and asks_for_all(function)
        }
        assert asking <= WITHOUT_NAMING_PERSON.get(path, set()), path


def asks_for_all(function):
    """Look whether a function asks a table and never says a word about a person."""
    used = set(names_in(function))
    return bool(used & ROW_WAYS) and not used & {"person", "person_id"}


# Every address of a diary goes through the one place


def layers(view):
    """Yield the file of each function around a view, the outermost first."""
    while view is not None:
        yield Path(inspect.unwrap(view, stop=lambda _: True).__code__.co_filename)
        view = getattr(view, "__wrapped__", None)


def is_handed_out_by(view, file):
    return any(path == ROOT / "tracker/views" / file for path in layers(view))


@pytest.mark.parametrize(
    ("table", "files"),
    [
        (OWN | OF_ADA, {"access.py"}),
        (BY_LINK, {"shares/reader.py", "shares/health_link.py"}),
    ],
)
def test_each_page_of_a_diary_is_handed_its_person(table, files):
    of_diary = [(one.name, one.view) for one in addresses() if one.name.startswith("tracker:")]
    past = [
        name
        for name, view in of_diary
        if name in table.keys() - CHOOSES_ONE
        and not any(is_handed_out_by(view, file) for file in files)
    ]

    assert past == []


def test_a_public_page_is_handed_nobody():
    handed = [
        one.name
        for one in addresses()
        if one.name in PUBLIC
        and one.name.startswith("tracker:")
        and is_handed_out_by(one.view, "access.py")
    ]

    assert handed == []
