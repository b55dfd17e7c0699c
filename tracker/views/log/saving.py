"""What all pages that write have in common: the clock, what is told, and where to go then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tracker import actions, queries
from tracker.domain.diary import Intake, Meal, NoneTaken, Profile, Score, zone_of_time
from tracker.forms.fields import new_entry_id, with_entry_id
from tracker.forms.scales import NONE_OF_OWN, OwnSymptoms, own_symptoms
from tracker.forms.when import FIRST_YEAR
from tracker.knowledge import knowledge
from tracker.views.dates import now_of, typed_day
from tracker.views.notes import LAST_CHANGE
from tracker.views.reading import told_of
from tracker.views.shown.addresses import day_address
from tracker.views.shown.entry_words import entry_line

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Clock:
    """The time now where the person is, and the profile that says where that is."""

    now: datetime
    profile: Profile

    @property
    def zone(self) -> ZoneInfo:
        return zone_of_time(self.now)


@dataclass(frozen=True, slots=True)
class Opening:
    """The time with which a form opens: now, or a time of the day that the address names."""

    at: datetime
    is_today: bool


def clock_of(person: Any) -> Clock:
    profile = told_of(person).profiles[0]
    return Clock(now_of(profile), profile)


def opening(request: HttpRequest, clock: Clock) -> Opening:
    now = clock.now.replace(second=0, microsecond=0)
    on = typed_day(request.GET.get("on", ""))
    if on is None or on >= now.date():
        return Opening(now, is_today=True)
    return Opening(datetime.combine(on, now.time(), clock.zone), is_today=False)


def sent_day(request: HttpRequest, clock: Clock) -> date:
    """Return the day that was posted, or today; one to come or before all diaries is not found."""
    sent = request.POST.get("day", "")
    day = typed_day(sent) if sent else clock.now.date()
    if day is None or not date(FIRST_YEAR, 1, 1) <= day <= clock.now.date():
        raise Http404
    return day


def own_of(person: Any) -> OwnSymptoms:
    """Return the symptoms that the person named, for their names to be shown."""
    return own_symptoms(queries.belongings(person)["custom_symptoms"])


def renew_id(form: forms.Form) -> None:
    """Give what was typed an id of its own, so that saving it again is another entry."""
    typed: Any = form.data
    form.data = typed = typed.copy()
    typed["entry_id"] = new_entry_id()


def ensure_id(form: forms.Form) -> None:
    """Give what was typed an id where it came without one of ours."""
    form.data = with_entry_id(form.data)


def writer(request: HttpRequest) -> Any:
    """Return who writes: whoever got past `writes_diary` is logged in."""
    return request.user


def version_of(request: HttpRequest) -> int:
    """Return the version that the page was opened with; 0, which no entry has, for none."""
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


def keep(form: Any, write: Callable[[], Any]) -> Any:
    """Return what `write` returns; where it is refused, tell why in the form and return None."""
    try:
        return write()
    except actions.IdInUse:
        renew_id(form)
        text = _(
            "Something was saved from this page already. What you see here is not saved yet: "
            "save again to add it as a further entry."
        )
    except actions.CannotBeKept:
        text = _("Something in here cannot be kept as it is written. Please shorten it.")
    form.add_error(None, text)
    return None


def see_day(request: HttpRequest, day: date, text: str, change_id: int) -> HttpResponse:
    """Lead to the day, which shows `text` once, with a button that takes the change back."""
    request.session[LAST_CHANGE] = {"text": text, "change": change_id}
    return HttpResponseRedirect(day_address(day), status=303)


def logged(
    request: HttpRequest, entry: Any, change_id: int, own: OwnSymptoms = NONE_OF_OWN
) -> HttpResponse:
    text = _("Logged: %(entry)s") % {"entry": entry_line(entry, knowledge(), own)}
    return see_day(request, day_of(entry), text, change_id)


def added_change(person: Any, added: actions.Added, first: Score) -> int:
    """Return the change that added several scores, also where a second click adds them again."""
    if added.change is not None:
        return added.change.pk
    return queries.history(person, "score", first.id)[0].change_id


def day_of(entry: Any) -> date:
    """Return the local day of an entry."""
    match entry:
        case Intake():
            return entry.taken_at.date()
        case Meal():
            return entry.eaten_at.date()
        case Score():
            return entry.felt_at.date()
        case NoneTaken():
            return entry.day
    raise TypeError(f"{type(entry).__name__} has no day")
