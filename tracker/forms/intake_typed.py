"""What stands in the fields of an intake's form before anyone types."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from tracker.domain.diary import Content, Intake, Product, Profile
from tracker.forms import choices
from tracker.forms.fields import new_entry_id
from tracker.forms.intake import ONE_SUBSTANCE
from tracker.forms.intake_choices import IS_AS_NEEDED, what_of
from tracker.forms.label_rows import MOST_ROWS, number_of_rows
from tracker.forms.substance_names import content_name
from tracker.forms.when import typed_when


def usual_intake(
    kind: str, *, at: datetime, is_today: bool, last: Intake | None, profile: Profile
) -> dict[str, str]:
    """Return what a page opens with: now, and form and amount as the last time."""
    held = last.contents[0] if last is not None and last.contents else None
    usual = held or _first_content(kind, profile)
    typed = typed_when(at)
    if not is_today:
        typed["time"] = ""
    return {
        **typed,
        "entry_id": new_entry_id(),
        "meal": "unknown",
        "as_needed": "",
        "what": what_of(last) if last is not None and held else "supplement",
        "route": (last.route if last is not None and held else None) or "oral",
        "covers_days": "1",
        "rows": "1",
        **typed_content(usual, 0),
    }


def intake_of_shelf(product: Product, *, at: datetime, is_today: bool) -> dict[str, str]:
    """Return what the page of a product of the shelf opens with: its label, for one serving."""
    typed = typed_when(at)
    if not is_today:
        typed["time"] = ""
    if product.prescribed:
        typed["prescribed"] = "on"
    return {
        **typed,
        "entry_id": new_entry_id(),
        "product": product.name,
        "servings": typed_number(product.usual_servings),
        "per": "1",
        "meal": product.meal,
        "as_needed": "",
        "what": what_of(product),
        "route": product.route,
        "covers_days": str(product.covers_days),
        **typed_contents(product.contents),
    }


def _first_content(kind: str, profile: Profile) -> Content:
    units = choices.units_of(kind) if kind in ONE_SUBSTANCE else ("mg",)
    is_micrograms = kind == "vitamin_d" and profile.region in ("EU", "UK")
    forms_known = choices.form_choices(kind) if kind == "magnesium" else []
    return Content(
        form=forms_known[0][0] if forms_known else None,
        unit="mcg" if is_micrograms else units[0],  # type: ignore[arg-type]
        basis="elemental",
    )


def with_another_row(data: Any) -> Any:
    """Return what was typed on a product's page, with one more row for a content."""
    typed = data.copy()
    place = number_of_rows(data)
    typed["rows"] = str(min(place + 1, MOST_ROWS))
    for name, value in typed_content(Content(unit="mg", basis="elemental"), place).items():
        typed[name] = value
    return typed


def typed_intake(intake: Intake) -> dict[str, str]:
    """Return a kept intake as the fields of the form hold it."""
    typed = {
        **typed_when(intake.taken_at, intake.precision),
        "entry_id": intake.id,
        "product": intake.product or "",
        "meal": intake.meal,
        "as_needed": next(key for key, held in IS_AS_NEEDED.items() if held is intake.as_needed),
        "what": what_of(intake),
        "route": intake.route or "",
        "covers_days": str(intake.covers_days),
        "note": intake.note,
        "servings": typed_number(intake.servings),
        "per": typed_number(intake.servings),
        **typed_contents(intake.contents),
    }
    if intake.prescribed:
        typed["prescribed"] = "on"
    return typed


def typed_contents(contents: Sequence[Content], at_least: int = 1) -> dict[str, str]:
    """Return the rows of a label as the fields hold them, with `at_least` so many rows."""
    rows = max(len(contents), at_least)
    empty = [Content(unit="mg", basis="elemental")] * (rows - len(contents))
    typed = {"rows": str(rows)}
    for place, content in enumerate([*contents, *empty]):
        typed |= typed_content(content, place)
        if not choices.needs_basis(content.substance):
            typed[f"contents-{place}-basis"] = "elemental"
    return typed


def typed_content(content: Content, place: int) -> dict[str, str]:
    prefix = f"contents-{place}-"
    return {
        f"{prefix}substance": content_name(content),
        f"{prefix}name": content.substance or "",
        f"{prefix}form": content.form or "",
        f"{prefix}amount": typed_number(content.amount),
        f"{prefix}unit": content.unit or "",
        f"{prefix}basis": content.basis,
        f"{prefix}compound": content.compound or "",
    }


def typed_number(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
