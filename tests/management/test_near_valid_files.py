"""Files that are nearly right: read, or refused with exit code 2 and words; then nothing is kept.

`MODEL_EXAMPLES=2000` looks longer.
"""

import copy
import json
import os
import sys
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.document.documents import ARCHIVE, FULL
from tests.factories import make_intake, make_person, save
from tracker import queries
from tracker.models import Change

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("MODEL_EXAMPLES", "40"))
near_valid = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
MAPPING = (
    '{"time_column": "datetime", "intake": '
    '[{"amount_column": "amount", "substance_column": "substance"}]}'
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None), max_size=8),
    st.sampled_from(
        [
            *([], {}, [[]], [None], {"a": 1}, "", "a", "0", -0.0, 10**400, 1e-320, "x" * 201),
            *("2026-02-30", "0001-01-01", "9999-12-31T23:59:59+14:00", "2026-10-25T02:30:00"),
            *("Europe/Atlantis", "UTC", "../UTC", "intake", "elemental", "mg"),
        ]
    ),
)


def places_in(value, path=()):
    """Yield the way to everything in a JSON value."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        yield (*path, key)
        if isinstance(child, dict | list):
            yield from places_in(child, (*path, key))


@st.composite
def spoilt_documents(draw, whole):
    """Draw a document with up to two things changed, gone or doubled."""
    spoilt = copy.deepcopy(whole)
    for _change in range(draw(st.integers(0, 2))):
        *way, last = draw(st.sampled_from([*places_in(spoilt)]))
        parent = spoilt
        for key in way:
            parent = parent[key]
        what = draw(st.sampled_from(["change", "drop", "drop", "drop", "double"]))
        if what == "change":
            parent[last] = draw(VALUES)
        elif what == "drop":
            del parent[last]
        elif isinstance(parent, list):
            parent.append(copy.deepcopy(parent[last]))
        else:
            parent[f"{last}s"] = parent[last]
    return json.dumps(spoilt).encode("utf-8", "surrogatepass")


@st.composite
def damaged(draw, files):
    """Draw a file that is cut, or has a few bytes changed, now and then."""
    content = draw(files)
    for _damage in range(draw(st.sampled_from([0] * 8 + [1, 3]))):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=3)) + content[at + 1 :]
    return content[: draw(st.sampled_from([None] * 9 + [len(content) // 2]))]


CELLS = st.one_of(
    st.sampled_from(
        [
            *("", " ", "200", "1,5", "1.5", "-3", "abc", "1e400", "magnesium", "Zinc", "=1+1"),
            *("2026-06-10 08:00", "2026-10-25 02:30", "2026-03-29 02:30", "10.06.2026", "25:00"),
            *('"', '""', "a\nb", "\u0663", "NaN", "x" * 5000),
        ]
    ),
    st.text(max_size=6),
)


@st.composite
def tables(draw):
    """Draw a table: other separators, encodings, line ends, missing, empty and further columns."""
    separator, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    heads = ["datetime", "amount", "substance"]
    head = draw(
        st.one_of(
            st.just(heads), st.just(heads), st.lists(st.sampled_from([*heads, "", "x"]), max_size=5)
        )
    )
    good = st.just(["2026-06-10 08:00", "200", "magnesium"])
    rows = draw(st.lists(st.one_of(good, good, good, st.lists(CELLS, max_size=5)), max_size=6))
    text = end.join(separator.join(row) for row in [head, *rows])
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"]))
    return text.encode(encoding, "replace")


def exit_code_of(*arguments):
    """Return 0, or the exit code with which the command refused in words."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err)
        code, said = 0, out.getvalue()
    except CommandError as refused:
        code, said = refused.returncode, str(refused)
    except SystemExit as left:
        code, said = left.code, err.getvalue()
    assert said
    return code


def state(person):
    change = Change.objects.filter(person=person).order_by("pk").last()
    return repr(queries.diary(person)), change


@pytest.fixture
def diary():
    person = make_person("ada", timezone="Europe/Berlin")
    save(person, make_intake(id="mine"))
    return person


def imported(person, file, content, *arguments):
    """Import the file; return whether it was taken. A refusal leaves the diary as it was."""
    file.write_bytes(content)
    before = state(person)
    with transaction.atomic():
        code = exit_code_of(*arguments)
        assert code in (0, 2)
        assert code == 0 or state(person) == before
        transaction.set_rollback(True)
    return code == 0


@near_valid
@given(content=damaged(spoilt_documents(FULL)), options=st.sampled_from([[], ["--json"]]))
def test_flags_of_a_nearly_right_document(tmp_path_factory, content, options):
    file = tmp_path_factory.getbasetemp() / "spoilt.json"
    file.write_bytes(content)

    assert exit_code_of("flags", str(file), *options) in (0, 2)


@near_valid
@given(documents=st.lists(damaged(spoilt_documents(FULL)), max_size=3))
def test_each_nearly_right_line_gets_its_answer(documents):
    lines = [one.replace(b"\n", b" ") for one in documents]
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch, suppress(SystemExit):
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\n".join(lines))))
        call_command("flags", "-", "--lines", stdout=out)

    assert len(out.getvalue().splitlines()) == sum(bool(line.strip()) for line in lines)


@near_valid
@given(
    content=damaged(spoilt_documents(FULL) | spoilt_documents(ARCHIVE)),
    options=st.sampled_from([[], ["--keep-mine"], ["--dry-run"]]),
)
def test_a_nearly_right_archive(diary, tmp_path_factory, content, options):
    file = tmp_path_factory.getbasetemp() / "spoilt.json"

    imported(diary, file, content, "import", "ada", str(file), *options)


@near_valid
@given(content=damaged(tables()))
def test_a_nearly_right_table(diary, tmp_path_factory, content):
    file = tmp_path_factory.getbasetemp() / "spoilt.csv"

    imported(diary, file, content, "import_table", "ada", str(file), "--mapping", MAPPING)
