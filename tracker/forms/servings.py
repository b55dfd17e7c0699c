"""How many servings were taken or are kept, and what so many of them hold."""

from dataclasses import replace
from decimal import Context, Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Content
from tracker.forms.fields import NumberField

MOST_DAYS_COVERED = 366
MOST_SERVINGS = Decimal(1000)
"""Beyond this it is a number of something else, such as the milligrams."""

MILLIONTH = Decimal("1e-6")
MOST_LEFT = Decimal(100_000)
LONG_ENOUGH = Context(prec=60)
"""For the longest numbers that a form takes, multiplied and divided."""


class DaysCoveredField(forms.IntegerField):
    """For how many days a dose is meant."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Meant for how many days"),
            help_text=gettext_lazy("7 for a capsule that is taken once a week."),
            required=False,
            min_value=1,
            max_value=MOST_DAYS_COVERED,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": gettext_lazy("Write whole days, such as 1 or 7."),
                "min_value": gettext_lazy("At least 1 day."),
                "max_value": gettext_lazy("At most %(limit_value)s days."),
            },
        )


class CountField(NumberField):
    """How many servings are there; none is a number too."""

    def number(self, text: str) -> Decimal:
        number = super().number(text)
        if number > MOST_LEFT:
            raise ValidationError(_("At most 100,000: please check the number."))
        return number


class ServingsField(NumberField):
    """How many servings: more than none, and halves too."""

    def number(self, text: str) -> Decimal:
        number = super().number(text)
        if number == 0:
            raise ValidationError(_("More than 0, such as 1 or 0.5."))
        if number > MOST_SERVINGS:
            raise ValidationError(_("At most 1,000: please check the number."))
        return number


def servings_in(text: str) -> Decimal | None:
    """Return the number of servings that a hidden field says; None where it says none."""
    try:
        number: Decimal | None = ServingsField().clean(text)
    except ValidationError:
        return None
    return number


def scaled(content: Content, servings: Decimal, per: Decimal) -> Content:
    """Return what `servings` hold where `content` is that of `per` servings.

    >>> scaled(Content("zinc", amount=Decimal("10"), unit="mg"), Decimal(3), Decimal(2)).amount
    Decimal('15')
    """
    if content.amount is None:
        return content
    amount = content.amount * servings
    if per != 1:
        # A third of a label's amount has no end; what is beyond a millionth was never on it.
        amount = (amount / per).quantize(MILLIONTH, context=LONG_ENOUGH).normalize() + 0
    return replace(content, amount=amount)
