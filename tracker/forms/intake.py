"""An intake: one of the usual substances, a medicine, or a product with several contents."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import (
    Content,
    Intake,
    Precision,
    Product,
    ProductClass,
    Route,
    Source,
)
from tracker.forms import choices
from tracker.forms.contents import (
    MOST_MG,
    MOST_MG_IN_A_BATH,
    ContentForm,
    MedicineForm,
    too_much,
)
from tracker.forms.fields import (
    LONGEST_NAME,
    ListedField,
    NameField,
    NoteField,
    derived_id,
    forget_problems,
    offer,
)
from tracker.forms.intake_choices import (
    AS_IT_WAS,
    AS_NEEDED,
    IS_AS_NEEDED,
    MEALS,
    PRODUCTS,
    ROUTES,
    SOURCES,
    route_said,
    what_of,
)
from tracker.forms.label_rows import MOST_ROWS, LabelRowForm, number_of_rows
from tracker.forms.servings import DaysCoveredField, ServingsField, scaled, servings_in
from tracker.forms.substance_names import label_name
from tracker.forms.when import WhenForm

ONE_SUBSTANCE = ("magnesium", "calcium", "vitamin_d")
KINDS = (*ONE_SUBSTANCE, "medicine", "product")
Rows = Sequence["ContentForm | MedicineForm | LabelRowForm"]


class IntakeForm(WhenForm):
    """The form of every kind of intake; `contents` are the forms of its substances.

    It is always filled: a page opens with `usual_intake` or `typed_intake` as its data, so what
    would be saved can be looked at before anything is typed.

    `shelved` is the product of the shelf that was taken: the rows hold what its label says of
    `per` servings, and `servings` of them were taken. What is kept of such an intake is edited
    in the same way, by its own copy of the label.
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
    covers_days = DaysCoveredField()
    prescribed = forms.BooleanField(label=gettext_lazy("Prescribed for me"), required=False)
    note = NoteField()
    servings = ServingsField(label=gettext_lazy("How many"))
    per = forms.CharField(required=False, widget=forms.HiddenInput)
    to_shelf = forms.BooleanField(
        label=gettext_lazy("Keep it on my shelf"),
        help_text=gettext_lazy("Then the next time is one tap."),
        required=False,
    )

    DETAILS = ("what", "route", "covers_days", "prescribed", "note")

    def __init__(
        self,
        data: Any,
        *,
        kind: str,
        zone: ZoneInfo,
        now: datetime,
        kept: Intake | None = None,
        shelved: Product | None = None,
        **kwargs: Any,
    ) -> None:
        kept_at: tuple[datetime, Precision] | None = (
            (kept.taken_at, kept.precision) if kept else None
        )
        super().__init__(data, zone=zone, now=now, kept_at=kept_at, **kwargs)
        self.kind = kind
        self.kept = kept
        self.shelved = shelved
        if kind != "product":
            del self.fields["product"]
        if kind == "medicine":
            del self.fields["what"]
            del self.fields["covers_days"]
        if kept or shelved:
            del self.fields["to_shelf"]
        if not self.is_of_shelf:
            del self.fields["servings"], self.fields["per"]
        if kept and kept.route is None:
            offer(self, "route", [("", _("not said")), *ROUTES])
        of_label = kept or shelved
        if of_label and "what" in self.fields and what_of(of_label) == AS_IT_WAS[0]:
            offer(self, "what", [AS_IT_WAS, *PRODUCTS])
        self.contents = [self._content(data, place) for place in range(self.rows)]

    @property
    def is_of_shelf(self) -> bool:
        """Was a product of the shelf taken, so that servings are counted?"""
        is_kept_so = self.kept is not None and is_counted(self.kept)
        return self.kind == "product" and (is_kept_so or self.shelved is not None)

    def _content(self, data: Any, place: int) -> ContentForm | MedicineForm | LabelRowForm:
        of_label = self.kept or self.shelved
        held = of_label.contents if of_label else ()
        kept = held[place] if place < len(held) else None
        prefix = f"contents-{place}"
        if self.kind == "medicine":
            return MedicineForm(data, kept=kept, prefix=prefix)
        if self.kind == "product":
            return LabelRowForm(data, kept=kept, prefix=prefix)
        return ContentForm(data, fixed=self.kind, kept=kept, prefix=prefix)

    @property
    def rows(self) -> int:
        return number_of_rows(self.data) if self.kind == "product" else 1

    @property
    def has_room(self) -> bool:
        return self.kind == "product" and self.rows < MOST_ROWS

    @property
    def has_said_details(self) -> bool:
        """Is there something in the details that a person should see without opening them?"""
        usual = {"what": "supplement", "route": "oral", "covers_days": "1"}
        return any(
            name in self.errors or self.data.get(name, "") not in ("", usual.get(name))
            for name in self.DETAILS
            if name in self.fields
        )

    @property
    def has_said_rows(self) -> bool:
        """Was something else written than the label says, or is something wrong in it?"""
        rows = [row for row in self.contents if isinstance(row, LabelRowForm)]
        return any(row.errors or not row.is_as_kept for row in rows)

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
        if self.shelved and not cleaned.get("servings") and "servings" not in self.errors:
            self.add_error("servings", _("How many were it?"))
        most_mg = MOST_MG if cleaned.get("route") in ("oral", "", None) else MOST_MG_IN_A_BATH
        for row, content in zip(self._said_contents, self._taken(cleaned), strict=True):
            problem = too_much(content, most_mg)
            if problem and "amount" not in row.errors:
                row.add_error("amount", problem)
        return cleaned

    def _says_nothing(self, cleaned: dict[str, Any]) -> bool:
        """Is it a product without name and contents? An imported one may be kept like that."""
        if self.kept is not None and not (self.kept.contents or self.kept.product):
            return False
        is_blank = "product" in cleaned and not cleaned["product"] and not self._said_contents
        return is_blank and all(content.is_valid() for content in self.contents)

    @property
    def _said_contents(self) -> Rows:
        return [one for one in self.contents if one.is_valid() and not one.is_blank]

    def _taken(self, said: Mapping[str, Any]) -> list[Content]:
        """Return what was swallowed, all servings together."""
        contents = [one.content() for one in self._said_contents]
        servings, per = said.get("servings"), servings_in(said.get("per", ""))
        if servings is None or per is None or servings == per:
            return contents
        return [scaled(content, servings, per) for content in contents]

    def intake(self) -> Intake:
        """Return what was typed, once it is valid. What the page does not ask for stays."""
        said = self.cleaned_data
        contents = tuple(self._taken(said))
        source, product_class = self._source()
        kept = self.kept
        product_id, servings = self._of_shelf()
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
            product_id=product_id,
            servings=servings,
            tolerance=kept.tolerance if kept else (),
            note=said["note"],
        )

    def _of_shelf(self) -> tuple[str | None, Decimal | None]:
        """Return which product was taken and how many servings, as far as it is known."""
        said = self.cleaned_data
        if self.kept is not None:
            return self.kept.product_id, said.get("servings", self.kept.servings)
        if self.shelved is not None:
            return self.shelved.id, said["servings"]
        is_new = said.get("to_shelf")
        return (derived_id(said["entry_id"], "product"), Decimal(1)) if is_new else (None, None)

    def new_product(self) -> Product | None:
        """Return what goes on the shelf with this intake; None where nothing does."""
        intake = self.intake()
        if not self.cleaned_data.get("to_shelf") or intake.product_id is None:
            return None
        return Product(
            id=intake.product_id,
            name=(intake.product or label_name(intake.contents))[:LONGEST_NAME],
            contents=intake.contents,
            source=intake.source or "supplement",
            route=intake.route or "oral",
            product_class=intake.product_class,
            prescribed=intake.prescribed,
            covers_days=intake.covers_days,
            meal=intake.meal,
        )

    def _source(self) -> tuple[Source | None, ProductClass | None]:
        kept = self.kept or self.shelved
        if "what" not in self.fields:
            return (kept.source, kept.product_class) if kept else ("medicine", None)
        what = self.cleaned_data["what"] or "supplement"
        if what == AS_IT_WAS[0] and kept:
            return kept.source, kept.product_class
        return SOURCES[what]

    def _route(self, contents: Sequence[Content]) -> Route | None:
        route = route_said(self.cleaned_data["route"], contents)
        return route or (self.kept.route if self.kept else "oral")


def is_counted(intake: Intake) -> bool:
    """Is it known of the intake which product it was, or how many servings?"""
    return intake.product_id is not None or intake.servings is not None


def kind_of_page(intake: Intake) -> str:
    """Return which page an intake is edited on: one substance, a medicine, or a product."""
    is_single = len(intake.contents) == 1 and intake.product is None and not is_counted(intake)
    if is_single:
        substance = choices.substance_id(intake.contents[0].substance)
        if substance in ONE_SUBSTANCE:
            return substance
        if choices.substance_named(substance) is None and intake.source == "medicine":
            return "medicine"
    return "product"
