"""The addresses of the site: the accounts', and all others are the app's."""

from django.urls import include, path

from mgapp.accounts.too_many import too_many

urlpatterns = [
    path("accounts/", include("mgapp.accounts.urls")),
    path("", include("tracker.urls")),
]

# allauth asks for it where a limit is reached.
handler429 = too_many
