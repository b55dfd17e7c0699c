"""The medicines of a profile, each with what the rules know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tracker.domain.diary import Product
from tracker.domain.rules.model import SEVERITY_RANK, Partnered, Rule
from tracker.domain.substances import normalised
from tracker.forms.product import medicines_in
from tracker.knowledge import Knowledge
from tracker.queries import Period
from tracker.views.shown.groups import RuleLine, line
from tracker.views.shown.medicines import rules_about
from tracker.views.shown.profile_page import days_in_words
from tracker.views.shown.shelf import product_address, usual_words


@dataclass(frozen=True, slots=True)
class MedicineShown:
    """`number` tells the forms of one page apart. No rules: this project knows none by the name.

    `usual` and `address` are those of the product on the shelf; without one, both are empty.
    """

    number: int
    name: str
    days: str
    rules: tuple["RuleSaid", ...]
    usual: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """A rule about a medicine, and what it advises where there are no hours to keep."""

    line: RuleLine
    advice: str


def medicines_shown(
    told: Sequence[Period], known: Knowledge, today: date, products: Sequence[Product] = ()
) -> list[MedicineShown]:
    """Return the medicines of `today`; `told` is what was said of them over time.

    `products` are those of the shelf, where it is known when a medicine is usually taken.
    """
    shelved = {normalised(name): one for one in products for name in medicines_in(one)}
    names = next((period.value for period in told if period.holds_on(today)), ())
    return [
        MedicineShown(
            number,
            name,
            days_in_words(listed_since(name, told, today), None),
            tuple(_said(rule, known) for rule in rules_for(name, known)),
            *_on_shelf(shelved.get(normalised(name))),
        )
        for number, name in enumerate(names, start=1)
    ]


def _on_shelf(product: Product | None) -> tuple[str, str]:
    """Return when the product is usually taken, and where it stands."""
    return ("", "") if product is None else (usual_words(product), product_address(product.id))


def listed_since(name: str, told: Sequence[Period], today: date) -> date | None:
    """Return the day since which the list has had the name all along; None: since ever."""
    first = today
    for period in reversed(told):
        begins = period.first or date.min
        if begins > today:
            continue
        if normalised(name) not in map(normalised, period.value):
            break
        first = begins
    return None if first == date.min else first


def rules_for(name: str, known: Knowledge) -> list[Rule]:
    """Return the rules that know a medicine by this name, the most serious first.

    Names joined by + are several medicines, as in the diary.
    """
    parts = {normalised(part) for part in name.split("+")}
    found = dict.fromkeys(_speaking(parts, known))
    return sorted(
        found,
        key=lambda rule: -1 if rule.severity is None else SEVERITY_RANK[rule.severity],
        reverse=True,
    )


def _speaking(parts: set[str], known: Knowledge) -> Iterator[Rule]:
    for rule in known.rule_book.of_type(Partnered):
        if rule.is_fallback or parts.isdisjoint(rule.partner_names):
            continue
        yield rule
        yield from rules_about(rule, known)


def _said(rule: Rule, known: Knowledge) -> RuleSaid:
    has_no_hours = rule.kind in {"profile_info", "no_rule", "info_only", "pairing"}
    return RuleSaid(line(rule, known), _(rule.advice) if has_no_hours else "")
