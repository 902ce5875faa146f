"""Every setting of Coppice. What an administrator may choose comes from COPPICE_…, listed in docs/operating.md."""

from pathlib import Path

import django_stubs_ext
from django.utils.csp import CSP

from coppice.config.environment import WrongSetting, database, env, env_flag, env_list, secret_key
from coppice.config.house import INSTALLED_APPS  # noqa: F401 — a setting

django_stubs_ext.monkeypatch()  # lets forms and managers say what they hold, ModelForm[Person], while running too

CODE = Path(__file__).resolve().parent.parent
HOME = Path(env("HOME", str(CODE.parent / ".coppice"))).resolve()
(HOME / "static").mkdir(parents=True, exist_ok=True)

# How this server runs

DEMO = env_flag("DEMO")
DEBUG = env_flag("DEBUG")
PRODUCTION = env_flag("PRODUCTION")
if PRODUCTION and (DEMO or DEBUG):
    raise WrongSetting("COPPICE_PRODUCTION is on, so COPPICE_DEMO and COPPICE_DEBUG must be off.")

SECRET_KEY = secret_key(HOME)
KEY_IS_IN_HOME = not env("SECRET_KEY")
COMMUNITY_NAME = env("COMMUNITY_NAME", "Coppice")
BASE_URL = env("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if PRODUCTION else []
SIGN_UP = env("SIGN_UP", "open")
SIGN_UP_DOMAINS = env_list("SIGN_UP_DOMAINS")
if SIGN_UP not in {"open", "invitation", "domain"}:
    raise WrongSetting(f"COPPICE_SIGN_UP is “{SIGN_UP}”; say open, invitation or domain.")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "coppice.kernel.input.PlainInputMiddleware",
    "coppice.accounts.identity.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "coppice.accounts.languages.LanguageMiddleware",
    "coppice.accounts.time_zones.TimeZoneMiddleware",
    "coppice.audience.viewing.ViewerMiddleware",
    "coppice.kernel.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "coppice.config.urls"
WSGI_APPLICATION = "coppice.config.wsgi.application"

TAGS = [f"coppice.ui.templatetags.{name}" for name in ("said", "kept", "stamp")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", *TAGS],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coppice.ui.context.look",
                "coppice.home.places.shell",
            ],
        },
    }
]
FORM_RENDERER = "coppice.ui.forms.FormRenderer"

# Where things are kept

DATABASES = {"default": database(env("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = HOME / "files"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }
}
TASKS = {"default": {"BACKEND": "coppice.queue.backend.QueueBackend"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_FILE = int(env("LARGEST_FILE_MB", "50")) * 1024 * 1024
LARGEST_TEXT = 6 * 1024 * 1024
BACKUPS = env("BACKUPS", "no" if DEMO else str(HOME / "backups"))
BACKUPS_HOUR, BACKUPS_DAYS = int(env("BACKUPS_HOUR", "2")), int(env("BACKUPS_DAYS", "7"))
BACKUPS_MONTHS = int(env("BACKUPS_MONTHS", "12"))
KEPT_FOLDERS = ["transfers", "mail"]  # besides files/, what pages show of COPPICE_HOME

# People and sessions

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "coppice.accounts.joining.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "coppice.accounts.forms.SignUpForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_MAX_EMAIL_ADDRESSES = 8
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "coppice.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "coppice.ui.views.csrf_failure"

LOOK_UP_LINKS = env_flag("LOOK_UP_LINKS", True)  # for those who allow it
NETWORK = "coppice.outside.network.Network"
LIVE_PORT = int(env("LIVE_PORT", "0"))  # of the live process, where browsers reach it themselves; `serve` says

COOLING_OFF_DAYS = int(env("COOLING_OFF_DAYS", "7"))

# The browser

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [
        CSP.SELF,
        *(f"http://{host}:{LIVE_PORT}" for host in ALLOWED_HOSTS if LIVE_PORT and host[0].isalnum()),
    ],
    "media-src": [CSP.SELF, "blob:"],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
}
INSTALLABLE = env_flag("INSTALLABLE", True)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION and env_flag("TLS_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
X_FRAME_OPTIONS = "DENY"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Mail

DEFAULT_FROM_EMAIL = env("MAIL_FROM", f"{COMMUNITY_NAME} <coppice@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("MAIL_HOST", "localhost"),
            "port": int(env("MAIL_PORT", "25")),
            "username": env("MAIL_USER"),
            "password": env("MAIL_PASSWORD"),
            "use_tls": env_flag("MAIL_TLS"),
            "timeout": 20,
        },
    }
}
if DEMO:
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": HOME / "mail"},
    }

# Mail that comes in; without a domain there is none

INBOUND_DOMAIN = env("INBOUND_DOMAIN", "mail.localhost" if DEMO else "").lower()
INBOUND_HOST, INBOUND_PORT = env("INBOUND_HOST", "127.0.0.1"), int(env("INBOUND_PORT", "2525" if DEMO else "0"))
INBOUND_SECRET = env("INBOUND_SECRET")
INBOUND_AUTHSERV = env("INBOUND_AUTHSERV").lower()
INBOUND_LARGEST = int(env("INBOUND_LARGEST_MB", "25")) * 1024 * 1024

# Words and time

LANGUAGE_CODE = "en-gb"
PSEUDO_LANGUAGE = "ar-xb"  # English with its letters dressed up, from right to left: shows what was forgotten
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
if DEMO or DEBUG:
    LANGUAGES.append((PSEUDO_LANGUAGE, "⟦Ëñğļîšħ⟧"))
TIME_ZONE = env("TIME_ZONE", "Europe/London")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
}
