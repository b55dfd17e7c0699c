"""The addresses that programs ask, not people: is it alive, is it ready, how much does it do."""

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from mgapp.watch import health

Answer = Callable[[HttpRequest], HttpResponse]

_LOOPBACK = {"127.0.0.1", "::1"}
# With one of these, somebody else is behind the proxy that asks.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def probes(get_response: Answer) -> Answer:
    """Answer the probes before session, language and login are looked at.

    They come by the machine's address, so the first two do not ask for a name in ALLOWED_HOSTS:
    what they say is the same for everyone, and holds no link that a wrong name could get into.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return get_response(request)
        try:
            return probe(request)
        except Http404:
            return get_response(request)

    return answer


def _only_read(probe: Answer) -> Answer:
    @wraps(probe)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = probe(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Length"] = str(len(response.content))
        return response

    return answer


@_only_read
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers; it asks nothing else of anybody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@_only_read
def readyz(_request: HttpRequest) -> HttpResponse:
    """Say whether people can be sent here; of each check one word, since strangers read it."""
    failing = health.failing()
    checks = {
        check.__name__: "not ok" if check.__name__ in failing else "ok" for check in health.CHECKS
    }
    return JsonResponse({"ready": not failing, "checks": checks}, status=503 if failing else 200)


@_only_read
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the numbers for Prometheus, to who may see them; to others there is no such page."""
    if not (settings.METRICS and _may_see_metrics(request)):
        raise Http404
    from mgapp.watch import metrics as numbers

    return HttpResponse(numbers.text(), content_type=numbers.CONTENT_TYPE)


def _may_see_metrics(request: HttpRequest) -> bool:
    # A page of another site may let its name point to this machine, so the name is looked at.
    request.get_host()
    if settings.METRICS_TOKEN:
        sent = request.headers.get("Authorization", "")
        return compare_digest(sent.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    return request.META.get("REMOTE_ADDR") in _LOOPBACK and not is_forwarded


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
