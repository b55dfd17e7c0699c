"""A symptom with its scores and its name, as the pictures need it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from tracker.domain.patterns import Found, scores_by_symptom
from tracker.domain.rules.words import sentence
from tracker.domain.series import Days, Floats, Scale, Scores
from tracker.forms.scales import OwnSymptoms
from tracker.views.shown.chart import nice_top, number
from tracker.views.shown.score_words import name_inside


@dataclass(frozen=True)
class Subject:
    """`mean` and `worst` are the scores of the days that are over.

    Those of the latest days stand in `latest_mean`, and one by one in `found`.
    """

    key: str
    name: str
    scale: Scale
    mean: Floats
    worst: Floats
    latest_mean: Floats
    found: Found

    @property
    def label(self) -> str:
        return sentence(self.name)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Return the ends of the axis: of the scale, or of what was counted where it counts."""
        low, high, _better, unit = self.scale
        if unit is None or np.isnan(self.worst).all():
            return low, high
        return low, max(nice_top(float(np.nanmax(self.worst))), low + 1)

    @property
    def better(self):
        return self.scale[2]

    @property
    def worst_word(self) -> str:
        return _("lowest") if self.better == "high" else _("worst")

    @property
    def ends_words(self) -> str:
        """Return what the ends of an axis say: "from 0 to 10, where 10 is worst"."""
        low, high = map(number, self.ends)
        unit = self.scale[3]
        if unit is not None:
            return _("from %(low)s to %(high)s %(unit)s") % {"low": low, "high": high, "unit": unit}
        words = {"low": low, "high": high}
        match self.better:
            case "low":
                return _("from %(low)s to %(high)s, where %(high)s is worst") % words
            case "high":
                return _("from %(low)s to %(high)s, where %(high)s is best") % words
        return _("from %(low)s to %(high)s") % words


def subjects_of(
    days: Days, latest: Days, scores: Mapping[str | None, Scores], own: OwnSymptoms
) -> Iterator[Subject]:
    """Yield the symptoms that have a score on `days`, which `scores` may reach beyond."""
    begins = days.place(latest.first)
    found = scores_by_symptom(latest, ((name, one.scale) for name, one in scores.items()))
    for place, (symptom, of_it) in enumerate(scores.items()):
        mean, worst = of_it.mean[: days.length], of_it.worst[: days.length]
        if of_it.scale is not None and not np.isnan(mean).all():
            yield Subject(
                key=f"picture-{place}",
                name=name_inside(symptom, own),
                scale=of_it.scale,
                mean=mean,
                worst=worst,
                latest_mean=mean[begins:],
                found=found[symptom],
            )
