"""The app behind gunicorn, started with the command that `make run` ends with."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_STOP = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment(data_dir, port, **more):
    ours = {"DATA_DIR": str(data_dir), "BIND": f"127.0.0.1:{port}", "DEBUG": "", "PUBLIC_URL": ""}
    return {**os.environ, **ours, **more}


class App:
    """The app, running on a port and data folder of its own."""

    def __init__(self, data_dir, **more):
        """Start it and wait until it says that it listens."""
        port = free_port()
        variables = environment(data_dir, port, **more)
        manage(variables, "migrate")
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "mgapp.wsgi"],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.first_line = self.process.stdout.readline().strip()

    def stop(self, with_signal=signal.SIGINT):
        """Stop it; return what else it wrote to standard output and standard error."""
        self.process.send_signal(with_signal)
        return self.process.communicate(timeout=SECONDS_TO_STOP)


def manage(variables, *command):
    arguments = [sys.executable, "manage.py", *command, "--verbosity", "0"]
    subprocess.run(arguments, cwd=ROOT, env=variables, check=True)
