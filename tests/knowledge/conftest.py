import shutil
import tomllib
from functools import cache

import pytest

from tracker.knowledge import KnowledgeError, load
from tracker.knowledge.loader import FOLDER

# A hundred copies are loaded, and each differs from the others in one file.
parsed_once = cache(tomllib.loads)


class Copy:
    """A copy of the knowledge folder, to be broken."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def replace(self, name, old, new):
        """Put `new` in the place of the first `old`, which has to be there."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def problems(self):
        with pytest.raises(KnowledgeError) as caught:
            load(self.folder)
        return list(caught.value.problems)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    monkeypatch.setattr(tomllib, "loads", parsed_once)
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "*.gz", "__pycache__"))
    return Copy(folder)
