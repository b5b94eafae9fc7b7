"""The right edge of a tree: of every level the hashes of the tile that is not full yet. It grows, and seals tiles."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from huiying.core.translog.errors import Malformed
from huiying.core.translog.tile import HEIGHT, MOST_LEVEL, WIDTH, Tile, edge_tiles, tile_hash
from huiying.core.translog.tree import HASH_BYTES, Frontier, fold, split_hashes


@dataclass(slots=True)
class Edge:
    """`rows[level]`: the hashes of the unfinished tile of that level, fewer than 256. Raises Malformed."""

    size: int = 0
    rows: list[list[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        widths = [(self.size >> HEIGHT * level) % WIDTH for level in range(len(self.rows))]
        if [len(row) for row in self.rows] != widths or self.size >> HEIGHT * len(self.rows):
            raise Malformed("frontier")

    def grow(self, leaf: bytes) -> list[tuple[Tile, bytes]]:
        """Appends a leaf (hash); gives the tiles that it made full, lowest first, with their bytes."""
        sealed: list[tuple[Tile, bytes]] = []
        top, level = leaf, 0
        self.size += 1
        while True:
            if level == len(self.rows):
                self.rows.append([])
            row = self.rows[level]
            row.append(top)
            if len(row) < WIDTH:
                return sealed
            sealed.append((Tile(level, (self.size >> HEIGHT * (level + 1)) - 1), b"".join(row)))
            top = tile_hash(row)
            row.clear()
            level += 1

    def root(self) -> bytes:
        """The hash of the whole tree."""
        return fold(one for row in reversed(self.rows) for one in Frontier().grown(row).hashes)

    def tiles(self) -> Iterator[tuple[Tile, bytes]]:
        """The partial tiles with their bytes, lowest level first."""
        for tile in edge_tiles(self.size):
            yield tile, b"".join(self.rows[tile.level])

    def packed(self) -> bytes:
        """All hashes one after the other, the lowest level first; with `size` they say where each stands."""
        return b"".join(one for row in self.rows for one in row)

    @classmethod
    def unpacked(cls, size: int, blob: bytes) -> "Edge":
        """From `size` and `packed`. Raises Malformed."""
        rows, at = [], 0
        for level in range(-(-size.bit_length() // HEIGHT)):
            width = (size >> HEIGHT * level) % WIDTH * HASH_BYTES
            rows.append(list(split_hashes(blob[at : at + width])))
            at += width
        if at != len(blob):
            raise Malformed("frontier")
        return cls(size, rows)


def in_order(size: int, since: int = 0) -> Iterator[Tile]:
    """The tiles of `all_tiles`, each as soon as its bundles were read: for one who reads once from left to right."""
    for n in range(since // WIDTH, -(-size // WIDTH)):
        width = min(WIDTH, size - n * WIDTH)
        if n * WIDTH + width > since:
            yield Tile(-1, n, width)
            yield Tile(0, n, width)
            yield from _above(n, size) if width == WIDTH else ()
    yield from _unfinished(size, since)


def _above(n: int, size: int) -> Iterator[Tile]:
    for level in range(1, MOST_LEVEL + 1):
        n, last = divmod(n, WIDTH)
        if last != WIDTH - 1 or not Tile(level, n).fits(size):
            return
        yield Tile(level, n)


def _unfinished(size: int, since: int) -> Iterator[Tile]:
    return (
        tile for tile in edge_tiles(size) if tile.level and size >> HEIGHT * tile.level != since >> HEIGHT * tile.level
    )
