"""The app as Django knows it."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """The diary: entries, knowledge, flags."""

    name = "tracker"
    verbose_name = "Mg Diary"
