"""Mails as they really come: shaped like those of the programs and servers that people use."""

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

SENT = format_datetime(datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
LAMPS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"
LI = '"李桂英" <li@example.org>'


def lines(*rows: str) -> str:
    return "\r\n".join(rows)


def word(text: str, charset: str = "utf-8") -> str:
    """One encoded word (RFC 2047)."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def head(number: int = 1, *, subject: str = "路灯不亮", sender: str = "", **more: str) -> str:
    """The usual headers; `more` with underscores for hyphens, in front."""
    rows = [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    sender = sender or f"{word('李桂英')} <li@example.org>"
    rows += [f"From: {sender}", "To: voice@liuxi.example", f"Date: {SENT}", f"Message-ID: <mail-{number}@example.org>"]
    return lines(*rows, f"Subject: {word(subject) if not subject.isascii() else subject}", "MIME-Version: 1.0", "")


def plain(text: str = LAMPS, number: int = 1, charset: str = "utf-8", **more: str) -> bytes:
    """Plain text in base64."""
    kind = f'Content-Type: text/plain; charset="{charset}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    body = base64.encodebytes(text.encode(charset)).decode().replace("\n", "\r\n")
    return (head(number, **more) + kind + body).encode()


def part(kind: str, data: bytes, *, more: Mapping[str, str] | None = None) -> bytes:
    rows = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64"]
    rows += [f"{name}: {value}" for name, value in (more or {}).items()]
    return lines(*rows, "", "").encode() + base64.encodebytes(data).replace(b"\n", b"\r\n")


def attached(name: str, data: bytes, kind: str = "application/octet-stream") -> bytes:
    return part(kind, data, more={"Content-Disposition": f'attachment; filename="{name}"'})


def text_part(text: str, kind: str = "plain", charset: str = "utf-8") -> bytes:
    return part(f'text/{kind}; charset="{charset}"', text.encode(charset))


def multipart(kind: str, parts: Sequence[bytes], boundary: str = "b1") -> bytes:
    """The body part with its own header."""
    inner = b"".join(b"--" + boundary.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + inner + f"--{boundary}--".encode()
    )


def mail(body: bytes, number: int = 1, **more: str) -> bytes:
    return head(number, **more).encode() + body


def png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return out.getvalue()


def postfix_bounce(message_id: str, *, action: str = "failed", status: str = "5.1.1", number: int = 90) -> bytes:
    """RFC 3464, as Postfix writes it: the text, the status, the head of what came back."""
    said = "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message\n"
    state = lines(
        "Reporting-MTA: dns; mx.example.org",
        "X-Postfix-Queue-ID: 4Z0AbC",
        "",
        "Final-Recipient: rfc822; li@example.org",
        f"Action: {action}",
        f"Status: {status}",
        "Diagnostic-Code: smtp; 550 5.1.1 <li@example.org>: Recipient address rejected",
        "",
    )
    back = lines(
        "From: office@huiying.example", "To: li@example.org", f"Message-ID: {message_id}", "Subject: Re: x", "", ""
    )
    parts = [
        b"Content-Type: text/plain; charset=us-ascii\r\n\r\n" + said.encode(),
        b"Content-Type: message/delivery-status\r\n\r\n" + state.encode(),
        b"Content-Type: text/rfc822-headers\r\n\r\n" + back.encode(),
    ]
    body = multipart("report; report-type=delivery-status", parts)
    sender = "MAILER-DAEMON@mx.example.org (Mail Delivery System)"
    return mail(
        body, number, sender=sender, subject="Undelivered Mail Returned to Sender", Auto_Submitted="auto-replied"
    )


def exchange_bounce(message_id: str, number: int = 91) -> bytes:
    """Exchange: HTML first, the status in the middle, the whole mail behind."""
    state = lines(
        "Reporting-MTA: dns;ex.gov.example",
        "",
        "Final-Recipient: rfc822;li@example.org",
        "Action: failed",
        "Status: 5.2.2",
        "",
    )
    back = lines("From: office@huiying.example", f"Message-ID: {message_id}", "Subject: Re: x", "", "text", "")
    parts = [
        multipart("alternative", [text_part("您的邮件未送达"), text_part("<b>您的邮件未送达</b>", "html")], "b2"),
        b"Content-Type: message/delivery-status\r\n\r\n" + state.encode(),
        b"Content-Type: message/rfc822\r\n\r\n" + back.encode(),
    ]
    body = multipart("report; report-type=delivery-status", parts)
    sender = "Microsoft Outlook <postmaster@gov.example>"
    return mail(body, number, sender=sender, subject="未送达: 路灯", In_Reply_To=message_id)


def qq_bounce(message_id: str, number: int = 92) -> bytes:
    """QQ: no report at all, words and the id somewhere in them."""
    told = "抱歉，您的邮件被退回来了……\n收件人邮件地址不存在，邮件无法送达。"
    text = f"{told}\n原邮件 Message-ID: {message_id}\n550 5.1.1 Mailbox not found"
    return plain(text, number, charset="gb18030", sender="PostMaster@qq.com", subject="系统退信/Systems bounce")
