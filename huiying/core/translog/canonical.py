"""Canonical JSON: one value, one byte string (RFC 8785 restricted to ASCII keys and no floats)."""

import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value] | None"


def canonical(value: Value) -> bytes:
    """The bytes of `value`: sorted ASCII keys, no blanks, UTF-8.

    Raises TypeError for a float or a foreign type, ValueError for a key that is not ASCII or a lone surrogate.
    """
    if type(value) is list and all(type(one) is str for one in value):
        return f"[{','.join(map(encode_basestring, value))}]".encode()
    _refuse(value)
    return _ENCODER.encode(value).encode("utf-8")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
