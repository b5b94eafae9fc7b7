"""E-mail by SMTP (RFC 5321), as plain text in UTF-8."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from huiying.foundation.outbox.transports.parcel import Parcel
from huiying.foundation.outbox.troubles import BAD_ADDRESS, CONNECTION, NO_TLS, REFUSED, WRONG_SETTING, Undelivered

TIMEOUT_SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>")
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
MOST_REFERENCES = 20
"""The first of a conversation, and the last ones: a header of a long quarrel would be cut off by servers."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over. `user` is empty when the server asks for none."""

    host: str
    port: int
    user: str
    implicit_tls: bool


class _PlainIds(EmailPolicy):
    """Writes the ids of a thread as they are: Python would wrap a long one into an encoded word that nobody reads."""

    IDS = frozenset({"in-reply-to", "references"})

    def fold(self, name: str, value: Any) -> str:
        if name.lower() in self.IDS:
            return f"{name}: {f'{self.linesep} '.join(str(value).split())}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in self.IDS:
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


_POLICY = _PlainIds(linesep=SMTP.linesep)


def is_configured() -> bool:
    return bool(settings.MAIL_URL)


def is_address(to: str) -> bool:
    """Whether mail can be addressed to it: one address, nothing else, in letters that every server takes."""
    try:
        validate_email(to)
        _address(to)
    except (ValidationError, ValueError):
        return False
    return True


def send(parcel: Parcel) -> None:
    """Hand the mail to the server. Raises Undelivered; with `for_good` when the server refuses recipient or content.

    When the connection breaks after the text was sent, nobody can tell whether the server kept it: the mail is sent
    again under the same Message-ID.
    """
    server, mail = _server(settings.MAIL_URL), compose(parcel)
    try:
        _hand_over(server, mail)
    except smtplib.SMTPRecipientsRefused as err:
        ((code, _),) = err.recipients.values()
        raise _refused(code) from err
    except smtplib.SMTPDataError as err:
        raise _refused(err.smtp_code) from err
    except smtplib.SMTPResponseException as err:
        trouble = WRONG_SETTING if err.smtp_code >= 500 else CONNECTION
        raise Undelivered(f"{trouble}:{err.smtp_code}") from err
    except smtplib.SMTPNotSupportedError as err:
        raise Undelivered(WRONG_SETTING) from err
    except (smtplib.SMTPException, OSError) as err:
        raise Undelivered(CONNECTION) from err


def _hand_over(server: Server, mail: EmailMessage) -> None:
    connection = _connected(server)
    try:
        _log_in(connection, server)
        connection.send_message(mail)
        with suppress(smtplib.SMTPException, OSError):  # the mail is taken, however the server says good-bye
            connection.quit()
    finally:
        connection.close()


def compose(parcel: Parcel) -> EmailMessage:
    """The mail as it is sent. Raises Undelivered when the address is none."""
    if not is_address(parcel.to):
        raise Undelivered(BAD_ADDRESS, for_good=True)
    mail = EmailMessage(policy=_POLICY)
    mail["To"] = _address(parcel.to)
    mail["From"] = settings.DEFAULT_FROM_EMAIL
    mail["Subject"] = _CONTROL.sub(" ", parcel.subject).strip()
    mail["Date"] = format_datetime(parcel.now)
    mail["Message-ID"] = f"<{parcel.id}@{own_host()}>"
    ids = _thread_ids(parcel)
    mail["Auto-Submitted"] = "auto-replied" if ids else "auto-generated"  # RFC 3834: no holiday notice answers it
    if ids:
        mail["In-Reply-To"], mail["References"] = ids[-1], " ".join(ids)
    mail.set_content(parcel.text, charset="utf-8", cte="base64")
    if parcel.calendar:
        _add_calendar(mail, parcel.calendar)
    return mail


def _add_calendar(mail: EmailMessage, calendar: str) -> None:
    """As the other way to read the mail (RFC 6047, 2.4), and as a file for programs that show no invitations."""
    found = _METHOD.search(calendar)
    method = {"method": found[1]} if found else {}
    mail.add_alternative(calendar, subtype="calendar", charset="utf-8", cte="base64", params=method)
    mail.add_attachment(calendar.encode(), maintype="text", subtype="calendar", filename="meeting.ics", params=method)


def _thread_ids(parcel: Parcel) -> list[str]:
    """The ids of the conversation, the mail that is answered last; empty where it has none that can be sent."""
    if parcel.thread is None or not _MESSAGE_ID.fullmatch(parcel.thread.in_reply_to):
        return []
    before = [one for one in parcel.thread.references if _MESSAGE_ID.fullmatch(one)]
    ids = list(dict.fromkeys(one for one in before if one != parcel.thread.in_reply_to))
    kept = ids if len(ids) < MOST_REFERENCES else [ids[0], *ids[2 - MOST_REFERENCES :]]
    return [*kept, parcel.thread.in_reply_to]


def own_host() -> str:
    """The host of the office's address, else that of its sender."""
    return urlsplit(settings.ADDRESS).hostname or settings.DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")[2]


def _address(to: str) -> Address:
    """Raises ValueError for what is no plain ASCII address; a Chinese domain becomes its ASCII form (IDNA)."""
    name, _, domain = to.rpartition("@")
    if not name.isascii() or '"' in name:
        raise ValueError
    return Address(username=name, domain=domain.encode("idna").decode("ascii"))


def _server(url: str) -> Server:
    try:
        parts = urlsplit(url)
        return Server(_host(parts), parts.port or PORTS[parts.scheme], unquote(parts.username or ""), _is_smtps(parts))
    except (ValueError, KeyError) as err:
        raise Undelivered(WRONG_SETTING) from err


def _host(parts: SplitResult) -> str:
    if not parts.hostname:
        raise ValueError
    return parts.hostname


def _is_smtps(parts: SplitResult) -> bool:
    return {"smtp": False, "smtps": True}[parts.scheme]


def _connected(server: Server) -> smtplib.SMTP:
    if server.implicit_tls:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, own_host(), timeout=TIMEOUT_SECONDS, context=context)
    connection = smtplib.SMTP(server.host, server.port, own_host(), timeout=TIMEOUT_SECONDS)
    try:
        connection.ehlo_or_helo_if_needed()
        if connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
    except BaseException:
        connection.close()
        raise
    return connection


def _log_in(connection: smtplib.SMTP, server: Server) -> None:
    """A password leaves this machine only through an encrypted connection."""
    if not server.user:
        return
    if not isinstance(connection.sock, ssl.SSLSocket) and server.host not in LOOPBACK:
        raise Undelivered(NO_TLS)
    connection.login(server.user, settings.MAIL_PASSWORD)


def _refused(code: int) -> Undelivered:
    """5yz is for good, 4yz may be tried again (RFC 5321 section 4.2.1)."""
    return Undelivered(f"{REFUSED}:{code}", for_good=code >= 500)
