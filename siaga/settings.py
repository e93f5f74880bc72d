"""Settings: read from the environment once (``environment.py``), the same file for demo, tests and production."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from siaga import environment

HOME = environment.home()
SIAGA_NOW = environment.standing_now()
SIAGA_MODE = os.environ.get("SIAGA_MODE", "serve")
"""``serve`` (production), ``demo`` or ``test``; set by the commands, never by hand."""
DEBUG = environment.truth("SIAGA_DEBUG", False)
SECRET_KEY = os.environ.get("SIAGA_SECRET_KEY") or environment.kept_secret(HOME, "secret-key")
LEDGER_VEIL_KEY = environment.kept_secret(HOME, "ledger-veil-key")
BASE_URL = os.environ.get("SIAGA_BASE_URL", "").rstrip("/")
_base = urlsplit(BASE_URL)
OWN_TLS = environment.truth("SIAGA_TLS", False)
"""Set by ``siaga serve --tls-cert``: the server itself speaks HTTPS, no proxy does."""
HTTPS = _base.scheme == "https" or OWN_TLS
ALLOWED_HOSTS = [
    host
    for host in ("localhost", "127.0.0.1", "[::1]", _base.hostname or "", *environment.listed("SIAGA_ALLOWED_HOSTS"))
    if host
]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    # Before allauth: its pages are overridden by ours of the same name.
    "siaga.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "siaga.kit",
    "siaga.paper",
    "siaga.ledger",
    "siaga.intake",
    "siaga.wilayah",
    "siaga.elections",
    "siaga.desk",
    "siaga.instruments",
    "siaga.reporting",
    "siaga.logistics",
    "siaga.readiness",
    "siaga.kerawanan",
    "siaga.planning",
    "siaga.deployment",
    "siaga.contingency",
    "siaga.rakor",
    "siaga.briefing",
    "siaga.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "siaga.api.middleware.HeadAsGet",
    "siaga.api.middleware.ApiProblems",
    "siaga.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "siaga.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "siaga.web.middleware.CurrentActor",
    "siaga.web.accounts.middleware.SessionSeen",
    "siaga.web.accounts.middleware.FirstSetUp",
    "siaga.web.accounts.middleware.SecondFactorRequired",
    "siaga.web.middleware.ProblemPages",
]

ROOT_URLCONF = "siaga.urls"
CSRF_FAILURE_VIEW = "siaga.web.errors.csrf_failure"
FORM_RENDERER = "siaga.kit.forms.Renderer"
WSGI_APPLICATION = "siaga.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "siaga.kit.templatetags.kit",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "siaga.web.context.frame",
            ],
        },
    },
]

_sqlite = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged write survives a power cut. Tests may lose one.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA mmap_size=134217728; PRAGMA synchronous="
    + ("NORMAL;" if SIAGA_MODE == "test" else "FULL;"),
}
DATABASES = {"default": environment.database(HOME)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _sqlite
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # A file, as in use: the in-memory test database of Django locks whole tables between threads.
    DATABASES["default"]["TEST"] = {"NAME": HOME / f"test-{os.getpid()}.sqlite3"}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

AUTH_USER_MODEL = "desk.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if SIAGA_MODE == "demo":
    PASSWORD_HASHERS = ["siaga.demo.hashing.SampleHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "siaga.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "siaga.web.accounts.forms.LoginForm",
    "change_password": "siaga.web.accounts.forms.ChangePasswordForm",
    "set_password": "siaga.web.accounts.forms.SetPasswordForm",
    "reauthenticate": "siaga.web.accounts.forms.ReauthenticateForm",
}
# A command post signs in behind one address: wide by address, narrow by account.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/akun/masuk/"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SIAGA_PROXIES") or 0)
"""How many proxies of ours stand before the server; their X-Forwarded-For is then believed for rate limits."""
MFA_ADAPTER = "siaga.web.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Siaga"
MFA_TOTP_TOLERANCE = 1
MFA_KEY = environment.kept_secret(HOME, "mfa-key")
MFA_FORMS = {
    "authenticate": "siaga.web.accounts.forms.CodeForm",
    "reauthenticate": "siaga.web.accounts.forms.CodeAgainForm",
    "activate_totp": "siaga.web.accounts.forms.EnrolForm",
}
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.truth("EMAIL_USE_TLS", EMAIL_PORT == 587)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or EMAIL_HOST_USER or "siaga@localhost"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 60 * 60 * 12

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/v1/health$"]
# HTTPS without our own certificate means a proxy, which must set this header itself (docs/operations.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and not OWN_TLS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Subdomains and the browsers' preload list belong to the owner of the domain, who may add both at the proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 300
"""A report may carry several photographs in each row of a repeat."""

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "uploads"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The bundler hashes file names; WhiteNoise serves them from the package itself.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 60 * 60
# Whatever the bundler wrote carries the hash of its content in its name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.*/built/.+[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$"
# Shared by all processes of this machine: the counters of sign-in attempts and API calls.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if SIAGA_MODE == "test"
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
API_READS_PER_MINUTE = environment.whole_number("SIAGA_API_READS", 600)
API_WRITES_PER_MINUTE = environment.whole_number("SIAGA_API_WRITES", 120)
"""Calls of one account in a minute."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"siaga": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
