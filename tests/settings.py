"""The product's settings on an empty data folder of its own, so that no office on this machine is touched or read."""

import os
import tempfile
from pathlib import Path

from huiying.foundation.keys.ring import create_keys

OF_TESTS = ("HUIYING_TEST_DATA", "HUIYING_SOAK")
_folder = tempfile.TemporaryDirectory(prefix="huiying-tests-")
for _name in [name for name in os.environ if name.startswith("HUIYING_") and name not in OF_TESTS]:
    del os.environ[_name]
os.environ["HUIYING_DATA"] = _folder.name
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser of a journey keeps a loop that other tests meet
create_keys(Path(_folder.name) / "keys")
(Path(_folder.name) / "static").mkdir()

from huiying.config.settings import *  # noqa: E402, F403  after the folder is named

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose; its choice has a test
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
