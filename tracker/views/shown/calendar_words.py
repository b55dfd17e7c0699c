"""A day of the month in one sentence, for who does not see its signs."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.day_summary import (
    DayFlag,
    DaySummary,
    WorstScore,
    most_serious_first,
)
from tracker.domain.rules.words import amount
from tracker.forms.choices import substance_label
from tracker.forms.scales import OwnSymptoms, symptom_label


def day_in_words(
    summary: DaySummary, worst: WorstScore | None, today: date, own: OwnSymptoms
) -> str:
    """Return "Tuesday 9 June: 4 doses, worst nerve pain 6 of 10, 1 caution"."""
    day = date_format(summary.day, "l j F")
    if summary.day == today:
        day = _("%(day)s, today") % {"day": day}
    parts = list(_parts(summary, worst, own))
    if not parts:
        parts = [_("to come") if summary.day > today else _("nothing written down")]
    return f"{day}: {', '.join(parts)}"


def _parts(summary: DaySummary, worst: WorstScore | None, own: OwnSymptoms) -> Iterator[str]:
    if summary.intakes:
        yield _counted(
            ngettext("%(count)d dose", "%(count)d doses", summary.intakes), summary.intakes
        )
    if summary.none_taken:
        yield _none_taken(summary.none_taken)
    if worst is not None:
        yield _worst(worst, own)
    elif summary.scores:
        words = ngettext("%(count)d symptom entry", "%(count)d symptom entries", summary.scores)
        yield _counted(words, summary.scores)
    if summary.meals:
        yield _counted(ngettext("%(count)d meal", "%(count)d meals", summary.meals), summary.meals)
    yield from _flags(summary.flags)


def _counted(words: str, count: int) -> str:
    return words % {"count": count}


def _none_taken(substances: Collection[str | None]) -> str:
    if None in substances:
        return _("nothing taken at all, you said")
    names = [_inside(substance_label(name)) for name in substances]
    return _("no %(substances)s taken, you said") % {"substances": ", ".join(names)}


def _worst(worst: WorstScore, own: OwnSymptoms) -> str:
    words = {
        "symptom": _inside(symptom_label(worst.symptom, own)),
        "value": amount(worst.value),
        "max": amount(worst.scale.max),
        "unit": worst.scale.unit,
    }
    if worst.scale.unit:
        return _("worst %(symptom)s %(value)s %(unit)s") % words
    return _("worst %(symptom)s %(value)s of %(max)s") % words


def _flags(flags: Collection[DayFlag]) -> Iterator[str]:
    numbers = Counter(flag.severity for flag in flags)
    for severity in most_serious_first(numbers):
        count = numbers[severity]
        words = {
            "emergency": ngettext("%(count)d emergency", "%(count)d emergencies", count),
            "ask": ngettext("%(count)d to ask about", "%(count)d to ask about", count),
            "caution": ngettext("%(count)d caution", "%(count)d cautions", count),
            "info": ngettext(
                "%(count)d piece of information", "%(count)d pieces of information", count
            ),
        }
        yield _counted(words[severity], count)


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]
