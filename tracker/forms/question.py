"""The one question that is asked before anything is seen, and how doses are logged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.daily import Exposure
from tracker.domain.diary import Product, Question, Settings
from tracker.domain.series import Days
from tracker.domain.substances import Substances
from tracker.forms.fields import (
    DayField,
    ListedField,
    forget_problems,
    new_entry_id,
    offer,
)
from tracker.forms.when import FIRST_YEAR

SAME_DAY, BUILDS_UP = 0, 2
SPEEDS = (
    (str(SAME_DAY), gettext_lazy("on the same day")),
    (str(BUILDS_UP), gettext_lazy("building up over days")),
)
NOTHING_CHOSEN = ("", gettext_lazy("Choose"))
LOGGED = (
    ("some", gettext_lazy("Not every dose. A day without a word is unknown.")),
    ("all", gettext_lazy("Every dose. A day without one is a day without.")),
)

Choices = Sequence[tuple[str, str]]


def key_of(what: Exposure) -> str:
    """Return how a choice of the form names a substance or one of its forms."""
    return f"{what.substance}|{what.form or ''}"


def shelved_exposures(products: Iterable[Product], substances: Substances) -> list[Exposure]:
    """Return what the products of the shelf hold, without those that were put away."""
    found: dict[Exposure, None] = {}
    for product in products:
        if product.is_put_away or product.source in {"food", "excipient"}:
            continue
        for content in product.contents:
            name = substances.id_of(content.substance)
            if name:
                found[Exposure(name)] = None
    return list(found)


class QuestionForm(forms.Form):
    """One symptom, one substance or form, and how fast."""

    use_required_attribute = False

    symptom = ListedField(label=gettext_lazy("What should change?"))
    what = ListedField(label=gettext_lazy("With what?"))
    speed = ListedField(
        label=gettext_lazy("How fast, if at all?"), choices=SPEEDS[:1], widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Any,
        *,
        symptoms: Choices,
        whats: Mapping[Exposure, str],
        may_build_up: bool,
        **kwargs: Any,
    ) -> None:
        """`symptoms` are (id, label), `whats` labels; what builds up needs a longer diary."""
        super().__init__(data, **kwargs)
        self.exposures = {key_of(what): what for what in whats}
        offer(self, "symptom", [NOTHING_CHOSEN, *symptoms])
        offer(self, "what", [NOTHING_CHOSEN, *((key_of(one), whats[one]) for one in whats)])
        offer(self, "speed", SPEEDS if may_build_up else SPEEDS[:1])

    @property
    def has_choices(self) -> bool:
        """Is there anything that was taken?"""
        return bool(self.exposures)

    def forget_problems(self) -> None:
        forget_problems(self)

    def clean_symptom(self) -> str:
        return self._chosen("symptom", _("Choose the symptom that you ask about."))

    def clean_what(self) -> str:
        return self._chosen("what", _("Choose what you take for it."))

    def _chosen(self, name: str, message: str) -> str:
        chosen: str = self.cleaned_data[name]
        if not chosen:
            raise forms.ValidationError(message)
        return chosen

    def question(self, question_id: str, *, now: datetime, from_day: date | None) -> Question:
        """Return what is asked, once the form is valid."""
        said = self.cleaned_data
        what = self.exposures[said["what"]]
        return Question(
            id=question_id,
            asked_at=now,
            timezone=str(now.tzinfo),
            symptom=said["symptom"],
            substance=what.substance,
            form=what.form,
            half_life=int(said["speed"] or SAME_DAY),
            from_day=from_day,
        )


def new_question() -> dict[str, str]:
    """Return what the form of a question opens with."""
    return {"entry_id": new_entry_id(), "speed": str(SAME_DAY)}


def is_same_question(one: Question, other: Question) -> bool:
    """Do both ask the same, whenever they were asked?"""
    return _asked(one) == _asked(other)


def _asked(question: Question) -> tuple[str, str, str | None, int]:
    return question.symptom, question.substance, question.form, question.half_life


class LoggingForm(forms.Form):
    """Whether every dose is logged, and since when."""

    use_required_attribute = False

    logged = ListedField(
        label=gettext_lazy("What do you log?"), choices=LOGGED, widget=forms.RadioSelect
    )
    since = DayField(label=gettext_lazy("Since which day?"))

    def __init__(self, data: Any, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("logged") == "":
            self.add_error("logged", _("Choose one of the two."))
        if said.get("logged") == "all" and "since" not in self.errors:
            problem = self._problem(said.get("since"))
            if problem:
                self.add_error("since", problem)
        return said

    def _problem(self, since: date | None) -> str:
        if since is None:
            return _("From which day on did you log every dose?")
        if since > self.today:
            return _("That day has not come yet.")
        return _("Please check the year.") if since.year < FIRST_YEAR else ""

    def settings(self) -> Settings:
        said = self.cleaned_data
        return Settings(every_dose_logged_from=said["since"] if said["logged"] == "all" else None)


def typed_settings(settings: Settings | None) -> dict[str, str]:
    """Return what the form of the settings opens with."""
    since = settings.every_dose_logged_from if settings else None
    return {"logged": "all", "since": since.isoformat()} if since else {"logged": "some"}


class StepForm(forms.Form):
    """The first day of what came after."""

    use_required_attribute = False

    day = DayField(label=gettext_lazy("From which day on?"))

    def __init__(self, data: Any, *, days: Days, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.days = days

    def clean_day(self) -> date:
        day: date | None = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Choose the day on which it began."))
        if not 0 < self.days.place(day) < self.days.length:
            raise forms.ValidationError(
                _("Choose a day within your diary, after its first one and before today.")
            )
        return day
