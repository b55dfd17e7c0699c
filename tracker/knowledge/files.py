"""The knowledge folder: which files it has, their tables, and the version of their state."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.knowledge.reading import Problems

Table = dict[str, Any]

FACT_FILES = (
    "codes.toml",
    "evidence.toml",
    "foods.toml",
    "forms.toml",
    "hypermagnesaemia.toml",
    "reference_intakes.toml",
    "semantics.toml",
    "sources.toml",
    "substances.toml",
    "symptoms.toml",
    "warning_signs.toml",
)
RULES = "rules/"

CITING_KEYS = ("citations", "references")
"""Ends of the keys under which sources are named: `citations`, `why_references`, ..."""


@dataclass(frozen=True)
class Files:
    """The files by name, the tables of those that could be parsed, and a hash of them all."""

    names: tuple[str, ...]
    tables: dict[str, Table]
    digest: str

    def rule_ids(self) -> frozenset[str]:
        """Return the ids that the names of the rule files say, parsed or not."""
        rules = (name for name in self.names if name.startswith(RULES))
        return frozenset(name.removeprefix(RULES).removesuffix(".toml") for name in rules)

    def rule_tables(self) -> dict[str, Table]:
        return {name: table for name, table in self.tables.items() if name.startswith(RULES)}


def read_folder(folder: Path, problems: Problems) -> Files:
    """Return the tables of the TOML files in `folder`, in the order of their names."""
    digest = hashlib.sha256()
    tables: dict[str, Table] = {}
    names = _names(folder, problems)
    for name in names:
        # Git may check the files out with either line ending: the version is the same.
        content = (folder / name).read_bytes().replace(b"\r\n", b"\n")
        digest.update(name.encode() + b"\0" + content + b"\0")
        try:
            tables[name] = tomllib.loads(content.decode(), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{name}: cannot be read as TOML: {error}")
    return Files(tuple(names), tables, digest.hexdigest())


def _names(folder: Path, problems: Problems) -> list[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")}
    rules = {name for name in found if Path(name).parent.as_posix() == RULES.rstrip("/")}
    problems.extend(f"{name}: is missing" for name in FACT_FILES if name not in found)
    problems.extend(
        f"{name}: is no file of this folder; a rule stands in {RULES}"
        for name in sorted(found - rules - set(FACT_FILES))
    )
    return sorted(rules | (found & set(FACT_FILES)))


def sources_named(raw: object, where: str) -> Iterator[tuple[str, str]]:
    """Yield each source that a table names, and the place in the file."""
    if isinstance(raw, list):
        for position, item in enumerate(raw):
            yield from sources_named(item, f"{where}[{position}]")
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if key.endswith(CITING_KEYS):
                yield from _sources_listed(value, f"{where}: {key}")
            elif key != "cases":
                yield from sources_named(value, f"{where}: {key}")


def _sources_listed(citations: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(citations, list):
        for position, citation in enumerate(citations):
            if isinstance(citation, dict) and isinstance(citation.get("source"), str):
                yield citation["source"], f"{where}[{position}]"
