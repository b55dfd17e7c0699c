"""Whoever is leaving sees one page, whatever they ask for."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from mgapp.accounts.leaving.grace import leaves_at
from mgapp.accounts.middleware import BeforeViews, View

PAGE = "account_leaving"
STILL_OPEN = frozenset(
    {
        PAGE,
        "account_stay",
        "account_logout",
        "tracker:archive_file",
        # Asked before the archive is handed out.
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        # What somebody else shares, and what belongs to the browser.
        "tracker:shared",
        "tracker:shared_file",
        "tracker:health_link",
        "tracker:health_file",
        "tracker:appearance",
        "tracker:favicon",
        "tracker:manifest",
        "tracker:offline",
        "tracker:service_worker",
    }
)
"""What answers whoever is leaving; every other address leads to the one page."""


class OnlyLeaving(BeforeViews):
    """Leads whoever is leaving to the page that says so, whatever they ask for."""

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let through what is still open; it costs no query, the standing came with the login."""
        match = request.resolver_match
        if leaves_at(request.user) is None or (match and match.view_name in STILL_OPEN):
            return None
        return redirect(PAGE)
