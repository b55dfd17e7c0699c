"""The addresses of the site: the accounts', and all others are the app's."""

from django.urls import include, path

from mgapp.accounts.limits.too_many import too_many
from mgapp.headers.csp_reports import csp_report

urlpatterns = [
    path("accounts/", include("mgapp.accounts.urls")),
    path("csp-report/", csp_report, name="csp_report"),
    path("", include("tracker.urls")),
]

# allauth asks for it where a limit is reached.
handler429 = too_many
handler400 = "mgapp.bodies.too_large.not_understood"
# Where the database is out of reach too, whatever was being done.
handler500 = "mgapp.trouble.unavailable.error_page"
