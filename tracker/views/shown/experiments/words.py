"""The words of planned experiments: what is compared, with what, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.daily import Exposure
from tracker.domain.diary import CustomSymptom, Experiment, Scale
from tracker.domain.rules.words import amount as written_number
from tracker.forms.scales import OwnSymptoms, asked_of, own_symptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import rounded, unit_word
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.words import (
    capitalised,
    exposure_words,
    long_day,
    substance_name,
)


@dataclass(frozen=True, slots=True)
class Names:
    """How an experiment speaks of what it is about, inside a sentence.

    `exposure` is the substance with its form, `substance` without: the days without are without
    any form of it. `dose` is that of a day; empty where it is not known.
    """

    symptom: str
    measure: str
    substance: str
    exposure: str
    dose: str

    @property
    def title(self) -> str:
        return capitalised(
            _("%(symptom)s, with and without %(exposure)s")
            % {"symptom": self.symptom, "exposure": self.exposure}
        )

    @property
    def with_dose(self) -> str:
        """Return "magnesium glycinate, 200 mg a day"."""
        return f"{self.exposure}, {self.dose}" if self.dose else self.exposure


def names_of(experiment: Experiment, own: Iterable[CustomSymptom], known: Knowledge) -> Names:
    return names(
        symptom=experiment.symptom,
        scale=experiment.scale,
        substance=experiment.substance,
        form=experiment.form,
        dose=dose_words(experiment.amount, experiment.unit),
        own=own_symptoms(own),
        known=known,
    )


def names(
    *,
    symptom: str,
    scale: Scale,
    substance: str,
    form: str | None,
    dose: str,
    own: OwnSymptoms,
    known: Knowledge,
) -> Names:
    return Names(
        symptom=name_inside(symptom, own),
        measure=measure_words(symptom, scale, own),
        substance=substance_name(substance, known),
        exposure=exposure_words(Exposure(substance, form), known),
        dose=dose,
    )


def measure_words(symptom: str, scale: Scale, own: OwnSymptoms) -> str:
    """Return what is scored: "0 to 10, lower is better", "count per day, 0 to 100 cramps"."""
    asked = list(asked_of(symptom, own))
    label = next((one.label for one in asked if one.scale == scale), "") if len(asked) > 1 else ""
    ends = _("%(low)s to %(high)s") % {
        "low": written_number(scale.min),
        "high": written_number(scale.max),
    }
    better = {"low": _("lower is better"), "high": _("higher is better"), "none": ""}[scale.better]
    said = (label.lower(), f"{ends} {scale.unit or ''}".strip(), better)
    return ", ".join(filter(None, said))


def dose_words(amount: Decimal | None, unit: str | None) -> str:
    if amount is None:
        return ""
    return _("%(amount)s a day") % {"amount": f"{rounded(amount)} {unit_word(unit)}".strip()}


def block_words(days: int) -> str:
    """Return how long a block is: "1 week", "2 weeks"."""
    weeks = days // 7
    return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}


def this_block(days: int) -> str:
    return _("This week") if days == 7 else _("These two weeks")


def day_words(day: date) -> str:
    """Return a day near by: "Sunday 29 November"."""
    return date_format(day, "l j F")


def days_between(first: date, last: date) -> str:
    words = {"first": long_day(first), "last": long_day(last)}
    return _("%(first)s to %(last)s") % words


def experiment_address(experiment_id: str) -> str:
    return reverse("tracker:experiment", args=[experiment_id])
