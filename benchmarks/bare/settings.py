"""What `startproject` sets up, with the database, the logs and the way in of the real site."""

import os
from pathlib import Path

from mgapp import settings as site

BASE_DIR = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ["DATA_DIR"])

SECRET_KEY = site.SECRET_KEY
BIND = site.BIND
PUBLIC_URL = site.PUBLIC_URL
LOGGING = site.LOGGING
ALLOWED_HOSTS = site.ALLOWED_HOSTS

# Opened anew by each request, which is Django's own default.
DATABASES = {
    "default": {
        **site.DATABASES["default"],
        "NAME": DATA_DIR / "bare.sqlite3",
        "CONN_MAX_AGE": 0,
    }
}
DEFAULT_AUTO_FIELD = site.DEFAULT_AUTO_FIELD
USE_TZ = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

ROOT_URLCONF = "bare.urls"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
