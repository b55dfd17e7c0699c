"""The outline of the body: places to choose on it, and places that are shown on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.diary import Site
from tracker.domain.rules.words import sentence
from tracker.forms.places import PlacesField, offered_places, place_words, typed_places
from tracker.views.shown.body_shapes import SHAPES, Shape, View


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """A place with its checkbox. Without shapes it stands in words below the drawing."""

    id: str
    value: str
    words: str
    is_chosen: bool
    is_middle: bool
    shapes: tuple[Shape, ...]

    @property
    def at(self) -> Shape | None:
        """Return the shape on which its checkbox lies."""
        return self.shapes[0] if self.shapes else None


@dataclass(frozen=True, slots=True)
class Outline:
    """The drawing for one field; `view` is the one that a narrow screen shows first."""

    name: str
    field: Any
    places: tuple[OutlinePlace, ...]
    view: View
    views: tuple[tuple[View, str], ...]

    @property
    def is_said(self) -> bool:
        return any(place.is_chosen for place in self.places)


@dataclass(frozen=True, slots=True)
class ShownBody:
    """Places on the drawing, to be looked at: the words for all of them, and the shapes."""

    words: str
    views: tuple[tuple[View, tuple[Shape, ...]], ...]


def outline_of(field: Any) -> Outline:
    """Return the outline for a bound PlacesField."""
    chosen = set(field.value() or ())
    places_field: PlacesField = field.field
    places = tuple(
        OutlinePlace(
            id=f"{field.auto_id}_{number}",
            value=value,
            words=sentence(place_words(place)),
            is_chosen=value in chosen,
            is_middle=place.side == "middle",
            shapes=_shapes_of(place),
        )
        for number, (value, place) in enumerate(places_field.places.items())
    )
    views: tuple[tuple[View, str], ...] = (
        ("front", _("Front")),
        ("back", _("Back")),
        ("near", _("Face, hands, soles")),
    )
    seen = {shape.view for place in places if place.is_chosen for shape in place.shapes}
    first = [name for name, _words in views if name in seen]
    return Outline(
        name=field.html_name,
        field=field,
        places=places,
        view=first[0] if first else "front",
        views=views,
    )


def body_shown(sites: Iterable[Site]) -> ShownBody | None:
    """Return the views that show the sites; None where no drawing shows any of them.

    Front and back belong together; face, palms and soles are there only where they say more.
    """
    found = list(sites)
    offered = offered_places()
    values = [value for value in typed_places(found) if value in offered]
    shapes = [_shapes_of(offered[value]) for value in values]
    if not any(shapes):
        return None
    views: list[View] = ["front", "back"]
    if any(all(shape.view == "near" for shape in of_place) for of_place in shapes if of_place):
        views.append("near")
    return ShownBody(
        words=sentence(", ".join(map(place_words, found))),
        views=tuple(
            (view, tuple(one for of_place in shapes for one in of_place if one.view == view))
            for view in views
        ),
    )


def _shapes_of(place: Site) -> tuple[Shape, ...]:
    return SHAPES.get((place.site or "", place.side or ""), ())
