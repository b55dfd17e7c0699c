"""Facts with their sources, as data: rules, limits, forms, symptoms, foods (see README.md)."""

from tracker.knowledge.knowledge import Knowledge
from tracker.knowledge.loader import knowledge, load
from tracker.knowledge.reading import KnowledgeError

__all__ = ["Knowledge", "KnowledgeError", "knowledge", "load"]
