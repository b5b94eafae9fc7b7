"""The words of a mail: plain text as it is, HTML as text."""

import re
from collections.abc import Sequence
from email.message import Message
from html import unescape
from typing import Any

from huiying.core.mail.decoding import decoded, decoded_header

MOST_CHARACTERS = 2_000_000
"""More words than that in one part are left in the original."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_EMPTY_LINES = re.compile(r"\n{3,}")
_UNSHOWN = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "head", "title")}


def body_of(parts: "Sequence[Message[Any, Any]]") -> str:
    """The text parts that are no files, one below the other."""
    texts = [_text(part) for part in parts if _is_body(part)]
    return tidy("\n\n".join(text for text in texts if text.strip()))


def tidy(text: str) -> str:
    """Line ends as \\n, no blanks at line ends, at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = (line.rstrip(" \t\u00a0") for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _is_body(part: "Message[Any, Any]") -> bool:
    if part.get_content_type() not in ("text/plain", "text/html", "text/enriched"):
        return False
    given = next((str(value) for name, value in part.raw_items() if name.lower() == "content-disposition"), "")
    return not decoded_header(given).lower().startswith("attachment")


def _text(part: "Message[Any, Any]") -> str:
    data = part.get_payload(decode=True)
    words = decoded(data if isinstance(data, bytes) else b"", _charset(part))[:MOST_CHARACTERS]
    return as_text(words) if part.get_content_type() == "text/html" else words


def _charset(part: "Message[Any, Any]") -> str:
    try:
        return str(part.get_content_charset() or "")
    except Exception:  # a broken parameter raises what it happens to raise
        return ""


def as_text(html: str) -> str:
    """HTML as a person reads it. What no parser can take is freed of its tags."""
    from inscriptis import get_text

    html = _without_unshown(html)
    bare = unescape(_TAG.sub(" ", html))
    try:
        words = str(get_text(html)) if bare.strip() else ""
    except Exception:  # lxml and its users raise what they happen to raise on broken input
        return bare
    return words if words.strip() else bare


def _without_unshown(html: str) -> str:
    """Without scripts, styles and heads; what never ends stays. In one walk: a mail may open a million of them."""
    kept: list[str] = []
    place, endless = 0, set[str]()
    for tag in _UNSHOWN.finditer(html):
        name = tag[1].lower()
        if tag.start() < place or name in endless:
            continue
        if (end := _ENDS[name].search(html, tag.end())) is None:
            endless.add(name)
            continue
        kept.append(html[place : tag.start()])
        place = end.end()
    return " ".join([*kept, html[place:]])


def language_of(words: str) -> str:
    """Chinese with a Chinese sign in it, and where nothing tells; English with Latin words alone."""
    return "en" if _LATIN.search(words) and not _HAN.search(words) else "zh-hans"
