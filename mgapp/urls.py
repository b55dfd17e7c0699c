"""The addresses of the site: all of them are the app's."""

from django.urls import include, path

urlpatterns = [path("", include("tracker.urls"))]
