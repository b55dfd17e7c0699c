"""The list of entries: a page of it, grouped by day, and what is looked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker import queries
from tracker.domain.day_summary import most_serious_first, severities_of
from tracker.domain.diary import Diary
from tracker.domain.rules.model import Severity
from tracker.forms.choices import substance_id, substance_label
from tracker.forms.filters import FLAGGED_WORDS, KIND_WORDS, FilterForm
from tracker.forms.scales import own_symptoms, symptom_label
from tracker.knowledge import knowledge
from tracker.views.shown.addresses import day_address
from tracker.views.shown.buttons import Link
from tracker.views.shown.day_entries import ShownEntry, entries_shown
from tracker.views.shown.statements import severity_word
from tracker.views.shown.times import zone_of
from tracker.views.shown.words import long_day


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A line of the list; `severity` is that of its most serious flag."""

    entry: ShownEntry
    severity: Severity | None
    severity_word: str


@dataclass(frozen=True, slots=True)
class ListedDay:
    heading: str
    href: str
    entries: tuple[ListedEntry, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is looked for; `name` is what takes it away."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the template shows."""

    days: tuple[ListedDay, ...]
    chips: tuple[Chip, ...]
    text: str
    count: str
    where: str
    newer: Link | None
    older: Link | None
    is_filtered: bool


def list_page(found: queries.Found, listed: queries.Listed, wanted: queries.Wanted) -> ListPage:
    """Return the page with the entries of `found`, which were read as `listed`."""
    entries = ngettext("%(count)s entry", "%(count)s entries", found.total)
    pages = {"page": found.page, "pages": found.pages}
    return ListPage(
        days=tuple(_days(listed)),
        chips=tuple(_chips(wanted, listed.diary)),
        text=wanted.text,
        count=entries % {"count": f"{found.total:,}"},
        where=_("Page %(page)d of %(pages)d") % pages if found.pages > 1 else "",
        newer=_page(found.page - 1, _("Newer")) if found.page > 1 else None,
        older=_page(found.page + 1, _("Older")) if found.page < found.pages else None,
        is_filtered=not wanted.is_everything,
    )


def _page(number: int, text: str) -> Link:
    return Link(f"{reverse('tracker:entries')}?page={number}", text)


def _days(listed: queries.Listed) -> Iterator[ListedDay]:
    """Yield the days, and in each its entries, the newest first."""
    home, known = zone_of(listed.diary.profile), knowledge()
    severities = severities_of(listed.summaries)
    for day in sorted(days_in(listed.diary), reverse=True):
        in_order = entries_shown(listed.diary, day, home, known)
        yield ListedDay(
            heading=date_format(day, "l, j F Y"),
            href=day_address(day),
            entries=tuple(_listed(one, severities) for one in reversed(in_order)),
        )


def days_in(diary: Diary) -> set[date]:
    return {
        *(one.taken_at.date() for one in diary.intakes),
        *(one.eaten_at.date() for one in diary.meals),
        *(one.felt_at.date() for one in diary.symptoms),
        *(one.day for one in diary.none_taken),
    }


def _listed(entry: ShownEntry, severities: Mapping[str, Any]) -> ListedEntry:
    severest = next(iter(most_serious_first(severities.get(entry.id, ()))), None)
    return ListedEntry(entry, severest, severity_word(severest) if severest else "")


def _chips(wanted: queries.Wanted, diary: Diary) -> Iterator[Chip]:
    """Yield what is looked for, by the names of the form's fields."""
    words = {
        "text": _("“%(text)s”") % {"text": wanted.text},
        "kind": KIND_WORDS.get(wanted.kind or "", ""),
        "substance": substance_label(wanted.substance),
        "product": _product_name(wanted.product, diary),
        "symptom": symptom_label(wanted.symptom, own_symptoms(diary.custom_symptoms)),
        "flagged": FLAGGED_WORDS.get(wanted.flagged or "", ""),
        "is_as_needed": _("Because it hurt"),
        "first": wanted.first and _("From %(day)s") % {"day": long_day(wanted.first)},
        "last": wanted.last and _("To %(day)s") % {"day": long_day(wanted.last)},
    }
    for name, text in words.items():
        if getattr(wanted, name):
            yield Chip(name, str(text))


def _product_name(product_id: str, diary: Diary) -> str:
    names = {product.id: product.name for product in diary.products}
    return names.get(product_id, _("A product that is gone"))


def filter_choices(form: FilterForm, person: Any) -> None:
    """Let the form offer what is there in this diary."""
    of_shelf = queries.belongings(person)
    own = own_symptoms(of_shelf["custom_symptoms"])
    substances = {
        substance_id(name): substance_label(name) for name in queries.substances_taken(person)
    }
    symptoms = {name: symptom_label(name, own) for name in queries.symptoms_felt(person)}
    products = {product.id: product.name for product in of_shelf["products"]}
    _offer(form, "substance", _("Every substance"), substances)
    _offer(form, "symptom", _("Every symptom"), symptoms)
    _offer(form, "product", _("Every product"), products)


def _offer(form: FilterForm, name: str, every: str, offered: Mapping[str, str]) -> None:
    """Offer these words, and the one that is looked for, should it be gone by now."""
    chosen = form[name].value()
    words = {**offered, **({chosen: chosen} if chosen and chosen not in offered else {})}
    in_order = sorted(words.items(), key=lambda one: one[1].casefold())
    widget = form.fields[name].widget
    if isinstance(widget, forms.Select):
        widget.choices = [("", every), *in_order]
