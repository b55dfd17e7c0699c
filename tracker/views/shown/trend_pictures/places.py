"""Where on the body a symptom is felt, how often, and how bad it is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.diary import Site
from tracker.domain.patterns import PlaceFelt, Places, places_of
from tracker.domain.rules.words import sentence
from tracker.forms.places import place_words
from tracker.views.shown.body_shapes import SHAPES, Shape, View
from tracker.views.shown.chart import number
from tracker.views.shown.tables import Table, table_of
from tracker.views.shown.trend_pictures.subject import Subject

FEW_DAYS = 5
HEIGHTS: dict[View, int] = {"front": 622, "back": 622, "near": 404}
CLIPS: dict[View, str] = {"front": "clip-body", "back": "clip-body", "near": "clip-near"}


@dataclass(frozen=True, slots=True)
class FilledShape:
    """A place on a drawing: how often in quarters (`step`), and how bad as its label."""

    edges: str
    is_mirrored: bool
    x: int
    y: int
    step: int
    label: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """A drawing of the body with its places; `clip` is the outline that cuts them to shape."""

    name: View
    height: int
    clip: str
    shapes: tuple[FilledShape, ...]


@dataclass(frozen=True, slots=True)
class PlacesPicture:
    """A sentence, the drawings where there is enough to fill them, notes, and the numbers."""

    id: str
    title: str
    notes: tuple[str, ...]
    description: str
    views: tuple[BodyView, ...]
    tables: tuple[Table, ...]


def places_picture(subject: Subject) -> PlacesPicture | None:
    """Return where it is felt; None where no score says so."""
    found = places_of(subject.found)
    if not found.each:
        return None
    is_enough = found.days >= FEW_DAYS
    return PlacesPicture(
        id=f"{subject.key}-places",
        title=_title(found, subject),
        notes=_notes(found),
        description=_description(found),
        views=_views(found.each) if is_enough else (),
        tables=(_table(found, subject),),
    )


def _title(found: Places, subject: Subject) -> str:
    most = found.each[0]
    return _("%(symptom)s: most often in the %(place)s, on %(days)d of %(of)d days") % {
        "symptom": subject.label,
        "place": _words(most),
        "days": most.days,
        "of": found.days,
    }


def _notes(found: Places) -> tuple[str, ...]:
    named = _("You said where on %(days)d of %(scored)d days with a score.") % {
        "days": found.days,
        "scored": found.scored,
    }
    return (named,)


def _description(found: Places) -> str:
    named = [
        _("%(place)s on %(days)d days") % {"place": _words(one), "days": one.days}
        for one in found.each[:6]
    ]
    return _("Front and back of the body, its places filled by how often: %(places)s.") % {
        "places": ", ".join(named)
    }


def _words(one: PlaceFelt) -> str:
    return place_words(Site(one.site, one.side))


def _views(each: Sequence[PlaceFelt]) -> tuple[BodyView, ...]:
    """Return front and back, and face, palms and soles where only these show a place."""
    shaped = [(one, SHAPES.get((one.site or "", one.side or ""), ())) for one in each]
    if not any(shapes for _one, shapes in shaped):
        return ()
    names: list[View] = ["front", "back"]
    if any(shapes and all(one.view == "near" for one in shapes) for _one, shapes in shaped):
        names.append("near")
    return tuple(
        BodyView(name, HEIGHTS[name], CLIPS[name], tuple(_filled(shaped, name))) for name in names
    )


def _filled(
    shaped: Iterable[tuple[PlaceFelt, tuple[Shape, ...]]], view: View
) -> Iterable[FilledShape]:
    for one, shapes in shaped:
        label = "" if one.worst is None else number(one.worst)
        for shape in shapes:
            if shape.view == view:
                yield FilledShape(shape.edges, shape.is_mirrored, shape.x, shape.y, one.step, label)


def _table(found: Places, subject: Subject) -> Table:
    rows = [
        (
            sentence(_words(one)),
            _("%(days)d of %(of)d") % {"days": one.days, "of": found.days},
            "" if one.worst is None else number(one.worst),
        )
        for one in found.each
    ]
    return table_of(
        _(
            "Where it was, on how many of the days on which you said where, and the mean of each "
            "day's worst score there, %(ends)s."
        )
        % {"ends": subject.ends_words},
        (_("Place"), _("Days"), _("Mean of the worst")),
        rows,
    )
