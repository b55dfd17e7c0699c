"""The trends page, ready to show."""

from tracker.views.shown.trends.page import TrendsPage, trends_page
from tracker.views.shown.trends.read import Read, symptoms_to_pick

__all__ = ["Read", "TrendsPage", "symptoms_to_pick", "trends_page"]
