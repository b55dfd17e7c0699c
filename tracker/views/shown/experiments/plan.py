"""The plan as it will be fixed, shown before it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.check_in import symptom_id
from tracker.domain.diary import CustomSymptom, Diary, Product
from tracker.forms.experiment import Plan
from tracker.forms.scales import known_symptoms, own_symptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.experiments.cautions import Caution
from tracker.views.shown.experiments.power import power_words
from tracker.views.shown.experiments.words import (
    Names,
    block_words,
    day_words,
    days_between,
    dose_words,
    names,
)
from tracker.views.shown.words import capitalised, every


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """What a person reads before they fix it.

    `beside` is what else its product holds, `elsewhere` which others of the shelf hold it too.
    """

    title: str
    question: str
    rows: tuple[tuple[str, str], ...]
    power: tuple[str, ...]
    cautions: tuple[Caution, ...]
    beside: str
    elsewhere: str
    first_day: str


def plan_shown(
    plan: Plan,
    cautions: tuple[Caution, ...],
    diary: Diary,
    today: date,
    known: Knowledge,
) -> ShownPlan:
    """Return the plan; `diary` has the scores of the 30 days before today."""
    named = plan_names(plan, diary.custom_symptoms, known)
    return ShownPlan(
        title=named.title,
        question=_("Is %(symptom)s different in the weeks with %(what)s?")
        % {"symptom": named.symptom, "what": named.exposure},
        rows=tuple(_rows(plan, named, _scored_words(plan, diary, today))),
        power=power_words(plan.blocks, plan.block_days, plan.outcome.scale),
        cautions=cautions,
        beside=_beside(plan),
        elsewhere=_elsewhere(plan, named, diary.products, known),
        first_day=day_words(plan.first_day),
    )


def plan_names(plan: Plan, own: tuple[CustomSymptom, ...], known: Knowledge) -> Names:
    return names(
        symptom=plan.outcome.symptom,
        scale=plan.outcome.scale,
        substance=plan.tested.substance,
        form=plan.tested.form,
        dose=dose_words(plan.tested.amount, plan.tested.unit),
        own=own_symptoms(own),
        known=known,
    )


def _rows(plan: Plan, named: Names, scored: str) -> list[tuple[str, str]]:
    half = {"blocks": plan.blocks // 2, "length": block_words(plan.block_days)}
    product = f" ({plan.tested.product})" if plan.tested.product else ""
    return [
        (_("Compared"), f"{capitalised(named.symptom)}: {named.measure}"),
        (_("Scored so far"), scored),
        (_("With"), f"{capitalised(named.with_dose)}{product}"),
        (_("Without"), _("No %(what)s, in any form") % {"what": named.substance}),
        (
            _("How long"),
            _("%(blocks)d times %(length)s with, %(blocks)d times %(length)s without") % half,
        ),
        (
            _("Days"),
            _("%(days)d: %(between)s")
            % {"days": plan.days, "between": days_between(plan.first_day, plan.last_day)},
        ),
        (_("Order"), _("Drawn by lot when you fix it. You see the present block only.")),
        (_("Note"), plan.note),
    ]


def _scored_words(plan: Plan, diary: Diary, today: date) -> str:
    """Return on how many days it was scored lately: days without a score can tell nothing."""
    days = {
        score.felt_at.date()
        for score in diary.symptoms
        if score.value is not None
        and score.felt_at.date() < today
        and score.scale == plan.outcome.scale
        and symptom_id(score, known_symptoms()) == plan.outcome.symptom
    }
    words = {"days": len(days)}
    text = ngettext(
        "On %(days)d day of the last 30. The more days have a score, the more it can find.",
        "On %(days)d days of the last 30. The more days have a score, the more it can find.",
        len(days),
    )
    return text % words


def _beside(plan: Plan) -> str:
    if not plan.tested.beside:
        return ""
    words = {"product": plan.tested.product, "others": every(plan.tested.beside)}
    return (
        _("%(product)s also holds %(others)s. What you find is true of all of it together.") % words
    )


def _elsewhere(plan: Plan, named: Names, shelf: Iterable[Product], known: Knowledge) -> str:
    """Return which other products would blur the difference, if they were taken all along."""
    others = [
        product.name
        for product in shelf
        if product.id != plan.tested.product_id and not product.is_put_away
        for held in product.contents
        if known.rule_book.substances.id_of(held.substance) == plan.tested.substance
    ]
    if not others:
        return ""
    words = {"products": every(dict.fromkeys(others)), "substance": named.substance}
    return (
        _(
            "%(products)s: %(substance)s is in there too. It would be left out in the weeks "
            "without as well. If it is prescribed, keep it, and ask before you plan this."
        )
        % words
    )
