"""The app behind gunicorn, started with the command that `make run` ends with."""

import atexit
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from tests import databases

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_STOP = 30
DJANGO = "import django; django.setup()\n"
COLLECTED = ROOT / "staticfiles" / "staticfiles.json"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment(data_dir, port=0, **more):
    """Return what a program of ours is started with; its database is the data folder's own."""
    ours = {"DATA_DIR": str(data_dir), "DEBUG": "", "PUBLIC_URL": ""}
    ours |= {
        "BIND": f"127.0.0.1:{port}" if port else "",
        "DATABASE_URL": databases.url_of(data_dir),
        # The tests of backups ask for one where they want it.
        "BACKUP_AT_START": "0",
    }
    return {**os.environ, **ours, **more}


class App:
    """The app, running on a port and data folder of its own."""

    def __init__(self, data_dir, *, migrated=True, **more):
        """Start it and wait until it says that it listens."""
        port = free_port()
        variables = environment(data_dir, port, **more)
        if migrated:
            migrate(variables)
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


@cache
def migrated_once():
    """Return a data folder whose database has all tables and nothing in them.

    To make them takes seconds, and many tests start with them.
    """
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder)
    manage(environment(folder), "migrate")
    return folder


def migrate(variables):
    """Give a data folder today's tables; the first time they are copied."""
    folder = Path(variables["DATA_DIR"])
    is_its_own = variables["DATABASE_URL"] == databases.url_of(folder)
    if is_its_own and not databases.exists_in(folder):
        databases.copy_of_folder(migrated_once(), folder)
    else:
        manage(variables, "migrate")


def script(variables, program, *arguments):
    """Return the words that a piece of Python prints which uses the app."""
    command = [sys.executable, "-c", DJANGO + program, *arguments]
    result = subprocess.run(
        command, env=as_django(variables), check=True, capture_output=True, text=True
    )
    return result.stdout.split()


def start_script(variables, program, *arguments):
    """Start a piece of Python that uses the app, and that is spoken to through pipes."""
    command = [sys.executable, "-c", DJANGO + program, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, env=as_django(variables), text=True, **pipes)


def as_django(variables):
    return variables | {"DJANGO_SETTINGS_MODULE": "mgapp.settings", "PYTHONPATH": str(ROOT)}


def manage(variables, *command):
    arguments = [sys.executable, "manage.py", *command, "--verbosity", "0"]
    subprocess.run(arguments, cwd=ROOT, env=variables, check=True)


def collect_static_files(variables):
    """Collect the static files where one changed since, as `make setup` does.

    Collecting takes files away for a moment, which other tests may be asking for.
    """
    newest = max(file.stat().st_mtime for file in (ROOT / "static").rglob("*"))
    if not COLLECTED.exists() or COLLECTED.stat().st_mtime < newest:
        manage(variables, "collectstatic", "--noinput")
        COLLECTED.touch()
