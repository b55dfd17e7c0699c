"""The way in for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from mgapp.bodies.content_type import with_plain_type
from tracker.knowledge import knowledge
from tracker.knowledge.food_names import index

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgapp.settings")

application = with_plain_type(get_wsgi_application())
# Read before the port opens: no first visitor waits for it, a broken file is told here, and the
# workers, which are made of this process, share it all. So with the views, which Django would
# import when the first page is asked for, once more in each worker.
knowledge()
_ = get_resolver().url_patterns
# The names of the foods, taken apart for the search: half a second for whoever searched first.
index()
