"""What was taken, and what it contained."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.domain.substances import normalised
from tracker.models.base import TimedRow
from tracker.models.fields import (
    NAME_LENGTH,
    ExactDecimalField,
    ListField,
    WordField,
    WrittenField,
    WrittenNameField,
    holds_word_of,
)
from tracker.models.person import Person
from tracker.models.plain import plain


class Intake(TimedRow):
    """One product or substance taken at one instant, with what its label said then."""

    kind = "intake"
    child_lists = ("contents",)

    route = WordField(_("route"), null=True)
    source = WordField(_("source"), null=True)
    meal = WordField(_("with a meal"))
    as_needed = models.BooleanField(_("taken because it hurt"), null=True)
    product = WrittenField(_("product"), null=True)
    product_class = WordField(_("kind of product"), null=True)
    prescribed = models.BooleanField(_("prescribed"))
    covers_days = models.PositiveBigIntegerField(_("days covered"))
    product_id = WrittenNameField(_("product of the shelf"), null=True)
    servings = ExactDecimalField(_("servings"), null=True)
    tolerance = ListField(_("how it was borne"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(TimedRow.Meta):
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        indexes = [
            *TimedRow.Meta.indexes,
            models.Index(fields=["person", "product_id", "instant"], name="%(class)s_product"),
        ]
        constraints = [
            *TimedRow.Meta.constraints,
            holds_word_of("route", diary.Route),
            holds_word_of("source", diary.Source),
            holds_word_of("meal", diary.MealRelation),
            holds_word_of("product_class", diary.ProductClass),
            models.CheckConstraint(
                condition=models.Q(covers_days__gte=1), name="%(class)s_covers_a_day"
            ),
        ]

    @classmethod
    def columns(cls, entry: diary.Intake) -> dict[str, Any]:
        return {
            **cls.time_columns(entry.taken_at, entry.timezone, entry.precision),
            "route": entry.route,
            "source": entry.source,
            "meal": entry.meal,
            "as_needed": entry.as_needed,
            "product": entry.product,
            "product_class": entry.product_class,
            "prescribed": entry.prescribed,
            "covers_days": entry.covers_days,
            "product_id": entry.product_id,
            "servings": entry.servings,
            "tolerance": plain(entry.tolerance),
            "note": entry.note,
        }

    def children(self, entry: diary.Intake) -> Iterable[models.Model]:
        return [
            IntakeContent(
                person_id=self.person_id,
                intake=self,
                position=position,
                substance=content.substance,
                substance_key=normalised(content.substance),
                form=content.form,
                amount=content.amount,
                unit=content.unit,
                basis=content.basis,
                compound=content.compound,
            )
            for position, content in enumerate(entry.contents)
        ]

    def drop_children(self) -> None:
        self.contents.all().delete()

    def entry(self) -> diary.Intake:
        return self.entry_with(self, tuple(one.content() for one in self.contents.all()))

    @classmethod
    def entry_with(cls, row: Any, contents: tuple[diary.Content, ...]) -> diary.Intake:
        """Return the domain value of `row`, which is as in `entry_of`, with these contents."""
        return diary.Intake(
            id=row.entry_id,
            taken_at=cls.local_time(row),
            timezone=row.zone,
            contents=contents,
            precision=row.precision,
            route=row.route,
            source=row.source,
            meal=row.meal,
            as_needed=row.as_needed,
            product=row.product,
            product_class=row.product_class,
            prescribed=row.prescribed,
            covers_days=row.covers_days,
            product_id=row.product_id,
            servings=row.servings,
            tolerance=tuple(row.tolerance),
            note=row.note,
        )


class IntakeContent(models.Model):
    """One substance of an intake, as the label said it.

    A table and not a JSON list on the intake, because contents are asked for alone: by
    substance, over years. The person stands here too, as in every table. `substance_key` is the
    name as names are compared: lower-cased, without space around it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="contents")
    position = models.PositiveIntegerField(_("position"))
    substance = WrittenNameField(_("substance"), null=True)
    substance_key = models.CharField(max_length=NAME_LENGTH, blank=True)
    form = WrittenField(_("form"), null=True)
    amount = ExactDecimalField(_("amount"), null=True)
    unit = WordField(_("unit"), null=True)
    basis = WordField(_("elemental or compound"))
    compound = WrittenField(_("compound"), null=True)

    class Meta:
        verbose_name = _("content of an intake")
        verbose_name_plural = _("contents of intakes")
        ordering = ["position"]
        indexes = [models.Index(fields=["person", "substance_key"], name="%(class)s_substance")]
        constraints = [
            models.UniqueConstraint(fields=["intake", "position"], name="%(class)s_one_place"),
            holds_word_of("unit", diary.Unit),
            holds_word_of("basis", diary.Basis),
        ]

    def __str__(self) -> str:
        return f"content {self.position} of intake {self.intake_id}"

    def content(self) -> diary.Content:
        return diary.Content(
            substance=self.substance,
            form=self.form,
            amount=self.amount,
            unit=self.unit,
            basis=self.basis,
            compound=self.compound,
        )
