"""Notices that a mail did not arrive: in the form of RFC 3464, and as many servers write them."""

import re
from collections.abc import Mapping, Sequence
from email.message import Message
from typing import Any

from huiying.core.mail.decoding import decoded, decoded_header
from huiying.core.mail.letter import Returned

MOST_READ = 200_000
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mailerdaemon|mail-daemon)@", re.IGNORECASE)
_SUBJECT = re.compile(
    r"undeliver|returned mail|mail delivery (?:failed|failure|system)|delivery status notification|delivery has failed"
    r"|delivery failure|failure notice|delivery problem|退信|退回|投递失败|发送失败|无法送达|未送达|未能送达",
    re.IGNORECASE,
)
_ID = re.compile(r"<?([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,120}@[A-Za-z0-9.-]{1,120})>?")
_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ACTION = re.compile(r"(?im)^action:\s*([a-z]+)")


def returned(
    kind: str,
    heads: Mapping[str, str],
    sender: str,
    subject: str,
    parts: "Sequence[Message[Any, Any]]",
    text: str,
) -> Returned | None:
    """None where the mail is no such notice, or only tells of a delay. `parts`: all of them, outside in."""
    is_report = kind == "multipart/report" and _is_delivery_report(parts)
    if not is_report and not (_looks_like_one(heads, sender) and _SUBJECT.search(subject)):
        return None
    said = [_payload(part) for part in parts if part.get_content_type() == "message/delivery-status"]
    actions = {action.lower() for one in said for action in _ACTION.findall(one)}
    if actions and "failed" not in actions:
        return None
    status = next(iter(_STATUS.findall("\n".join([*said, text[:MOST_READ]]))), "")
    return Returned(tuple(dict.fromkeys(_named(parts, heads, text))), status)


def _is_delivery_report(parts: "Sequence[Message[Any, Any]]") -> bool:
    return any(part.get_content_type() == "message/delivery-status" for part in parts)


def _looks_like_one(heads: Mapping[str, str], sender: str) -> bool:
    no_sender = heads.get("return-path", "").replace(" ", "") == "<>"
    return no_sender or "x-failed-recipients" in heads or bool(_DAEMON.match(sender))


def _payload(part: "Message[Any, Any]") -> str:
    """The text of a part; of a delivery status the fields of each recipient, which the library makes parts of."""
    if part.is_multipart():
        return "\n\n".join(str(one) for one in part.get_payload())
    data = part.get_payload(decode=True)
    return decoded(data)[:MOST_READ] if isinstance(data, bytes) else ""


def _named(parts: "Sequence[Message[Any, Any]]", heads: Mapping[str, str], text: str) -> list[str]:
    """Every id that may be that of the mail: of what was sent back first, then what the notice answers or quotes."""
    back = [_message_id(part) for part in parts[1:]]
    heads_back = [_payload(part) for part in parts if part.get_content_type() == "text/rfc822-headers"]
    answers = [heads.get("in-reply-to", ""), heads.get("references", "")]
    return [f"<{one}>" for where in (*back, *heads_back, *answers, text[:MOST_READ]) for one in _ID.findall(where)]


def _message_id(part: "Message[Any, Any]") -> str:
    return next((decoded_header(str(v)) for name, v in part.raw_items() if name.lower() == "message-id"), "")
