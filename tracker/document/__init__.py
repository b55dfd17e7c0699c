"""The diary document (see docs/diary-document.md): JSON to domain values and back."""

from tracker.document.diary_document import (
    DocumentError,
    json_schema,
    read_document,
    write_document,
)
from tracker.document.fields import Problem
from tracker.document.json_text import parse

__all__ = ["DocumentError", "Problem", "json_schema", "parse", "read_document", "write_document"]
