"""What an intake or a product can be: the choices of their forms, and what each means."""

from collections.abc import Mapping, Sequence
from typing import get_args

from django.utils.translation import gettext_lazy

from tracker.domain.diary import Content, Intake, Product, ProductClass, Route, Source

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


def route_said(route: str, contents: Sequence[Content]) -> Route | None:
    """Return how it was taken; a form for the skin is not swallowed, whatever stands beside it."""
    if route == "oral" and any(one.form == ON_THE_SKIN for one in contents):
        return "topical"
    return next((one for one in get_args(Route) if one == route), None)


def what_of(taken: Intake | Product) -> str:
    """Return the choice of PRODUCTS that an intake or a product is."""
    held = (taken.source, taken.product_class)
    return next((what for what, source in SOURCES.items() if source == held), AS_IT_WAS[0])
