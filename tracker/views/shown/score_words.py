"""What scores say, in words: "nerve pain 6, sleep quality 7 (6.5 hours, 2 times)"."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tracker.domain.diary import Score
from tracker.domain.rules.words import amount
from tracker.forms.scales import NONE_OF_OWN, OwnSymptoms, step_word, symptom_label


def score_words(score: Score, own: OwnSymptoms = NONE_OF_OWN) -> str:
    """Return the symptom with its value: "Nerve pain 6"."""
    return f"{symptom_label(score.symptom, own)} {value_words(score)}".strip()


def value_words(score: Score) -> str:
    """Return the value alone: "6", "3 cramps", "in some things"; nothing for a sign."""
    if score.value is None:
        return ""
    word = step_word(score.symptom, score.scale, score.value)
    unit = f" {score.scale.unit}" if score.scale.unit else ""
    return word or f"{amount(score.value)}{unit}"


def value_on_scale(score: Score) -> str:
    """Return the value with the scale that it lies on: "6 of 10", "in some things (2 of 4)"."""
    if score.value is None or score.scale.unit:
        return value_words(score)
    words = {"value": amount(score.value), "max": amount(score.scale.max)}
    number = _("%(value)s of %(max)s") % words
    word = step_word(score.symptom, score.scale, score.value)
    return f"{word} ({number})" if word else number


def values_line(scores: Iterable[Score], own: OwnSymptoms = NONE_OF_OWN) -> str:
    """Return several scores in one line; further numbers of a symptom stand in brackets."""
    by_symptom: dict[str, list[Score]] = {}
    for score in scores:
        by_symptom.setdefault(score.symptom or "", []).append(score)
    return ", ".join(_symptom_line(of_one, own) for of_one in by_symptom.values())


def _symptom_line(scores: list[Score], own: OwnSymptoms) -> str:
    # The scale that is answered by a button says most, a count explains it.
    first, *others = sorted(scores, key=lambda score: score.scale.unit is not None)
    line = f"{name_inside(first.symptom, own)} {value_words(first)}".strip()
    more = ", ".join(filter(None, map(value_words, others)))
    return f"{line} ({more})" if more else line


def name_inside(symptom: str | None, own: OwnSymptoms = NONE_OF_OWN) -> str:
    """Return a symptom's name as it stands inside a sentence; an own one as it was written."""
    name = symptom_label(symptom, own)
    return name if symptom in own else name[:1].lower() + name[1:]
