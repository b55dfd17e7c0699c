"""What one tap logs, in words, and what the page says in the place that was tapped."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Diary, Intake, SkippedDose, instant, zone_of_time
from tracker.domain.often import Offer, earlier, offers
from tracker.domain.rules.words import amount, sentence
from tracker.domain.substances import normalised
from tracker.domain.usual_doses import UsualDose, usual_doses
from tracker.forms.again import AT_USUAL_TIME, MINUTES_AGO, posted_clock
from tracker.forms.fields import typed_clock
from tracker.knowledge import Knowledge
from tracker.views.shown.addresses import log_address, place_of, undo_address
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.day_entries import sign_of
from tracker.views.shown.outlook import Foreseen
from tracker.views.shown.times import Moment, clock, moment_near
from tracker.views.shown.words import every

AT_ONCE = 4
AT_MOST = 12
"""How many offers stand on the page, and how many with those behind "More"."""

AS_USUAL_FOR = timedelta(hours=6)
"""So long after its usual time a dose is taken to have been taken then; later on, now."""

TOP = "quick"
"""The place of an answer whose own place is not on the page any more."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that says when: what it posts, and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class QuickOffer:
    """A button that logs now, with the ways to say that it was earlier.

    `choose` is the address of the whole form; a group has none and asks for a clock time.
    """

    place: str
    signs: tuple[str, ...]
    name: str
    line: str
    fields: Fields
    earlier: tuple[Choice, ...]
    choose: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class QuickDose:
    """A usual dose of today that is open, or that the person leaves out (`skipped` is its id)."""

    place: str
    sign: str
    name: str
    at: Moment
    skipped: str
    fields: Fields
    take: Choice
    earlier: tuple[Choice, ...]
    choose: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says at `place`: what was done, with its undo, or what it asks first.

    It asks where there is a `yes`; `fields` are what that button posts.
    """

    place: str
    text: str
    what: str = ""
    undo: str = ""
    flags: tuple[Foreseen, ...] = ()
    clear_from: str = ""
    yes: str = ""
    no: str = ""
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Quick:
    """The quick part of today's page; `more` is behind a summary, open where something is said."""

    offers: tuple[QuickOffer, ...]
    more: tuple[QuickOffer, ...]
    doses: tuple[QuickDose, ...]
    is_more_open: bool = False

    def places(self) -> Iterator[str]:
        yield from (offer.place for offer in (*self.offers, *self.more))
        yield from (dose.place for dose in self.doses)


def quick_shown(diary: Diary, *, now: datetime, home: ZoneInfo, known: Knowledge) -> Quick | None:
    """Return what one tap can log at `now`; None where nothing is known yet."""
    zone = zone_of_time(now)
    doses = [dose for dose in usual_doses(diary, now.date(), zone) if dose.state != "taken"]
    # What is open stands there by itself, with the words "usually".
    is_open = {dose.product.id for dose in doses if dose.state == "open"}
    found = [one for one in offers(diary, now=now) if not _is_only(one, is_open)][:AT_MOST]
    if not found and not doses:
        return None
    shown = tuple(_offer(one, known) for one in found)
    return Quick(
        offers=shown[:AT_ONCE],
        more=shown[AT_ONCE:],
        doses=tuple(_dose(one, diary.skipped_doses, now, home, known) for one in doses),
    )


def _is_only(offer: Offer, products: Collection[str]) -> bool:
    """Is it one dose of one of these products? A favourite stays where the person put it."""
    (first, *others) = offer.intakes
    return offer.kind != "favourite" and not others and first.product_id in products


def _offer(offer: Offer, known: Knowledge) -> QuickOffer:
    is_group = len(offer.intakes) > 1
    words = [dose_words(intake, known) for intake in offer.intakes]
    name, line = words[0]
    if is_group:
        name = offer.name
        line = things_said(len(words), [title for title, _line in words])
    elif offer.name and normalised(offer.name) != normalised(name):
        name, line = offer.name, " · ".join(filter(None, (name, line)))
    signs = dict.fromkeys(sign_of(intake, known) for intake in offer.intakes)
    return QuickOffer(
        # Not of the offer's id: the same thing keeps its place when it is logged once more.
        place=place_of("of", offer.labels),
        signs=tuple(signs)[:3],
        name=name,
        line=line,
        fields=((offer.kind, offer.id),),
        earlier=tuple(_minutes_ago()),
        choose="" if is_group else choose_address(offer),
        is_group=is_group,
    )


def choose_address(offer: Offer) -> str:
    """Return the whole form, filled with what is offered: only an opaque id is in its address."""
    (intake,) = offer.intakes
    if offer.kind == "of":
        return log_address("log_intake", again=offer.id)
    return log_address("log_intake", product=intake.product_id or "")


def _minutes_ago() -> Iterator[Choice]:
    for minutes in MINUTES_AGO:
        text = _("1 h ago") if minutes == 60 else _("%(minutes)d min ago") % {"minutes": minutes}
        yield Choice(str(minutes), text)


def things_said(number: int, names: Iterable[str]) -> str:
    """Return "3 things: a, b and c"."""
    words = {"number": number, "names": every(names)}
    return ngettext("%(number)d thing: %(names)s", "%(number)d things: %(names)s", number) % words


def dose_words(intake: Intake, known: Knowledge) -> tuple[str, str]:
    """Return the name of what is taken, and what it holds: at most two contents are named."""
    amounts = [sentence(content_shown(content, known)) for content in intake.contents]
    name = intake.product or (amounts.pop(0) if amounts else _("Something"))
    amounts = [one for one in amounts if normalised(one) != normalised(name)]
    if len(amounts) > 2:
        amounts[2:] = [_("and %(number)d more") % {"number": len(amounts) - 2}]
    if intake.servings not in (None, 1):
        name = f"{amount(intake.servings)} \N{MULTIPLICATION SIGN} {name}"
    return name, " · ".join(amounts)


def _dose(
    dose: UsualDose,
    skipped: Iterable[SkippedDose],
    now: datetime,
    home: ZoneInfo,
    known: Knowledge,
) -> QuickDose:
    at = posted_clock(dose.usual.at)
    # A time that the clocks left out tonight counts as the one that they showed instead.
    real = moment_near(earlier(dose.at, 0), home, now.date())
    here = Choice("0", _("Taken now"))
    then = Choice(AT_USUAL_TIME, _("Taken at %(time)s") % {"time": real.text})
    since = instant(now) - instant(dose.at)
    is_as_usual = 0 <= since <= AS_USUAL_FOR / timedelta(microseconds=1)
    take, other = (then, here) if is_as_usual else (here, then)
    # What is still to come was not taken at its time.
    others = (other,) if since >= 0 else ()
    taken = dose.as_taken
    return QuickDose(
        place=dose_place(dose.product.id, at),
        sign=sign_of(taken, known),
        name=dose_words(taken, known)[0],
        at=Moment(real.iso, typed_clock(dose.usual.at)),
        skipped=_skipped(dose, skipped) if dose.state == "skipped" else "",
        fields=(("usual", dose.product.id), ("at", at)),
        take=take,
        earlier=(*others, *_minutes_ago()),
        choose=log_address("log_intake", product=dose.product.id),
    )


def _skipped(dose: UsualDose, skipped: Iterable[SkippedDose]) -> str:
    """Return the id of what the person said of the dose."""
    said = (dose.product.id, dose.usual.at, dose.at.date())
    return next(one.id for one in skipped if (one.product_id, one.at, one.day) == said)


def dose_place(product_id: str, at: str) -> str:
    return place_of("usual", product_id, at)


# What is said in the place that was tapped


def said_in_place(last_change: Mapping[str, Any]) -> Answer:
    """Return what was done, with the way to take it back where there is one."""
    change = last_change.get("change")
    return Answer(
        place=str(last_change["place"]),
        text=str(last_change["text"]),
        what=str(last_change.get("what", "")),
        undo="" if change is None else undo_address(int(change)),
    )


def with_answer(quick: Quick, answer: Answer) -> Quick:
    """Return the part opened as far as its answer can be seen."""
    return replace(quick, is_more_open=any(one.place == answer.place for one in quick.more))


def placed(answer: Answer, places: Collection[str]) -> Answer:
    """Return the answer at its place, or above all where that is not on the page any more."""
    return answer if answer.place in places else replace(answer, place=TOP)


def taken_words(intakes: Collection[Intake], known: Knowledge) -> str:
    """Return the names of what was logged."""
    return every(dose_words(intake, known)[0] for intake in intakes)


def time_words(at: datetime, now: datetime) -> str:
    """Return the clock time, with its day where that is not today."""
    zone = zone_of_time(now)
    return moment_near(at, zone, now.date()).text if at.date() != now.date() else clock(at, zone)


def quick_address(name: str, place: str) -> str:
    """Return where a form posts to; the page that comes back opens at the form's place."""
    return reverse(f"tracker:{name}") + f"#{place}"
