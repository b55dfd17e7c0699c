"""What the rows of an intake's form are of, where a product of the shelf was taken."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules.words import amount, sentence
from tracker.forms.intake import IntakeForm
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.shelf import serving_words


@dataclass(frozen=True, slots=True)
class ShownLabel:
    """How many servings the rows are of, and what they hold in one line."""

    of: str
    holds: str


def label_shown(form: IntakeForm, known: Knowledge) -> ShownLabel | None:
    """Return the label; None where no product of the shelf was taken."""
    taken = form.kept or form.shelved
    if not form.is_of_shelf or taken is None:
        return None
    holds = " + ".join(content_shown(content, known) for content in taken.contents)
    return ShownLabel(_of(form), sentence(holds))


def _of(form: IntakeForm) -> str:
    if form.shelved is not None:
        return serving_words(form.shelved)
    servings = form.kept.servings if form.kept is not None else None
    if servings is None:
        return _("all of it")
    return _("all %(number)s together") % {"number": amount(servings)}
