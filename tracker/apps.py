"""The app as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


class TrackerConfig(AppConfig):
    """The diary: entries, knowledge, flags."""

    name = "tracker"
    verbose_name = "Mg Diary"

    def ready(self) -> None:
        register(knowledge_is_in_order)
        register(views_are_there)


def knowledge_is_in_order(**_: Any) -> list[CheckMessage]:
    """Say of a broken knowledge file what is wrong before the first page needs it."""
    # Most commands and the first pages do without.
    from tracker.knowledge import KnowledgeError, knowledge

    try:
        knowledge()
    except KnowledgeError as error:
        return [Error(problem, id="tracker.E001") for problem in error.problems]
    return []


def views_are_there(**_: Any) -> list[CheckMessage]:
    """Import all views: what is wrong with one is told before its page is asked for."""
    from tracker.views.later import load_views

    load_views()
    return []
