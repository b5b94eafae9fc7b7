"""Whom a verifier trusts (C2SP tlog-policy): keys of logs, keys of witnesses, and how many of them must have signed.

log <vkey> [<url>]
witness <name> <vkey> [<url>]
group <name> <all | any | number> <member> …
quorum <name | none>

Blanks and tabs part the words; a line that begins with # is a comment. There is exactly one quorum, a name stands
before it is used, and each is a member of one group at most, so that no witness counts twice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huiying.core.translog.checkpoint import Checkpoint, open_checkpoint
from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.note import COSIGNATURE, ED25519, Note, VerifierKey, verified

NOBODY = "none"
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Party:
    """A log or a witness: its key and where it is reached ("" when not told)."""

    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """`least` of `members` (names of witnesses or groups) must agree."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Logs and witnesses that are trusted, and the quorum: a witness, a group, or nobody.

    `groups` stand in their order: a member of a group stands before it.
    """

    logs: tuple[Party, ...] = ()
    witnesses: Mapping[str, Party] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NOBODY

    def agreed(self, signed: Iterable[VerifierKey]) -> bool:
        """Whether the witnesses among `signed` make the quorum."""
        keys = set(signed)
        agree = {name: party.key in keys for name, party in self.witnesses.items()}
        for name, group in self.groups.items():
            agree[name] = sum(agree[member] for member in group.members) >= group.least
        return self.quorum == NOBODY or agree[self.quorum]

    def open(self, data: bytes) -> tuple[Checkpoint, Note, dict[str, int]]:
        """A checkpoint that a trusted log signed and the quorum saw; the witnesses by name with their times.

        Raises Malformed, NotProved.
        """
        head, note = open_checkpoint(data, [party.key for party in self.logs])
        names = {party.key: name for name, party in self.witnesses.items()}
        seen = dict(verified(note, names))
        if not self.agreed(seen):
            raise NotProved("quorum", head.origin)
        return head, note, {names[key]: at for key, at in seen.items()}


def parse_policy(text: str) -> Policy:
    """The policy that `text` states.

    Raises Malformed with the number of the line that is wrong; it is the last one when no line names the quorum.
    """
    if len(text) > MOST_CHARACTERS:
        raise Malformed("policy", "1")
    reader = _Reader()
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        try:
            reader.take(_words(line.removesuffix("\r")))
        except (ValueError, LookupError) as err:
            raise Malformed("policy", str(number)) from err
    if not reader.quorum:
        raise Malformed("policy", str(len(lines)))
    return Policy(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


def _words(line: str) -> list[str]:
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line):
        raise ValueError
    words = [word for word in re.split("[ \t]+", line) if word]
    return [] if words and words[0].startswith("#") else words


class _Reader:
    def __init__(self) -> None:
        self.logs: list[Party] = []
        self.witnesses: dict[str, Party] = {}
        self.groups: dict[str, Group] = {}
        self.members: set[str] = set()
        self.publics: set[bytes] = set()
        self.quorum = ""

    def take(self, words: list[str]) -> None:
        """One line. Raises ValueError, LookupError."""
        if words:
            read = {"log": self._log, "witness": self._witness, "group": self._group, "quorum": self._quorum}
            read[words[0]](words[1:])

    def _log(self, words: list[str]) -> None:
        self.logs.append(_party(words, ED25519))

    def _witness(self, words: list[str]) -> None:
        name, party = self._new(words[0]), _party(words[1:], COSIGNATURE)
        if party.key.public in self.publics:
            raise ValueError
        self.publics.add(party.key.public)
        self.witnesses[name] = party

    def _group(self, words: list[str]) -> None:
        name, least, *members = words
        for member in members:
            if member in self.members or not self._known(member):
                raise ValueError
            self.members.add(member)
        count = {"all": len(members), "any": 1}.get(least) or _decimal(least)
        if not 1 <= count <= len(members):
            raise ValueError
        self.groups[self._new(name)] = Group(count, tuple(members))

    def _quorum(self, words: list[str]) -> None:
        (name,) = words
        if self.quorum or not (name == NOBODY or self._known(name)):
            raise ValueError
        self.quorum = name

    def _known(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _new(self, name: str) -> str:
        if name == NOBODY or self._known(name):
            raise ValueError
        return name


def _decimal(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text):
        raise ValueError
    return int(text)


def _party(words: list[str], kind: int) -> Party:
    key = VerifierKey.of_vkey(words[0])
    if key.kind != kind or len(words) > 2:
        raise ValueError
    return Party(key, words[1] if len(words) > 1 else "")
