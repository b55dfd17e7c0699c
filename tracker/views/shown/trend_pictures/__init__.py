"""The pictures of the trends page besides its curves: day by day, time of day, weekdays, places,
and what was taken.

They describe and test nothing; none of them sets a symptom beside a substance.
"""

from tracker.views.shown.trend_pictures.page import TrendPictures, pictures_page

__all__ = ["TrendPictures", "pictures_page"]
