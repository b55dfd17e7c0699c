"""The way in for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.knowledge import knowledge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgapp.settings")

application = get_wsgi_application()
# Read before the port opens: no first visitor waits for it, and a broken file is told here.
knowledge()
