"""The way in for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.knowledge import knowledge
from tracker.knowledge.food_names import index

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgapp.settings")

application = get_wsgi_application()
# Read before the port opens: no first visitor waits for it, and a broken file is told here.
knowledge()
# The names of the foods, taken apart for the search: half a second for whoever searched first.
index()
