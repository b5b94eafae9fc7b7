"""The same rows as XML and as JSON. XML shows empty elements, JSON leaves empty keys out (GeoReport v2, Formats)."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# Lists and the elements in them. A root that is a list stands here too.
ITEMS: Mapping[str, str] = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "notes": "note",
}
# What XML 1.0 cannot hold in any form (section 2.2, Char), lone surrogates among them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_TO_ESCAPE = re.compile('[&<>"\r]')


def as_xml(root: str, value: Any) -> str:
    """`value` (mappings, lists, plain values) as a document with the element `root`."""
    return DECLARATION + _element(root, value)


def as_json(value: Any) -> str:
    """`value` without what is empty, in ASCII, so that no lone surrogate and no line separator gets through."""
    return json.dumps(_filled(value), separators=(",", ":"))


def _element(name: str, value: Any) -> str:
    inner = _inner(name, value)
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"


def _inner(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return "".join(_element(key, one) for key, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "".join(_element(ITEMS[name], one) for one in value)
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], _NOT_XML.sub("", text))


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(one) for key, one in value.items() if one not in (None, "")}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_filled(one) for one in value]
    return value
