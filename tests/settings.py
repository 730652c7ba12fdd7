"""The product's settings with a throw-away data folder and a fast password hasher."""

import atexit
import os
import shutil
import tempfile

os.environ.pop("DATABASE_URL", None)  # tests make their own server and never touch a real one
os.environ["MINGHENG_DATA"] = tempfile.mkdtemp(prefix="mingheng-test-")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs a loop in the thread where tests ask the database
atexit.register(shutil.rmtree, os.environ["MINGHENG_DATA"], ignore_errors=True)

from config.settings import *  # noqa: E402, F403  # the data folder has to be chosen before the settings look for it

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MINGHENG_LOG_KEY = None  # a test that signs takes a key and a memory of its own
