"""Signed notes (C2SP signed-note) and their keys: Ed25519 (type 1) and Ed25519 cosignatures with a time (type 4)."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from huiying.core.translog.errors import Malformed, NotProved

ED25519 = 1
COSIGNATURE = 4
KEY_BYTES = 32
SIGNATURE_BYTES = 64
TIME_BYTES = 8
MOST_TIME = 253_402_300_799
"""The last second of the year 9999: later is a future that no witness has seen."""
MOST_BYTES = 1_000_000
MOST_SIGNATURES = 100


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: who, the first four bytes of the key's hash, and what was signed with it."""

    name: str
    key_id: bytes
    blob: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.blob).decode()}\n"

    @classmethod
    def of_line(cls, line: str) -> "Signature":
        """From a line without its end. Raises Malformed."""
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not is_name(parts[1]):
            raise Malformed("signature_line")
        blob = b64(parts[2])
        if len(blob) < 5:
            raise Malformed("signature_line")
        return cls(parts[1], blob[:4], blob[4:])


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends with a line end, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def data(self) -> bytes:
        """The bytes of the whole note."""
        return (self.text + "\n" + "".join(signature.line for signature in self.signatures)).encode("utf-8")

    @classmethod
    def of_data(cls, data: bytes) -> "Note":
        """From bytes; text and signatures part at the last blank line. Raises Malformed."""
        if len(data) > MOST_BYTES:
            raise Malformed("note")
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError as err:
            raise Malformed("note") from err
        if any(character < " " and character != "\n" for character in whole):
            raise Malformed("control_character")
        text, parted, lines = whole.rpartition("\n\n")
        if not parted or not lines.endswith("\n"):
            raise Malformed("note")
        rows = lines[:-1].split("\n")
        if len(rows) > MOST_SIGNATURES:
            raise Malformed("note")
        return cls(text + "\n", tuple(Signature.of_line(row) for row in rows))


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name under which it signs. Raises Malformed."""

    name: str
    public: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        if self.kind not in (ED25519, COSIGNATURE) or len(self.public) != KEY_BYTES or not is_name(self.name):
            raise Malformed("key")

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode("utf-8") + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as one word: name+hex+base64."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def of_vkey(cls, text: str) -> "VerifierKey":
        """From the one word; the base64 may itself hold a plus. Raises Malformed."""
        parts = text.strip().split("+", 2)
        if len(parts) != 3:
            raise Malformed("key")
        blob = b64(parts[2])
        key = cls(parts[0], blob[1:], blob[0] if blob else 0)
        if key.key_id.hex() != parts[1]:
            raise Malformed("key")
        return key

    def signed(self, text: str, signature: Signature) -> int:
        """Returns when `signature` is this key's over `text`: the time of a cosignature (Unix seconds), else 0.

        Raises NotProved when it is not.
        """
        message, blob, at = text.encode("utf-8"), signature.blob, 0
        if self.kind == COSIGNATURE:
            at = int.from_bytes(blob[:TIME_BYTES], "big")
            message, blob = cosigned(text, at), blob[TIME_BYTES:]
            if at > MOST_TIME:
                raise NotProved("signature", self.name)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(blob, message)
        except InvalidSignature as err:
            raise NotProved("signature", self.name) from err
        return at


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key (32 bytes of seed) with its name."""

    name: str
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        """What others check its notes with."""
        return VerifierKey(self.name, self._public())

    @property
    def cosigner(self) -> VerifierKey:
        """What others check its cosignatures with."""
        return VerifierKey(self.name, self._public(), COSIGNATURE)

    def sign(self, text: str) -> Signature:
        """The signature of a note's author."""
        return Signature(self.name, self.verifier.key_id, self._private().sign(text.encode("utf-8")))

    def cosign(self, text: str, at: int) -> Signature:
        """The signature of a witness who saw `text` at `at` (Unix seconds)."""
        blob = at.to_bytes(TIME_BYTES, "big") + self._private().sign(cosigned(text, at))
        return Signature(self.name, self.cosigner.key_id, blob)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def _public(self) -> bytes:
        return self._private().public_key().public_bytes_raw()


def cosigned(text: str, at: int) -> bytes:
    """The message under a cosignature of version 1."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def verified(note: Note, keys: Iterable[VerifierKey]) -> list[tuple[VerifierKey, int]]:
    """The keys that signed, each with the time of its cosignature (else 0); unknown keys are passed over.

    Raises NotProved when a known key's signature is wrong. A key that signed twice counts once.
    """
    known = {(key.name, key.key_id): key for key in keys}
    found: dict[VerifierKey, int] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            at = key.signed(note.text, signature)
            found[key] = max(at, found.get(key, 0))
    return list(found.items())


def is_name(name: str) -> bool:
    """Names of keys have no blank and no plus, and can be written in UTF-8: no half of a surrogate pair."""
    wrong = re.search(r"[+\s\ud800-\udfff]", name)
    return bool(name) and wrong is None


def b64(text: str) -> bytes:
    """Standard base64, strictly. Raises Malformed."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as err:
        raise Malformed("base64") from err
    if base64.b64encode(data).decode() != text:
        raise Malformed("base64")
    return data
