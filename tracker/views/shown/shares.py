"""Shared links in words: what one shows, until when, and who opened it when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.selection import Selection
from tracker.domain.shares import NEVER_OPENED, TRIES, Ending, Opened, Openings, Share
from tracker.forms.choices import substance_label
from tracker.forms.scales import OwnSymptoms, symptom_label
from tracker.views.shown.report.page import A4, DATA, LETTER
from tracker.views.shown.seals import seal_of
from tracker.views.shown.times import Moment, clock
from tracker.views.shown.words import long_day, span_words

OPENED_WORDS: Mapping[Opened, str | Promise] = {
    "report": gettext_lazy("the report"),
    "pdf": gettext_lazy("PDF, A4"),
    "letter": gettext_lazy("PDF, US Letter"),
    "csv": gettext_lazy("CSV, one table"),
    "zip": gettext_lazy("CSV, several tables"),
    "xlsx": gettext_lazy("Excel"),
    "fhir": gettext_lazy("FHIR"),
    "health_link": gettext_lazy("by the SMART Health Link"),
    "wrong_passcode": gettext_lazy("a wrong passcode, nothing was shown"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a link shows, in lines. `seal` names exactly this."""

    lines: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class ShownOpening:
    at: Moment
    what: str


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A link as its owner sees it."""

    id: str
    seal: str
    title: str
    state: str
    is_open: bool
    has_passcode: bool
    tries: str
    seen: Seen
    openings: str
    latest: tuple[ShownOpening, ...]
    is_cut: bool
    """Are the latest openings only some of them?"""


@dataclass(frozen=True, slots=True)
class SharesPage:
    open: tuple[ShownShare, ...]
    over: tuple[ShownShare, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was made just now, for the only time that it is shown."""

    address: str
    code: str
    health_link: str | None
    health_code: str
    until: str
    seen: Seen
    has_passcode: bool
    is_only_here: bool
    """Does the address lead to this machine only?"""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A button with which a reader takes the report or the data along."""

    address: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said to a reader in the place of a report."""

    title: str
    lines: tuple[str, ...]


def seen_of(selection: Selection, own: OwnSymptoms) -> Seen:
    """Return what someone sees of a diary by this selection."""
    lines = (
        _days(selection),
        _symptoms(selection, own),
        _substances(selection),
        _("What your profile says, such as kidneys, conditions and medicines."),
        _("Your notes.") if selection.with_notes else _("No notes."),
        _("Your name, if the report has one, and your day of birth.")
        if selection.with_name
        else _("No name, and your age in years only."),
    )
    return Seen(lines, seal_of("tracker.shares", selection))


def shares_page(
    shares: Iterable[Share],
    openings: Mapping[str, Openings],
    own: OwnSymptoms,
    now: datetime,
    home: ZoneInfo,
) -> SharesPage:
    """Return the links of a person; `now` decides which of them are over."""
    shown = [_shown(one, openings.get(one.id, NEVER_OPENED), own, now, home) for one in shares]
    return SharesPage(
        open=tuple(one for one in shown if one.is_open),
        over=tuple(one for one in shown if not one.is_open),
    )


def moment_words(at: datetime, home: ZoneInfo) -> str:
    """Return "9 November 2026, 14:02" on the clock of `home`."""
    local = at.astimezone(home)
    words = {"day": long_day(local.date()), "time": clock(local, home)}
    return _("%(day)s, %(time)s") % words


def health_label(selection: Selection) -> str:
    """Return what a viewer of SMART Health Links calls this one. The owner's word is private."""
    words = {"first": selection.first.isoformat(), "last": selection.last.isoformat()}
    return _("Mg Diary, %(first)s to %(last)s") % words


def last_day(share: Share, home: ZoneInfo) -> str:
    """Return the day on which the link ends, as a reader is told."""
    return long_day(share.expires_at.astimezone(home).date())


def files_of(token: str) -> tuple[SharedFile, ...]:
    """Return the files that a reader can take along."""
    return tuple(
        SharedFile(
            reverse("tracker:shared_file", args=[token, file.format]),
            str(file.label),
            str(file.words),
        )
        for file in (A4, LETTER, *DATA)
    )


def ended_notice(ending: Ending) -> Notice:
    """Return what a reader is told whose link is over."""
    ask = _("If you still need it, ask the person who gave you the link for another one.")
    if ending == "expired":
        return Notice(_("The time of this link is over"), (_("It shows nothing any more."), ask))
    if ending == "revoked":
        return Notice(_("This link was ended"), (_("Its owner ended it. It shows nothing."), ask))
    closed = _("The wrong passcode was typed %(tries)d times. It shows nothing any more.")
    return Notice(_("This link is closed"), (closed % {"tries": TRIES}, ask))


def unknown_notice() -> Notice:
    return Notice(
        _("This link leads nowhere"),
        (_("Perhaps a part of it was lost when it was copied. Compare it, or ask for it again."),),
    )


def not_made_notice() -> Notice:
    return Notice(
        _("The file could not be made"),
        (_("Nothing is lost. Go back and try again in a moment, or take another kind of file."),),
    )


def wrong_words(tries_left: int) -> str:
    """Return what is said of a wrong passcode."""
    return ngettext(
        "That is not the passcode. %d try is left, then the link closes for good.",
        "That is not the passcode. %d tries are left, then the link closes for good.",
        tries_left,
    ) % (tries_left)


def _days(selection: Selection) -> str:
    days = span_words(selection.first, selection.last)
    if selection.first == selection.last:
        return _("%(day)s.") % {"day": days}
    return _("%(days)s, with the meals of these days.") % {"days": days}


def _symptoms(selection: Selection, own: OwnSymptoms) -> str:
    if selection.symptoms is None:
        return _("All symptoms of these days, those that you add later too.")
    names = [symptom_label(one or None, own) for one in selection.symptoms]
    return (
        _("Of symptoms only: %(names)s.") % {"names": _list(names)} if names else _("No symptoms.")
    )


def _substances(selection: Selection) -> str:
    if selection.substances is None:
        return _("All supplements and medicines of these days, those that you add later too.")
    names = [substance_label(one) for one in selection.substances]
    if not names:
        return _("No supplements and no medicines.")
    return _("Of supplements and medicines only: %(names)s.") % {"names": _list(names)}


def _list(names: Sequence[str]) -> str:
    return ", ".join(sorted(names, key=str.lower))


def listed_seal(share_id: str) -> str:
    """Return what a button of the list sends along: that the link stood in it."""
    return seal_of("tracker.shares.listed", share_id)


def _shown(
    share: Share, openings: Openings, own: OwnSymptoms, now: datetime, home: ZoneInfo
) -> ShownShare:
    ending = share.ending(now)
    latest = tuple(
        ShownOpening(Moment(at.isoformat(), moment_words(at, home)), str(OPENED_WORDS[what]))
        for at, what in openings.latest
    )
    return ShownShare(
        id=share.id,
        seal=listed_seal(share.id),
        title=share.label or _("Without a name"),
        state=_state(share, ending, home),
        is_open=ending is None,
        has_passcode=share.has_passcode,
        tries=_tries(share) if ending is None else "",
        seen=seen_of(share.selection, own),
        openings=_opened(openings, home),
        latest=latest,
        is_cut=len(latest) < openings.opened + openings.wrong,
    )


def _state(share: Share, ending: Ending | None, home: ZoneInfo) -> str:
    if ending is None:
        return _("Open until %(time)s") % {"time": moment_words(share.expires_at, home)}
    if ending == "revoked" and share.revoked_at is not None:
        return _("You ended it on %(time)s") % {"time": moment_words(share.revoked_at, home)}
    if ending == "tries":
        return _("Closed by %(tries)d wrong passcodes") % {"tries": TRIES}
    return _("Over since %(time)s") % {"time": moment_words(share.expires_at, home)}


def _tries(share: Share) -> str:
    if not share.has_passcode:
        return _("No passcode: who has the link can read it.")
    return ngettext(
        "With a passcode; %d wrong one closes it.",
        "With a passcode; %d wrong ones close it.",
        share.tries_left,
    ) % (share.tries_left)


def _opened(openings: Openings, home: ZoneInfo) -> str:
    if openings.opened == 0:
        return _("Not opened yet")
    last = next(at for at, what in openings.latest if what != "wrong_passcode")
    return ngettext(
        "Opened once, on %(last)s", "Opened %(number)d times, last on %(last)s", openings.opened
    ) % {"number": openings.opened, "last": moment_words(last, home)}
