"""How gunicorn runs the app: `gunicorn mgapp.wsgi` in this folder reads this file by itself."""

import gc
import logging
import os
import shutil
import sys
import tempfile

from django.conf import settings

from mgapp.environment import SettingProblem
from mgapp.operations import at_start, locks
from mgapp.operations.problems import OperationProblem
from mgapp.watch.server_log import ServerLog

# What a start makes stays: a collector would walk it again and again and find next to nothing.
# Each worker collects (`post_worker_init`).
gc.disable()

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgapp.settings")
try:
    host, port = settings.BIND
except SettingProblem as problem:
    sys.exit(str(problem))

bind = f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
# Threads, so that one slow visitor does not hold a whole worker.
threads = 4
# Ctrl+C does not wait long for a connection that a browser only holds open.
graceful_timeout = 5
# The app is loaded before the port opens: who can connect gets an answer.
preload_app = True
# No second way in beside the port.
control_socket_disable = True

logger_class = ServerLog
logconfig_dict = settings.LOGGING
loglevel = "warning"
# Python's warnings may quote a value; as records they pass the filter of the log.
logging.captureWarnings(True)

if settings.METRICS and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    # The workers count into files here, so that any of them can tell the numbers of all.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="mgdiary-metrics-")


def on_exit(server: object) -> None:
    """Remove the files of the metrics."""
    if settings.METRICS:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def on_starting(server: object) -> None:
    """Let nobody bring a backup back while the server runs; refuse to start while one does."""
    try:
        locks.serve(settings.DATA_DIR)
    except OperationProblem as problem:
        sys.exit(str(problem))


def post_worker_init(worker: object) -> None:
    """Collect from here on; erase accounts whose time is over, soon and in one of the workers."""
    gc.enable()
    from mgapp.accounts.leaving.erasing import erase_soon  # needs the app, which is loaded by now

    erase_soon()


def when_ready(server: object) -> None:
    """Print the address once the port is open; it is the last line of the start."""
    # Rules, foods and code stay as long as the workers do: no collector needs to walk them.
    gc.collect()
    gc.freeze()
    at_start.begin()
    print(settings.PUBLIC_URL, flush=True)
