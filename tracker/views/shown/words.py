"""Small words: lengths of time, lists, days, ages, and the names of things."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.daily import Exposure
from tracker.domain.rules.words import amount
from tracker.forms.choices import form_label
from tracker.knowledge import Knowledge

ENDLESS_AGE = 120
"""A band that ends later than this has no end that matters."""


def length_of_time(minutes: int) -> str:
    """Return minutes in hours and minutes: "2 hours", "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(parts)


def either(words: Iterable[str]) -> str:
    """Return "a, b or c"."""
    return _joined(list(words), _("or"))


def every(words: Iterable[str]) -> str:
    """Return "a, b and c"."""
    return _joined(list(words), _("and"))


def _joined(words: list[str], last_link: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last_link} {words[-1]}"


def capitalised(text: str) -> str:
    """Return `text` with a capital first letter and the rest as it is: "pH" becomes "PH"."""
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    ends = (".", "?", "!", ".)")
    return capitalised(text) + ("" if not text or text.endswith(ends) else ".")


def mineral(group_id: str) -> str:
    """Return the name of a mineral group in the middle of a sentence."""
    names = {
        "magnesium": _("magnesium"),
        "calcium": _("calcium"),
        "iron": _("iron"),
        "zinc": _("zinc"),
        "magnesium_antacid": _("magnesium antacids"),
        "calcium_antacid": _("calcium antacids"),
    }
    return names.get(group_id, group_id.replace("_", " "))


def substance_name(substance_id: str, known: Knowledge) -> str:
    """Return a substance's label as it stands inside a sentence: "calcium", "vitamin D"."""
    labels = {one.id: one.label for one in known.substances}
    label = _(labels.get(substance_id, substance_id.replace("_", " ")))
    return label[:1].lower() + label[1:]


def exposure_words(what: Exposure, known: Knowledge) -> str:
    """Return what is taken as it stands inside a sentence: "magnesium", "magnesium glycinate"."""
    name = substance_name(what.substance, known)
    form = form_label(what.substance, what.form) if what.form else ""
    return f"{name} {form}".strip()


def long_day(day: date) -> str:
    """Return "9 June 2026"."""
    return date_format(day, "j F Y")


def span_words(first: date, last: date) -> str:
    """Return "24 August to 22 November 2026", and of one day that day."""
    if first == last:
        return long_day(last)
    begin = long_day(first) if first.year != last.year else date_format(first, "j F")
    return _("%(first)s to %(last)s") % {"first": begin, "last": long_day(last)}


def ages(age_from: Decimal, age_below: Decimal) -> str:
    """Return the ages of a band, `age_from <= age < age_below`, as people say them."""
    if age_below > ENDLESS_AGE:
        return _("from %(age)d years") % {"age": age_from}
    if age_from == 0:
        return _("under %(age)s") % {"age": _age(age_below)}
    if age_below <= 1:
        months = {"from": int(age_from * 12), "to": int(age_below * 12) - 1}
        return _("%(from)d to %(to)d months") % months
    return _("%(from)d to %(to)d years") % {"from": age_from, "to": age_below - 1}


def _age(age: Decimal) -> str:
    if age < 1:
        return _("%(months)d months") % {"months": age * 12}
    return ngettext("%(years)d year", "%(years)d years", int(age)) % {"years": age}


def percent(fraction: Decimal) -> str:
    return amount((fraction * 100).quantize(Decimal("0.1")))
