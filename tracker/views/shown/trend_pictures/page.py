"""All pictures of a span, in the order of the page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tracker.domain.daily import Exposure
from tracker.domain.diary import Experiment
from tracker.domain.series import Days, Doses, Scores
from tracker.forms.scales import OwnSymptoms
from tracker.knowledge import Knowledge
from tracker.views.shown.trend_pictures.bars import BarPicture
from tracker.views.shown.trend_pictures.heat_map import HeatMap, heat_maps
from tracker.views.shown.trend_pictures.places import PlacesPicture, places_picture
from tracker.views.shown.trend_pictures.subject import subjects_of
from tracker.views.shown.trend_pictures.taken import TakenPicture, taken_pictures
from tracker.views.shown.trend_pictures.time_of_day import time_of_day_picture
from tracker.views.shown.trend_pictures.weekdays import weekdays_picture
from tracker.views.shown.words import long_day

LATEST = 365
"""Habits of years ago say little of today: all but day by day looks at so many days at most."""


@dataclass(frozen=True, slots=True)
class TrendPictures:
    """What templates/tracker/trends/pictures/_pictures.html shows, as `pictures`.

    `latest` says of which days all but the first pictures are, where it is not the whole span,
    and `logged` from when on a day without a dose is one on which none was taken.
    """

    latest: str
    logged: str

    heat_maps: tuple[HeatMap, ...]
    times_of_day: tuple[BarPicture, ...]
    weekdays: tuple[BarPicture, ...]
    places: tuple[PlacesPicture, ...]
    taken: tuple[TakenPicture, ...]


def pictures_page(
    days: Days,
    *,
    scores: Mapping[str | None, Scores],
    doses: Mapping[Exposure, Doses],
    own: OwnSymptoms,
    known: Knowledge,
    today: date,
    experiments: Collection[Experiment] = (),
    every_dose_logged_from: date | None = None,
) -> TrendPictures:
    """Return the pictures of the span `days`.

    `scores` are those of the picked symptoms (`series.scores_of`), `doses` of the picked
    substances (`series.doses_of`), both over `days` and in the order of the page. The days may
    end with today, which is not over: the pictures end yesterday. How a substance was taken in an
    experiment that is running stands on the experiment's page, and its weeks without are not
    counted as missed.
    `every_dose_logged_from` is what `doses` were made with; the page says so.
    """
    over = _until(days, today - timedelta(days=1))
    if not over.length:
        return TrendPictures("", "", (), (), (), (), ())
    latest = _latest(over)
    subjects = tuple(subjects_of(over, latest, scores, own))
    places = map(places_picture, subjects)
    begins = days.place(latest.first)
    taken = {one: of_it.taken[begins : over.length] for one, of_it in doses.items()}
    return TrendPictures(
        latest=_latest_words(latest) if latest.length < over.length else "",
        logged=_logged_words(every_dose_logged_from),
        heat_maps=tuple(heat_maps(subjects, over)),
        times_of_day=tuple(map(time_of_day_picture, subjects)),
        weekdays=tuple(weekdays_picture(one, latest) for one in subjects),
        places=tuple(one for one in places if one is not None),
        taken=tuple(
            taken_pictures(latest, taken, known=known, today=today, experiments=experiments)
        ),
    )


def _until(days: Days, last: date) -> Days:
    end = days.day(days.length - 1)
    return days if end <= last else Days.between(days.first, last, days.written)


def _latest(days: Days) -> Days:
    if days.length <= LATEST:
        return days
    last = days.day(days.length - 1)
    return Days.between(days.day(days.length - LATEST), last, days.written)


def _latest_words(days: Days) -> str:
    first, last = (long_day(days.day(place)) for place in (0, days.length - 1))
    return _("All that follows looks at the latest year, %(first)s to %(last)s.") % {
        "first": first,
        "last": last,
    }


def _logged_words(since: date | None) -> str:
    if since is None:
        return ""
    return _(
        "From %(day)s on, a day without a dose counts as not taken, because you said that you log "
        "every dose."
    ) % {"day": long_day(since)}
