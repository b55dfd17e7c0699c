"""What the Markdown files say is so: links, commands, settings, examples and their outputs."""

import ast
import json
import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from django.core.management import get_commands

from tracker.document import parse, read_document
from tracker.document.answer import flag_object
from tracker.domain.rules import find_flags
from tracker.exports.listing import listing
from tracker.exports.tables.columns import TABLES
from tracker.knowledge import knowledge, load
from tracker.knowledge.cases import case_diary
from tracker.knowledge.loader import FOLDER
from tracker.views.handover.files import FORMATS

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("*.md", "docs/**/*.md", "theme/*.md", "tracker/**/*.md")
MARKDOWN = sorted(path for place in PLACES for path in ROOT.glob(place))
SETTINGS_FILES = (*ROOT.glob("mgapp/environment/*.py"), "mgapp/settings.py", "gunicorn.conf.py")
EXAMPLE = ROOT / "docs" / "example-diary.json"

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(
    r"`((?:benchmarks|docs|mgapp|scripts|static|templates|tests|theme|tracker)/[\w./-]*)`"
)
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def blocks(name, language):
    """Return the code blocks of a Markdown file that are in one language."""
    found = BLOCK.findall(text_of(name))
    return [dedent(body) for kind, body in found if kind == language]


def named(path):
    return path.relative_to(ROOT).as_posix()


# Links, paths and commands


@pytest.mark.parametrize("path", MARKDOWN, ids=named)
def test_what_a_file_links_to_is_there(path):
    targets = [target.partition("#")[0] for target in LINK.findall(path.read_text("utf-8"))]
    inside = [target for target in targets if target and "://" not in target]

    assert [target for target in inside if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", MARKDOWN, ids=named)
def test_what_a_file_names_is_there(path):
    paths = PATH.findall(path.read_text("utf-8"))

    assert [name for name in paths if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", MARKDOWN, ids=named)
def test_a_command_of_manage_py_exists(path):
    commands = set(re.findall(r"manage\.py (\w+)", path.read_text("utf-8")))

    assert commands <= get_commands().keys()


@pytest.mark.parametrize("path", MARKDOWN, ids=named)
def test_a_target_of_make_exists(path):
    named_targets = set(re.findall(r"(?:`|^ {4,}|\s)make (\w+)`?$", path.read_text("utf-8"), re.M))
    targets = set(re.findall(r"^(\w+):", text_of("Makefile"), re.M))

    assert named_targets <= targets


@pytest.mark.parametrize(
    "command",
    ["flags", "demo", "demo_diary", "import_table", "changepassword", "export", "import"],
)
def test_the_readme_shows_the_command(command):
    assert re.search(rf"^    \S+ manage\.py {command}\b", text_of("README.md"), re.MULTILINE)


@pytest.mark.parametrize("path", MARKDOWN, ids=named)
def test_a_file_names_no_folder_of_the_machine_it_was_written_on(path):
    text = path.read_text("utf-8")

    assert re.findall(r"(?<![\w.])/(?:work|home|root|tmp)/\S*|\.\./shared", text) == []


# Settings


def variables_read(name):
    """Return the environment variables that a Python file reads."""
    calls = (node for node in ast.walk(ast.parse(text_of(name))) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func) in {"os.environ.get", "os.getenv", "environment.is_on"}
        and isinstance(call.args[0], ast.Constant)
    }


def test_the_table_of_settings_has_every_variable_and_no_other():
    section = text_of("README.md").partition("\n## Settings\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)

    assert sorted(listed) == sorted(set.union(*map(variables_read, SETTINGS_FILES)))


# The example diary


def flags_of_the_example():
    diary = read_document(parse(EXAMPLE.read_bytes()))
    return find_flags(diary, knowledge().rule_book)


def test_the_readme_shows_what_flags_says_of_the_example():
    assert listing(flags_of_the_example(), knowledge()) + "\n" in blocks("README.md", "text")


def test_the_format_is_explained_with_the_example():
    assert EXAMPLE.read_text("utf-8") in blocks("docs/diary-document.md", "json")


def test_the_format_shows_the_answer_to_the_example():
    answers = [json.loads(block) for block in blocks("docs/diary-document.md", "json")]

    assert {"flags": [flag_object(flag) for flag in flags_of_the_example()]} in answers


# What is handed over


def test_the_page_on_tables_has_every_table_and_no_other():
    listed = re.findall(r"^\| `(\w+)` \|", text_of("docs/tables.md"), re.MULTILINE)

    assert sorted(listed) == sorted(["csv", "zip", "xlsx", *(table.name for table in TABLES)])


def test_the_readme_names_every_format():
    section = text_of("README.md").partition("\n### `export`")[2].partition("\n### ")[0]

    assert [name for name in FORMATS if f"`{name}`" not in section] == []


# How to add a source, a rule, a substance


@pytest.fixture
def extended(tmp_path):
    """Return the knowledge with all that CONTRIBUTING.md adds to it."""
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "*.gz", "__pycache__"))
    for block in blocks("CONTRIBUTING.md", "toml"):
        first_line, _, _ = block.partition("\n")
        name = first_line.removeprefix("# tracker/knowledge/")
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{block}")
    return load(folder)


def test_what_contributing_adds_loads(extended):
    assert "examplin" in extended.rule_book.by_id
    assert "EXAMPLIN_LABEL" in extended.sources
    assert extended.rule_book.substances.find("Vitamin K2").id == "vitamin_k"
    assert extended.evidence.about("vitamin_d", "muscle_pain")
    assert "calcium lactate, anhydrous" in extended.rule_book.substances.find("calcium").compounds


def test_the_cases_of_the_rule_in_contributing_hold(extended):
    rule = extended.rule_book.by_id["examplin"]
    found = [find_flags(case_diary(case)[0], extended.rule_book) for case in rule.cases]

    assert [rule in [flag.rule for flag in flags] for flags in found] == [True, False]
