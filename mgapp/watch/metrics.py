"""Numbers for Prometheus: how many requests, of which page, how they ended, how long they took.

Imported only with METRICS=1. Labels are names out of our own code: no path, no id, no person.
"""

import os
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST as CONTENT_TYPE
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from mgapp.watch.routes import OF_PROBES, known_method

__all__ = ["CONTENT_TYPE", "counted", "text"]

REQUESTS = Counter("mgdiary_requests", "Requests that were answered.", ("method", "page", "status"))
SECONDS = Histogram(
    "mgdiary_request_seconds",
    "Time to an answer, or to the first byte of a file that is made while it leaves.",
    ("page",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def counted(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Count each request."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        page = _page_of(request)
        SECONDS.labels(page).observe(perf_counter() - began)
        REQUESTS.labels(known_method(request.method), page, response.status_code).inc()
        return response

    return answer


def text() -> bytes:
    """Return the numbers of all worker processes, as Prometheus reads them."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return generate_latest(registry)


def _page_of(request: HttpRequest) -> str:
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    if request.path_info in OF_PROBES:
        return request.path_info.lstrip("/")
    return "static" if request.path.startswith(settings.STATIC_URL) else "unknown"
