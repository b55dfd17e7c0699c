"""The settings of the site, read from the environment; README.md lists the variables.

Every `manage.py` command imports this file, so it stays quick: no import of a framework's parts,
and the only files it touches are the data folder and the secret key in it.
"""

import os
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from mgapp import environment
from mgapp.secret_key import read_or_create_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# From the environment

DATA_DIR = environment.data_dir(BASE_DIR)
DEBUG = environment.is_on("DEBUG")
BIND = environment.bind()
PUBLIC_URL = environment.public_url(BIND.port)
SECRET_KEY = os.environ.get("SECRET_KEY") or read_or_create_secret_key(DATA_DIR / "secret_key")
MAIL = environment.mail()
# A name for this start of the server, the same in all its workers: another one may be another
# version, whose pages look otherwise.
STARTED_AS = token_hex(8)

# The app

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "mgapp.accounts",
    "tracker",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    # After the headers, so that static files carry them too.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After static files, which are compressed already. It adds random bytes of padding, and tokens
    # of forms are masked anew each time, so lengths tell nothing.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mgapp.middleware.diaries_are_not_stored",
    "mgapp.middleware.varies_with_appearance",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "mgapp.urls"
WSGI_APPLICATION = "mgapp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mgapp.context.public_address",
                "mgapp.context.frame",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data

DATABASES = {
    "default": {
        **environment.database(DATA_DIR),
        # A read inside a transaction would take SQLite's write lock too; `tracker.actions` opens
        # its own transactions.
        "ATOMIC_REQUESTS": False,
    },
}

CACHES = {
    "default": {
        # One count of attempts for all workers; a migration of mgapp.accounts makes the table.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # So many that nobody pushes their own count out by trying other names.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "pages": {
        # Parts of pages for a minute, in each worker's own memory: see tracker/views/kept_html.py.
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mgapp.static_storage.HashedWhereCollected"},
}
# Serves the files at their plain names as well, for a start without `collectstatic`.
WHITENOISE_USE_FINDERS = True

# Who may ask, and how

_HOST = urlsplit(PUBLIC_URL).hostname or ""
_IS_HTTPS = PUBLIC_URL.startswith("https://")

ALLOWED_HOSTS = [f"[{_HOST}]" if ":" in _HOST else _HOST, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# With https, a proxy in front of gunicorn holds the certificate. Gunicorn believes its
# X-Forwarded-Proto where it comes from FORWARDED_ALLOW_IPS (this machine, unless said otherwise)
# and tells Django, so there is no SECURE_PROXY_SSL_HEADER here that would believe everyone.
SECURE_SSL_REDIRECT = _IS_HTTPS
SECURE_SSL_HOST = urlsplit(PUBLIC_URL).netloc
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _IS_HTTPS else 0
SESSION_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_SECURE = _IS_HTTPS
# Whether other sites below this host use https, and whether the host goes into the browsers' own
# list, is for the host's owner to decide, not for this app.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        # Bootstrap draws its own small icons with data addresses.
        "img-src": ["'self'", "data:"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "worker-src": ["'self'"],
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Accounts: a name and a password. mgapp.accounts says where they differ from allauth's own.

AUTHENTICATION_BACKENDS = ["mgapp.accounts.backend.LoginAndPerson"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/day/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "mgapp.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "mgapp.accounts.forms.LogInForm",
    "signup": "mgapp.accounts.forms.SignUpForm",
    "change_password": "mgapp.accounts.forms.PasswordChangeForm",
    "set_password": "mgapp.accounts.forms.PasswordSetForm",
    "reset_password": "mgapp.accounts.forms.PasswordResetForm",
    "reset_password_from_key": "mgapp.accounts.forms.PasswordFromLinkForm",
}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "email"]
ACCOUNT_USERNAME_VALIDATORS = "mgapp.accounts.forms.NAME_VALIDATORS"
ACCOUNT_SESSION_REMEMBER = True
# Sign-up never tells that an address is known; who confirms it first keeps it.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Mg Diary: "
# The limit on wrong passwords: an address, and a name, which may be guessed at from many.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
# Without a proxy that is named here, X-Forwarded-For is the visitor's word only.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies()

# Mail: only with EMAIL_URL, and only when someone signs up or asks for a new password.

SENDS_MAIL = MAIL.is_sent
EMAIL_BACKEND = f"django.core.mail.backends.{MAIL.backend}.EmailBackend"
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.use_starttls
EMAIL_USE_SSL = MAIL.use_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or f"Mg Diary <mgdiary@{_HOST}>"

# Logs: to standard error, without query strings and without the text of exceptions. No mail to
# administrators, which would carry the request.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_query": {"()": "mgapp.logs.WithoutQuery"}},
    "formatters": {
        "plain": {
            "()": "mgapp.logs.WithoutExceptionText",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "bare": {"format": "{message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_query"],
            "formatter": "plain",
        },
        "access": {"class": "logging.StreamHandler", "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "tracker": {"level": "INFO"},
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}
