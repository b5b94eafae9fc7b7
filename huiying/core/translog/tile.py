"""Tiles (C2SP tlog-tiles): the tree cut into squares of 256 hashes, and the entries in bundles of 256.

Tile n of level l holds the hashes of the full subtrees n*256 … n*256+255 of 256**l leaves each. A partial tile is the
right edge of a tree of one size; its hash is no part of the tile above it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.tree import HASH_BYTES, fold, node_hash, split_hashes

WIDTH = 256
HEIGHT = 8
MOST_LEVEL = 63
MOST_ENTRY_BYTES = 65_535
_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]{1,2})/(?P<n>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[0-9]{1,3}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a tile stands. `level` -1 is the bundle of entries; `width` 256 is a full one. Raises Malformed."""

    level: int
    n: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not (-1 <= self.level <= MOST_LEVEL and self.n >= 0 and 1 <= self.width <= WIDTH):
            raise Malformed("tile", f"{self.level}/{self.n}/{self.width}")

    @property
    def full(self) -> bool:
        return self.width == WIDTH

    @property
    def path(self) -> str:
        """The path of the standard: tile/0/x001/x234/067, tile/1/000.p/17, tile/entries/000."""
        level = "entries" if self.level < 0 else str(self.level)
        return f"tile/{level}/{number_path(self.n)}" + ("" if self.full else f".p/{self.width}")

    @classmethod
    def of_path(cls, path: str) -> "Tile":
        """The tile that `path` names. Raises Malformed for anything that is not the one way to write it."""
        found = _PATH.fullmatch(path)
        if found is None:
            raise Malformed("path", path)
        level = -1 if found["level"] == "entries" else int(found["level"])
        tile = cls(level, int(re.sub(r"[x/]", "", found["n"])), int(found["width"] or WIDTH))
        if tile.path != path:
            raise Malformed("path", path)
        return tile

    def fits(self, size: int) -> bool:
        """Whether a tree of `size` leaves has this tile, with at least this width."""
        return self.n * WIDTH + self.width <= size >> HEIGHT * max(self.level, 0)


def number_path(n: int) -> str:
    """Groups of three digits, all but the last with an x."""
    digits = str(n).zfill(-(-len(str(n)) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def edge_tiles(size: int) -> list[Tile]:
    """The partial tiles of a tree of `size` leaves, lowest level first; none that is empty or full."""
    tiles = []
    for level in range(MOST_LEVEL + 1):
        count = size >> HEIGHT * level
        if not count:
            break
        if count % WIDTH:
            tiles.append(Tile(level, count // WIDTH, count % WIDTH))
    return tiles


def all_tiles(size: int, since: int = 0) -> Iterator[Tile]:
    """Every tile that a tree of `size` has and one of `since` had not: bundles first, then levels from below."""
    for level in range(-1, MOST_LEVEL + 1):
        shift = HEIGHT * max(level, 0)
        count, before = size >> shift, since >> shift
        if not count:
            break
        yield from (Tile(level, n) for n in range(before // WIDTH, count // WIDTH))
        if count % WIDTH and count != before:
            yield Tile(level, count // WIDTH, count % WIDTH)


def tile_hash(hashes: Sequence[bytes]) -> bytes:
    """The hash of 2**k hashes of one tile, as the tree above has it."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def node_reader(hashes_of: Callable[[int, int], Sequence[bytes]]) -> Callable[[int, int], bytes]:
    """A reader for proofs from tiles: `hashes_of(level, n)` gives the hashes that tile n of a level has, full or not.

    Raises Malformed when a tile is too short for what is asked.
    """

    def read(level: int, index: int) -> bytes:
        row, height = divmod(level, HEIGHT)
        first = index << height
        n, at = divmod(first, WIDTH)
        hashes = hashes_of(row, n)[at : at + (1 << height)]
        if len(hashes) != 1 << height:
            raise Malformed("tile", f"{row}/{n}")
        return tile_hash(hashes)

    return read


class TrustedTiles:
    """Reads tiles from somebody who is not trusted; gives only what the root of a checkpoint vouches for.

    `fetch(tile)` gives the bytes of a tile. All partial tiles are checked against the root at once; a full tile
    against its hash in the tile above, which is checked the same way first. So every tile is checked as a whole,
    also one beside the right edge. Raises Malformed, NotProved with the path of the tile.
    """

    def __init__(self, fetch: Callable[[Tile], bytes], size: int, root: bytes) -> None:
        self._fetch, self._size = fetch, size
        edges = {tile.level: self._hashes(tile) for tile in edge_tiles(size)}
        parts = [part for level in sorted(edges, reverse=True) for part in _perfect(edges[level])]
        if fold(parts) != root:
            raise NotProved("root", f"{size}")
        self._known: dict[tuple[int, int], tuple[bytes, ...]] = {
            (tile.level, tile.n): edges[tile.level] for tile in edge_tiles(size)
        }

    def hashes(self, level: int, n: int) -> tuple[bytes, ...]:
        """The checked hashes of tile n of a level."""
        if (level, n) not in self._known:
            if not Tile(level, n).fits(self._size):
                raise Malformed("tile", Tile(level, n).path)
            hashes = self._hashes(Tile(level, n))
            above = self.hashes(level + 1, n // WIDTH)
            if tile_hash(hashes) != above[n % WIDTH]:
                raise NotProved("tile", Tile(level, n).path)
            self._known[level, n] = hashes
        return self._known[level, n]

    def leaf(self, index: int) -> bytes:
        """The checked hash of leaf `index`."""
        if not 0 <= index < self._size:
            raise Malformed("index")
        return self.hashes(0, index // WIDTH)[index % WIDTH]

    def _hashes(self, tile: Tile) -> tuple[bytes, ...]:
        return tile_hashes(tile, self._fetch(tile))


def tile_hashes(tile: Tile, blob: bytes) -> tuple[bytes, ...]:
    """The hashes of a tile's bytes. Raises Malformed when there are not as many as its width says."""
    if len(blob) != tile.width * HASH_BYTES:
        raise Malformed("tile", tile.path)
    return split_hashes(blob)


def _perfect(hashes: Sequence[bytes]) -> list[bytes]:
    """The full subtrees of a partial tile, largest first."""
    parts, at = [], 0
    while at < len(hashes):
        wide = 1 << (len(hashes) - at).bit_length() - 1
        parts.append(tile_hash(hashes[at : at + wide]))
        at += wide
    return parts


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """A bundle: each entry after its length in two bytes. Raises Malformed for one that is too long."""
    if any(len(entry) > MOST_ENTRY_BYTES for entry in entries):
        raise Malformed("entry_length")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(tile: Tile, blob: bytes) -> list[bytes]:
    """The entries of a bundle's bytes. Raises Malformed unless they are exactly as many as its width says."""
    entries, at = [], 0
    while at < len(blob):
        length = int.from_bytes(blob[at : at + 2], "big")
        entry = blob[at + 2 : at + 2 + length]
        if len(blob) < at + 2 or len(entry) != length:
            raise Malformed("tile", tile.path)
        entries.append(entry)
        at += 2 + length
    if len(entries) != tile.width:
        raise Malformed("tile", tile.path)
    return entries
