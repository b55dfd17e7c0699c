"""The check-in on the day's page: what was said, and what one tap says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.check_in import last_values, values_of_day_before
from tracker.domain.diary import Diary, Score
from tracker.forms.scales import OwnSymptoms, known_symptoms, own_symptoms
from tracker.views.kept_html import FRESH_ID
from tracker.views.shown.addresses import log_address
from tracker.views.shown.buttons import Button, Link
from tracker.views.shown.score_words import values_line

MOST_NAMED = 3
"""A button names so many values; the message after it names all of them."""


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """`said` is what was scored last on that day; empty where nothing was."""

    said: str
    check_in: Link
    buttons: tuple[Button, ...]


def check_in_card(diary: Diary, on: date, today: date) -> CheckInCard | None:
    """Return the card of `on`; a day to come has none."""
    if on > today:
        return None
    known, own = known_symptoms(), own_symptoms(diary.custom_symptoms)
    of_day = [score for score in diary.symptoms if score.felt_at.date() == on]
    said = list(last_values(of_day, known).values())
    before = [] if said else list(values_of_day_before(diary, on, known).values())
    day = {} if on == today else {"on": on.isoformat()}
    return CheckInCard(
        said=values_line(said, own),
        check_in=Link(
            log_address("check_in", **day), _("Check in again") if said else _("Check in")
        ),
        buttons=(
            *_same(before, own, on, is_today=on == today),
            *([] if of_day else [_none(on, is_today=on == today)]),
        ),
    )


def _same(before: Collection[Score], own: OwnSymptoms, on: date, *, is_today: bool) -> list[Button]:
    if not before:
        return []
    named = list(dict.fromkeys(one.symptom for one in before))
    shown, more = named[:MOST_NAMED], len(named[MOST_NAMED:])
    values = values_line([one for one in before if one.symptom in shown], own)
    if more:
        values = _("%(values)s and %(more)d more") % {"values": values, "more": more}
    text = _("Same as yesterday: %(values)s") if is_today else _("As the day before: %(values)s")
    return [_posts("check_in_same", text % {"values": values}, on)]


def _none(on: date, *, is_today: bool) -> Button:
    text = _("No symptoms today") if is_today else _("No symptoms that day")
    return _posts("log_no_symptoms", text, on)


def _posts(page: str, text: str, on: date) -> Button:
    fields = (("entry_id", FRESH_ID), ("day", on.isoformat()))
    return Button(reverse(f"tracker:{page}"), text, fields)
