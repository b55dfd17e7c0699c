"""The three questions of the first days, one card at a time, each to be skipped.

They are the facts whose absence matters most: weak kidneys, the medicines with which minerals
get in each other's way, and the age.
"""

from collections.abc import Container
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.diary import Profile

SKIPPED = "skipped"
"""The answer that leaves the fact not known: an empty list of medicines says no more than that."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of one tap."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A card. `topic` is the page of the profile that asks the same with all that belongs to it.

    With `asks_year` the answer is typed; with `leads_on` yes is a way to that page.
    """

    fact: str
    topic: str
    title: str
    why: str
    choices: tuple[Choice, ...] = ()
    leads_on: str = ""
    asks_year: bool = False


def questions() -> tuple[Question, ...]:
    """Return the three, in the order in which they are asked."""
    return (
        Question(
            fact="kidney",
            topic="kidney",
            title=_("Do you have a kidney problem?"),
            why=_("Kidneys pass magnesium out of the body. Where they are weak, it can build up."),
            choices=(
                Choice("normal", _("No")),
                Choice("ckd", _("Kidney disease")),
                Choice("dialysis", _("Dialysis")),
            ),
        ),
        Question(
            fact="medicines",
            topic="medicines",
            title=_("Do you take a thyroid, nerve, bone or antibiotic medicine?"),
            why=_(
                "Minerals can hold on to some of them in the gut. Then a few hours apart matter."
            ),
            choices=(Choice(SKIPPED, _("No")),),
            leads_on=_("Yes, name it"),
        ),
        Question(
            fact="birth_date",
            topic="birth",
            title=_("In which year were you born?"),
            why=_("Limits go by age. A year alone is counted as 1 July."),
            asks_year=True,
        ),
    )


def next_question(profile: Profile, skipped: Container[str]) -> Question | None:
    """Return the first question that is neither answered nor skipped; None when all are.

    `skipped` holds facts that the person was asked about, or spoke of before.
    """
    return next(
        (one for one in questions() if one.fact not in skipped and not is_answered(one, profile)),
        None,
    )


def is_answered(question: Question, profile: Profile) -> bool:
    """Is the fact known?

    >>> is_answered(questions()[0], Profile(kidney="normal"))
    True
    """
    if question.fact == "birth_date":
        return profile.birth_date is not None or profile.age is not None
    return getattr(profile, question.fact) not in (None, ())
