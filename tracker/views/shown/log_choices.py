"""The things that can be logged, as the page lists them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class LogChoice:
    glyph: str
    text: str
    address: str


def choices_shown(day: date, *, is_today: bool) -> list[LogChoice]:
    """Return what can be logged; every address carries the day where it is not today."""
    on = {} if is_today else {"on": day.isoformat()}
    intakes = (
        ("magnesium", _("Magnesium")),
        ("calcium", _("Calcium")),
        ("vitamin_d", _("Vitamin D")),
        ("medicine", _("A medicine")),
        ("product", _("Another product")),
    )
    return [
        *(
            LogChoice(kind, text, address_of("log_intake", {"kind": kind, **on}))
            for kind, text in intakes
        ),
        LogChoice("meal", _("A meal"), address_of("log_meal", on)),
        LogChoice("symptom", _("A symptom"), address_of("log_symptom", on)),
    ]


def address_of(name: str, asked: dict[str, str]) -> str:
    return reverse(f"tracker:{name}") + (f"?{urlencode(asked)}" if asked else "")
