"""The forms of magnesium, and the salts of other minerals, as the page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from tracker.domain.rules.words import amount
from tracker.knowledge import Knowledge
from tracker.knowledge.form_facts import (
    CompoundFacts,
    DocumentRow,
    LaxativeThreshold,
    MagnesiumForm,
    Rating,
)
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.words import as_sentence, percent

LABEL_MG = 1000


@dataclass(frozen=True, slots=True)
class Holds:
    """How much of a mineral a salt holds: "1,000 mg ... holds 141 mg"."""

    compound: str
    of_mg: str
    mg: str
    is_usual: bool
    note: str


@dataclass(frozen=True, slots=True)
class FormShown:
    id: str
    label: str
    in_a_sentence: str
    names: str
    usual: Holds
    others: tuple[Holds, ...]
    on_labels: str
    label_note: str
    absorption: Rating
    tolerance: Rating
    laxative: LaxativeThreshold | None
    document: DocumentRow | None
    counting: tuple[str, ...]
    limit: str
    disagreement: str
    note: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SaltShown:
    mineral: str
    holds: Holds


def forms_shown(known: Knowledge) -> list[FormShown]:
    return [_form(form, known) for form in known.forms]


def salts_shown(known: Knowledge) -> list[SaltShown]:
    labels = {one.id: _(one.label) for one in known.substances}
    return [SaltShown(labels[one.mineral], holds(one)) for one in known.compounds]


def holds(compound: CompoundFacts, *, is_usual: bool = False) -> Holds:
    whole_mg = (LABEL_MG * compound.elemental_fraction).quantize(Decimal(1), ROUND_HALF_UP)
    return Holds(
        compound=_(compound.name),
        of_mg=amount(Decimal(LABEL_MG)),
        mg=amount(whole_mg),
        is_usual=is_usual,
        note=_(compound.note),
    )


def _form(form: MagnesiumForm, known: Knowledge) -> FormShown:
    usual = known.default_compound(form)
    fraction = form.typical_label_fraction
    return FormShown(
        id=form.id,
        label=_(form.label),
        in_a_sentence=in_a_sentence(_(form.label)),
        names=", ".join(map(_, form.names)),
        usual=holds(usual, is_usual=True),
        others=tuple(holds(one) for one in form.compounds if one.name != usual.name),
        on_labels=_("%(low)s to %(high)s %% of the compound")
        % {"low": percent(fraction.low), "high": percent(fraction.high)},
        label_note=_(fraction.note),
        absorption=form.relative_bioavailability,
        tolerance=form.gi_tolerance,
        laxative=form.laxative_threshold,
        document=form.document_row,
        counting=tuple(_counting(form)),
        limit=_limit(form),
        disagreement=_(form.disagreement),
        note=_(form.note),
        sources=tuple(cited(form.references, known)),
    )


def in_a_sentence(label: str) -> str:
    """Return a form's label as it stands inside a sentence; the L of L-threonate stays."""
    return label if label[1:2] == "-" else label[:1].lower() + label[1:]


def _counting(form: MagnesiumForm) -> Iterator[str]:
    if not form.counts_toward_supplemental_limit:
        yield _("In no total, and in no spacing.")
    elif form.is_antacid:
        yield _("Counts toward the daily limit, and as an antacid where a rule speaks of antacids.")
    else:
        yield _("Counts toward the daily limit when swallowed.")
    if form.bath_counts_toward_limit is False:
        yield _("A bath is in no total.")


def _limit(form: MagnesiumForm) -> str:
    if form.limit is None:
        return ""
    return as_sentence(
        _("%(region)s: up to %(mg)s mg of the compound a day; not for %(whom)s")
        % {
            "region": form.limit.region,
            "mg": amount(form.limit.compound_mg_per_day),
            "whom": _(form.limit.not_for),
        }
    )
