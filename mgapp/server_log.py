"""What gunicorn writes about a request: when, how, which path, and how it ended."""

from typing import Any

from gunicorn.glogging import Logger

from mgapp.logs import without_key

# Time, method, path, status, seconds. Nothing else of the request: no query, sender or headers.
FORMAT = "%(t)s %(m)s %(U)s %(s)s %(L)ss"


class ServerLog(Logger):
    """Gunicorn's log with the path as it was sent, still quoted, so that it stays on one line."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> Any:
        """Return the values that FORMAT may use."""
        return {**super().atoms(resp, req, environ, request_time), "U": without_key(req.path)}
