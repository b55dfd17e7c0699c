"""Where something is felt: what can be chosen, and what is kept of it."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from tracker.domain.diary import Site
from tracker.forms.places import PlacesField, offered_places, place_words, typed_places
from tracker.knowledge import knowledge
from tracker.views.shown.body import body_shown
from tracker.views.shown.body_shapes import SHAPES


def test_every_place_of_the_knowledge_can_be_chosen():
    assert {place.site for place in offered_places().values()} == set(knowledge().body_sites)


def test_every_place_but_the_whole_body_is_on_the_drawing():
    places = {(place.site, place.side or "") for place in offered_places().values()}

    assert places - SHAPES.keys() == {("whole body", "")}
    assert SHAPES.keys() <= places


def test_left_and_right_are_kept_as_both_sides():
    chosen = PlacesField().clean(["knee/right", "sole/left", "knee/left"])

    assert chosen == (Site("knee", "both"), Site("sole", "left"))


@pytest.mark.parametrize(
    "kept",
    [
        (Site("knee", "left"), Site("knee", "right")),
        (Site("toes", "both"), Site("hip", "left")),
        (Site("third eye"), Site("knee", "not applicable"), Site(None, "left")),
        (Site("left_toe", "both"), Site("thigh", "inner")),
    ],
)
def test_what_is_kept_stays_as_it_is(kept):
    assert PlacesField(kept).clean(typed_places(kept)) == kept


@pytest.mark.parametrize("sent", ["gold/left", "knee", "knee/middle", "\0", "/"])
def test_a_place_that_was_not_offered_is_told(sent):
    with pytest.raises(ValidationError, match="among these places"):
        PlacesField().clean([sent])


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Site("knee", "left"), "left knee"),
        (Site("knee", "both"), "knee on both sides"),
        (Site("lower_back", "middle"), "middle of the lower back"),
        (Site("whole body", "not applicable"), "whole body"),
        (Site("thigh", "inner"), "inner thigh"),
    ],
)
def test_a_place_is_said_in_words(place, words):
    assert place_words(place) == words


def test_the_drawing_shows_both_knees_from_both_sides():
    shown = body_shown([Site("knee", "both")])

    assert [(view, len(shapes)) for view, shapes in shown.views] == [("front", 2), ("back", 2)]
    assert shown.words == "Knee on both sides"


def test_soles_are_shown_from_near():
    views = [view for view, _shapes in body_shown([Site("sole", "left")]).views]

    assert views == ["front", "back", "near"]


@pytest.mark.parametrize("sites", [[], [Site("third eye")], [Site("whole body")]])
def test_what_no_drawing_shows_has_none(sites):
    assert body_shown(sites) is None


def test_the_drawing_to_look_at_says_its_places_in_words():
    where = body_shown([Site("knee", "left"), Site("sole", "both")])
    html = render_to_string("tracker/check_in/_where.html", {"where": where})

    assert 'role="img" aria-label="Left knee, sole on both sides"' in html
    assert (html.count('class="tick"'), "<input" in html) == (4, False)
