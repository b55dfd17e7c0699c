"""How gunicorn runs the app: `gunicorn mgapp.wsgi` in this folder reads this file by itself."""

import gc
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from typing import Any

from django.conf import settings

from mgapp.environment import SettingProblem
from mgapp.operations import locks
from mgapp.operations.backup import at_start
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
# What a log-in needs is loaded before the port opens: who can connect gets an answer. The rest
# follows in `when_ready`.
preload_app = True
# Whoever waited for the port has its page by then, and need not share the processor.
SECONDS_BEFORE_THE_REST = 0.3
# In glibc's malloc.h.
M_TRIM_THRESHOLD, M_ARENA_MAX = -1, -8
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


def post_worker_init(worker: Any) -> None:
    """Collect from here on; erase accounts whose time is over, soon and in one of the workers.

    The workers of the first seconds leave before either is due.
    """
    # They need the app, which is loaded by now.
    from mgapp.accounts.leaving.erasing import erase_soon
    from mgapp.loading import one_at_a_time

    if gc.get_freeze_count():
        gc.enable()
        erase_soon()
    else:
        worker.wsgi = one_at_a_time(worker.wsgi)


def when_ready(server: Any) -> None:
    """Answer as soon as the port is open; load the rest, and make the workers that stay.

    The first workers answer every page, but import for themselves what it needs. Those that take
    their place a second or two later are made of a process that has everything, and share it.
    """
    # The last line of the start.
    print(settings.PUBLIC_URL, flush=True)
    server.manage_workers()
    time.sleep(SECONDS_BEFORE_THE_REST)
    load_the_rest_or_stop(server)
    keep_little_spare()
    # Rules, foods and code stay as long as the workers do: no collector needs to walk them.
    gc.collect()
    gc.freeze()
    if is_told_to_stop(server):
        return
    at_start.begin()
    for _ in range(server.num_workers):
        server.spawn_worker()
    # There are more than it was told now: gunicorn lets the oldest finish, as after a reload.


def keep_little_spare() -> None:
    """Let the threads of a worker share one heap that gives back what it does not use.

    By default each thread has a heap of its own, and keeps what its largest page needed. Python
    runs one thread at a time, so they do not wait for each other. Where the C library is not
    glibc there is nothing to say.
    """
    import ctypes  # the first page does without

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_TRIM_THRESHOLD, 128 * 1024)


def is_told_to_stop(server: Any) -> bool:
    """Return whether it was told so meanwhile, and leave that for gunicorn to do.

    A worker that was made a moment ago does not hear it yet.
    """
    signals = server.wait_for_signals(timeout=0)
    for one in signals:
        server.SIG_QUEUE.put(one)
    return not {signal.SIGINT, signal.SIGQUIT, signal.SIGTERM}.isdisjoint(signals)


def load_the_rest_or_stop(server: Any) -> None:
    """Load it; where something of it is broken, say what and end, as a start does."""
    from mgapp.loading import ask_for_a_page, load_the_rest  # need the app

    try:
        load_the_rest()
        ask_for_a_page(server.app.wsgi())
    except Exception:
        traceback.print_exc()
        server.halt(exit_status=server.APP_LOAD_ERROR)
