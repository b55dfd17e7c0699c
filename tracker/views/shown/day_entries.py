"""The entries of a day, in order of time, as the day page lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.diary import Diary, Intake, Meal, NoneTaken, Precision, Score, instant
from tracker.domain.next_times import is_medicine
from tracker.domain.rules.words import sentence
from tracker.domain.substances import normalised
from tracker.forms.meal import tag_words
from tracker.forms.places import place_words
from tracker.forms.scales import OwnSymptoms, own_symptoms
from tracker.forms.tolerance import tolerance_words
from tracker.knowledge import Knowledge
from tracker.views.shown.addresses import entry_address, place_of
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.food_words import portion_words, sums_of
from tracker.views.shown.score_words import value_on_scale
from tracker.views.shown.signs import OWN_SIGN
from tracker.views.shown.times import Moment, moment_shown
from tracker.views.shown.words import substance_name


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One line of the day. `glyph` and `kind` say the same, as a shape and as a word.

    `place` is where "again" is tapped and answered; only an intake can be taken again. `sits`
    is where it is said how stomach and bowel bore it.
    """

    id: str
    glyph: str
    kind: str
    at: Moment
    title: str
    amounts: tuple[str, ...]
    details: tuple[str, ...]
    note: str
    address: str
    place: str = ""
    sits: str = ""


def entries_shown(
    diary: Diary, day: date, home: ZoneInfo, known: Knowledge
) -> tuple[ShownEntry, ...]:
    """Return the entries of the local day: those without a time first, then in order of time."""
    own = own_symptoms(diary.custom_symptoms)
    timed: list[tuple[datetime, Precision, Intake | Meal | Score]] = [
        *((one.taken_at, one.precision, one) for one in diary.intakes),
        *((one.eaten_at, one.precision, one) for one in diary.meals),
        *((one.felt_at, one.precision, one) for one in diary.symptoms),
    ]
    of_day = [one for one in timed if one[0].date() == day]
    in_order = sorted(of_day, key=lambda one: (one[1] != "day", instant(one[0])))
    none_taken = [one for one in diary.none_taken if one.day == day]
    return (
        *(_none_taken(one, known) for one in none_taken),
        *(
            _entry(entry, moment_shown(at, home, precision), known, own)
            for at, precision, entry in in_order
        ),
    )


def _entry(
    entry: Intake | Meal | Score, at: Moment, known: Knowledge, own: OwnSymptoms
) -> ShownEntry:
    match entry:
        case Intake():
            return _intake(entry, at, known)
        case Meal():
            return _meal(entry, at, known)
    return _score(entry, at, known, own)


def _intake(intake: Intake, at: Moment, known: Knowledge) -> ShownEntry:
    amounts = [sentence(content_shown(content, known)) for content in intake.contents]
    title = intake.product or (amounts.pop(0) if amounts else _("Something taken"))
    glyph = sign_of(intake, known)
    return ShownEntry(
        id=intake.id,
        glyph=glyph,
        kind=_("Medicine") if glyph == "medicine" else _("Supplement"),
        at=at,
        title=title,
        amounts=tuple(one for one in amounts if normalised(one) != normalised(title)),
        details=tuple(filter(None, (*_intake_details(intake), tolerance_words(intake.tolerance)))),
        note=intake.note,
        address=entry_address("intake", intake.id),
        place=place_of("entry", intake.id),
        sits=_sits(intake, known),
    )


def _sits(intake: Intake, known: Knowledge) -> str:
    """Return the address of "How did it sit?", for magnesium that was swallowed and is no food."""
    found = [known.rule_book.substances.find(content.substance) for content in intake.contents]
    is_magnesium = any(one is not None and one.id == "magnesium" for one in found)
    is_swallowed = is_magnesium and intake.route in ("oral", None) and intake.source != "food"
    return reverse("tracker:tolerance", args=[intake.id]) if is_swallowed else ""


def sign_of(intake: Intake, known: Knowledge) -> str:
    """Return the sign of the first thing in it that has one; a medicine is a medicine."""
    found = [known.rule_book.substances.find(content.substance) for content in intake.contents]
    own = [one.id for one in found if one is not None and one.id in OWN_SIGN]
    if own:
        return own[0]
    return "medicine" if is_medicine(intake, known.rule_book) else "other"


def _intake_details(intake: Intake) -> Iterator[str]:
    routes = {
        "topical": _("on the skin"),
        "bath": _("in a bath"),
        "injection": _("as an injection"),
        "infusion": _("as an infusion"),
    }
    if intake.route in routes:
        yield routes[intake.route]
    if intake.source == "food":
        yield _("in food")
    if intake.meal == "with":
        yield _("with a meal")
    if intake.meal == "without":
        yield _("without a meal")
    if intake.as_needed:
        yield _("because it hurt")
    if intake.prescribed:
        yield _("prescribed")
    if intake.covers_days > 1:
        yield _("for %(days)d days") % {"days": intake.covers_days}


def _meal(meal: Meal, at: Moment, known: Knowledge) -> ShownEntry:
    tagged = (sentence(tag_words(meal.tags)),) if meal.tags else ()
    return ShownEntry(
        id=meal.id,
        glyph="meal",
        kind=_("Meal"),
        at=at,
        title=_("Meal"),
        amounts=(*tagged, *map(portion_words, meal.foods)),
        details=tuple(map(sentence, sums_of(meal.foods, known, ["magnesium"]))),
        note=meal.note,
        address=entry_address("meal", meal.id),
    )


def _score(score: Score, at: Moment, known: Knowledge, own: OwnSymptoms) -> ShownEntry:
    named = own.get(score.symptom or "")
    name = symptom_name(score.symptom, known) if named is None else named.name
    places = [place_words(one) for one in score.sites if one.site]
    return ShownEntry(
        id=score.id,
        glyph="symptom",
        kind=_("Symptom"),
        at=at,
        title=f"{name}: {value_on_scale(score)}" if score.value is not None else name,
        amounts=(sentence(", ".join(places)),) if any(places) else (),
        details=score.qualities,
        note=score.note,
        address=entry_address("score", score.id),
    )


def symptom_name(symptom: str | None, known: Knowledge) -> str:
    """Return the label of a symptom or warning sign; one of the person's own as written."""
    name = normalised(symptom)
    labels = {one.id: one.label for one in known.symptoms}
    labels |= {sign.id: sign.title for sign in known.warning_signs}
    if name in labels:
        return _(labels[name])
    return sentence((symptom or "").replace("_", " ")) or _("A symptom")


def _none_taken(none_taken: NoneTaken, known: Knowledge) -> ShownEntry:
    title = _("Nothing taken at all, you said")
    if none_taken.substance is not None:
        found = known.rule_book.substances.find(none_taken.substance)
        name = none_taken.substance if found is None else substance_name(found.id, known)
        title = _("No %(substance)s taken, you said") % {"substance": name}
    return ShownEntry(
        id=none_taken.id,
        glyph="none",
        kind=_("Not taken"),
        at=Moment(none_taken.day.isoformat(), _("no time")),
        title=title,
        amounts=(),
        details=(),
        note="",
        address=entry_address("none_taken", none_taken.id),
    )
