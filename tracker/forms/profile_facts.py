"""A fact of the profile, as a form asks for it: what is so, and since when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker import actions
from tracker.forms.fields import DayField
from tracker.forms.when import FIRST_YEAR
from tracker.models import Change, Person
from tracker.queries import Period

ONLY_IF_KNOWN = frozenset({"age", "egfr"})
"""Facts that stand beside another one: left empty, they need no line that says "not known"."""

Periods = Mapping[str, Sequence[Period]]
By = AbstractBaseUser | AnonymousUser


def value_on(periods: Periods, fact: str, day: date) -> Any:
    """Return what is said of `fact` for `day`; None where nothing is."""
    found = next((one for one in periods.get(fact, ()) if one.holds_on(day)), None)
    return None if found is None else found.value


class FactsForm(forms.Form):
    """Some facts of the profile, and the day from which they hold; empty: they always did.

    `today` is the person's own day. A day to come is refused: the profile says what is known.
    """

    facts: ClassVar[tuple[str, ...]]

    holds_from = DayField(
        label=_("Since"),
        help_text=_("Earlier days keep what was known then. Empty: it has always been so."),
    )

    def __init__(self, data: Any = None, *, periods: Periods, today: date, **initial: str) -> None:
        self.periods, self.today = periods, today
        super().__init__(data, initial={"holds_from": today, **self.known(), **initial})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def now(self, fact: str) -> Any:
        return value_on(self.periods, fact, self.today)

    def known(self) -> dict[str, Any]:
        """Return what the fields show at first."""
        return {fact: self.now(fact) for fact in self.facts}

    def told(self) -> dict[str, Any]:
        """Return what was said, fact by fact, as `Profile` holds it."""
        return {fact: self.cleaned_data[fact] for fact in self.facts}

    def clean_holds_from(self) -> date | None:
        return self.past_day("holds_from")

    def past_day(self, field: str) -> date | None:
        day: date | None = self.cleaned_data[field]
        if day is not None and day > self.today:
            raise ValidationError(_("Choose today or a day before it."))
        if day is not None and day.year < FIRST_YEAR:
            raise ValidationError(_("Choose a day in 1900 or later."))
        return day

    def save(self, *, person: Person, by: By) -> Change | None:
        """Write what was said; return None where it was known already."""
        since = self.cleaned_data["holds_from"]
        values = {
            fact: value
            for fact, value in self.told().items()
            if value is not None or fact in self.periods or fact not in ONLY_IF_KNOWN
        }
        return actions.set_profile_facts(
            person=person,
            values=values,
            since=since,
            until=date.max if since is None else None,
            by=writer(by),
        )


def writer(user: By) -> AbstractBaseUser | None:
    return user if isinstance(user, AbstractBaseUser) else None


class ForGoodForm(FactsForm):
    """Facts that have no first day: what is said counts for every day of the diary."""

    holds_from = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or {}), "holds_from": None}


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("True", _("Yes")), ("False", _("No")), ("None", _("I would rather not say"))]
        words = {"True": True, "False": False, "None": None}
        super().__init__(choices=choices, coerce=words.get, widget=forms.RadioSelect, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, bool) else value


class SpanForm(FactsForm):
    """A time that begins and may be over: what is said of other times stays as it is."""

    holds_from = DayField(
        label=_("Since"), help_text=_("About is fine. Empty with a no: it never was so.")
    )
    until = DayField(
        label=_("Last day"), help_text=_("Only if it is over. Empty: it still goes on.")
    )

    def known(self) -> dict[str, Any]:
        (fact,) = self.facts
        here = next((p for p in self.periods.get(fact, ()) if p.holds_on(self.today)), None)
        if here is None or here.value is None:
            return {}
        return {fact: here.value, "holds_from": here.first if here.value else self.today}

    def clean_until(self) -> date | None:
        return self.past_day("until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        (fact,) = self.facts
        since, until = cleaned.get("holds_from"), cleaned.get("until")
        if cleaned.get(fact) and since is None and "holds_from" not in self.errors:
            self.add_error("holds_from", _("From which day, or about which?"))
        if cleaned.get(fact) is not True and until is not None:
            self.add_error("until", _("A last day goes with a yes."))
        elif since is not None and until is not None and until < since:
            self.add_error("until", _("The last day is before the first."))
        return cleaned

    def save(self, *, person: Person, by: By) -> Change | None:
        until = self.cleaned_data["until"]
        if until is None:
            return super().save(person=person, by=by)
        return actions.set_profile_facts(
            person=person,
            values=self.told(),
            since=self.cleaned_data["holds_from"],
            until=until,
            afterwards=False,
            by=writer(by),
        )


class HeldLineForm(forms.Form):
    """Names one line of the profile: a fact and its first day, none for "since ever"."""

    fact = forms.CharField(max_length=50)
    holds_from = forms.DateField(required=False, input_formats=["%Y-%m-%d"])


class UndoForm(forms.Form):
    """Names the change to take back; ids beyond what a database can hold are no change's."""

    change = forms.IntegerField(min_value=1, max_value=2**63 - 1)
