"""What the web server calls: the gate, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiying.config.settings")
_django = get_wsgi_application()

from huiying.config.gate import gated  # noqa: E402  the faces are read once Django stands

application = gated(_django)
