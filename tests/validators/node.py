"""Asks readers that others wrote for Node what they make of what Mg Diary hands over.

They run in the Node that playwright brings, installed by `make test`
(scripts/install_validators.py). A reader is a script that answers each line of JSON with a line of
JSON; it is started once and asked many things, for starting it takes longer than answering.
"""

import json
import subprocess
from contextlib import contextmanager
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


class Reader:
    """A running script; `ask` gives it a value and returns its answer."""

    def __init__(self, process):
        self.process = process

    def ask(self, question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "The reader ended without an answer; see its complaint above."
        return json.loads(answer)


@contextmanager
def reader(script):
    """Run `script` of this folder as a Reader, until the end of the block."""
    assert MODULES.is_dir(), "Run `make test`, or `python -m scripts.install_validators`, first."
    node, _ = compute_driver_executable()
    with subprocess.Popen(
        [node, HERE / script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Reader(process)
        process.stdin.close()
