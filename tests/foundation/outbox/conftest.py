"""A real SMTP server and a real SMS gateway on loopback, and a database whose transactions really commit."""

import json
import socket
import sqlite3
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import connection, connections

from huiying.foundation.ledger import guards


@pytest.fixture
def _guards_back(django_db_setup, django_db_blocker):
    """Set up before the database, so that it ends after the flush."""
    yield
    with django_db_blocker.unblock():
        guards.install(connection)


@pytest.fixture
def committing(_guards_back, transactional_db):
    """A database whose transactions commit; events can be emptied again only without their guards."""
    yield
    guards.drop(connection)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A server's TLS context for 127.0.0.1, and the file by which a client trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begun, datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public


@pytest.fixture
def in_threads(committing, tmp_path, monkeypatch):
    """A function that runs others at the same time, each in its thread with its connection, and returns their answers.

    SQLite's test database lies in memory, where threads lock each other's tables as no file does: they get a copy in a
    file. What they do there the test sees only through their answers.
    """

    def run(*functions):
        if connection.vendor == "sqlite":
            name = str(tmp_path / "copy.sqlite3")
            if connections.settings["default"]["NAME"] != name:
                with closing(sqlite3.connect(name)) as copy:
                    connection.connection.backup(copy)
                monkeypatch.setitem(connections.settings, "default", {**connections.settings["default"], "NAME": name})
        ready = threading.Barrier(len(functions))

        def answer(function):
            ready.wait()
            try:
                return function()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(answer, functions))

    return run


class Post:
    """What the mail server does: keeps mails, or answers as the test says."""

    def __init__(self):
        self.mails = []
        self.log_ins = []
        self.data_answers = []
        self.recipient_answer = None
        self.sender_answer = None
        self.hang_up = False

    def log_in(self, server, session, envelope, mechanism, data):
        self.log_ins.append((data.login, data.password, server.transport.get_extra_info("sslcontext") is not None))
        return AuthResult(success=data.password == b"lamp", handled=False)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.recipient_answer:
            return self.recipient_answer
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.data_answers.pop(0) if self.data_answers else "250 ok"
        if answer.startswith("250"):
            self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if self.hang_up:
            self.hang_up = False
            server.transport.abort()
        return answer


class RudeSMTP(SMTP):
    """Says good-bye in its own words."""

    async def smtp_QUIT(self, arg):  # noqa: N802
        await self.push("450 not yet")


@pytest.fixture
def mail_server(settings):
    """A function that starts the server and points the settings at it: plain, or with `starttls` or `smtps`."""
    running = []

    def start(user="", password="", *, rude=False, tls="", certificate=None):
        class OwnController(Controller):
            def _trigger_server(self):
                self.port = self.server.sockets[0].getsockname()[1]
                if self.ssl_context is None:
                    super()._trigger_server()
                    return
                anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
                with socket.create_connection((self.hostname, self.port)) as bare, anybody.wrap_socket(bare) as client:
                    client.recv(4)

            def factory(self):
                kind = RudeSMTP if rude else SMTP
                return kind(
                    self.handler,
                    hostname="mail.test",
                    authenticator=post.log_in,
                    auth_require_tls=False,
                    tls_context=certificate if tls == "starttls" else None,
                )

        post = Post()
        context = certificate if tls == "smtps" else None
        controller = OwnController(post, hostname="127.0.0.1", port=0, ssl_context=context)
        controller.start()
        running.append(controller)
        scheme = "smtps" if tls == "smtps" else "smtp"
        settings.MAIL_URL = f"{scheme}://{user}{'@' if user else ''}127.0.0.1:{controller.port}"
        settings.MAIL_PASSWORD = password
        settings.ADDRESS = "https://voice.example"
        settings.DEFAULT_FROM_EMAIL = "回应 <office@huiying.example>"
        return post

    yield start
    for controller in running:
        controller.stop()


class Gateway(BaseHTTPRequestHandler):
    """Keeps what is posted and answers with the status that the test set."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.path, dict(self.headers), json.loads(body)))
        status = self.server.answers.pop(0) if self.server.answers else 202
        if status is None:
            self.connection.close()
            return
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def finish(self):
        """A client that left early is no trouble."""
        with suppress(OSError):
            super().finish()

    def log_message(self, *args):
        """Silence."""


@pytest.fixture
def gateway(settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Gateway) as server:
        server.posts, server.answers = [], []
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send?office=1"
        settings.SMS_TOKEN = "token-of-the-office"
        yield server
        server.shutdown()
        thread.join()
