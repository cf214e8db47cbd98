"""The program's own settings with what a test run must not need: secrets, hashing time, collected files."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ["DEBUG"] = "off"
os.environ["HTTPS"] = "off"
os.environ["SECOND_FACTOR"] = "off"

os.environ.setdefault("LOG_LEVEL", "WARNING")

os.environ.setdefault("ALLOWANCES", "0")  # a crawl asks for more pictures than any reader

from agenda.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
PAGE_CACHE_BYTES = (
    0  # a test that asks twice wants to be answered twice; tests/serving/test_pages.py turns it on
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
# A thread of the live server closes its connection with the answer, not when the browser hangs up.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# A file, not memory: threads and the live server then meet SQLite's real locks.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    scratch = Path(
        os.environ.get("TEST_SQLITE") or f"{tempfile.gettempdir()}/agenda-test-{os.getpid()}.sqlite3"
    )
    DATABASES["default"]["TEST"] = {"NAME": str(scratch)}  # noqa: F405
