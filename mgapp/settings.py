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

BASE_DIR = Path(__file__).resolve().parent.parent

# From the environment

DATA_DIR = environment.data_dir(BASE_DIR)
DEBUG = environment.is_on("DEBUG")
BIND = environment.bind()
PUBLIC_URL = environment.public_url(BIND.port)
DATABASE = environment.database(DATA_DIR)
SECRET_KEY = environment.secret_key(DATABASE) or environment.read_or_create_secret_key(
    DATA_DIR / "secret_key"
)
MAIL = environment.mail()
TRUSTED_PROXIES = environment.trusted_proxies()
SIGN_UP_IS_OPEN = environment.sign_up_is_open()
BACKUPS = environment.backups()
METRICS = environment.is_on("METRICS")
METRICS_TOKEN = os.environ.get("METRICS_TOKEN") or ""
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
    "allauth.mfa",
    "mgapp.accounts.apps.SessionsConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "mgapp.accounts",
    "mgapp.operations",
    "tracker",
]

MIDDLEWARE = [
    # The outermost: whatever happens further in, there is a number to find it by.
    "mgapp.watch.request_ids.numbered",
    *(["mgapp.watch.metrics.counted"] if METRICS else []),
    "mgapp.headers.carried.answers_stay_here",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    # With the headers; before anything that asks for a host, a session or the database.
    "mgapp.watch.probes.probes",
    # After the headers, so that static files carry them too.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After static files, which are compressed already. It adds random bytes of padding, and tokens
    # of forms are masked anew each time, so lengths tell nothing.
    "django.middleware.gzip.GZipMiddleware",
    "mgapp.trouble.sessions.KeptWherePossible",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mgapp.bodies.too_large.bodies_are_bounded",
    "mgapp.accounts.devices.seen.noted_when_seen",
    "mgapp.headers.carried.diaries_are_not_stored",
    "mgapp.headers.carried.varies_with_appearance",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Before anything is asked of whoever is leaving.
    "mgapp.accounts.leaving.middleware.OnlyLeaving",
    # After allauth's, which it asks.
    "mgapp.accounts.again.AsksAgain",
    "mgapp.accounts.limits.shared_links.SharedLinks",
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
        **DATABASE,
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
        # Some 50 KB each.
        "OPTIONS": {"MAX_ENTRIES": 100},
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
# Nothing of ours is for the pages of other sites.
WHITENOISE_ALLOW_ALL_ORIGINS = False

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
# Programs on this machine ask these without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _IS_HTTPS else 0
SESSION_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_SECURE = _IS_HTTPS
# Browsers take a cookie with this beginning from this very host alone, by https: a neighbour below
# the same domain cannot slip in one of its own.
_ONLY_THIS_HOST = "__Host-" if _IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{_ONLY_THIS_HOST}sessionid"
CSRF_COOKIE_NAME = f"{_ONLY_THIS_HOST}csrftoken"
# By it a browser is known again; it says nothing else, and lets nobody in.
DEVICE_COOKIE_NAME = f"{_ONLY_THIS_HOST}device"
# Forms carry the token, htmx sends the forms; no script of ours reads the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# Whether other sites below this host use https, and whether the host goes into the browsers' own
# list, is for the host's owner to decide, not for this app.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Browsers tell of what the policy blocked: to this site only, and only where somebody asks for it.
CSP_REPORTS = environment.is_on("CSP_REPORTS")
CSP_REPORT_PATH = "/csp-report/"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
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
        **({"upgrade-insecure-requests": True} if _IS_HTTPS else {}),
        **({"report-uri": [CSP_REPORT_PATH], "report-to": "csp"} if CSP_REPORTS else {}),
    },
}
# A page may use nothing of the device but the keys to log in with, and put a link on the clipboard.
# Only names that browsers know stand here: of others they would warn.
_SWITCHED_OFF = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "captured-surface-control"),
    *("clipboard-read", "compute-pressure", "display-capture", "encrypted-media", "fullscreen"),
    *("gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials"),
    *("payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "sync-xhr"),
    *("usb", "window-management", "xr-spatial-tracking"),
)
PERMISSIONS_POLICY: dict[str, list[str]] = {
    **{name: [] for name in _SWITCHED_OFF},
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
    "clipboard-write": ["self"],
}

# How much is read of what is sent; mgapp.bodies refuses a longer one before it is read.

# The longest form holds some notes of 2,000 characters and a few hundred short fields: a tenth of
# this, with each letter written as three bytes and each byte as three characters.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The longest list that can be ticked, symptoms and substances of a report, has some hundreds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# An archive is brought in alone.
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# Length and guessability, no rules about kinds of characters: see decision 21.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "mgapp.accounts.password.rules.NotTooLong"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "mgapp.accounts.password.rules.NotTheSite"},
    {"NAME": "mgapp.accounts.password.rules.NotOneRun"},
]

# Accounts: a name and a password. mgapp.accounts says where they differ from allauth's own.

AUTHENTICATION_BACKENDS = ["mgapp.accounts.backend.LoginAndPerson"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/day/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "mgapp.session_store"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "mgapp.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "mgapp.accounts.password.forms.LogInForm",
    "signup": "mgapp.accounts.password.forms.SignUpForm",
    "change_password": "mgapp.accounts.password.forms.PasswordChangeForm",
    "set_password": "mgapp.accounts.password.forms.PasswordSetForm",
    "reset_password": "mgapp.accounts.password.forms.PasswordResetForm",
    "reset_password_from_key": "mgapp.accounts.password.forms.PasswordFromLinkForm",
    "reauthenticate": "mgapp.accounts.password.forms.PasswordAgainForm",
}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "email"]
ACCOUNT_USERNAME_VALIDATORS = "mgapp.accounts.password.forms.NAME_VALIDATORS"
ACCOUNT_SESSION_REMEMBER = True
# Sign-up never tells that an address is known; who confirms it first keeps it.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Mg Diary: "
# Limits, for all workers together: an address, and a name, which may be guessed at from many. Those
# of shared links stand in mgapp.accounts.limits.shared_links.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # Wrong passwords, and wrong codes of a second factor
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    # Each is a mail to somebody who may not have asked for it.
    "reset_password": "20/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# Whoever has an IPv6 address has all of its network.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64
# Before what would hurt in the wrong hands, who is there is asked again after this many seconds.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600

MFA_ADAPTER = "mgapp.accounts.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "mgapp.accounts.second_factor.forms.AppCodesForm",
    "add_webauthn": "mgapp.accounts.second_factor.forms.AddPasskeyForm",
    "authenticate": "mgapp.accounts.second_factor.forms.CodeForm",
    "authenticate_webauthn": "mgapp.accounts.second_factor.forms.PasskeyForm",
    "edit_webauthn": "mgapp.accounts.second_factor.forms.RenamePasskeyForm",
    "login_webauthn": "mgapp.accounts.second_factor.forms.PasskeyLogInForm",
    "reauthenticate": "mgapp.accounts.second_factor.forms.CodeAgainForm",
    "reauthenticate_webauthn": "mgapp.accounts.second_factor.forms.PasskeyAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# An account has an address only where somebody wants one.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
# A clock may be half a minute off; a code still opens once only.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Mg Diary"
# Without a proxy that is named here, X-Forwarded-For is the visitor's word only.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

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
# Who is told of errors; mgapp.watch.error_mail says what, and what never.
ERROR_MAIL_TO = environment.error_mail_to(MAIL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logs: to standard error, in our own words (mgapp.watch.logs). Not Django's mail to administrators,
# which would carry the request.

_TO = ["console", "owner"] if ERROR_MAIL_TO else ["console"]
_LINES = {
    "plain": {
        "()": "mgapp.watch.logs.WithoutExceptionText",
        "format": "{asctime} {levelname} {name}: {message}",
        "style": "{",
    },
    "json": {"()": "mgapp.watch.logs.JsonLines"},
}
_FORMAT = environment.log_format()

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"only_our_words": {"()": "mgapp.watch.logs.OnlyOurWords"}},
    "formatters": {
        "line": _LINES[_FORMAT],
        "access": _LINES["json"] if _FORMAT == "json" else {"format": "%(asctime)s %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["only_our_words"],
            "formatter": "line",
        },
        "access": {"class": "logging.StreamHandler", "formatter": "access"},
        **({"owner": {"()": "mgapp.watch.error_mail.MailToOwner"}} if ERROR_MAIL_TO else {}),
    },
    "root": {"handlers": _TO, "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # What was not found or not allowed stands in the server's own line of the request.
        "django.request": {"level": "ERROR"},
        # Somebody asked for what is refused; no reason for a mail.
        "django.security": {"handlers": ["console"], "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "tracker": {"level": "INFO"},
        # It is the server that drops the body of an answer to HEAD; it need not say so each time.
        "gunicorn.http": {"level": "ERROR"},
        "gunicorn.error": {"handlers": _TO, "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}
