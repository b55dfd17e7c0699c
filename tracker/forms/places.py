"""Where something is felt: the places of the body, each on its side."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Site
from tracker.knowledge import knowledge

WITH_MIDDLE = frozenset({"chest", "abdomen", "upper back", "lower back"})
WITHOUT_SIDE = frozenset({"whole body"})
BOTH = ("left", "right")

Places = Mapping[str, Site]
"""Places by what a form sends for them."""


def sides_of(site: str) -> tuple[str, ...]:
    """Return the sides that are asked for; an empty one where a place has none."""
    if site in WITHOUT_SIDE:
        return ("",)
    return (*BOTH, "middle") if site in WITH_MIDDLE else BOTH


def offered_places() -> Places:
    """Return every place that can be chosen, from head to toe."""
    places = (
        Site(site, side or None) for site in knowledge().body_sites for side in sides_of(site)
    )
    return {value_of(place): place for place in places}


def value_of(place: Site) -> str:
    return f"{place.site or ''}/{place.side or ''}"


def place_words(place: Site) -> str:
    """Return a place as one says it: "left knee", "middle of the lower back"."""
    site = _(place.site.replace("_", " ")) if place.site else _("a place")
    match place.side:
        case "left":
            return _("left %(place)s") % {"place": site}
        case "right":
            return _("right %(place)s") % {"place": site}
        case "middle":
            return _("middle of the %(place)s") % {"place": site}
        case "both":
            return _("%(place)s on both sides") % {"place": site}
        case None | "" | "not applicable":
            return site
    return f"{place.side} {site}"


def typed_places(places: Iterable[Site]) -> list[str]:
    """Return places as the form sends them: both sides are its left and its right one."""
    offered = offered_places()
    return [value for place in places for value in _typed(place, offered)]


def _typed(place: Site, offered: Places) -> list[str]:
    sides = [value_of(Site(place.site, side)) for side in BOTH]
    if place.side == "both" and offered.keys() >= set(sides):
        return sides
    return [value_of(place)]


class PlacesField(forms.MultipleChoiceField):
    """Places to choose among; what is kept already can stay, whatever it is called.

    Left and right of one place are kept as both sides of it.
    """

    default_error_messages = {
        "invalid_choice": gettext_lazy("Please choose among these places."),
        "invalid_list": gettext_lazy("Please choose among these places."),
    }

    def __init__(self, kept: tuple[Site, ...] = ()) -> None:
        self.kept = kept
        offered = offered_places()
        others = {
            value_of(one): one for one in kept if not offered.keys() >= set(_typed(one, offered))
        }
        self.places = {**offered, **others}
        super().__init__(
            label=_("Where"),
            required=False,
            choices=[(value, place_words(place)) for value, place in self.places.items()],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self, value: Any) -> tuple[Site, ...]:
        chosen = set(super().clean(value))
        if chosen == set(typed_places(self.kept)):
            return self.kept
        return tuple(_joined(place for key, place in self.places.items() if key in chosen))


def _joined(places: Iterable[Site]) -> Iterable[Site]:
    found = list(places)
    for place in found:
        has_both = {Site(place.site, side) for side in BOTH} <= set(found)
        if not (has_both and place.side in BOTH):
            yield place
        elif place.side == "left":
            yield Site(place.site, "both")


class QualitiesField(forms.MultipleChoiceField):
    """Words for what it is like; those that are kept already can stay."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Please choose among these."),
        "invalid_list": gettext_lazy("Please choose among these."),
    }

    def __init__(self, kept: tuple[str, ...] = ()) -> None:
        words = dict.fromkeys((*knowledge().qualities, *kept))
        super().__init__(
            label=_("What it is like"),
            required=False,
            choices=[(word, _(word)) for word in words],
            widget=forms.CheckboxSelectMultiple,
        )
