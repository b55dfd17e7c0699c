"""The app as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from tracker.knowledge import KnowledgeError, knowledge


class TrackerConfig(AppConfig):
    """The diary: entries, knowledge, flags."""

    name = "tracker"
    verbose_name = "Mg Diary"

    def ready(self) -> None:
        register(knowledge_is_in_order)


def knowledge_is_in_order(**_: Any) -> list[CheckMessage]:
    """Say of a broken knowledge file what is wrong before the first page needs it."""
    try:
        knowledge()
    except KnowledgeError as error:
        return [Error(problem, id="tracker.E001") for problem in error.problems]
    return []
