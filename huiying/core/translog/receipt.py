"""The receipt of one entry (C2SP tlog-proof): its number, the path to the root, and the checkpoint that is signed.

The line `extra` is not signed. Ours is canonical JSON: {"entry": base64, "vkey": key of the log} and, in the receipt
that shows what was recorded, {"secret": hex, "fields": {name: value}, "words": text} too. The reader recomputes the
leaf from the entry, the commitment from the fields, and the hash of the words, which is one of the fields. The key is
a convenience: whose it is must be known from elsewhere.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from huiying.core.translog.canonical import canonical
from huiying.core.translog.checkpoint import MOST_SIZE, Checkpoint
from huiying.core.translog.commitment import SECRET_BYTES, event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.note import ED25519, Note, Signature, VerifierKey, b64, verified
from huiying.core.translog.policy import Policy
from huiying.core.translog.proof import verify_inclusion
from huiying.core.translog.tree import HASH_BYTES, leaf_hash, split_hashes

HEADER = "c2sp.org/tlog-proof@v1"
MOST_PATH = 63
WORDS_FIELD = "private.words_sha256"
"""The field of the event that binds what was said, by its SHA-256 in hex."""
COMPACT_VERSION = 1
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the holder keeps. `extra` and `checkpoint` are bytes as they are in the file."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    @property
    def data(self) -> bytes:
        """The file."""
        lines = [HEADER]
        if self.extra:
            lines.append(f"extra {base64.b64encode(self.extra).decode()}")
        lines += [f"index {self.index}", *(base64.b64encode(one).decode() for one in self.path), "", ""]
        return "\n".join(lines).encode("ascii") + self.checkpoint

    @classmethod
    def of_data(cls, data: bytes) -> "Receipt":
        """From a file. Raises Malformed."""
        top, parted, checkpoint = data.partition(b"\n\n")
        try:
            lines = top.decode("ascii").split("\n")
        except UnicodeDecodeError as err:
            raise Malformed("receipt") from err
        if not parted or lines.pop(0) != HEADER:
            raise Malformed("receipt")
        extra = b64(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else b""
        index = _INDEX.fullmatch(lines.pop(0)) if lines else None
        if index is None or int(index[1]) >= MOST_SIZE:
            raise Malformed("receipt")
        return cls(int(index[1]), _path(b"".join(_hash(b64(line)) for line in lines)), checkpoint, extra)

    @property
    def compact(self) -> bytes:
        """The same in few bytes, for a code that a telephone reads. Raises Malformed when the checkpoint is none."""
        note = Note.of_data(self.checkpoint)
        head = Checkpoint.of_text(note.text)
        out = [
            bytes([COMPACT_VERSION]),
            _number(self.index),
            _sized(b"".join(self.path)),
            _short(self.extra, head.origin),
        ]
        out += [
            _sized(head.origin.encode()),
            _number(head.size),
            head.root,
            _sized("\n".join(head.extensions).encode()),
        ]
        for one in note.signatures:
            name = "" if one.name == head.origin else one.name
            out += [_sized(name.encode()), _sized(one.key_id + one.blob)]
        return b"".join(out)

    @classmethod
    def of_compact(cls, data: bytes) -> "Receipt":
        """From the few bytes. Raises Malformed for anything that `compact` would not have written."""
        reader = _Bytes(data)
        if reader.take(1) != bytes([COMPACT_VERSION]):
            raise Malformed("receipt")
        index, path, short, extra = reader.number(), _path(reader.sized()), reader.sized(), reader.sized()
        origin, size, root, more = reader.text(), reader.number(), reader.take(HASH_BYTES), reader.text()
        signatures = []
        while reader.left:
            name, blob = reader.text() or origin, reader.sized()
            signatures.append(Signature(name, blob[:4], blob[4:]))
        head = Checkpoint(origin, size, root, tuple(more.split("\n")) if more else ())
        receipt = cls(index, path, Note(head.text, tuple(signatures)).data, _long(short, extra, origin))
        if index >= MOST_SIZE or receipt.compact != data:
            raise Malformed("receipt")
        return receipt


@dataclass(frozen=True, slots=True)
class Proved:
    """What a receipt proves. `fields` and `words`: what was recorded, only where the receipt holds the secret."""

    index: int
    head: Checkpoint
    entry: Published
    leaf: bytes
    witnesses: Mapping[str, int]
    fields: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""


def verify_receipt(receipt: Receipt, policy: Policy) -> Proved:
    """What `receipt` proves to somebody who trusts `policy`. Raises Malformed, NotProved.

    A key that the receipt names need not be trusted, yet must have signed the checkpoint.
    """
    shown = _extra(receipt.extra)
    data, named = b64(shown["entry"]), named_key(receipt)
    leaf = leaf_hash(data)
    head, note, witnesses = policy.open(receipt.checkpoint)
    if named is not None and not verified(note, [named]):
        raise NotProved("named_key", named.name)
    verify_inclusion(leaf, receipt.index, head.size, receipt.path, head.root)
    entry = Published.of_data(data)
    if "secret" not in shown:
        return Proved(receipt.index, head, entry, leaf, witnesses)
    fields, words = shown["fields"], shown["words"]
    if event_commitment(fields, _secret(shown["secret"])) != entry.commitment:
        raise NotProved("fields")
    if words and sha256(words.encode("utf-8")).hexdigest() != fields.get(WORDS_FIELD):
        raise NotProved("words")
    return Proved(receipt.index, head, entry, leaf, witnesses, fields, words)


def named_key(receipt: Receipt) -> VerifierKey | None:
    """The key that the receipt itself names, None when it names none. Raises Malformed."""
    vkey = _extra(receipt.extra).get("vkey", "")
    return VerifierKey.of_vkey(vkey) if vkey else None


def extra_of(
    entry: bytes,
    vkey: str,
    *,
    secret: bytes = b"",
    fields: Mapping[str, Any] | None = None,
    words: str = "",
) -> bytes:
    """The line `extra` for an entry; with `secret`, `fields` and `words` it shows everything that was recorded."""
    shown: dict[str, Any] = {"entry": base64.b64encode(entry).decode(), "vkey": vkey}
    if secret:
        shown |= {"secret": secret.hex(), "fields": dict(fields or {}), "words": words}
    return canonical(shown)


_SHAPE: Mapping[str, type] = {"entry": str, "vkey": str, "secret": str, "fields": dict, "words": str}
_SHAPES = ({"entry"}, {"entry", "vkey"}, set(_SHAPE))


def _extra(data: bytes) -> dict[str, Any]:
    try:
        shown = json.loads(data)
        same = canonical(shown) == data
    except (ValueError, TypeError, RecursionError) as err:
        raise Malformed("extra") from err
    if not same or not isinstance(shown, dict) or set(shown) not in _SHAPES:
        raise Malformed("extra")
    if not all(isinstance(value, _SHAPE[name]) for name, value in shown.items()):
        raise Malformed("extra")
    return shown


def _secret(text: str) -> bytes:
    try:
        secret = bytes.fromhex(text)
    except ValueError as err:
        raise Malformed("extra") from err
    if len(secret) != SECRET_BYTES or secret.hex() != text:
        raise Malformed("extra")
    return secret


def _short(extra: bytes, origin: str) -> bytes:
    """An extra of entry and key as the raw public key and the raw entry; any other whole, after no key."""
    try:
        shown = _extra(extra)
        key, entry = VerifierKey.of_vkey(shown["vkey"]), b64(shown["entry"])
    except (Malformed, KeyError):
        return _sized(b"") + _sized(extra)
    if key.name == origin and key.kind == ED25519 and extra_of(entry, key.vkey) == extra:
        return _sized(key.public) + _sized(entry)
    return _sized(b"") + _sized(extra)


def _long(public: bytes, entry: bytes, origin: str) -> bytes:
    return extra_of(entry, VerifierKey(origin, public).vkey) if public else entry


def _hash(blob: bytes) -> bytes:
    if len(blob) != HASH_BYTES:
        raise Malformed("hash_length")
    return blob


def _path(blob: bytes) -> tuple[bytes, ...]:
    path = split_hashes(blob)
    if len(path) > MOST_PATH:
        raise Malformed("proof_length")
    return path


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _sized(blob: bytes) -> bytes:
    return _number(len(blob)) + blob


class _Bytes:
    """Reads what `_number` and `_sized` wrote. Raises Malformed when it ends too early."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        if count > self.left:
            raise Malformed("receipt")
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
            if shift == 63:
                raise Malformed("receipt")

    def sized(self) -> bytes:
        return self.take(self.number())

    def text(self) -> str:
        try:
            return self.sized().decode("utf-8")
        except UnicodeDecodeError as err:
            raise Malformed("receipt") from err
