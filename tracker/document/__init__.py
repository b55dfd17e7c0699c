"""The diary document (see docs/diary-document.md): JSON to domain values and back."""

from tracker.document.diary_document import (
    DocumentError,
    json_schema,
    read_document,
    write_document,
)
from tracker.document.json_text import parse
from tracker.document.problems import Problem
from tracker.document.text import document_text

__all__ = [
    "DocumentError",
    "Problem",
    "document_text",
    "json_schema",
    "parse",
    "read_document",
    "write_document",
]
