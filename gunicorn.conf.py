"""How gunicorn runs the app: `gunicorn mgapp.wsgi` in this folder reads this file by itself."""

import gc
import os
import sys

from django.conf import settings

from mgapp.environment import SettingProblem
from mgapp.server_log import FORMAT, ServerLog

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
access_log_format = FORMAT


def when_ready(server: object) -> None:
    """Print the address once the port is open; it is the last line of the start."""
    # Rules, foods and code stay as long as the workers do: no collector needs to walk them.
    gc.collect()
    gc.freeze()
    print(settings.PUBLIC_URL, flush=True)
