"""A product of the shelf: what it holds, how it is taken, and when."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Content, Product, ProductClass, Source, Stock, UsualTime
from tracker.domain.stock import counted
from tracker.domain.substances import normalised
from tracker.forms import choices
from tracker.forms.contents import MOST_MG, MOST_MG_IN_A_BATH, amount_problems, too_much
from tracker.forms.fields import (
    LONGEST_NAME,
    ListedField,
    NameField,
    NoteField,
    forget_problems,
    offer,
)
from tracker.forms.intake_choices import (
    AS_IT_WAS,
    MEALS,
    PRODUCTS,
    ROUTES,
    SOURCES,
    route_said,
    what_of,
)
from tracker.forms.label_rows import MOST_ROWS, LabelRowForm, number_of_rows
from tracker.forms.servings import CountField, DaysCoveredField, ServingsField
from tracker.forms.substance_names import (
    base_name,
    content_named_by,
    is_medicine_name,
    label_name,
)
from tracker.forms.usual_times import MOST_TIMES, UsualTimeForm, twice

AS_IT_IS_CALLED = ("", gettext_lazy("what its name says"))
SERVINGS = (
    *("capsule", "tablet", "softgel", "gummy", "scoop", "sachet", "teaspoon", "drop", "ml"),
    *("spray", "patch", "injection"),
)
"""What a serving is, to choose while one types; any other word will do."""


class ProductForm(forms.Form):
    """`contents` are the rows of its label, for one serving; `times` its usual times.

    Nobody has to say twice what the name says: "Levothyroxine 75 µg" is a medicine and holds
    75 µg levothyroxine, where nothing else is written. `kept` is the product that is edited.
    """

    use_required_attribute = False

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    name = NameField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As you call it. Empty: it is called by what it holds."),
        widget=forms.TextInput(attrs={"list": "product-names", "autocomplete": "off"}),
    )
    brand = NameField(label=gettext_lazy("Brand"))
    what = ListedField(label=gettext_lazy("It is"), choices=(AS_IT_IS_CALLED, *PRODUCTS))
    in_profile = forms.BooleanField(
        label=gettext_lazy("A medicine goes on the list in my profile too"), required=False
    )
    serving = NameField(
        label=gettext_lazy("One serving is a"),
        widget=forms.TextInput(attrs={"list": "serving-names", "autocomplete": "off"}),
    )
    usual_servings = ServingsField(label=gettext_lazy("How many at a time"))
    left = CountField(label=gettext_lazy("How many are left now"))
    meal = ListedField(label=gettext_lazy("With a meal?"), choices=MEALS, widget=forms.RadioSelect)
    route = ListedField(label=gettext_lazy("How"), choices=ROUTES)
    prescribed = forms.BooleanField(label=gettext_lazy("Prescribed for me"), required=False)
    covers_days = DaysCoveredField()
    note = NoteField()

    MORE = ("brand", "meal", "route", "prescribed", "covers_days", "note")
    USUAL = {"route": "oral", "covers_days": "1", "meal": "unknown"}

    def __init__(self, data: Any, *, kept: Product | None = None) -> None:
        super().__init__(data)
        self.kept = kept
        if kept is not None:
            del self.fields["left"], self.fields["in_profile"]
            held = what_of(kept)
            offer(self, "what", [AS_IT_WAS, *PRODUCTS] if held == AS_IT_WAS[0] else PRODUCTS)
        self.contents = [self._row(data, place) for place in range(self.rows)]
        self.times = [UsualTimeForm(data, prefix=f"times-{place}") for place in range(self.clocks)]

    def _row(self, data: Any, place: int) -> LabelRowForm:
        held = self.kept.contents if self.kept else ()
        kept = held[place] if place < len(held) else None
        return LabelRowForm(data, kept=kept, prefix=f"contents-{place}")

    @property
    def rows(self) -> int:
        return number_of_rows(self.data)

    @property
    def clocks(self) -> int:
        return number_of_rows(self.data, "times", MOST_TIMES)

    @property
    def has_room(self) -> bool:
        return self.rows < MOST_ROWS

    @property
    def has_room_for_times(self) -> bool:
        return self.clocks < MOST_TIMES

    @property
    def has_said_more(self) -> bool:
        """Is there something under "more" that a person should see without opening it?"""
        return any(
            name in self.errors or self.data.get(name, "") not in ("", self.USUAL.get(name))
            for name in self.MORE
        )

    @property
    def has_said_when(self) -> bool:
        """Is something said of when and how much of it is taken?"""
        usual = {"usual_servings": "1", "serving": "", "left": ""}
        is_said = any(
            name in self.errors or self.data.get(name, "") not in ("", held)
            for name, held in usual.items()
        )
        return is_said or any(one.errors or one["at"].value() for one in self.times)

    def forget_problems(self) -> None:
        for form in (self, *self.contents, *self.times):
            forget_problems(form)

    def is_valid(self) -> bool:
        # First the form as a whole: it has a say in its rows too.
        is_valid = super().is_valid()
        return all([is_valid, *(one.is_valid() for one in (*self.contents, *self.times))])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._says_nothing(cleaned) and "name" not in self.errors:
            self.add_error("name", _("Write its name, or what it contains."))
        most_mg = MOST_MG if cleaned.get("route") in ("oral", "", None) else MOST_MG_IN_A_BATH
        self._refuse_too_much(most_mg)
        self._refuse_times_twice()
        return cleaned

    def _says_nothing(self, cleaned: dict[str, Any]) -> bool:
        is_blank = not cleaned.get("name") and not self._said_rows
        rows_are_valid = all(one.is_valid() for one in self.contents)
        return is_blank and rows_are_valid and not self._is_kept_without()

    def _is_kept_without(self) -> bool:
        """An imported product may have neither a name nor contents."""
        return self.kept is not None and not (self.kept.name or self.kept.contents)

    def _refuse_too_much(self, most_mg: Decimal) -> None:
        """Ask to check an amount that cannot be meant, in its row or in the name."""
        for row in self._said_rows:
            problem = too_much(row.content(), most_mg)
            if problem and "amount" not in row.errors:
                row.add_error("amount", problem)
        named = self.named_content
        problems = [] if named is None else [one.message for one in amount_problems(named, None)]
        if named is not None and (problem := too_much(named, most_mg)):
            problems.append(problem)
        for message in problems[:1]:
            self.add_error("name", message)

    def _refuse_times_twice(self) -> None:
        said = [one for one in self.times if one.is_valid() and not one.is_blank]
        for place in twice([one.usual_time() for one in said]):
            said[place].add_error("at", _("This time stands here twice."))

    @property
    def _said_rows(self) -> Sequence[LabelRowForm]:
        return [one for one in self.contents if one.is_valid() and not one.is_blank]

    @cached_property
    def named_content(self) -> Content | None:
        """What the name says that the product holds, where no row says anything."""
        name = (self.cleaned_data.get("name") or "") if "name" not in self.errors else ""
        if self.kept is not None or not name or self._said_rows:
            return None
        if self.cleaned_data.get("what") in ("medicine", "antacid", "laxative"):
            return content_named_by(name) or Content(substance=base_name(name))
        return content_named_by(name)

    def said_contents(self) -> tuple[Content, ...]:
        """Return what one serving holds, once the form is valid."""
        named = self.named_content
        return (named,) if named is not None else tuple(one.content() for one in self._said_rows)

    def product(self, *, now: datetime, before: Product | None = None) -> Product:
        """Return what was typed, once it is valid. What the page does not ask for stays.

        `before` is what is on the shelf from this page already: a count sent a second time is
        the same count, and not one of a minute later.
        """
        said, kept = self.cleaned_data, self.kept
        contents = self.said_contents()
        source, product_class = self._source(contents)
        return Product(
            id=kept.id if kept else said["entry_id"],
            name=said["name"] or label_name(contents)[:LONGEST_NAME],
            brand=said["brand"],
            contents=contents,
            serving=said["serving"],
            source=source,
            route=route_said(said["route"] or "oral", contents) or "oral",
            product_class=product_class,
            prescribed=said["prescribed"],
            covers_days=said["covers_days"] or (kept.covers_days if kept else 1),
            meal=said["meal"] or "unknown",
            usual_servings=said["usual_servings"] or Decimal(1),
            usual_times=self.usual_times(),
            stock=kept.stock if kept else self._stock(now, before),
            is_put_away=kept.is_put_away if kept else False,
            note=said["note"],
        )

    def usual_times(self) -> tuple[UsualTime, ...]:
        said = [one.usual_time() for one in self.times if not one.is_blank]
        return tuple(sorted(said, key=lambda usual: usual.at))

    def _stock(self, now: datetime, before: Product | None) -> Stock | None:
        left = self.cleaned_data["left"]
        if left is None:
            return None
        if before and before.stock:
            return Stock(left, before.stock.counted_at)
        return counted(left, now)

    def _source(self, contents: Sequence[Content]) -> tuple[Source, ProductClass | None]:
        what = self.cleaned_data["what"]
        if what in SOURCES:
            return SOURCES[what]
        if self.kept is not None:
            return self.kept.source, self.kept.product_class
        names = (self.cleaned_data["name"], *(one.substance or "" for one in contents))
        is_medicine = any(is_medicine_name(base_name(name)) for name in names)
        return SOURCES["medicine" if is_medicine else "supplement"]

    def medicines(self, product: Product) -> list[str]:
        """Return what goes on the profile's list of medicines with a new product."""
        if not self.cleaned_data.get("in_profile") or product.source != "medicine":
            return []
        return medicines_in(product)


def medicines_in(product: Product) -> list[str]:
    """Return the medicines of a product by the names that rules compare; else its own name."""
    names = [one.substance for one in product.contents if one.substance]
    own = [name for name in names if choices.substance_named(name) is None]
    if not own and names:
        # An antacid's magnesium is known as a substance; it is a medicine by the product's name.
        return [base_name(product.name)]
    return list({normalised(name): name for name in own or [base_name(product.name)]}.values())
