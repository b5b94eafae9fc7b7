"""Bytes of a mail as text, whatever they say they are."""

import base64
import binascii
import codecs
import quopri
import re

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
# A label means the smallest set it could be; senders use the larger one that holds it (WHATWG Encoding, section 4.2).
_LARGER = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "chinese"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "korean"), "cp949"),
    **dict.fromkeys(("big5", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1"), "cp1252"),
    **dict.fromkeys(("unicode-1-1-utf-7", "x-unicode-2-0-utf-7"), "utf-7"),
    **dict.fromkeys(("x-utf-8", "utf8mb4", "utf_8"), "utf-8"),
}
_SAYS_NOTHING = frozenset(
    {"", "us-ascii", "ascii", "default", "default_charset", "unknown", "unknown-8bit", "x-unknown"}
)
_FOR_HOSTS = frozenset({"punycode", "idna"})
"""No charsets but codecs of Python, which take time by the square of the length."""
_TRIED = ("utf-8", "gb18030", "cp1252")


def decoded(data: bytes, charset: str = "") -> str:
    """`data` in the charset it names where that fits, else in the first of UTF-8, GB 18030, Windows-1252 that does.

    Never with half of a surrogate pair in it, which some charsets can spell and nothing can keep.
    """
    named = charset.strip().strip("\"'").lower()
    tried = _TRIED if named in _SAYS_NOTHING else (_LARGER.get(named, named), *_TRIED)
    for name in tried:
        try:
            if codecs.lookup(name).name in _FOR_HOSTS:
                continue
            return data.decode(name).encode("utf-8", "replace").decode()
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def decoded_header(raw: str) -> str:
    """A header's value with its encoded words read (RFC 2047). `raw`: as parsed, surrogates for bytes beyond ASCII.

    Neighbours of one charset are put together before they are decoded: many senders cut a Chinese sign in two.
    """
    text = _plain(raw)
    text = _BETWEEN.sub(r"\1\2", text)
    pieces: list[str] = []
    kept, kept_charset, end = b"", "", 0
    for word in _WORD.finditer(text):
        charset = word[1].partition("*")[0]
        if kept and (word.start() != end or charset.lower() != kept_charset.lower()):
            pieces.append(decoded(kept, kept_charset))
            kept = b""
        pieces.append(text[end : word.start()])
        kept, kept_charset, end = kept + _word_bytes(word), charset, word.end()
    pieces += [decoded(kept, kept_charset) if kept else "", text[end:]]
    return " ".join("".join(pieces).replace("\0", "").split())


def _plain(raw: str) -> str:
    """Bytes that stand in a header as they are, without any encoding: old Chinese senders do that."""
    return raw if raw.isascii() else decoded(raw.encode("utf-8", "surrogateescape"))


def _word_bytes(word: re.Match[str]) -> bytes:
    text = word[3].encode("ascii", "replace")
    if word[2] in "qQ":
        return quopri.decodestring(text, header=True)
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return text
