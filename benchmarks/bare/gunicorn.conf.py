"""How gunicorn runs the bare site: with the workers and threads of the real one."""

import os

bind = os.environ["BIND"]
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
preload_app = True
control_socket_disable = True
# To standard error, as the real site writes its lines.
errorlog, accesslog = "-", "/dev/stderr"
loglevel = "warning"


def when_ready(server: object) -> None:
    """Print a line once the port is open, as the real site does."""
    print(os.environ["PUBLIC_URL"], flush=True)
