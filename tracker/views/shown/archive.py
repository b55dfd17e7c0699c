"""What an archive would bring to a diary, in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.diary import (
    CustomSymptom,
    Experiment,
    Favourite,
    HeldFact,
    Intake,
    Meal,
    NoneTaken,
    Product,
    Question,
    Score,
    SkippedDose,
)
from tracker.domain.flag_notes import FlagNote
from tracker.queries import Compared, Comparison, Conflict
from tracker.views.shown.words import long_day

MOST_EXAMPLES = 5

KINDS: dict[str, str | Promise] = {
    "intake": gettext_lazy("Intakes"),
    "meal": gettext_lazy("Meals"),
    "score": gettext_lazy("Symptoms felt"),
    "none_taken": gettext_lazy("Days without"),
    "skipped_dose": gettext_lazy("Skipped doses"),
    "product": gettext_lazy("Products of the shelf"),
    "favourite": gettext_lazy("Favourites"),
    "custom_symptom": gettext_lazy("Symptoms of your own"),
    "tracked": gettext_lazy("Symptoms you follow"),
    "question": gettext_lazy("Questions"),
    "experiment": gettext_lazy("Experiments"),
    "settings": gettext_lazy("Settings"),
    "cover_sheet": gettext_lazy("First page of the report"),
    "profile_fact": gettext_lazy("Profile"),
    "flag_note": gettext_lazy("Notes on what was found"),
}
FACTS: dict[str, str | Promise] = {
    "birth_date": gettext_lazy("day of birth"),
    "age": gettext_lazy("age"),
    "sex": gettext_lazy("sex"),
    "pregnant": gettext_lazy("pregnancy"),
    "lactating": gettext_lazy("breast-feeding"),
    "kidney": gettext_lazy("kidneys"),
    "egfr": gettext_lazy("kidney value (eGFR)"),
    "conditions": gettext_lazy("conditions"),
    "medicines": gettext_lazy("medicines"),
    "region": gettext_lazy("region"),
    "timezone": gettext_lazy("time zone"),
    "new_to_supplements": gettext_lazy("new to supplements"),
}


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of which the file holds something, with the first examples of what differs."""

    label: str
    new: str
    same: str
    conflicts: str
    examples: tuple[str, ...]
    more: str
    has_conflicts: bool


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """What a file holds beside what the diary holds."""

    heading: str
    words: str
    kinds: tuple[KindShown, ...]
    has_new: bool
    has_conflicts: bool
    takes_history: bool


def comparison_shown(found: Comparison) -> ComparisonShown:
    """Return the comparison in words; kinds without anything in them are left out."""
    return ComparisonShown(
        heading=_heading(found),
        words=_words(found),
        kinds=tuple(_kind_shown(one) for one in found.kinds),
        has_new=found.new > 0 or found.takes_history,
        has_conflicts=bool(found.conflicts),
        takes_history=found.takes_history,
    )


def _heading(found: Comparison) -> str:
    if found.conflicts:
        return _("Some of it differs from your diary")
    if found.takes_history:
        return _("This becomes your diary")
    return _("This is new to your diary") if found.new else _("Your diary has all of it")


def _words(found: Comparison) -> str:
    if found.conflicts:
        return _(
            "Some of the file is in your diary already, with other content. Nothing has changed "
            "yet: you can leave yours as it is and add the rest, or add nothing."
        )
    if found.takes_history:
        return _(
            "Your diary is empty, so it becomes the one of the file: every entry, the profile, "
            "the shelf, and the history of each change."
        )
    if found.new:
        return _(
            "It is added as one step, which you can take back. What happened to it before stays "
            "in the file: its history is not mixed with yours."
        )
    return _("There is nothing to add.")


def _kind_shown(one: Compared) -> KindShown:
    shown = [conflict_words(conflict) for conflict in one.conflicts[:MOST_EXAMPLES]]
    more = len(one.conflicts) - len(shown)
    return KindShown(
        label=str(KINDS[one.kind]),
        new=number_format(len(one.new)),
        same=number_format(one.same),
        conflicts=number_format(len(one.conflicts)),
        examples=tuple(shown),
        more=ngettext("and %(number)s more", "and %(number)s more", more)
        % {"number": number_format(more)}
        if more
        else "",
        has_conflicts=bool(one.conflicts),
    )


def conflict_words(conflict: Conflict) -> str:
    """Name what differs, without what it says: that stays on the pages of the diary."""
    theirs, mine = conflict.theirs, conflict.mine
    if type(theirs) is not type(mine):
        return _("%(thing)s: your diary has something else under this id") % {
            "thing": thing_words(theirs)
        }
    if theirs.id != mine.id:
        return _("%(thing)s: your diary has another one in these weeks") % {
            "thing": thing_words(theirs)
        }
    return thing_words(theirs)


def thing_words(thing: Any) -> str:
    """Name a thing by its day, its name, or what it is about."""
    words = WORDS.get(type(thing))
    return str(KINDS[thing.id]) if words is None else words(thing)


def _fact_words(fact: HeldFact) -> str:
    name = str(FACTS[fact.fact])
    if fact.holds_from is None:
        return name
    return _("%(fact)s from %(day)s on") % {"fact": name, "day": long_day(fact.holds_from)}


def _moment_words(at: datetime) -> str:
    return f"{long_day(at.date())}, {at:%H:%M}"


WORDS: Mapping[type, Callable[[Any], str]] = {
    Intake: lambda intake: _moment_words(intake.taken_at),
    Meal: lambda meal: _moment_words(meal.eaten_at),
    Score: lambda score: _moment_words(score.felt_at),
    NoneTaken: lambda none_taken: long_day(none_taken.day),
    SkippedDose: lambda skipped: long_day(skipped.day),
    Product: lambda product: str(product.name),
    Favourite: lambda favourite: str(favourite.name),
    CustomSymptom: lambda symptom: str(symptom.name),
    Question: lambda question: _moment_words(question.asked_at),
    Experiment: lambda planned: _("from %(day)s on") % {"day": long_day(planned.first_day)},
    HeldFact: _fact_words,
    FlagNote: lambda note: str(note.rule),
}
"""How things are named of which a person has several."""


def done_words(found: Comparison) -> str:
    """Say what was brought in."""
    if found.takes_history:
        return _("The archive is in: this is your diary now.")
    if not found.new:
        return _("Nothing was added: your diary has all of it.")
    return ngettext(
        "Added: %(number)s thing. It can be taken back.",
        "Added: %(number)s things. They can be taken back.",
        found.new,
    ) % {"number": number_format(found.new)}


def lines_of(kinds: Iterable[KindShown]) -> list[str]:
    """Return the kinds as lines of plain text, for the command."""
    lines: list[str] = []
    for one in kinds:
        counts = _("%(kind)s: %(new)s new, %(same)s the same, %(other)s in conflict")
        lines.append(
            counts % {"kind": one.label, "new": one.new, "same": one.same, "other": one.conflicts}
        )
        lines += [f"  {example}" for example in one.examples]
        lines += [f"  {one.more}"] if one.more else []
    return lines
