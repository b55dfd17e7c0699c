"""At what time of day a symptom is scored, and when it is worst."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.patterns import (
    BEGINS,
    ENOUGH_TIMED_DAYS,
    PARTS,
    PartOfDay,
    PartScores,
    TimeOfDay,
    time_of_day,
)
from tracker.views.shown.chart import number
from tracker.views.shown.tables import Table, table_of
from tracker.views.shown.trend_pictures.bars import Bar, BarPicture, bars_of
from tracker.views.shown.trend_pictures.subject import Subject

FEW_SCORES = 5
"""Fewer than this have no mean worth a bar."""


def time_of_day_picture(subject: Subject) -> BarPicture:
    found = time_of_day(subject.found)
    key = f"{subject.key}-hours"
    if found.missing:
        return BarPicture(key, _title(subject, _("not enough times yet")), (_missing(found),))
    says, note = _in_words(found, subject)
    return BarPicture(
        id=key,
        title=_title(subject, says),
        notes=(note,),
        description=_("One bar for each part of the day: the mean of its scores, %(ends)s.")
        % {"ends": subject.ends_words},
        bars=bars_of([*map(_bar, found.parts)], subject.ends),
        tables=(_table(found),),
    )


def _title(subject: Subject, says: str) -> str:
    return _("%(symptom)s: %(says)s") % {"symptom": subject.label, "says": says}


def _missing(found: TimeOfDay) -> str:
    return ngettext(
        "%(count)d more day with a score and its time.",
        "%(count)d more days with a score and its time.",
        found.missing,
    ) % {"count": found.missing}


def _in_words(found: TimeOfDay, subject: Subject) -> tuple[str, str]:
    """Return what the picture says, and what has to be said with it."""
    worst, mostly = found.worst, found.mostly
    if worst is not None:
        words = {"worst": subject.worst_word, "when": when(worst.part)}
        counts = {"days": worst.worst, "of": worst.compared}
        return (
            _("%(worst)s %(when)s on %(days)d of %(of)d days") % (words | counts),
            _("Of the days with a score %(when)s and at another time of day.") % words,
        )
    if found.is_compared:
        return (
            _("no time of day stands out"),
            _("No part of the day was the %(worst)s on two of three days.")
            % {"worst": subject.worst_word},
        )
    alone = _("One score a day says when you write, not when it is worst. %(more)s") % {
        "more": _more_to_compare(found)
    }
    if mostly is not None:
        return _("mostly scored %(when)s") % {"when": when(mostly.part)}, alone
    return _("scored at different times of day"), alone


def _more_to_compare(found: TimeOfDay) -> str:
    missing = ENOUGH_TIMED_DAYS - max(one.compared for one in found.parts)
    return ngettext(
        "To compare times of day: %(count)d more day with scores at two of them.",
        "To compare times of day: %(count)d more days with scores at two of them.",
        missing,
    ) % {"count": missing}


def _bar(part: PartScores) -> Bar:
    return Bar(
        label=part_words(part.part),
        hint=hours(part.part),
        value=_mean_of(part),
        count=ngettext("%(count)d score", "%(count)d scores", part.scores) % {"count": part.scores},
    )


def _mean_of(part: PartScores) -> float | None:
    return part.mean if part.scores >= FEW_SCORES else None


def _table(found: TimeOfDay) -> Table:
    heads = (_("Time of day"), _("Mean"), _("Scores"), _("Days"), _("The worst on"))
    rows = [
        (
            f"{part_words(one.part)} {hours(one.part)}",
            _("too few") if (mean := _mean_of(one)) is None else number(mean),
            str(one.scores),
            str(one.days),
            _("%(days)d of %(of)d days") % {"days": one.worst, "of": one.compared},
        )
        for one in found.parts
    ]
    caption = _(
        "Scores with a time, by part of the day. The last column looks at the days with "
        "scores at several times."
    )
    return table_of(caption, heads, rows)


def part_words(part: PartOfDay) -> str:
    words = {
        "morning": _("Morning"),
        "afternoon": _("Afternoon"),
        "evening": _("Evening"),
        "night": _("Night"),
    }
    return words[part]


def when(part: PartOfDay) -> str:
    words = {
        "morning": _("in the morning"),
        "afternoon": _("in the afternoon"),
        "evening": _("in the evening"),
        "night": _("at night"),
    }
    return words[part]


def hours(part: PartOfDay) -> str:
    """Return from which hour to which a part lasts; the night ends in the morning."""
    place = PARTS.index(part)
    begins, ends = BEGINS[place], BEGINS[(place + 1) % len(BEGINS)]
    return f"{begins // 60}\N{EN DASH}{ends // 60}"
