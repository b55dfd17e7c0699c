"""What an answer is about: symptoms and substances as the sentences name them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.asked import Compared
from tracker.domain.daily import Exposure
from tracker.domain.diary import Better, Question
from tracker.domain.series import Scale
from tracker.forms.choices import form_label
from tracker.forms.scales import PAIN, OwnSymptoms, asked_of
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import UNIT_WORDS
from tracker.views.shown.chart import number
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.words import capitalised, exposure_words, substance_name

INTENSITY = "Intensity"
PLURAL = frozenset({"restless_legs", "diarrhoea"})


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence is about: names as they stand inside a sentence, and the scale.

    `length` is that of the scale, None where it counts something and has no end of its own.
    `builds_up`: the declared speed is not the same day.
    """

    symptom: str
    what: str
    better: Better = "low"
    unit: str | None = None
    length: float | None = 10
    builds_up: bool = False

    @property
    def words(self) -> dict[str, str]:
        return {"symptom": self.symptom, "what": self.what}


def topic_of(
    symptom: str,
    what: Exposure,
    compared: Compared,
    own: OwnSymptoms,
    known: Knowledge,
    *,
    half_life: int = 0,
) -> Topic:
    scale = compared.scores.scale
    low, high, better, unit = scale or (0.0, 10.0, "low", None)
    return Topic(
        symptom=symptom_words(symptom, scale, own),
        what=exposure_words(what, known),
        better=better,
        unit=unit,
        length=None if unit else high - low,
        builds_up=half_life > 0,
    )


def topic_of_question(
    question: Question, compared: Compared, own: OwnSymptoms, known: Knowledge
) -> Topic:
    what = Exposure(question.substance, question.form)
    return topic_of(question.symptom, what, compared, own, known, half_life=question.half_life)


def symptom_words(symptom: str, scale: Scale | None, own: OwnSymptoms) -> str:
    """Return a symptom as the subject of a sentence that goes on with "was".

    One with several measures names the one that was scored: "muscle cramp (count per day)".
    Names of which nobody knows whether they are plural follow "the score of".
    """
    name = name_inside(symptom, own) + _measure(symptom, scale, own)
    if symptom in own or symptom in PLURAL:
        return _("the score of %(symptom)s") % {"symptom": name}
    return name


def _measure(symptom: str, scale: Scale | None, own: OwnSymptoms) -> str:
    asked = [] if symptom in own else list(asked_of(symptom, own))
    if scale is None or len(asked) < 2:
        return ""
    labels = (
        one.label
        for one in asked
        if (float(one.scale.min), float(one.scale.max), one.scale.better, one.scale.unit) == scale
    )
    label = next(labels, "").lower()
    is_said = not label or label in name_inside(symptom, own) or label == _(INTENSITY).lower()
    return "" if is_said else f" ({label})"


def what_label(what: Exposure, known: Knowledge, others: Sequence[Exposure] = ()) -> str:
    """Return a substance as a choice: "Magnesium, any form" where its forms are choices too."""
    name = capitalised(exposure_words(what, known))
    has_forms = any(one.substance == what.substance and one.form for one in others)
    return (
        _("%(substance)s, any form") % {"substance": name} if has_forms and not what.form else name
    )


def dose_words(reference: float, unit: str | None) -> str:
    """Return a dose: "200 mg", "2 doses of"; a label without an amount counts doses.

    >>> dose_words(200.0, "mg"), dose_words(12.5, "mcg"), dose_words(1, None), dose_words(2, None)
    ('200 mg', '12.5 µg', 'one dose of', '2 doses of')
    """
    if unit is None:
        return (
            _("one dose of") if reference == 1 else _("%(n)s doses of") % {"n": number(reference)}
        )
    return f"{number(reference)} {UNIT_WORDS.get(unit, unit)}"


def dose_of(what: Exposure, reference: float, unit: str | None, known: Knowledge) -> str:
    """Return a dose with what it is of: "141 mg magnesium (glycinate)", "one dose of ibuprofen".

    The amount is elemental, so the form stands apart: it is not 141 mg of magnesium glycinate.
    """
    name = substance_name(what.substance, known)
    form = f" ({form_label(what.substance, what.form)})" if what.form else ""
    return f"{dose_words(reference, unit)} {name}{form}"


def ends(symptom: str, better: str) -> tuple[str, str]:
    """Return the words at the two ends of a picture: a lower score to the left, a higher right."""
    if better == "high":
        return _("lower, worse"), _("higher, better")
    if better == "none":
        return _("lower"), _("higher")
    if symptom in PAIN:
        return _("less pain"), _("more pain")
    return _("lower, better"), _("higher, worse")
