"""The way in for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

from mgapp.bodies.content_type import with_plain_type

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgapp.settings")

application = with_plain_type(get_wsgi_application())
