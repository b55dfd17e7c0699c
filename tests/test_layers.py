"""The rooms of the house and who may call whom; ARCHITECTURE.md tells the reasons."""

import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tracker

ROOT = Path(__file__).resolve().parents[1]
PURE = {"domain", "knowledge", "document", "exports", "imports"}
PURE_ROOMS = sorted(PURE & {module.name for module in pkgutil.iter_modules(tracker.__path__)})

IMPORT_ALL_AND_LIST_DJANGO = """
import importlib, pkgutil, sys
room = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(room, "__path__", []), room.__name__ + "."):
    if not module.name.endswith(".__main__"):  # would run, not only load
        importlib.import_module(module.name)
print([name for name in sys.modules if name.partition(".")[0] == "django"])
"""


def run(*arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_every_room_uses_only_what_it_may():
    result = run("-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])")

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_does_not_load_django(room):
    result = run("-c", IMPORT_ALL_AND_LIST_DJANGO, f"tracker.{room}")

    assert (result.stdout, result.stderr) == ("[]\n", "")


def test_every_pure_room_stands_in_its_contract():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(c for c in linter["contracts"] if c.get("forbidden_modules") == ["django"])

    assert {f"tracker.{room}" for room in PURE_ROOMS} == set(contract["source_modules"])
