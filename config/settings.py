"""Django's settings. No legal value is ever written here; the law is in lawbook/."""

from config import env
from mingheng import __version__
from mingheng.kit import installation
from mingheng.kit.paths import data_dir

SECRET_KEY = env.secret("secret_key").hex()
MINGHENG_MASTER_KEY = env.secret("master_key")  # wraps the key of every case's personal facts

MINGHENG_BUILD = __version__  # written into every ledger entry

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
    "mingheng.documents",
    "mingheng.evidence",
    "mingheng.cases",
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
            ],
        },
    },
]

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

OFFICERS_EXIST = (installation.postgres.Path(__file__).parents[1] / "mingheng/organisation/models.py").exists()
AUTH_USER_MODEL = "organisation.Officer" if OFFICERS_EXIST else "auth.User"  # only until the room is there
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = data_dir() / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = installation.files_dir()
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
