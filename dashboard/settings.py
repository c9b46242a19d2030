"""Settings: sound defaults for one machine, everything else from the environment."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR.mkdir(parents=True, exist_ok=True)

CC_BY_URL = "https://creativecommons.org/licenses/by/4.0/"


def _kept_secret(path: Path) -> str:
    """Return this machine's own key, made at the first start and readable by its owner alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


def _keep_file_private(name: str) -> None:
    """Make SQLite's file readable by its owner alone; what SQLite puts beside it then is, too."""
    path = Path(name)
    if not name.startswith((":", "file:")) and path.parent.is_dir() and not path.exists():
        path.touch(mode=0o600)


DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret(VAR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Scheme and host at which the public reaches the pages; by default where the reader found them.
SITE_URL = env.str("SITE_URL", default="")
# Says on every page that the figures are made up.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
# Whose figures these are; made-up ones belong to no city.
CITY_NAME_ZH = env.str("CITY_NAME_ZH", default="" if DEMONSTRATION else "抚州市")
CITY_NAME_EN = env.str("CITY_NAME_EN", default="" if DEMONSTRATION else "Fuzhou")
# Of another city's report a first start loads nothing; with this, none of Fuzhou's either.
START_EMPTY = env.bool("START_EMPTY", default=False)
# On which terms the data may be used: the city decides.
LICENCE = env.str("LICENCE", default="")
LICENCE_URL = env.str("LICENCE_URL") if LICENCE else CC_BY_URL
LICENCE = LICENCE or "CC BY 4.0"

INSTALLED_APPS = [
    "modeltranslation",
    "dashboard",
    "indicators",
    # Its pages are found where the URL table names them: no other command needs to load them.
    "indicators.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tables2",
    "import_export",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    # Around everything: nothing, kept or not, goes out over plain HTTP where HTTPS is asked for.
    "django.middleware.security.SecurityMiddleware",
    # Around the rest, so that kept answers too are counted, and open to other origins.
    "dashboard.api.middleware.ApiMiddleware",
    # Then, so that a page already made is answered before anything else runs.
    "dashboard.page_cache.PageCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Django's two for authentication and log-in; who is half logged in, or was away, is anonymous.
    "dashboard.accounts.middleware.AccountsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "dashboard.urls"
WSGI_APPLICATION = "dashboard.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "dashboard.static_edition.templates.Loader",
                    [
                        (
                            "django.template.loaders.filesystem.Loader",
                            [BASE_DIR / "dashboard" / "static_edition" / "templates"],
                        )
                    ],
                ),
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                ),
            ],
            "builtins": [
                "dashboard.templatetags.wording",
                "dashboard.templatetags.desk",
                "dashboard.templatetags.texts",
                "django.templatetags.i18n",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR / 'zhunsheng.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _keep_file_private(DATABASES["default"]["NAME"])
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A server that does not answer would keep readers waiting for minutes; those the URL names win.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
# A database that was started again is asked anew, instead of failing once in each thread.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# In this process alone: kept answers, and what visitors asked for in the running minute.
_OF_PROCESS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
    "rates": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "rates",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
CACHES = dict(_OF_PROCESS)
# Any name will do for a queue: each place of the site's files has its own.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    # In all processes together; while Redis is away, each has its own.
    for _name, _most in (("default", {"MAX_ENTRIES": 5_000}), ("rates", {})):
        CACHES[f"{_name}-of-process"] = _OF_PROCESS[_name]
        CACHES[_name] = {
            "BACKEND": "dashboard.redis_cache.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": _name,
            "OPTIONS": {"INSTEAD": f"{_name}-of-process", **_most},
        }
# For each visitor's address; 0 counts nothing.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=600)
# Of texts that a visitor without an account has checked.
READINGS_PER_MINUTE = env.int("READINGS_PER_MINUTE", default=10)
# When figures are due: days after the period's end (10), working days after it (5w), or the last
# working day of the month after it (last).
DUE_RULES = {
    frequency: env.str(f"DUE_{frequency.upper()}", default="10")
    for frequency in ("month", "quarter", "half_year", "year")
}
# Whoever owes fewer figures in the time of the league has no rank in it.
RANKING_FLOOR = env.int("RANKING_FLOOR", default=12)

AUTH_USER_MODEL = "indicators.Official"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator")
]
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": f"dashboard.accounts.password_validators.{name}"}
    for name in ("ThreeKinds", "NotThePresentOne")
]
# How long a link that sets a password is valid, from a letter or an administrator.
PASSWORD_RESET_TIMEOUT = 24 * 3600
CSRF_FAILURE_VIEW = "dashboard.views.errors.unverified"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGIN_FAILURES = env.int("LOGIN_FAILURES", default=5)
LOGIN_LOCK = 60 * env.int("LOGIN_LOCK_MINUTES", default=30)
# Whole offices stand behind one address: after so many failures it waits this long after each.
LOGIN_FAILURES_OF_ADDRESS = env.int("LOGIN_FAILURES_OF_ADDRESS", default=20)
LOGIN_SLOWED = env.int("LOGIN_SLOWED_SECONDS", default=60)
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE = 60 * env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_LONGEST = 3600 * env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# How many proxies name the visitor's address; behind HTTPS there is one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", default=int(HTTPS))
ACCOUNT_ADAPTER = "dashboard.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The adapter counts failures, for all processes together; allauth would count right ones too.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "change_password": None}
ACCOUNT_FORMS = {"change_password": "dashboard.accounts.password_expiry.ChangePasswordForm"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "dashboard.accounts.password_tokens.LinkTokens"  # noqa: S105 - a class
# Whoever sets a password by a link is in, even while strangers lock the account.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_USER_DISPLAY = "builtins.str"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "dashboard.accounts.code_forms.AuthenticateForm",
    "reauthenticate": "dashboard.accounts.code_forms.ReauthenticateForm",
    "add_webauthn": "dashboard.accounts.passkey_forms.AddPasskeyForm",
    "edit_webauthn": "dashboard.accounts.passkey_forms.EditPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Zhunsheng"
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys without HTTPS on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="统一身份认证")
OIDC_USERNAME_CLAIM = env.str("OIDC_USERNAME_CLAIM", default="preferred_username")
if OIDC_SERVER_URL:
    INSTALLED_APPS += [
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
    SOCIALACCOUNT_ADAPTER = "dashboard.accounts.single_sign_on.SingleSignOnAdapter"
    # A form that ends at another host is against the Content-Security-Policy; a link is not.
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": OIDC_NAME,
                    "client_id": env.str("OIDC_CLIENT_ID"),
                    "secret": env.str("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_SERVER_URL},
                }
            ],
        }
    }

# Without a server for mail nothing is sent, and no letter ends in the server's log.
globals().update(env.email_url("EMAIL_URL", default="dummymail://"))
EMAIL_CONFIGURED = bool(env.str("EMAIL_URL", default=""))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="zhunsheng@localhost")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "dashboard" / "locale", BASE_DIR / "indicators" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("zh-hans",)
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [path for path in [VAR / "assets"] if path.is_dir()]
# The small bundle comes from npm, the whole one from the Python package.
PLOTLY_SCRIPT = next(
    (
        f"plotly/{name}"
        for name in ("plotly-basic.min.js", "plotly.min.js")
        if (VAR / "assets" / "plotly" / name).exists()
    ),
    "",
)
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        # plotly.js opens an empty style element and fills it through the CSSOM.
        "style-src": [SELF, EMPTY_STYLE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
# Whoever watches the server asks it itself, not the proxy, and learns nothing that is secret.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# The site cannot know whether everything else under its name speaks HTTPS, and browsers that have
# once read the promise, or ship with it, hold everything to it for a year: a person decides.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
# With them, the checks that the operator has read and lives with, by their identifiers.
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
    *env.list("SILENCED_CHECKS", default=()),
]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

DJANGO_TABLES2_TEMPLATE = "dashboard/parts/table.html"
IMPORT_EXPORT_USE_TRANSACTIONS = True
# Without these whoever may open the administration may do both, whatever their rights.
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
SIMPLE_HISTORY_REVERT_DISABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "brief": {"()": "django.utils.log.CallbackFilter", "callback": "ext://dashboard.log.brief"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["brief"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
