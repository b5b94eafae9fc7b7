"""Django's settings, made from `config.env`. Nothing else reads the environment."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from csp.constants import NONE, SELF

from huiying.config.env import WrongSetting, read

env = read()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.data
KEYS = env.folder("HUIYING_KEYS", DATA / "keys")

DEBUG = env.flag("HUIYING_DEBUG")
HTTPS = env.flag("HUIYING_HTTPS")
ALLOWED_HOSTS = env.names("HUIYING_HOSTS")
ADDRESS = env.text("HUIYING_ADDRESS").rstrip("/")
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
PROXIES = env.number("HUIYING_PROXIES", 0, 5)
FREE_PER_ADDRESS = env.number("HUIYING_FREE_PER_ADDRESS", 5, 100_000)


def _django_secret() -> str:
    path = KEYS / "django"
    return path.read_text("ascii").strip() if path.exists() else "no-office-yet-" + "0" * 50


SECRET_KEY = _django_secret()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "huiying.foundation.ledger",
    "huiying.foundation.office",
    "huiying.foundation.people",
    "huiying.foundation.files",
    "huiying.foundation.tables",
    "huiying.foundation.outbox",
    "huiying.foundation.search",
    "huiying.foundation.likeness",
    "huiying.listen.voices",
    "huiying.listen.boxes",
    "huiying.listen.mail",
    "huiying.listen.duty",
    "huiying.serve.casework",
    "huiying.serve.appeals",
    "huiying.serve.mediation",
    "huiying.serve.aid",
    "huiying.serve.notices",
    "huiying.serve.coordination",
    "huiying.serve.commitments",
    "huiying.serve.decisions",
    "huiying.serve.matters",
    "huiying.serve.supervision",
    "huiying.judge.ratings",
    "huiying.judge.checks",
    "huiying.judge.contacts",
    "huiying.judge.scorecards",
    "huiying.improve.improvements",
    "huiying.improve.insight",
    "huiying.loop",
    "huiying.faces.look",
    "huiying.faces.public",
    "huiying.faces.desk",
    "huiying.faces.api",
    "huiying.faces.open311",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "huiying.faces.look.middleware.PageMiddleware",
]

ROOT_URLCONF = "huiying.config.urls"
WSGI_APPLICATION = "huiying.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(str(path) for path in PACKAGE.glob("faces/*/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "huiying.faces.look.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "huiying.faces.look.templatetags.hy",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    url = env.text("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "huiying.config.sqlite",
            "NAME": str(DATA / "huiying.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"synchronous": env.one_of("HUIYING_SYNCHRONOUS", "FULL", "NORMAL")},
        }
    try:
        database = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    except ValueError as err:
        raise WrongSetting("DATABASE_URL", "…", "a postgresql:// address, or empty for SQLite") from err
    if database.get("ENGINE") != "django.db.backends.postgresql":
        raise WrongSetting("DATABASE_URL", "…", "a postgresql:// address, or empty for SQLite")
    return database | {"ENGINE": "huiying.config.postgresql"}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Staff"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "desk:login"

SESSION_COOKIE_NAME = "hy_session"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "hy_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "huiying.faces.look.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the machine itself, and tells nothing
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would turn the Origin of our own forms into null
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}

# An essay of a million characters is refused by the form with a sentence; what is larger never reaches it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["huiying.faces.look.uploads.UploadHandler"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "hy_language"
LOCALE_PATHS = sorted(str(path) for path in PACKAGE.glob("**/locale"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("HUIYING_ZONE")
try:
    ZoneInfo(TIME_ZONE)
except (ZoneInfoNotFoundError, ValueError) as err:
    raise WrongSetting("HUIYING_ZONE", TIME_ZONE, "an IANA time zone such as Asia/Shanghai") from err

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

MAIL_URL = env.text("HUIYING_MAIL")
MAIL_PASSWORD = env.secret("HUIYING_MAIL_PASSWORD_FILE")
DEFAULT_FROM_EMAIL = env.text("HUIYING_MAIL_FROM") or "huiying@localhost"
MAILBOX = env.mailbox("HUIYING_IMAP")
MAILBOX_PASSWORD = env.secret("HUIYING_IMAP_PASSWORD_FILE")
MAILBOX_DONE = env.text("HUIYING_IMAP_DONE")
SMS_URL = env.text("HUIYING_SMS_URL")
SMS_TOKEN = env.secret("HUIYING_SMS_TOKEN_FILE")
CLAMD = env.scanner("HUIYING_CLAMD")

OIDC_ISSUER = env.provider("HUIYING_OIDC_ISSUER")
OIDC_CLIENT = env.text("HUIYING_OIDC_CLIENT")
OIDC_SECRET = env.secret("HUIYING_OIDC_SECRET_FILE")
OIDC_CLAIM = env.text("HUIYING_OIDC_CLAIM")

API_ORIGINS = env.names("HUIYING_API_ORIGINS")
PRIVATE_WEBHOOKS = env.flag("HUIYING_PRIVATE_WEBHOOKS")

SIGNER_URL = env.text("HUIYING_SIGNER").rstrip("/")
SIGNER_KEY = env.text("HUIYING_SIGNER_KEY")
SIGNER_TOKEN = env.secret("HUIYING_SIGNER_TOKEN_FILE")
CHECKPOINT_SECONDS = env.number("HUIYING_CHECKPOINT_SECONDS", 1, 86_400)
LOG_FOLDER = env.text("HUIYING_LOG_FOLDER")

BACKUP_FOLDER = env.file("HUIYING_BACKUP_FOLDER")
BACKUP_DAYS = env.number("HUIYING_BACKUP_DAYS", 1, 3_650)
BACKUP_KEY = env.file("HUIYING_BACKUP_KEY_FILE")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"huiying": {"level": "INFO"}},
}
