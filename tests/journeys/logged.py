"""A log of the cast with its witnesses, kept in memory: what receipts are made of."""

from datetime import date
from hashlib import sha256

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.commitment import event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.note import Note, SigningKey
from huiying.core.translog.offered import compact_text
from huiying.core.translog.policy import parse_policy
from huiying.core.translog.proof import inclusion_proof
from huiying.core.translog.receipt import WORDS_FIELD, Receipt, extra_of
from huiying.core.translog.tree import Frontier, leaf_hash, node_hash

CONGRESS, PAPER, SCHOOL = "congress.example/w", "paper.example/w", "school.example/w"
ORIGIN, CID, INDEX = "lamp.example/log/2026", bytes(range(16)), 20
SECRET = bytes(range(32))
WORDS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。\n“<b>请修</b>” 😀"
FIELDS = {
    "type": "voice.received",
    "at": "2026-11-22T01:40:07.000000+00:00",
    "public.due": "2026-12-07",
    "public.group": True,
    "public.files": [1, None, {"b": '\u007f\t\\"/', "a": -3}],
    "private.none": None,
}
WITNESSED_AT = 1_795_311_667  # 22 November 2026


def key(name: str) -> SigningKey:
    """The same key for the same name each time."""
    return SigningKey(name, sha256(name.encode()).digest())


class Log:
    """`entries`: bytes as they are published. `witnesses`: the names of those who sign besides."""

    def __init__(self, entries, *, origin=ORIGIN, witnesses=(), extensions=()):
        self.signer, self.entries, self.leaves = key(origin), entries, [leaf_hash(entry) for entry in entries]
        head = Checkpoint(origin, len(entries), Frontier().grown(self.leaves).root(), extensions)
        signatures = [self.signer.sign(head.text), *(key(name).cosign(head.text, WITNESSED_AT) for name in witnesses)]
        self.checkpoint = Note(head.text, tuple(signatures)).data

    def receipt(self, index, **shown):
        """The receipt of one entry; with `secret`, `fields` and `words` it shows them."""
        extra = extra_of(self.entries[index], self.signer.verifier.vkey, **shown)
        path = inclusion_proof(index, len(self.leaves), self._read)
        return Receipt(index, tuple(path), self.checkpoint, extra)

    def policy(self, *witnesses, quorum="none"):
        """The text of a policy that trusts this log. `quorum`: "none", or how many of `witnesses`."""
        lines = ["# Liuhe county", f"log {self.signer.verifier.vkey} https://lamp.example/log"]
        lines += [f"witness {name.partition('.')[0]} {key(name).cosigner.vkey}" for name in witnesses]
        names = " ".join(name.partition(".")[0] for name in witnesses)
        lines += [f"group seen {quorum} {names}", "quorum seen"] if quorum != "none" else ["quorum none"]
        text = "\n".join(lines) + "\n"
        parse_policy(text)
        return text

    def _read(self, level, index):
        if level == 0:
            return self.leaves[index]
        return node_hash(self._read(level - 1, 2 * index), self._read(level - 1, 2 * index + 1))


def spoken(words=WORDS):
    """What the receipt of a voice shows: its fields and its words, bound to one another."""
    bound = {**FIELDS, WORDS_FIELD: sha256(words.encode()).hexdigest()} if words else FIELDS
    return {"secret": SECRET, "fields": bound, "words": words}


def commitment(words=WORDS):
    """The commitment of the event with these words."""
    return event_commitment(spoken(words)["fields"], SECRET)


def entries(words=WORDS):
    """Forty entries; number INDEX (from 0) is of a voice with these words."""
    voice = Published(commitment(words), "voice.received", CID, date(2026, 11, 22), date(2026, 12, 7))
    return [voice.data if place == INDEX else Published(bytes([place]) * 32).data for place in range(40)]


def address(receipt):
    """What the QR code of a receipt holds."""
    return f"https://lamp.example/log/check#{compact_text(receipt)}"


LOG = Log(entries(), witnesses=(CONGRESS, PAPER))
POLICY = LOG.policy(CONGRESS, PAPER, SCHOOL, quorum="2")
FULL = LOG.receipt(INDEX, **spoken())
LONELY = Log(entries())
"""The same log, seen by no witness."""
