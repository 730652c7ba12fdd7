"""Django's settings. No legal value is ever written here; the law is in lawbook/."""

from datetime import timedelta

from csp.constants import NONE, SELF, UNSAFE_INLINE

from config import env
from mingheng import __version__
from mingheng.kit import installation

HOUR = 3600
MEGABYTE = 1 << 20

SECRET_KEY = env.secret("secret_key").hex()
MINGHENG_MASTER_KEY = env.secret("master_key")  # wraps the key of every case's personal facts

MINGHENG_LOG_ORIGIN = installation.log_origin()  # the name of this ledger, for ever
MINGHENG_LOG_KEY = env.secret_if_any("log_key")  # signs the checkpoints; only the worker needs it
MINGHENG_LOG_NEXT_KEY = env.secret_if_given("log_next_key")  # signs beside it while the key is being changed
MINGHENG_RECEIPT_KEY = env.secret("receipt_key")  # signs the receipts that acts are answered with, and no checkpoint
MINGHENG_SIGNER = env.folder("signer")  # what was signed last, kept apart from the database
MINGHENG_WITNESS_POLICY = env.file_text(
    "MINGHENG_WITNESS_POLICY", installation.witness_policy()
)  # who cosigns them, and how many are enough (c2sp.org/tlog-policy)

MINGHENG_PUBLISHED = env.folder_anywhere("MINGHENG_PUBLISHED", "published")  # the log as files, for a web server or a store
MINGHENG_MIRRORS = env.file_text("MINGHENG_MIRRORS")  # who may read the entries: a name and the SHA-256 of a token a line
# Where the holder of a paper finds the page that checks it.
MINGHENG_PUBLIC_URL = env.public_url()

MINGHENG_SM2_KEY = env.text("MINGHENG_SM2_KEY_FILE", "")  # signs the SM3 twin of the tree, where there must be one

MINGHENG_TSA_URL = env.text("MINGHENG_TSA_URL", "")  # who timestamps checkpoints (RFC 3161), if anybody
MINGHENG_TSA_ROOTS = env.file_text("MINGHENG_TSA_ROOTS")  # the certificates its replies must lead to, in PEM
MINGHENG_TSA_EVERY = env.one_of("MINGHENG_TSA_EVERY", {"day": timedelta(days=1), "hour": timedelta(hours=1)})

MINGHENG_BUILD = __version__  # written into every ledger entry

MINGHENG_DEMO = installation.is_demo()  # says so on every page

DEBUG = env.flag("MINGHENG_DEBUG")
BEHIND_HTTPS = env.flag("MINGHENG_HTTPS")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("MINGHENG_HOSTS")]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "csp",
    "mingheng.kit",
    "mingheng.ledger",
    "mingheng.law",
    "mingheng.organisation",
    "mingheng.subjects",
    "mingheng.draws",
    "mingheng.documents",
    "mingheng.evidence",
    "mingheng.cases",
    "mingheng.insight",
    "mingheng.supervision",
    "mingheng.desk",
    "mingheng.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingheng.desk.views.shell.navigation",
                "mingheng.supervision.views.beside_case.beside_case",
            ],
        },
    },
]

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.Officer"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "organisation:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_RESET_TIMEOUT = 24 * HOUR

SESSION_COOKIE_AGE = 8 * HOUR
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_FAILURE_VIEW = "mingheng.desk.views.errors.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"  # in a cookie: a session written is a commit

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # our own pages show our own PDF files in a frame
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * HOUR
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in env.words("MINGHENG_HOSTS")]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src-attr": [UNSAFE_INLINE],  # widths of bars and positions on scales are numbers in the page
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}}
}  # each process remembers for itself; nothing that counts is kept here

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "mingheng.kit.finders.PackagesFinder",
]
WHITENOISE_USE_FINDERS = True  # serve them from where they are; nothing to collect
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "documents": env.store(installation.files_dir() / "papers"),
    "evidence": env.store(installation.files_dir() / "evidence"),
    "previews": env.store(env.folder("previews")),  # made again when lost, so no backup carries them
}

MEDIA_ROOT = installation.files_dir()
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_TEMP_DIR = env.folder("incoming")  # on the disk the files stay on, so that keeping one is a rename
FILE_UPLOAD_HANDLERS = [
    "mingheng.kit.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MINGHENG_FONTS = env.words("MINGHENG_FONTS")  # folders with the bureau's own typefaces
MINGHENG_EXPORT = env.folder("export")  # made again from the dockets when lost, so no backup carries it
MINGHENG_SCAN_AT = env.local_time("MINGHENG_SCAN_AT", "02:30")  # when the nightly scan begins
MINGHENG_AUDIT_AT = env.local_time("MINGHENG_AUDIT_AT", "01:30")  # when the nightly audit of the record begins
MINGHENG_SCAN_MEMORY = env.size("MINGHENG_SCAN_MEMORY", "1GB")  # what the engine may take; the rest goes to the export folder
MAX_UPLOAD_MEGABYTES = env.number("MINGHENG_MAX_UPLOAD_MEGABYTES", 500)  # one request, all its files together
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FILES = 50
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
