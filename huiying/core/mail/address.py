"""Where mails are fetched from, as one address: imaps://user@host:port/folder (RFC 5092, the part we need)."""

import re
from dataclasses import dataclass

PORTS = {"imaps": 993, "imap": 143}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_URL = re.compile(r"(imaps?)://([^/?#]+)@(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(?:/([^?#]*))?")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class ImapAddress:
    """`encrypted`: TLS from the first byte; without it only on this machine itself."""

    host: str
    port: int
    user: str
    folder: str
    encrypted: bool

    @property
    def name(self) -> str:
        """What tells one mailbox from another."""
        return f"{self.user}@{self.host}/{self.folder}"[:250]


def imap_address(url: str) -> ImapAddress | None:
    """None for "". Raises ValueError for what is no such address, or would send a password in the clear."""
    if not url:
        return None
    found = _URL.fullmatch(url)
    if found is None or ":" in found[2]:  # a password stands in its own file
        raise ValueError("not a mailbox")
    scheme, host, port = found[1], found[3].lower(), int(found[4] or PORTS[found[1]])
    user, folder = _plain(found[2]), _plain(found[5] or "") or "INBOX"
    if scheme == "imap" and host not in LOOPBACK:
        raise ValueError("not encrypted")
    if not (user + folder).isprintable() or not 0 < port < 65536:
        raise ValueError("not a name")
    return ImapAddress(host.strip("[]"), port, user, folder, scheme == "imaps")


def _plain(text: str) -> str:
    """Raises ValueError for bytes that are no UTF-8."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text.encode()).decode()
