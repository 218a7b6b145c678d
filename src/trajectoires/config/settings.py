"""The settings, one module, by environment variables: ``docs/settings.md`` explains each of them.

Without any variable the site is complete on one machine: SQLite, files under ``var/``, mail to the
console. With them the same code serves a country.
"""

from __future__ import annotations

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from trajectoires.config import env, oidc
from trajectoires.config.logging import logging_config

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.text("VAR_DIR") or BASE_DIR / "var")

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key("SECRET_KEY", VAR_DIR)
# The links of letters already sent are signed: keys of before keep them alive.
SECRET_KEY_FALLBACKS = env.items("OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CONTACT = env.text("CONTACT")
TLS = env.flag("TLS")

# --- What the site is made of ---------------------------------------------------------------------------
# Visitors need no account and get no session before they sign in; nobody gets a message in a session.
INSTALLED_APPS = [
    "trajectoires.ui",
    "trajectoires.pages",
    "trajectoires.agenda",
    "trajectoires.learning",
    "trajectoires.support",
    "trajectoires.qualification",
    "trajectoires.diagnoses",
    "trajectoires.pathways",
    "trajectoires.trajectories",
    "trajectoires.facilitation",
    "trajectoires.people",
    "trajectoires.organisations",
    "trajectoires.operations",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "trajectoires.people.editors_app.EditorsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "trajectoires.config.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside everything that shapes an answer: what it keeps is ready to be sent.
    "trajectoires.pages.middleware.PageCacheMiddleware",
    # Safe here: an attacker who could make a browser ask for a private page already holds its secret, the
    # address; and forms carry a masked token (BREACH needs a known page that reflects chosen text).
    "django.middleware.gzip.GZipMiddleware",
    "trajectoires.config.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "trajectoires.config.middleware.EditorPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "trajectoires.people.middleware.StaySignedInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "trajectoires.qualification.middleware.DossierErrorsMiddleware",
    "trajectoires.diagnoses.middleware.DiagnosisErrorsMiddleware",
]
ROOT_URLCONF = "trajectoires.config.urls"
WSGI_APPLICATION = "trajectoires.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trajectoires.config.context.site",
            ],
        },
    }
]
FORM_RENDERER = "trajectoires.config.forms.QuickRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Data -----------------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'trajectoires.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"] |= {
        # One connection a thread for its whole life: opening it and setting pragmas costs more than a page.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer takes its lock at once: two writers wait for one another instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA temp_store=MEMORY;"
                "PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-16000;"
                # « Tout effacer » overwrites the pages instead of only unlinking them.
                "PRAGMA secure_delete=ON;"
            ),
        },
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
else:
    raise ImproperlyConfigured("DATABASE_URL attend sqlite:// ou postgres://.")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# The other processes, for the event streams: none, and one process serves all (docs/decisions/0019).
REDIS_URL = env.text("REDIS_URL")

# --- Language and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Static files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or VAR_DIR / "static")
# Pictures and documents of editors only: an accounts file never reaches a storage.
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "trajectoires.ui.storage.BundledStorage"
    },
}
WHITENOISE_MAX_AGE = 600

# --- Uploads: memory only, bounded ------------------------------------------------------------------------
MEGABYTE = 1_000_000
UPLOAD_MAX_MB = env.integer("UPLOAD_MAX_MB", 60, least=1)
UPLOAD_TOTAL_MAX_MB = env.integer("UPLOAD_TOTAL_MAX_MB", 120, least=1)
UPLOAD_MAX_FILES = env.integer("UPLOAD_MAX_FILES", 10, least=1)
READ_MAX_LINES = env.integer("READ_MAX_LINES", 1_000_000, least=1)
FILE_UPLOAD_HANDLERS = ["trajectoires.config.uploads.MemoryOnlyUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# --- Editorial site -----------------------------------------------------------------------------------------
SITE_ADDRESS = env.text("SITE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
CONTENT_DIR = Path(env.text("CONTENT_DIR") or BASE_DIR / "content")
PAGE_CACHE_ENTRIES = env.integer("PAGE_CACHE_ENTRIES", 1000)
WAGTAIL_SITE_NAME = "Trajectoires"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAILADMIN_USER_LOGIN_FORM = "trajectoires.pages.admin.signing_in.SignInForm"
WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAIL_I18N_ENABLED = False
# Our own words are in French only: an editor half in another language would be worse than French.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Paris", "America/Cayenne", "America/Guadeloupe", "America/Martinique", "America/Miquelon",
    "America/St_Barthelemy", "America/Marigot", "Indian/Mayotte", "Indian/Reunion", "Pacific/Noumea",
    "Pacific/Tahiti", "Pacific/Wallis",
]  # fmt: skip
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILREDIRECTS_AUTO_CREATE = True
# Milliseconds after the last key: a draft is a whole form sent, a preview a whole page made.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 1000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * MEGABYTE
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link"]},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_NAME = "__Host-seance" if TLS else "seance"
SESSION_COOKIE_SECURE = TLS
# Not « Strict »: a browser would not send it after a link of a webmail, and the link by which an editor
# chooses a password would always be « expired ». Forms are protected by their own token.
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LETTER_RATE = env.text("LETTER_RATE", "20/h")
PROPOSAL_RATE = env.text("PROPOSAL_RATE", "20/h")
LOGIN_RATE = env.text("LOGIN_RATE", "20/h")

# --- Accounts of visitors: an address and a code, no password (docs/decisions/0013) -----------------------
# Allauth opens the session and asks for the second factor; codes, pages and mails are ours, and so none of
# its own addresses is mapped.
ACCOUNT_ADAPTER = "trajectoires.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Attempts at a second code are counted by account: allauth would write network addresses in the cache.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key"}
MFA_ADAPTER = "trajectoires.people.mfa.SecondCodeAdapter"
MFA_TOTP_ISSUER = "Trajectoires"
MFA_TOTP_TOLERANCE = 1
# An identity provider may stand in for the code: its button shows when the three are given.
OIDC_SERVER = env.text("OIDC_SERVER")
OIDC_CLIENT = env.text("OIDC_CLIENT")
OIDC_SECRET = env.text("OIDC_SECRET")
OIDC_NAME = env.text("OIDC_NAME", "ProConnect") if OIDC_SERVER and OIDC_CLIENT and OIDC_SECRET else ""
OIDC_SCOPE = env.items("OIDC_SCOPE", "openid,email")
SOCIALACCOUNT_ADAPTER = "trajectoires.people.provider.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = oidc.providers(
    name=OIDC_NAME, server=OIDC_SERVER, client=OIDC_CLIENT, secret=OIDC_SECRET, scope=OIDC_SCOPE
)
SIGN_IN_RATE = env.text("SIGN_IN_RATE", "30/h")
CODE_RATE = env.text("CODE_RATE", "5/h")

# --- Rates, lifetime --------------------------------------------------------------------------------------
DEPOSIT_RATE = env.text("DEPOSIT_RATE", "60/h")
MAIL_RATE = env.text("MAIL_RATE", "10/h")
# A hall behind one Wi-Fi comes in within a minute; whoever guesses codes does not:
# the computation is in facilitation/views/rates.py.
SEAT_RATE = env.text("SEAT_RATE", "1500/m")
WRONG_CODE_RATE = env.text("WRONG_CODE_RATE", "30/m")
ALL_WRONG_CODES_RATE = env.text("ALL_WRONG_CODES_RATE", "300/m")
STRICT_WRONG_CODE_RATE = env.text("STRICT_WRONG_CODE_RATE", "2/m")
RETENTION_DAYS = env.integer("RETENTION_DAYS", 30, least=1)
REVISIONS_KEPT = env.integer("REVISIONS_KEPT", 30, least=2)
RATELIMIT_IP_META_KEY = "trajectoires.config.network.client_address"

# --- Mail -------------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", True)
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "trajectoires@localhost")

# --- Security ---------------------------------------------------------------------------------------------
BEHIND_PROXY = env.flag("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^sante$"]
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000) if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # frame-ancestors 'none' says what X-Frame-Options would
    "security.W005",  # other names under the domain are not ours to decide for
    "security.W021",  # neither is the browsers' preload list
]
SECURE_CONTENT_TYPE_NOSNIFF = True
# Links are keys: nothing of an address leaves for another site. Not « no-referrer », under which browsers
# send « Origin: null » with our own forms, which CSRF protection must refuse (docs/decisions/0006).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "__Host-jeton" if TLS else "jeton"
CSRF_COOKIE_AGE = None
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "trajectoires.config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Logs -------------------------------------------------------------------------------------------------
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(level=env.text("LOG_LEVEL", "INFO"), form=env.text("LOG_FORMAT", "json"))
