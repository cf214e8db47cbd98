"""Settings, all read from the environment; the README's table explains each variable.

Secure by default: without variables this refuses to start for want of a SECRET_KEY,
rather than run with a known one.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from agenda.accounts.settings import ALLAUTH, provider
from agenda.languages import languages_in
from agenda.serving.address import public_origin
from agenda.serving.databases import databases
from agenda.serving.environment import flag, number, words
from agenda.serving.mail import mail_settings, origin
from agenda.serving.starting import HOW, unsafe

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = flag("DEBUG", False)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        f"Set SECRET_KEY to a long random text, for instance the output of {HOW}. `make demo` makes its own."
    )
# "localhost" stays, so that a container's health check is answered whatever the public name is.
ALLOWED_HOSTS = [*words("ALLOWED_HOSTS", "127.0.0.1,[::1]"), "localhost"]
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

# The address that a release names as its own. Its path is the one that every address of the site starts with.
PUBLIC_ADDRESS = os.environ.get("PUBLIC_ADDRESS", "http://localhost:8000/")
SUB_PATH = urlsplit(PUBLIC_ADDRESS).path.rstrip("/")
# What mails name as the site, whatever host a request names; "" on this machine alone.
PUBLIC_ORIGIN = public_origin(PUBLIC_ADDRESS)
if SUB_PATH:
    FORCE_SCRIPT_NAME = SUB_PATH
    SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = (
        f"{SUB_PATH}/"  # other sites of the same host have cookies of the same name
    )

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_filters",
    "simple_history",
    "django_htmx",
    "agenda",
]

MIDDLEWARE = [
    "agenda.models.about.asked_once",
    "agenda.serving.request_log.logged",
    "agenda.serving.language.by_address",
    "agenda.serving.headers.protected",
    "agenda.serving.tracking.untracked",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "agenda.serving.policy.PolicyMiddleware",
    "agenda.serving.outages.guarded",
    "agenda.serving.throttle.throttled",
    "agenda.exports.courtesy.counted",
    "agenda.serving.pages.kept",
    "agenda.serving.stack.roomy",
    "agenda.serving.replicas.routed",
    "agenda.models.vocabulary.read_once",
    "agenda.serving.input.without_nul",
    "agenda.serving.mergers.LedOn",
    "agenda.serving.indexing.indexed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "agenda.serving.bodies.limited",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "agenda.accounts.factors.required",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "agenda.urls"
WSGI_APPLICATION = "agenda.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "agenda.templatetags.agenda",
                "agenda.templatetags.asked",
                "agenda.templatetags.compared",
                "agenda.templatetags.dialogues",
                "agenda.templatetags.documents",
                "agenda.templatetags.frame",
                "agenda.templatetags.joined",
                "agenda.templatetags.lists",
                "agenda.templatetags.meetings",
                "agenda.templatetags.notes",
                "agenda.templatetags.pictures",
                "agenda.templatetags.recommended",
                "agenda.templatetags.site",
                "agenda.templatetags.terms",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agenda.views.house.house",
            ],
        },
    },
]

DATABASES = databases(os.environ.get("DATABASE_URL", ""), words("DATABASE_REPLICA_URL"), BASE_DIR)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts of tries at passwords, shared by all workers and containers: no second server is needed for it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "agenda_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so that nobody flushes their own count by making others
    }
}

# The door: django-allauth for desk and admin alike; see docs/security.md, "The door".
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "agenda.accounts.passwords.StrengthValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = int(number("SESSION_HOURS", 12) * 3600)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Administrators and reviewers must have an authenticator app or a passkey.
SECOND_FACTOR = flag("SECOND_FACTOR", not DEBUG)
# Sign-in by the office's own provider: nothing is asked of it unless one is named.
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "").strip()
OIDC_NAME = os.environ.get("OIDC_NAME", "").strip() or "OpenID"
# Mail goes out only where EMAIL_URL says how: smtp://user:password@host:587, smtps://… or smtp+tls://….
EMAIL_URL = os.environ.get("EMAIL_URL", "").strip()
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("EMAIL_FROM", "").strip() or "agenda@localhost"
globals().update(ALLAUTH | provider(OIDC_ISSUER, OIDC_NAME, os.environ) | mail_settings(EMAIL_URL))

# A folder of messages makes a language: decision 24.
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = languages_in(LOCALE_PATHS[0], LANGUAGE_CODE)
TIME_ZONE = "UTC"

STATIC_URL = f"{SUB_PATH}/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# No inline script or style anywhere, the admin included.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
CSRF_FAILURE_VIEW = "agenda.views.errors.form_refused"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

HTTPS = flag("HTTPS", not DEBUG)
if refused := unsafe(
    secret_key=SECRET_KEY,
    debug=DEBUG,
    https=HTTPS,
    hosts=ALLOWED_HOSTS,
    mails=bool(EMAIL_URL),
    origin=PUBLIC_ORIGIN,
):
    raise ImproperlyConfigured("\n".join(refused))
# HSTS for other names of the host, and for good, is the choice of whoever owns the domain, not of one site below it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [rf"^{SUB_PATH[1:]}/?(healthz|readyz)$"]
TRUST_PROXY = flag("TRUST_PROXY", False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A meeting edited with five documents and ten assessments posts more than Django's thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Where `manage.py release` writes and /downloads/ reads.
RELEASES_DIR = Path(os.environ.get("RELEASES_DIR", BASE_DIR / "releases"))

# With this on, nobody publishes an assessment of their own; the action refuses it, whatever the form shows.
FORBID_SELF_APPROVAL = flag("FORBID_SELF_APPROVAL", False)

# What /about/ says; `agenda.models.about` is the only reader.
OPERATOR = os.environ.get("OPERATOR", "").strip()
CONTACT = os.environ.get("CONTACT", "").strip()
ABOUT_TEXT = os.environ.get("ABOUT_TEXT", "").replace("\\n", "\n").strip()

# Readers may report an error on the pages of findings, meetings and documents; reviewers answer at the desk.
CORRECTIONS = flag("CORRECTIONS", True)

# A whole document may be pasted; texts over the desk's own limit are refused there with a message.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64_000_000

# Bytes of a body that somebody signed in may send: the four largest tables together, with their form.
LARGEST_UPLOAD = 110_000_000

# How often a network may ask for pictures, exports and searches: a factor, 0 for no limit. Half of a process's threads
# may be at what is slow.
ALLOWANCES = number("ALLOWANCES", 1)
WEB_THREADS = int(number("WEB_THREADS", 4))
# Bytes of public answers that each process keeps in memory; 0 keeps none.
PAGE_CACHE_BYTES = int(number("PAGE_CACHE_MB", 32) * 1_000_000)

# JSON for machines; `manage.py` writes words for people.
LOG_JSON = flag("LOG_JSON", not DEBUG)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "agenda.serving.request_log.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler"} | ({"formatter": "json"} if LOG_JSON else {})},
    "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO").upper()},
}
