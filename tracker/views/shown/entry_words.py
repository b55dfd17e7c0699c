"""An entry in one line, and in the facts by which two states of it can be told apart."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.diary import Intake, Meal, NoneTaken, Precision, Score
from tracker.domain.rules.words import amount, sentence
from tracker.forms.choices import substance_label
from tracker.forms.intake_choices import (
    AS_NEEDED,
    IS_AS_NEEDED,
    MEALS,
    PRODUCTS,
    ROUTES,
    what_of,
)
from tracker.forms.meal import tag_words
from tracker.forms.places import place_words
from tracker.forms.scales import NONE_OF_OWN, OwnSymptoms
from tracker.forms.tolerance import tolerance_words
from tracker.forms.when import HOW, how_said
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.food_words import portion_words
from tracker.views.shown.score_words import score_words

Facts = dict[str, str]


def entry_line(
    entry: Intake | Meal | Score | NoneTaken, known: Knowledge, own: OwnSymptoms = NONE_OF_OWN
) -> str:
    """Return what was logged: "200 mg magnesium (glycinate), 08:35."."""
    match entry:
        case Intake():
            return f"{intake_words(entry, known)}, {when_words(entry.taken_at, entry.precision)}."
        case Meal():
            return f"{_('a meal')}, {when_words(entry.eaten_at, entry.precision)}."
        case Score():
            return f"{score_words(entry, own)}, {when_words(entry.felt_at, entry.precision)}."
        case NoneTaken():
            return none_taken_words(entry)


def intake_words(intake: Intake, known: Knowledge) -> str:
    contents = [content_shown(content, known) for content in intake.contents]
    if intake.product:
        return intake.product
    return " + ".join(contents) or _("something")


def none_taken_words(none_taken: NoneTaken) -> str:
    if none_taken.substance is None:
        return _("nothing taken at all that day.")
    name = substance_label(none_taken.substance)
    return _("no %(substance)s that day.") % {"substance": name[:1].lower() + name[1:]}


def when_words(at: Any, precision: Precision) -> str:
    """Return the clock time, the part of the day, or the day alone."""
    how = how_said(at, precision)
    return f"{at:%H:%M}" if how == "exact" else str(dict(HOW)[how])


def facts_of(entry: Any, known: Knowledge, own: OwnSymptoms = NONE_OF_OWN) -> Facts:
    """Return everything that a form asks of an entry, in words, by what it is called."""
    match entry:
        case Intake():
            return _intake_facts(entry, known)
        case Meal():
            return {
                **_when_facts(entry.eaten_at, entry.precision),
                _("Foods"): "; ".join(map(portion_words, entry.foods)),
                _("What was in it"): tag_words(entry.tags),
                _("Note"): entry.note,
            }
        case Score():
            return {
                **_when_facts(entry.felt_at, entry.precision),
                _("Symptom"): score_words(entry, own),
                _("Where"): ", ".join(map(place_words, entry.sites)),
                _("What it is like"): ", ".join(entry.qualities),
                _("Note"): entry.note,
            }
        case NoneTaken():
            return {_("Not taken"): sentence(none_taken_words(entry))}
    return {}


def _intake_facts(intake: Intake, known: Knowledge) -> Facts:
    why = next(key for key, held in IS_AS_NEEDED.items() if held is intake.as_needed)
    return {
        **_when_facts(intake.taken_at, intake.precision),
        _("Name of the product"): intake.product or "",
        _("What it holds"): " + ".join(content_shown(one, known) for one in intake.contents),
        _("What kind of product"): str(dict(PRODUCTS).get(what_of(intake), intake.source or "")),
        _("How"): str(dict(ROUTES).get(intake.route or "", "")),
        _("Meal"): str(dict(MEALS)[intake.meal]),
        _("Why"): str(dict(AS_NEEDED)[why]),
        _("Prescribed for me"): _("yes") if intake.prescribed else _("no"),
        _("Meant for how many days"): str(intake.covers_days),
        _("Servings"): amount(intake.servings),
        _("How it sat"): tolerance_words(intake.tolerance),
        _("Note"): intake.note,
    }


def _when_facts(at: Any, precision: Precision) -> Facts:
    when = f"{date_format(at.date(), 'j F Y')}, {when_words(at, precision)}"
    return {_("When"): when}


def differences(
    kept: Any, typed: Any, known: Knowledge, own: OwnSymptoms = NONE_OF_OWN
) -> list[tuple[str, str, str]]:
    """Return (what, as it is kept, as it was typed) where the two say something else."""
    now, wanted = facts_of(kept, known, own), facts_of(typed, known, own)
    return [(name, text, wanted[name]) for name, text in now.items() if text != wanted.get(name)]
