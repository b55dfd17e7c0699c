"""The other amount of a label: of the mineral for a compound, and the other way round."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from tracker.domain.diary import Content
from tracker.domain.rules.words import sentence
from tracker.domain.substances import MG_PER_UNIT, Substance, normalised
from tracker.forms.choices import form_label
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import content_shown, rounded
from tracker.views.shown.words import substance_name


@dataclass(frozen=True, slots=True)
class OtherAmount:
    """Both amounts in one line, and what was assumed for it, with the range that leaves."""

    says: str
    assumed: str = ""


def other_amount(content: Content, known: Knowledge) -> OtherAmount | None:
    """Return the amount in other words; None where there is nothing to add to the label."""
    substance = known.rule_book.substances.find(content.substance)
    if substance is None or content.amount is None or content.unit is None:
        return None
    if not substance.needs_basis:
        is_vitamin_d = substance.mcg_per_iu is not None
        return OtherAmount(sentence(content_shown(content, known))) if is_vitamin_d else None
    if content.basis == "unknown":
        return OtherAmount(sentence(content_shown(content, known)))
    if content.basis == "compound":
        return _of_compound(content, substance, known)
    return _of_mineral(content, substance, known)


def _of_compound(content: Content, substance: Substance, known: Knowledge) -> OtherAmount:
    says = sentence(content_shown(content, known))
    salt = substance.compound_of(content)
    if salt is None or content.compound is not None or content.unit == "mmol":
        return OtherAmount(says)
    mg = Fraction(content.amount or 0) * MG_PER_UNIT[content.unit or "mg"]
    return OtherAmount(says, _assumed(salt.name, mg, _fractions(content, substance, known), "mg"))


def _of_mineral(content: Content, substance: Substance, known: Knowledge) -> OtherAmount | None:
    salt = substance.compound_of(content)
    held = substance.amount_of(content)
    if salt is None or held is None:
        return None
    words = {
        "mineral": f"{rounded(held)} mg {substance_name(substance.id, known)}",
        "compound": rounded(held / Fraction(salt.elemental_fraction)),
        "form": form_label(substance.id, content.form),
    }
    says = _("%(mineral)s, about %(compound)s mg %(form)s") % words
    shares = [1 / share for share in _fractions(content, substance, known)]
    return OtherAmount(says, _assumed(salt.name, held, shares, "mg"))


def _assumed(salt: str, mg: Fraction, shares: Iterable[Fraction], unit: str) -> str:
    """Return which salt was assumed, and what the others would make of it."""
    low, high = rounded(mg * min(shares)), rounded(mg * max(shares))
    if low == high:
        return _("Counted as %(salt)s.") % {"salt": salt}
    words = {"salt": salt, "low": low, "high": high, "unit": unit}
    return (
        _("Assumed to be %(salt)s; other salts of this form give %(low)s to %(high)s %(unit)s.")
        % words
    )


def _fractions(content: Content, substance: Substance, known: Knowledge) -> list[Fraction]:
    """Return the shares of mineral in the salts that this form can be."""
    if substance.id == "magnesium":
        form = known.form(known.rule_book.substances.form_id(content))
        salts = form.compounds if form is not None else ()
        shares = [Fraction(one.elemental_fraction) for one in salts]
    else:
        name = normalised(content.form)
        shares = [
            Fraction(one.elemental_fraction)
            for one in substance.compounds.values()
            if name and name in _salt_words(one.name)
        ]
    own = substance.compound_of(content)
    return [*shares, *([Fraction(own.elemental_fraction)] if own else [])]


def _salt_words(name: str) -> str:
    return name.replace("dicitrate", "citrate")
