"""Canonical JSON: one value, one byte string (RFC 8785 restricted to ASCII keys and no floats)."""

import json
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, TypeAlias

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value] | None"


def canonical(value: Value) -> bytes:
    """The bytes of `value`: sorted ASCII keys, no blanks, UTF-8.

    Raises TypeError for a float or a foreign type, ValueError for a key that is not ASCII or a lone surrogate.
    """
    try:
        return _PLAIN[type(value)](value).encode("utf-8")
    except KeyError:
        _refuse(value)
    return _ENCODER.encode(value).encode("utf-8")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _listed(values: Sequence[Value]) -> str:
    return f"[{','.join([_PLAIN[type(one)](one) for one in values])}]"


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: ("false", "true").__getitem__,
    type(None): lambda _none: "null",
    list: _listed,
}
"""Types that need no look inside: nearly all that is committed to. KeyError in a list for any other."""


def _refuse(value: Value) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text, not {type(key).__name__}")
            if not key.isascii():
                raise ValueError("a key must be ASCII")
            _refuse(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            if type(inner) is not str:
                _refuse(inner)
    else:
        raise TypeError(f"{type(value).__name__} has no canonical form")
