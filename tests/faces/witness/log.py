"""A log in memory, built from core: entries, checkpoints, tiles, receipts. What it gives can be tampered with."""

import os
from datetime import date

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.commitment import event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.note import Note, SigningKey
from huiying.core.translog.proof import consistency_proof, inclusion_proof, range_hash
from huiying.core.translog.receipt import Receipt, extra_of
from huiying.core.translog.tile import HEIGHT, WIDTH, Tile, pack_entries
from huiying.core.translog.tree import EMPTY_ROOT, leaf_hash, node_hash

ORIGIN = "voice.example/log/2026"
DAY, DUE = date(2026, 11, 22), date(2026, 12, 7)
SECRET = bytes(range(32))


def key(name, number=1):
    return SigningKey(name, bytes([number]) * 32)


def entry(number, kind="voice.received", day=DAY, due=DUE, cid=None):
    """Published bytes of a public entry about voice `cid`."""
    if cid is None:
        cid = number
    return Published(number.to_bytes(32, "big"), kind, cid.to_bytes(16, "big"), day, due).data


class Log:
    def __init__(self, entries=(), origin=ORIGIN, signer=None):
        self.origin, self.signer = origin, signer or key(origin)
        self.entries, self.levels = [], [[]]
        for one in entries:
            self.append(one)

    def append(self, data):
        self.entries.append(data)
        self.levels[0].append(leaf_hash(data))
        level = 0
        while len(self.levels[level]) % 2 == 0:
            if level + 1 == len(self.levels):
                self.levels.append([])
            self.levels[level + 1].append(node_hash(*self.levels[level][-2:]))
            level += 1

    def read(self, level, index):
        return self.levels[level][index]

    def root(self, size=None):
        size = len(self.entries) if size is None else size
        return range_hash(0, size, self.read) if size else EMPTY_ROOT

    def head(self, size=None):
        size = len(self.entries) if size is None else size
        return Checkpoint(self.origin, size, self.root(size))

    def checkpoint(self, size=None, witnesses=(), at=1_764_000_000):
        text = self.head(size).text
        return Note(text, (self.signer.sign(text), *(one.cosign(text, at) for one in witnesses))).data

    def consistency(self, old, new=None):
        return consistency_proof(old, len(self.entries) if new is None else new, self.read) if old else []

    def receipt(self, index, size=None, witnesses=(), **shown):
        size = len(self.entries) if size is None else size
        extra = extra_of(self.entries[index], self.signer.verifier.vkey, **shown)
        return Receipt(index, tuple(inclusion_proof(index, size, self.read)), self.checkpoint(size, witnesses), extra)

    def tile(self, tile):
        if tile.level < 0:
            return pack_entries(self.entries[tile.n * WIDTH :][: tile.width])
        return b"".join(self.levels[tile.level * HEIGHT][tile.n * WIDTH :][: tile.width])

    def serve(self, path):
        """The bytes at a path below the log, None where there is nothing."""
        if path == "checkpoint":
            return self.checkpoint()
        tile = Tile.of_path(path)
        return self.tile(tile) if tile.fits(len(self.entries)) else None


def log_of(size, **more):
    return Log((entry(number) for number in range(size)), **more)


def recorded(words="路灯坏了"):
    """(entry, what a full receipt shows) of a voice whose words are bound."""
    from hashlib import sha256

    fields = {"type": "voice.received", "private.words_sha256": sha256(words.encode()).hexdigest()}
    data = Published(event_commitment(fields, SECRET), "voice.received", os.urandom(16), DAY, DUE).data
    return data, {"secret": SECRET, "fields": fields, "words": words}
