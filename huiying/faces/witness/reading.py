"""Reads what is new in a log and compares entries with tiles of leaves, these with those above and the root."""

from collections.abc import Callable
from dataclasses import dataclass, field

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.edge import Edge, in_order
from huiying.core.translog.entry import Published
from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.proof import range_hash
from huiying.core.translog.tile import WIDTH, Tile, TrustedTiles, node_reader, unpack_entries
from huiying.core.translog.tree import leaf_hash, split_hashes
from huiying.faces.witness.fetching import Got, Site


@dataclass(slots=True)
class Reading:
    """One reading from `edge` to `head`.

    `landmark`: an earlier head through which the log must pass when it is read again. `take` is given each entry;
    `faults` says what was wrong, `read` how many entries were read.
    """

    site: Site
    head: Checkpoint
    edge: Edge
    take: Callable[[Published], None]
    landmark: Checkpoint | None = None
    faults: list[LogFault] = field(default_factory=list)
    read: int = 0
    _strayed: bool = False
    _sealed: dict[Tile, bytes] = field(default_factory=dict)
    _odd: list[tuple[Tile, bytes]] = field(default_factory=list)

    def run(self) -> list[LogFault]:
        """Reads to the end, or until the entries cannot be had. Raises Unreachable."""
        older = self.landmark or Checkpoint(self.head.origin, self.edge.size, self.edge.root())
        for tile, got in self.site.tiles(in_order(self.head.size, self.edge.size)):
            if tile.level >= 0:
                self._compare(tile, got)
            elif not self._entries(tile, got):
                break
        if self.edge.size == self.head.size and self.edge.root() == self.head.root:
            self.faults += [NotProved("tile", tile.path) for tile, _own in self._odd]
            self.faults += [NotProved("not_consistent")] if self._strayed else []
        else:
            self.faults += self._blamed(older)
        return self.faults

    def _entries(self, tile: Tile, got: Got) -> bool:
        """Takes the new entries of a bundle; False when the tree cannot be followed beyond it."""
        try:
            entries = unpack_entries(tile, _given(got))
        except LogFault as fault:
            self.faults.append(fault)
            return False
        first = tile.n * WIDTH
        for index, data in enumerate(entries, first):
            if index < self.edge.size:
                if leaf_hash(data) != self.edge.rows[0][index - first]:
                    self.faults.append(NotProved("entry_changed", str(index)))
            else:
                self._entry(index, data)
        return True

    def _entry(self, index: int, data: bytes) -> None:
        try:
            self.take(Published.of_data(data))
        except Malformed as fault:
            self.faults.append(Malformed(fault.reason, str(index)))
        self._sealed.update(self.edge.grow(leaf_hash(data)))
        self.read += 1
        mark = self.landmark
        if mark is not None and self.edge.size == mark.size:
            self._strayed = self.edge.root() != mark.root

    def _compare(self, tile: Tile, got: Got) -> None:
        own = self._sealed.pop(tile) if tile.full else b"".join(self.edge.rows[tile.level])
        if isinstance(got, LogFault):
            self.faults.append(got)
        elif got != own:
            self._odd.append((tile, own))

    def _blamed(self, older: Checkpoint) -> list[LogFault]:
        """Why the entries do not give the signed root, as exactly as what the log serves allows."""
        if older.size == self.head.size and older.root != self.head.root:
            return [NotProved("not_consistent")]
        try:
            trusted = TrustedTiles(self.site.tile, self.head.size, self.head.root)
            if older.size and range_hash(0, older.size, node_reader(trusted.hashes)) != older.root:
                return [NotProved("not_consistent")]
            found = [fault for tile, own in self._odd for fault in _changed(tile, own, trusted)]
        except LogFault as fault:
            return [fault, *(NotProved("tile", tile.path) for tile, _own in self._odd)]
        return found or ([] if self.faults else [NotProved("root", str(self.head.size))])


def _changed(tile: Tile, own: bytes, trusted: TrustedTiles) -> list[LogFault]:
    """The entries below a tile of leaves that are not those which the signed root vouches for."""
    if tile.level:
        return []
    pairs = zip(split_hashes(own), trusted.hashes(0, tile.n), strict=True)
    return [
        NotProved("entry_changed", str(tile.n * WIDTH + at)) for at, (mine, right) in enumerate(pairs) if mine != right
    ]


def _given(got: Got) -> bytes:
    if isinstance(got, LogFault):
        raise got
    return got
