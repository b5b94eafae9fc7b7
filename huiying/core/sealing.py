"""AES-256-GCM for single fields (NIST SP 800-38D), each bound to its one place by the additional data."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huiying.core.errors import HuiyingError
from huiying.core.words import Text

KEY_BYTES = 32
NONCE_BYTES = 12


class WrongKeyOrChanged(HuiyingError):
    """Sealed bytes do not open: another key, another place, or changed."""

    code = "sealing.wrong_key_or_changed"
    sentence = Text(
        zh="加密的内容打不开：密钥不对，或者内容被改动过。请管理员检查密钥文件夹，必要时从备份恢复。",
        en="Sealed content does not open: the key is another one, or the content was changed. "
        "The administrator should check the keys folder and, if need be, restore the backup.",
    )


def aad(table: str, column: str, row: int | str, key_version: int) -> bytes:
    """The additional data of one field; different places never give the same bytes.

    Raises ValueError when a part holds a line break.
    """
    parts = ("huiying/sealed/v1", table, column, str(row), str(key_version))
    if any("\n" in part for part in parts):
        raise ValueError("a part of the place holds a line break")
    return "\n".join(parts).encode()


def seal(key: bytes, plaintext: bytes, aad: bytes, nonce: bytes) -> bytes:
    """Ciphertext and 16-byte tag. A nonce (12 random bytes) must never be used twice with one key.

    Raises ValueError on a key or nonce of another length.
    """
    if len(key) != KEY_BYTES or len(nonce) != NONCE_BYTES:
        raise ValueError("AES-256-GCM needs a key of 32 bytes and a nonce of 12")
    return AESGCM(key).encrypt(nonce, plaintext, aad)


def open_sealed(key: bytes, sealed: bytes, aad: bytes, nonce: bytes) -> bytes:
    """The plaintext. Raises WrongKeyOrChanged when anything is not as it was sealed, ValueError on a short key."""
    if len(key) != KEY_BYTES:
        raise ValueError("AES-256-GCM needs a key of 32 bytes")
    if len(nonce) != NONCE_BYTES:
        raise WrongKeyOrChanged
    try:
        return AESGCM(key).decrypt(nonce, sealed, aad)
    except InvalidTag as err:
        raise WrongKeyOrChanged from err
