"""A mail from its bytes (RFC 5322; MIME by RFC 2045 to 2049). What is broken is read as well as it can be."""

import hashlib
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from huiying.core.mail.automatic import automatic
from huiying.core.mail.bodies import MOST_CHARACTERS, body_of
from huiying.core.mail.decoding import decoded_header
from huiying.core.mail.letter import Enclosed, Letter
from huiying.core.mail.returns import returned

MOST_PARTS = 200
MOST_DEPTH = 20
MOST_IDS = 50
_ID = re.compile(r"<[^<>\s]{1,250}>")
_ADDRESS = re.compile(r"[^\s@<>\"(),:;]{1,64}@[^\s@<>\"(),:;]{1,190}")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
# Python's parser takes time by the square of the length of such a line.
_LONG_CONTENT = re.compile(rb"^content-[a-z-]{1,30}:(?:[^\n]|\n[ \t]){4000}", re.IGNORECASE | re.MULTILINE)
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_KEYED = frozenset({b"message-id", b"from", b"date", b"subject"})
# Signatures of machines: they say nothing to a person, and no keeper of files would take them.
_NO_FILES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})


def _plain_value(_name: str, value: str) -> str:
    return value


_AS_WRITTEN: Any = policy.EmailPolicy(header_factory=_plain_value, refold_source="none")
"""Headers are not taken apart when they are looked at, which takes seconds for a hostile one, but read by `header`."""


class MailUnreadable(ValueError):
    """Not even the parts of it can be told apart."""


def mail_key(raw: bytes) -> str:
    """64 hex digits: the same for the same mail however often and by whichever way it was delivered.

    SHA-256 over Message-ID, sender, date, subject and everything below the head; not over what servers add on the way.
    """
    head, _break, body = _split(raw)
    lines = [line for line in _FOLDED.sub(b" ", head).splitlines() if line.partition(b":")[0].strip().lower() in _KEYED]
    kept = sorted(b":".join(part.strip() for part in line.partition(b":")[::2]) for line in lines)
    digest = hashlib.sha256(b"huiying mail v1\n" + b"\n".join(kept) + b"\n\n")
    digest.update(body.replace(b"\r\n", b"\n").rstrip())
    return digest.hexdigest()


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    found = _HEAD_END.search(raw)
    return (raw[: found.start()], found[0], raw[found.end() :]) if found else (raw, b"", b"")


def read_mail(raw: bytes) -> Letter:
    """Raises MailUnreadable."""
    if _LONG_CONTENT.search(raw):
        raise MailUnreadable("header")
    try:
        mail = BytesParser(EmailMessage, policy=_AS_WRITTEN).parsebytes(raw)
        return _letter(mail)
    except MailUnreadable:
        raise
    except Exception as err:  # the library raises what it happens to raise on hostile input, deep nesting among it
        raise MailUnreadable(type(err).__name__) from err


def _letter(mail: EmailMessage) -> Letter:
    parts = list(_leaves(mail, 0))
    kept, left = parts[:MOST_PARTS], max(0, len(parts) - MOST_PARTS)
    name, address = _sender(header(mail, "From"))
    text = body_of(kept)
    subject = header(mail, "Subject")
    answers = (*_ids(header(mail, "In-Reply-To")), *reversed(_ids(header(mail, "References"))))
    heads = _heads(mail)
    came_back = returned(mail.get_content_type(), heads, address, subject, [*_all_parts(mail, 0)], text)
    return Letter(
        message_id=next(iter(_ids(header(mail, "Message-ID"))), ""),
        answers=tuple(dict.fromkeys(answers))[:MOST_IDS],
        sender=address,
        sender_name=name,
        subject=subject,
        text=text,
        enclosed=tuple(_enclosed(kept)),
        automatic=None if came_back else automatic(heads, subject),
        returned=came_back,
        parts_left=left,
    )


def header(mail: "Message[Any, Any]", name: str) -> str:
    """The first header of this name with its encoded words read; "" where there is none."""
    wanted = name.lower()
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == wanted), "")
    return decoded_header(raw)


def _heads(mail: "Message[Any, Any]") -> dict[str, str]:
    """By lower-case name: the first header of each name, as `header` reads it."""
    heads: dict[str, str] = {}
    for name, value in mail.raw_items():
        if name.lower() not in heads:
            heads[name.lower()] = decoded_header(str(value))
    return heads


def _ids(text: str) -> list[str]:
    return _ID.findall(text)


def _sender(text: str) -> tuple[str, str]:
    """Display name and address; the last thing that looks like an address where the header is broken."""
    try:
        name, address = parseaddr(text)
    except RecursionError:  # of brackets in brackets
        name, address = "", ""
    if not _ADDRESS.fullmatch(address):
        found = _ADDRESS.findall(text)
        name, address = text.partition("<")[0] if found else "", found[-1] if found else ""
    name = " ".join(name.replace('"', " ").split())
    return ("" if name.lower() == address.lower() else name), address


def _all_parts(part: "Message[Any, Any]", depth: int) -> Iterator["Message[Any, Any]"]:
    """Every part with its containers, outside in. Raises MailUnreadable below MOST_DEPTH."""
    if depth > MOST_DEPTH:
        raise MailUnreadable("depth")
    yield part
    if part.is_multipart():
        for one in part.get_payload():
            assert isinstance(one, Message)
            yield from _all_parts(one, depth + 1)


def _leaves(part: "Message[Any, Any]", depth: int) -> Iterator["Message[Any, Any]"]:
    """The parts that hold something; of alternatives the plain text where it says anything."""
    if depth > MOST_DEPTH:
        raise MailUnreadable("depth")
    if not part.is_multipart():
        yield part
        return
    inner = [one for one in part.get_payload() if isinstance(one, Message)]
    if part.get_content_type() == "multipart/alternative":
        inner = _best(inner)
    for one in inner:
        yield from _leaves(one, depth + 1)


def _best(alternatives: "list[Message[Any, Any]]") -> "list[Message[Any, Any]]":
    plain = [one for one in alternatives if one.get_content_type() == "text/plain" and body_of([one]).strip()]
    others = [one for one in alternatives if not one.get_content_type().startswith("text/")]
    rich = [one for one in alternatives if one.get_content_type().startswith(("text/html", "multipart/"))]
    return [plain[0], *(one for one in others if one not in rich)] if plain else rich or alternatives


def _enclosed(parts: "list[Message[Any, Any]]") -> Iterator[Enclosed]:
    for number, part in enumerate(parts, 1):
        kind = part.get_content_type()
        name = _file_name(part)
        if kind in _NO_FILES or (kind.startswith("text/") and not name and not _is_attached(part)):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            yield Enclosed(name or _made_up_name(kind, number), kind, data)


def _is_attached(part: "Message[Any, Any]") -> bool:
    return header(part, "Content-Disposition").lower().startswith("attachment")


def _file_name(part: "Message[Any, Any]") -> str:
    """As it was given, in RFC 2231 or in encoded words; without any folder."""
    try:
        name = part.get_filename() or ""
    except Exception:  # broken RFC 2231 values raise what they happen to raise
        name = ""
    return decoded_header(str(name)).replace("\\", "/").rpartition("/")[2][:120]


def _made_up_name(kind: str, number: int) -> str:
    ending = re.sub(r"[^a-z0-9]", "", kind.rpartition("/")[2].lower())[:8] or "bin"
    return f"{number}.{ {'jpeg': 'jpg', 'plain': 'txt'}.get(ending, ending) }"


__all__ = ["MOST_CHARACTERS", "MailUnreadable", "header", "mail_key", "read_mail"]
