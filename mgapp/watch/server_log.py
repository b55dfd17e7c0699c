"""What gunicorn writes about a request: when, how, which page, and how it ended."""

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from mgapp.watch.request_ids import ID_IN_ENVIRON, ROUTE_IN_ENVIRON
from mgapp.watch.routes import known_method, route_of

# Nothing else of the request: no query, sender or headers; and of its address only the route.
FORMAT = "%(method)s %(route)s %(status)s %(seconds)ss %(bytes)sB [%(request)s]"


class ServerLog(Logger):
    """Gunicorn's log, with the numbers of the requests."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Write the line of a request that was answered."""
        route = environ.get(ROUTE_IN_ENVIRON) or route_of(environ.get("PATH_INFO") or req.path)
        values = {
            "method": known_method(req.method),
            "route": route,
            "status": resp.status_code,
            "seconds": round(request_time.total_seconds(), 6),
            "bytes": getattr(resp, "sent", None),
            "request": environ.get(ID_IN_ENVIRON),
        }
        self.access_log.info(FORMAT, values)
