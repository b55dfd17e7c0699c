"""The symptoms and warning signs that can be logged, and what a sign says at once."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules.model import SEVERITY_RANK, Severity, WarningSign
from tracker.forms.scales import NONE_OF_OWN, OwnSymptoms, is_warning_sign
from tracker.knowledge import Knowledge
from tracker.views.shown.statements import severity_word
from tracker.views.shown.words import as_sentence


@dataclass(frozen=True, slots=True)
class SymptomChoice:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class SignShown:
    """A warning sign: its name, what it is like, and how soon to ask for help."""

    id: str
    title: str
    text: str
    advice: str
    severity: Severity
    severity_word: str


def symptoms_shown(known: Knowledge, own: OwnSymptoms = NONE_OF_OWN) -> list[SymptomChoice]:
    """Return the symptoms with a scale; those answered yes or no are warning signs.

    The person's own ones follow, save those that were put away.
    """
    named = [SymptomChoice(one.id, one.name) for one in own.values() if not one.is_put_away]
    return [SymptomChoice(one.id, _(one.label)) for one in known.symptoms if one.measures] + named


def warning_signs_shown(known: Knowledge) -> list[SignShown]:
    """Return all warning signs, the most urgent first."""
    signs = [_shown(sign) for sign in known.warning_signs]
    return sorted(signs, key=lambda sign: (-SEVERITY_RANK[sign.severity], sign.title))


def sign_shown(symptom: str, known: Knowledge) -> SignShown | None:
    if not is_warning_sign(symptom):
        return None
    return next(_shown(sign) for sign in known.warning_signs if sign.id == symptom)


def _shown(sign: WarningSign) -> SignShown:
    severity = sign.severity or "ask"
    return SignShown(
        id=sign.id,
        title=_(sign.title),
        text=as_sentence(_(sign.text)),
        advice=as_sentence(_(sign.advice)),
        severity=severity,
        severity_word=severity_word(severity),
    )
