"""The least that a page of this house can cost: its web server, its middleware, and `SELECT 1` of the database."""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiying.config.settings")
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()


def one(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [path("", one)]

if __name__ == "__main__":
    from huiying.faces.cli.web import serve

    serve("127.0.0.1", int(sys.argv[1]), workers=1, threads=2, application="bench.floor:application")
