import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.document.documents import FULL, document, with_content

ROOT = Path(__file__).parents[2]

CALCIUM_THEN_MAGNESIUM = document(
    intakes=[
        {
            "id": name,
            "taken_at": f"2026-06-10T{time}:00-04:00",
            "timezone": "America/New_York",
            "route": "oral",
            "source": "supplement",
            "contents": [{"substance": name, "amount": amount, "unit": "mg", "basis": "elemental"}],
        }
        for name, time, amount in [("calcium", "08:10", 600), ("magnesium", "08:35", 200)]
    ]
)


def run(text, *options):
    """Return what `manage.py flags -` does with `text` on standard input."""
    given = text if isinstance(text, bytes) else text.encode()
    return subprocess.run(
        [sys.executable, "manage.py", "flags", "-", *options],
        input=given,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )


def answer(*documents):
    lines = "\n".join(map(json.dumps, documents))
    return [json.loads(line) for line in run(lines, "--lines").stdout.splitlines()]


def test_a_conflict_is_answered_with_its_numbers_and_sources():
    (found,) = answer(CALCIUM_THEN_MAGNESIUM)
    flag = next(flag for flag in found["flags"] if flag["rule"] == "mg_calcium")
    assert flag["kind"] == "spacing"
    assert flag["severity"] == "caution"
    assert flag["entries"] == ["calcium", "magnesium"]
    assert (flag["gap_minutes"], flag["required_gap_minutes"]) == (25, 120)
    assert flag["earliest_ok"] == "2026-06-10T10:10:00-04:00"
    assert (flag["total"], flag["limit"], flag["unit"]) == (None, None, None)
    assert flag["evidence_grade"] == "D"
    assert {"id", "locator", "claim"} == flag["sources"][0].keys()
    assert found["knowledge_version"]


def test_a_limit_is_answered_with_its_total():
    too_much = with_content(substance="magnesium", amount=400.5, unit="mg", basis="elemental")
    too_much["intakes"][0] |= {"route": "oral", "source": "supplement"}
    (found,) = answer(too_much)
    flag = next(flag for flag in found["flags"] if flag["rule"] == "ul_magnesium")
    assert (flag["total"], flag["limit"], flag["unit"]) == (400.5, 350, "mg")
    assert "400.5 mg, over the US limit of 350 mg" in flag["advice"]


def test_a_person_reads_sentences_and_the_source():
    said = run(json.dumps(CALCIUM_THEN_MAGNESIUM)).stdout.decode()
    assert "Magnesium 25 minutes after calcium; this rule looks for 2 hours between them." in said
    assert "Fine from 2026-06-10 10:10." in said
    assert "Avoid High-Dose Calcium" in said
    assert "not medical advice" in said


def test_a_diary_without_a_flag_says_so():
    assert run(json.dumps(document())).stdout.decode().startswith("Nothing to point out.")


def test_every_line_gets_an_answer_in_order_and_blank_lines_none():
    lines = f"{json.dumps(FULL)}\n\n   \nnot json\n{json.dumps(document())}\n"
    done = run(lines, "--lines")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [sorted(one) for one in answers] == [
        ["flags", "knowledge_version"],
        ["errors"],
        ["flags", "knowledge_version"],
    ]
    assert done.returncode == 2
    assert done.stderr == b""


def test_a_wrong_line_names_path_and_problem():
    (found,) = answer(with_content(amount=-1))
    assert found["errors"][0]["path"] == "$.intakes[0].contents[0].amount"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff\xfe{",
        b"[" * 50_000,
        b'{"format": "mgapp-diary", "version": 2}',
        json.dumps(with_content(amount="x")).encode(),
        b'{"format": "mgapp-diary", "version": 1, "a\\ud800": 1}',
    ],
)
def test_a_wrong_document_leaves_standard_output_empty(text):
    done = run(text, "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"$")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["flags"],
        ["flags", "no-such-file.json"],
        ["flags", "."],
        ["flags", "-", "--user", "someone"],
        ["flags", "-", "--today", "tomorrow"],
        ["flags", "--lines", "--user", "someone"],
    ],
)
def test_a_wrong_call_is_told_in_words(arguments):
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        capture_output=True,
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_error():
    line = json.dumps(FULL) + "\n"
    command = f"{sys.executable} manage.py flags - --lines | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command],
        input=line.encode() * 3000,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stderr == b""


def test_today_adds_the_weekly_tip(tmp_path):
    taken = with_content(substance="magnesium")
    taken["intakes"][0] |= {"route": "oral", "source": "supplement"}
    file = tmp_path / "diary.json"
    file.write_text(json.dumps(taken))
    out = io.StringIO()
    call_command("flags", str(file), "--json", "--today", "2026-06-14", stdout=out)
    assert "diet_first" in {flag["rule"] for flag in json.loads(out.getvalue())["flags"]}
