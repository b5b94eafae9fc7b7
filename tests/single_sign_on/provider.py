"""A provider of single sign-on in a process of its own: django-oauth-toolkit on loopback, with people who log in there.

`python -m tests.single_sign_on.provider PORT FOLDER BACK`. Whoever is called `wrong-…` gets a token with that fault.
"""

import sys
import time
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

CLIENT, SECRET, PASSWORD = "huiying", "what-both-know-0123456789", "a-password-over-there"
FAULTS = ("audience", "nonce", "issuer", "expired", "key", "unsigned", "azp")
PEOPLE = ("zhao", "nobody-here", "chen", *(f"wrong-{what}" for what in FAULTS))
FORM = '<form method="post">{% csrf_token %}{{ form }}<button>in</button></form>'


def private_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def configure(port, folder):
    from django.conf import settings

    settings.configure(
        SECRET_KEY="of-the-provider" * 4,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.single_sign_on.provider_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": FORM})],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        LOGIN_URL="/login/",
        SESSION_COOKIE_NAME="provider_session",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": private_key(),
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "who", "profile": "name", "email": "mail"},
            "OAUTH2_VALIDATOR_CLASS": "tests.single_sign_on.provider_tokens.Tokens",
        },
    )


def fill(back):
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, f"{name}@example.cn", PASSWORD)
    Application.objects.create(
        name=CLIENT,
        client_id=CLIENT,
        client_secret=SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        algorithm="RS256",
        skip_authorization=True,
        redirect_uris=back,
    )


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments):
        """Nothing: tests read what the house logs."""


def serve(port, folder, back):
    import django

    configure(port, folder)
    django.setup()
    fill(back)
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", port, get_wsgi_application(), Server, Quiet)
    (folder / "ready").write_text(str(time.time()))
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
