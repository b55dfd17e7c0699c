"""An intake: one of the usual substances, a medicine, or a product with several contents."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Content, Intake, Precision, ProductClass, Route, Source
from tracker.forms import choices
from tracker.forms.contents import (
    MOST_MG,
    MOST_MG_IN_A_BATH,
    ContentForm,
    MedicineForm,
    too_much,
)
from tracker.forms.fields import (
    ListedField,
    NameField,
    NoteField,
    forget_problems,
    is_entry_id,
    offer,
)
from tracker.forms.when import WhenForm

ONE_SUBSTANCE = ("magnesium", "calcium", "vitamin_d")
KINDS = (*ONE_SUBSTANCE, "medicine", "product")
MOST_ROWS = 30
MOST_DAYS_COVERED = 366

ROUTES = (
    ("oral", gettext_lazy("swallowed")),
    ("topical", gettext_lazy("on the skin")),
    ("bath", gettext_lazy("in a bath")),
    ("injection", gettext_lazy("as an injection")),
    ("infusion", gettext_lazy("as an infusion")),
)
MEALS = (
    ("with", gettext_lazy("with a meal")),
    ("without", gettext_lazy("without")),
    ("unknown", gettext_lazy("not said")),
)
AS_NEEDED = (
    ("yes", gettext_lazy("because it hurt")),
    ("no", gettext_lazy("no, as planned")),
    ("", gettext_lazy("not said")),
)
IS_AS_NEEDED: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}
PRODUCTS = (
    ("supplement", gettext_lazy("a supplement")),
    ("medicine", gettext_lazy("a medicine")),
    ("antacid", gettext_lazy("an antacid")),
    ("laxative", gettext_lazy("a laxative")),
    ("food", gettext_lazy("a food or drink")),
)
AS_IT_WAS = ("as_it_was", gettext_lazy("as it is kept now"))
SOURCES: Mapping[str, tuple[Source, ProductClass | None]] = {
    "supplement": ("supplement", None),
    "medicine": ("medicine", None),
    "antacid": ("medicine", "antacid"),
    "laxative": ("medicine", "laxative"),
    "food": ("food", None),
}
ON_THE_SKIN = "chloride_topical"


class IntakeForm(WhenForm):
    """The form of every kind of intake; `contents` are the forms of its substances.

    It is always filled: a page opens with `usual_intake` or `typed_intake` as its data, so what
    would be saved can be looked at before anything is typed.
    """

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    product = NameField(
        label=gettext_lazy("Name of the product"),
        help_text=gettext_lazy("As on the label. It can stay empty."),
    )
    meal = ListedField(label=gettext_lazy("Meal"), choices=MEALS, widget=forms.RadioSelect)
    as_needed = ListedField(label=gettext_lazy("Why"), choices=AS_NEEDED, widget=forms.RadioSelect)
    what = ListedField(label=gettext_lazy("What kind of product"), choices=PRODUCTS)
    route = ListedField(label=gettext_lazy("How"), choices=ROUTES)
    covers_days = forms.IntegerField(
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
    prescribed = forms.BooleanField(label=gettext_lazy("Prescribed for me"), required=False)
    note = NoteField()

    DETAILS = ("what", "route", "covers_days", "prescribed", "note")

    def __init__(
        self,
        data: Any,
        *,
        kind: str,
        zone: ZoneInfo,
        now: datetime,
        kept: Intake | None = None,
        **kwargs: Any,
    ) -> None:
        kept_at: tuple[datetime, Precision] | None = (
            (kept.taken_at, kept.precision) if kept else None
        )
        super().__init__(data, zone=zone, now=now, kept_at=kept_at, **kwargs)
        self.kind = kind
        self.kept = kept
        if kind != "product":
            del self.fields["product"]
        if kind == "medicine":
            del self.fields["what"]
            del self.fields["covers_days"]
        if kept and kept.route is None:
            offer(self, "route", [("", _("not said")), *ROUTES])
        if kept and "what" in self.fields and what_of(kept) == AS_IT_WAS[0]:
            offer(self, "what", [AS_IT_WAS, *PRODUCTS])
        self.contents = [self._content(data, place) for place in range(self.rows)]

    def _content(self, data: Any, place: int) -> ContentForm | MedicineForm:
        held = self.kept.contents if self.kept else ()
        kept = held[place] if place < len(held) else None
        prefix = f"contents-{place}"
        if self.kind == "medicine":
            return MedicineForm(data, kept=kept, prefix=prefix)
        fixed = self.kind if self.kind in ONE_SUBSTANCE else None
        return ContentForm(data, fixed=fixed, kept=kept, prefix=prefix)

    @property
    def rows(self) -> int:
        if self.kind != "product":
            return 1
        written = str(self.data.get("rows", "1"))
        asked = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
        return min(max(asked, 1), MOST_ROWS)

    @property
    def has_room(self) -> bool:
        return self.kind == "product" and self.rows < MOST_ROWS

    @property
    def needs_entry_id(self) -> bool:
        return self.kept is None and not is_entry_id(str(self.data.get("entry_id", "")))

    @property
    def has_said_details(self) -> bool:
        """Is there something in the details that a person should see without opening them?"""
        usual = {"what": "supplement", "route": "oral", "covers_days": "1"}
        return any(
            name in self.errors or self.data.get(name, "") not in ("", usual.get(name))
            for name in self.DETAILS
            if name in self.fields
        )

    def forget_problems(self) -> None:
        super().forget_problems()
        for content in self.contents:
            forget_problems(content)

    def is_valid(self) -> bool:
        # First the form as a whole: it has a say in its contents too.
        is_valid = super().is_valid()
        return all([is_valid, *(content.is_valid() for content in self.contents)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._says_nothing(cleaned):
            self.add_error("product", _("Write its name, or choose what it contains."))
        most_mg = MOST_MG if cleaned.get("route") in ("oral", "", None) else MOST_MG_IN_A_BATH
        for content in self._said_contents:
            problem = too_much(content.content(), most_mg)
            if problem and "amount" not in content.errors:
                content.add_error("amount", problem)
        return cleaned

    def _says_nothing(self, cleaned: dict[str, Any]) -> bool:
        """Is it a product without name and contents? An imported one may be kept like that."""
        if self.kept is not None and not (self.kept.contents or self.kept.product):
            return False
        is_blank = "product" in cleaned and not cleaned["product"] and not self._said_contents
        return is_blank and all(content.is_valid() for content in self.contents)

    @property
    def _said_contents(self) -> list[ContentForm | MedicineForm]:
        return [one for one in self.contents if one.is_valid() and not one.is_blank]

    def intake(self) -> Intake:
        """Return what was typed, once it is valid. What the page does not ask for stays."""
        said = self.cleaned_data
        contents = tuple(one.content() for one in self.contents if not one.is_blank)
        source, product_class = self._source()
        kept = self.kept
        return Intake(
            id=kept.id if kept else said["entry_id"],
            taken_at=said["at"],
            timezone=kept.timezone if kept else self.zone.key,
            contents=contents,
            precision=said["precision"],
            route=self._route(contents),
            source=source,
            meal=said["meal"] or "unknown",
            as_needed=IS_AS_NEEDED[said["as_needed"]],
            product=said["product"] or None if "product" in said else None,
            product_class=product_class,
            prescribed=said["prescribed"],
            covers_days=said.get("covers_days") or (kept.covers_days if kept else 1),
            note=said["note"],
        )

    def _source(self) -> tuple[Source | None, ProductClass | None]:
        if "what" not in self.fields:
            kept = self.kept
            return (kept.source, kept.product_class) if kept else ("medicine", None)
        what = self.cleaned_data["what"] or "supplement"
        if what == AS_IT_WAS[0] and self.kept:
            return self.kept.source, self.kept.product_class
        return SOURCES[what]

    def _route(self, contents: tuple[Content, ...]) -> Route | None:
        """A form for the skin is not swallowed, whatever stands beside it."""
        route = self.cleaned_data["route"]
        if route == "oral" and any(one.form == ON_THE_SKIN for one in contents):
            return "topical"
        if not route:
            return self.kept.route if self.kept else "oral"
        return next((one for one in get_args(Route) if one == route), None)


def kind_of_page(intake: Intake) -> str:
    """Return which page an intake is edited on: one substance, a medicine, or a product."""
    is_single = len(intake.contents) == 1 and intake.product is None
    if is_single:
        substance = choices.substance_id(intake.contents[0].substance)
        if substance in ONE_SUBSTANCE:
            return substance
        if choices.substance_named(substance) is None and intake.source == "medicine":
            return "medicine"
    return "product"


def what_of(intake: Intake) -> str:
    """Return the choice of PRODUCTS that an intake is."""
    held = (intake.source, intake.product_class)
    return next((what for what, source in SOURCES.items() if source == held), AS_IT_WAS[0])
