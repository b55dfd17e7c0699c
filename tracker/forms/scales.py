"""The scales of symptoms: what is asked for, and the words at both ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Better, Scale, Score
from tracker.domain.rules.words import amount as written_number
from tracker.domain.substances import normalised
from tracker.forms.fields import NumberField
from tracker.knowledge import knowledge
from tracker.knowledge.symptom_facts import Measure, Symptom

LARGEST_SCALE_OF_BUTTONS = 10

PAIN = frozenset({"nerve_pain", "burning", "shooting", "touch_pain", "muscle_pain", "migraine"})
ENDS: Mapping[str, tuple[Any, Any]] = {
    "sleep": (gettext_lazy("worst"), gettext_lazy("best")),
    "mood": (gettext_lazy("as low as it gets"), gettext_lazy("as good as it gets")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One number that the form asks for: how it is called, its scale, and words at its ends."""

    name: str
    label: str
    scale: Scale
    ends: tuple[str, str]
    kept: Decimal | None = None

    @property
    def has_buttons(self) -> bool:
        """Is there one button a value, for a short scale of whole numbers?"""
        scale, kept = self.scale, self.kept
        is_whole = scale.min == int(scale.min) and scale.max == int(scale.max)
        is_on_one = kept is None or (kept == int(kept) and scale.min <= kept <= scale.max)
        return is_whole and is_on_one and scale.max - scale.min <= LARGEST_SCALE_OF_BUTTONS


def buttons_of(scale: Scale) -> forms.RadioSelect:
    values = range(int(scale.min), int(scale.max) + 1)
    return forms.RadioSelect(choices=[(str(value), str(value)) for value in values])


class ScoreField(NumberField):
    """A value on a scale, or the one that is kept already, wherever it lies."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.may_be_negative = asked.scale.min < 0
        super().__init__(
            label=asked.label, widget=buttons_of(asked.scale) if asked.has_buttons else self.widget
        )

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        scale = self.asked.scale
        is_kept = number is not None and number == self.asked.kept
        if number is not None and not is_kept and not scale.min <= number <= scale.max:
            ends = {"min": written_number(scale.min), "max": written_number(scale.max)}
            raise forms.ValidationError(_("A number from %(min)s to %(max)s.") % ends)
        return number


def symptom_facts(symptom: str) -> Symptom | None:
    return next((one for one in knowledge().symptoms if one.id == symptom), None)


def is_warning_sign(symptom: str) -> bool:
    return any(sign.id == symptom for sign in knowledge().warning_signs)


def is_offered(symptom: str) -> bool:
    return is_warning_sign(symptom) or symptom_facts(symptom) is not None


def symptom_label(symptom: str | None) -> str:
    """Return how a symptom or warning sign is called; an unknown one as it was written."""
    titles = {sign.id: sign.title for sign in knowledge().warning_signs}
    titles |= {one.id: one.label for one in knowledge().symptoms}
    known = titles.get(normalised(symptom))
    return _(known) if known else (symptom or _("Symptom"))


def asked_of(symptom: str) -> Iterator[Asked]:
    facts = symptom_facts(symptom)
    for number, measure in enumerate(facts.measures if facts else ()):
        yield Asked(
            name=f"measure-{number}",
            label=_(measure.label),
            scale=scale_of(measure),
            ends=ends_of(symptom, scale_of(measure)),
        )


def asked_again(score: Score) -> Iterator[Asked]:
    """Yield the one number of a kept score, on the scale that it was given on."""
    if score.value is None:
        return
    same = [one for one in asked_of(normalised(score.symptom)) if one.scale == score.scale]
    label = same[0].label if same else _("Value")
    ends = ends_of(normalised(score.symptom), score.scale)
    yield Asked("measure-0", label, score.scale, ends, kept=score.value)


def scale_of(measure: Measure) -> Scale:
    return Scale(min=measure.min, max=measure.max, better=measure.better, unit=measure.unit)


def ends_of(symptom: str, scale: Scale) -> tuple[str, str]:
    """Return the words at both ends of a scale; none where it counts something."""
    if scale.unit or scale.min != 0 or scale.max != 10 or scale.better == "none":
        return ("", "")
    if symptom in ENDS:
        return str(ENDS[symptom][0]), str(ENDS[symptom][1])
    if symptom in PAIN:
        anchors = next(one.anchors for one in knowledge().scales if one.id == "nrs_0_10")
        return _(anchors["0"]), _(anchors["10"])
    return _plain_ends(scale.better)


def _plain_ends(better: Better) -> tuple[str, str]:
    if better == "high":
        return _("worst"), _("best")
    return _("none"), _("worst you can imagine")
