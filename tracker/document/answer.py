"""Flags as the answer that the command line gives to a program."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tracker.document.problems import Problems
from tracker.domain.rules import Flag
from tracker.domain.rules.model import Rule
from tracker.domain.rules.words import advice, message


def answer(flags: Iterable[Flag], knowledge_version: str) -> dict[str, Any]:
    return {"knowledge_version": knowledge_version, "flags": [flag_object(flag) for flag in flags]}


def refusal(problems: Problems) -> dict[str, Any]:
    return {"errors": [{"path": one.path, "message": one.message} for one in problems]}


def flag_object(flag: Flag) -> dict[str, Any]:
    earliest = flag.earliest_ok
    return {
        "rule": flag.rule.id,
        "kind": flag.rule.kind,
        "severity": flag.severity,
        "entries": list(flag.entries),
        "gap_minutes": plain_number(flag.gap_minutes),
        "required_gap_minutes": flag.required_gap_minutes,
        "earliest_ok": None if earliest is None else earliest.isoformat(),
        "total": plain_number(flag.total),
        "limit": plain_number(flag.limit),
        "unit": flag.unit,
        "message": message(flag),
        "advice": advice(flag),
        "evidence_grade": flag.rule.evidence_grade,
        "sources": sources(flag.rule),
    }


def sources(rule: Rule) -> list[dict[str, str]]:
    return [
        {"id": citation.source, "locator": citation.locator, "claim": citation.claim}
        for citation in rule.citations
    ]


def plain_number(value: Fraction | Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
