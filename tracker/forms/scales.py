"""The scales of symptoms: what is asked for, and the words at both ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Better, CustomSymptom, Scale, Score
from tracker.domain.rules.words import amount as written_number
from tracker.domain.substances import normalised
from tracker.forms.fields import NumberField
from tracker.knowledge import knowledge
from tracker.knowledge.symptom_facts import Measure, Symptom

LARGEST_SCALE_OF_BUTTONS = 10

OwnSymptoms = Mapping[str, CustomSymptom]
"""The symptoms that the person named, by their ids."""

NONE_OF_OWN: OwnSymptoms = {}

PAIN = frozenset({"nerve_pain", "burning", "shooting", "touch_pain", "muscle_pain", "migraine"})
ENDS: Mapping[str, tuple[Any, Any]] = {
    "sleep": (gettext_lazy("worst"), gettext_lazy("best")),
    "mood": (gettext_lazy("as low as it gets"), gettext_lazy("as good as it gets")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One number that the form asks for: how it is called, its scale, and words at its ends.

    `words` has one for each step of a scale that is answered in words.
    """

    name: str
    label: str
    scale: Scale
    ends: tuple[str, str]
    kept: Decimal | None = None
    words: tuple[str, ...] = ()

    @property
    def has_buttons(self) -> bool:
        """Is there one button a value, for a short scale of whole numbers?"""
        scale, kept = self.scale, self.kept
        is_whole = scale.min == int(scale.min) and scale.max == int(scale.max)
        is_on_one = kept is None or (kept == int(kept) and scale.min <= kept <= scale.max)
        return is_whole and is_on_one and 0 <= scale.max - scale.min <= LARGEST_SCALE_OF_BUTTONS

    @property
    def lowest(self) -> str:
        return written_number(self.scale.min)

    @property
    def highest(self) -> str:
        return written_number(self.scale.max)

    @property
    def is_better_high(self) -> bool:
        return self.scale.better == "high"

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Return (value, label) of each step of a short scale."""
        steps = range(int(self.scale.min), int(self.scale.max) + 1)
        labels = self.words or [str(step) for step in steps]
        return [(str(step), label) for step, label in zip(steps, labels, strict=True)]


class ScoreField(NumberField):
    """A value on a scale, or the one that is kept already, wherever it lies.

    `may_be_taken_back` adds a button for "no answer": a radio button that was chosen once can
    otherwise be left for another one only.
    """

    def __init__(self, asked: Asked, *, may_be_taken_back: bool = False) -> None:
        self.asked = asked
        self.may_be_negative = asked.scale.min < 0
        none = [("", _("no answer"))] if may_be_taken_back else []
        buttons = [*asked.buttons, *none] if asked.has_buttons else []
        super().__init__(
            label=asked.label,
            widget=forms.RadioSelect(choices=buttons) if buttons else self.widget,
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


def is_offered(symptom: str, own: OwnSymptoms = NONE_OF_OWN) -> bool:
    return symptom in own or is_warning_sign(symptom) or symptom_facts(symptom) is not None


def known_symptoms() -> tuple[str, ...]:
    """Return the symptoms with a scale, in the order of lists."""
    return tuple(one.id for one in knowledge().symptoms if one.measures)


def own_symptoms(symptoms: Iterable[CustomSymptom]) -> OwnSymptoms:
    return {one.id: one for one in symptoms}


def symptom_label(symptom: str | None, own: OwnSymptoms = NONE_OF_OWN) -> str:
    """Return how a symptom or warning sign is called; an unknown one as it was written."""
    if symptom is not None and symptom in own:
        return own[symptom].name
    titles = {sign.id: sign.title for sign in knowledge().warning_signs}
    titles |= {one.id: one.label for one in knowledge().symptoms}
    known = titles.get(normalised(symptom))
    return _(known) if known else (symptom or _("Symptom"))


def asked_of(symptom: str, own: OwnSymptoms = NONE_OF_OWN) -> Iterator[Asked]:
    """Yield what is asked of a symptom, one for each of its measures."""
    if symptom in own:
        yield _asked_of_own(own[symptom])
        return
    facts = symptom_facts(symptom)
    for number, measure in enumerate(facts.measures if facts else ()):
        yield Asked(
            name=f"measure-{number}",
            label=_(measure.label),
            scale=scale_of(measure),
            ends=ends_of(symptom, scale_of(measure)),
            words=words_of(measure),
        )


def _asked_of_own(symptom: CustomSymptom) -> Asked:
    plain = _plain_ends(symptom.scale.better)
    ends = (symptom.lowest or plain[0], symptom.highest or plain[1])
    return Asked("measure-0", symptom.name, symptom.scale, ends)


def asked_again(score: Score, own: OwnSymptoms = NONE_OF_OWN) -> Iterator[Asked]:
    """Yield the one number of a kept score, on the scale that it was given on."""
    if score.value is None:
        return
    symptom = score.symptom if score.symptom in own else normalised(score.symptom)
    same = [one for one in asked_of(symptom or "", own) if one.scale == score.scale]
    if same:
        yield replace(same[0], name="measure-0", kept=score.value)
        return
    ends = ends_of(normalised(score.symptom), score.scale)
    yield Asked("measure-0", _("Value"), score.scale, ends, kept=score.value)


def scale_of(measure: Measure) -> Scale:
    return Scale(min=measure.min, max=measure.max, better=measure.better, unit=measure.unit)


def words_of(measure: Measure) -> tuple[str, ...]:
    """Return the words for the steps of a measure that is answered in words."""
    if not measure.rated_on:
        return ()
    anchors = next(one.anchors for one in knowledge().scales if one.id == measure.rated_on)
    return tuple(_(anchors[step]) for step in sorted(anchors, key=int))


def step_word(symptom: str | None, scale: Scale, value: Decimal | None) -> str:
    """Return the word for a step, such as "in some things"; nothing where numbers are said."""
    asked = [one for one in asked_of(normalised(symptom)) if one.words and one.scale == scale]
    steps = dict(asked[0].buttons) if asked else {}
    return next((word for step, word in steps.items() if Decimal(step) == value), "")


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
