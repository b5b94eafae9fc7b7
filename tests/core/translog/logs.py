"""Small logs for the tests: entries, their tree as rows of hashes, tiles, checkpoints and receipts."""

from datetime import date
from hashlib import sha256

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.entry import Published
from huiying.core.translog.note import Note, SigningKey
from huiying.core.translog.policy import Group, Party, Policy
from huiying.core.translog.proof import inclusion_proof
from huiying.core.translog.receipt import Receipt, extra_of

ORIGIN = "voices.example/log/2026"
LOG_KEY = SigningKey(ORIGIN, bytes(range(32)))
WITNESS_KEYS = [SigningKey(f"witness{n}.example", bytes([n]) * 32) for n in (1, 2, 3)]
TIME = 1_780_000_000
WIDTH = 256


class Log:
    """A log of `size` entries. `rows[l]`: the hashes of the full subtrees of 2**l leaves, from the left."""

    def __init__(self, size, key=LOG_KEY):
        self.key = key
        self.entries = [entry(n) for n in range(size)]
        self.leaves = [sha256(b"\x00" + one).digest() for one in self.entries]
        self.rows = [self.leaves]
        while len(self.rows[-1]) > 1:
            row = self.rows[-1]
            pairs = range(0, len(row) - 1, 2)
            self.rows.append([sha256(b"\x01" + row[at] + row[at + 1]).digest() for at in pairs])

    def read(self, level, index):
        return self.rows[level][index]

    def root(self, size):
        """From the right: the subtrees of the 1-bits of the size, joined."""
        top = None
        for level, row in enumerate(self.rows):
            if size >> level & 1:
                here = row[(size >> level) - 1]
                top = here if top is None else sha256(b"\x01" + here + top).digest()
        return sha256(b"").digest() if top is None else top

    def tile(self, level, n, width=WIDTH):
        """The bytes of a tile."""
        return b"".join(self.rows[level * 8][n * WIDTH : n * WIDTH + width])

    def checkpoint(self, size, witnesses=()):
        text = Checkpoint(self.key.name, size, self.root(size)).text
        lines = [self.key.sign(text), *(one.cosign(text, TIME) for one in witnesses)]
        return Note(text, tuple(lines)).data

    def receipt(self, index, size, witnesses=(), **shown):
        path = tuple(inclusion_proof(index, size, self.read))
        extra = extra_of(self.entries[index], self.key.verifier.vkey, **shown)
        return Receipt(index, path, self.checkpoint(size, witnesses), extra)


def entry(n):
    """The bytes of entry n: every third is of a public type."""
    commitment = sha256(b"event %d" % n).digest()
    if n % 3:
        return Published(commitment).data
    cid = sha256(b"voice %d" % n).digest()[:16]
    return Published(commitment, "voice.received", cid, date(2026, 11, 22), date(2026, 12, 7)).data


def policy(*witnesses, key=LOG_KEY, least=None):
    """A policy that trusts the log; at least `least` (all) of the witnesses must have signed."""
    parties = {one.name: Party(one.cosigner) for one in witnesses}
    if not parties:
        return Policy((Party(key.verifier),))
    group = Group(least or len(parties), tuple(parties))
    return Policy((Party(key.verifier),), parties, {"all": group}, "all")


def flips(data):
    """Every way to change one bit of `data`."""
    for at in range(len(data)):
        for bit in range(8):
            yield data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
