"""What a profile is made of: its topics, and its values in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Profile
from tracker.domain.rules.words import amount
from tracker.forms.profile import MID_YEAR
from tracker.knowledge import Knowledge
from tracker.views.shown.words import long_day


@dataclass(frozen=True, slots=True)
class Topic:
    """One or two facts that belong together. `unknown` says what holds while nothing is said."""

    slug: str
    title: str
    facts: tuple[str, ...]
    why: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    topics: tuple[Topic, ...]


def chapters() -> tuple[Chapter, ...]:
    """Return all topics, in the order of the page."""
    return (
        Chapter(_("What you take"), (medicines(), new_to_supplements())),
        Chapter(_("Your health"), (kidneys(), conditions(), pregnancy(), breast_feeding())),
        Chapter(_("About you"), (birth_date(), sex(), region(), time_zone())),
    )


def medicines() -> Topic:
    return Topic(
        slug="medicines",
        title=_("Medicines"),
        facts=("medicines",),
        why=_(
            "Each medicine here shows what is known of it beside magnesium. Hours are looked at"
            " where both doses are written into the diary."
        ),
        unknown=_("None said."),
    )


def new_to_supplements() -> Topic:
    return Topic(
        slug="new",
        title=_("New to supplements"),
        facts=("new_to_supplements",),
        why=_("A few tips are only for the first weeks."),
        unknown=_("Not said: tips for beginners stay away."),
    )


def kidneys() -> Topic:
    return Topic(
        slug="kidney",
        title=_("Kidneys"),
        facts=("kidney", "egfr"),
        why=_("Kidneys pass magnesium out of the body. Where they are weak, it can build up."),
        unknown=_("Not said: no rule about kidneys speaks."),
    )


def conditions() -> Topic:
    return Topic(
        slug="conditions",
        title=_("Conditions"),
        facts=("conditions",),
        why=_("Some rules speak only with a condition, such as nerve pain or a heart block."),
        unknown=_("None said."),
    )


def pregnancy() -> Topic:
    return Topic(
        slug="pregnancy",
        title=_("Pregnancy"),
        facts=("pregnant",),
        why=_("What the body needs differs then, and asking a clinician first is worthwhile."),
        unknown=_("Not said."),
    )


def breast_feeding() -> Topic:
    return Topic(
        slug="breast-feeding",
        title=_("Breast-feeding"),
        facts=("lactating",),
        why=_("What the body needs differs then."),
        unknown=_("Not said."),
    )


def birth_date() -> Topic:
    return Topic(
        slug="birth",
        title=_("Birth date"),
        facts=("birth_date", "age"),
        why=_("Limits and needs go by age. The year is enough for most people."),
        unknown=_("Not said: the limits of adults are used, and called that."),
    )


def sex() -> Topic:
    return Topic(
        slug="sex",
        title=_("Sex"),
        facts=("sex",),
        why=_("What the body needs is given for women and men apart."),
        unknown=_("Not said: needs are shown as a range."),
    )


def region() -> Topic:
    return Topic(
        slug="region",
        title=_("Region"),
        facts=("region",),
        why=_("Authorities differ on how much is fine. This says whose numbers you go by."),
        unknown=_("Not said: the numbers of the US are used, and called that."),
    )


def time_zone() -> Topic:
    return Topic(
        slug="time-zone",
        title=_("Time zone"),
        facts=("timezone",),
        why=_("New entries are written in this zone. Older ones keep their own."),
        unknown=_("Not said: UTC is used."),
    )


def topic_named(slug: str) -> Topic:
    """Return the topic of a page; raise StopIteration where there is none."""
    return next(one for part in chapters() for one in part.topics if one.slug == slug)


def value_words(fact: str, value: Any, known: Knowledge, today: date) -> list[str]:
    """Return a value of the profile in words, one for each item; nothing where it is not known."""
    if value is None:
        return []
    if fact == "conditions":
        return condition_words(value, known)
    if fact == "medicines":
        return list(value)
    return [single_value(fact, value, today)]


def single_value(fact: str, value: Any, today: date) -> str:
    match fact:
        case "birth_date":
            return born(value, today)
        case "age":
            return _("%(age)s years, on every day") % {"age": amount(value)}
        case "egfr":
            return _("eGFR %(rate)s") % {"rate": amount(value)}
        case "timezone":
            return str(value).replace("_", " ")
    return one_word(value)


def one_word(value: str | bool) -> str:
    words = {
        True: _("Yes"),
        False: _("No"),
        "female": _("Female"),
        "male": _("Male"),
        "unspecified": _("Neither, or rather not said"),
        "normal": _("No kidney problem known"),
        "ckd": _("Chronic kidney disease"),
        "dialysis": _("On dialysis"),
        "US": _("United States"),
        "EU": _("European Union"),
        "UK": _("United Kingdom"),
    }
    return words[value]


def born(day_of_birth: date, today: date) -> str:
    """Return the birth date with the age; the day that stands for a year alone is named as that.

    >>> born(date(1981, 7, 1), date(2026, 6, 30))
    '1981, counted as 1 July (44 years old)'
    """
    age = Profile(birth_date=day_of_birth).age_on(today)
    day = long_day(day_of_birth)
    if (day_of_birth.month, day_of_birth.day) == MID_YEAR:
        day = _("%(year)d, counted as 1 July") % {"year": day_of_birth.year}
    if age is None:
        return day
    count = int(age) if age >= 1 else int(age * 12)
    if age >= 1:
        how_old = ngettext("%(count)d year old", "%(count)d years old", count)
    else:
        how_old = ngettext("%(count)d month old", "%(count)d months old", count)
    return f"{day} ({how_old % {'count': count}})"


def condition_words(names: Sequence[str], known: Knowledge) -> list[str]:
    labels = {one.id: one.label for one in known.conditions}
    return [_(labels[name]) if name in labels else name for name in names]
