"""Some kills of the real server, as benchmarks/durability.py does 200 of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT

KILLS = 6


@pytest.mark.skipif(not Path("/proc").exists(), reason="the workers are found in /proc")
def test_what_was_acknowledged_outlives_kill_9(tmp_path):
    command = [sys.executable, "benchmarks/durability.py", "--kills", str(KILLS)]
    variables = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=300, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing doubled" in done.stdout
