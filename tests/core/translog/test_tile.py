import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.proof import consistency_proof, inclusion_proof
from huiying.core.translog.tile import (
    Tile,
    TrustedTiles,
    all_tiles,
    edge_tiles,
    node_reader,
    number_path,
    pack_entries,
    tile_hash,
    tile_hashes,
    unpack_entries,
)
from tests.core.translog import slow
from tests.core.translog.logs import WIDTH, Log

BIG = 70_000
"""Level 0: 273 full tiles and 112 hashes; level 1: one full tile and 17; level 2: one hash."""
SIZES = [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_536 + 256, 70_000, 256**3, 256**3 + 1]

PATHS = {
    "tile/0/000": Tile(0, 0),
    "tile/0/000.p/1": Tile(0, 0, 1),
    "tile/0/255.p/255": Tile(0, 255, 255),
    "tile/1/001": Tile(1, 1),
    "tile/63/999": Tile(63, 999),
    "tile/0/x001/000": Tile(0, 1000),
    "tile/0/x001/x234/067": Tile(0, 1_234_067),
    "tile/0/x001/x234/067.p/42": Tile(0, 1_234_067, 42),
    "tile/entries/000": Tile(-1, 0),
    "tile/entries/x012/345.p/7": Tile(-1, 12_345, 7),
}


@pytest.fixture(name="log", scope="module")
def big_log():
    return Log(BIG)


class Server:
    """Somebody who is not trusted: serves the tiles of a log or what they were changed to; remembers what was asked."""

    def __init__(self, log, changed=()):
        self.log, self.changed, self.asked = log, dict(changed), []

    def __call__(self, tile):
        self.asked.append(tile)
        return self.changed.get(tile, self.log.tile(tile.level, tile.n, tile.width))


@pytest.mark.parametrize(("path", "tile"), PATHS.items())
def test_a_path_is_read_and_written_as_the_standard_says(path, tile):
    assert (Tile.of_path(path), tile.path) == (tile, path)


@given(st.integers(-1, 63), st.integers(0, 1 << 62), st.integers(1, 256))
def test_any_tile_is_found_again_by_its_path(level, n, width):
    tile = Tile(level, n, width)
    assert Tile.of_path(tile.path) == tile
    assert tile.full is (width == 256)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/000\n",
        "tile/0",
        "tile//000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/x/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/x001/x000",
        "tile/0/X001/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/01",
        "tile/0/000.p/1000",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.P/1",
        "tile/0/٠٠٠",
        "tile/Entries/000",
        "tile/entries/000/1",
        "tile/../000",
        "checkpoint",
        "tile/0/" + "x999/" * 7 + "999",
        "tile/0/" + "x999/" * 2000 + "999",
    ],
)
def test_a_path_that_is_not_the_one_way_to_write_it_is_refused(path):
    with pytest.raises(Malformed) as fault:
        Tile.of_path(path)
    assert fault.value.reason in ("path", "tile")
    assert path.startswith("tile/64") or path.endswith((".p/0", ".p/257", ".p/1000")) or fault.value.about == path


@given(st.text(alphabet="tile/entrisx0123456789.p-", max_size=40) | st.text(max_size=20))
def test_whatever_is_asked_for_is_a_tile_or_refused(path):
    try:
        tile = Tile.of_path(path)
    except LogFault:
        return
    assert tile.path == path


@pytest.mark.parametrize(
    ("level", "n", "width", "about"),
    [(-2, 0, 1, "-2/0/1"), (64, 0, 1, "64/0/1"), (0, -1, 1, "0/-1/1"), (0, 0, 0, "0/0/0"), (0, 0, 257, "0/0/257")],
)
def test_a_tile_that_cannot_be_is_refused(level, n, width, about):
    with pytest.raises(Malformed) as fault:
        Tile(level, n, width)
    assert (fault.value.reason, fault.value.about) == ("tile", about)


def test_numbers_are_written_in_groups_of_three():
    written = [number_path(n) for n in (0, 7, 999, 1000, 999_999, 1_000_000, 1_234_067)]
    assert written == ["000", "007", "999", "x001/000", "x999/999", "x001/x000/000", "x001/x234/067"]


@pytest.mark.parametrize(
    ("tile", "least"),
    [
        (Tile(0, 0, 1), 1),
        (Tile(0, 0, 17), 17),
        (Tile(0, 0), 256),
        (Tile(0, 3, 2), 770),
        (Tile(1, 0, 1), 256),
        (Tile(1, 0), 65_536),
        (Tile(2, 0, 1), 65_536),
        (Tile(-1, 0, 5), 5),
        (Tile(-1, 1), 512),
    ],
)
def test_a_tile_fits_from_the_size_on_that_fills_it(tile, least):
    assert (tile.fits(least - 1), tile.fits(least), tile.fits(least * 300)) == (False, True, True)


@pytest.mark.parametrize("size", SIZES)
def test_the_edge_of_a_tree_is_its_digits_to_the_base_256(size):
    expected, level, rest = [], 0, size
    while rest:
        if rest % 256:
            expected.append(Tile(level, rest // 256, rest % 256))
        rest, level = rest // 256, level + 1
    assert edge_tiles(size) == expected


@pytest.mark.parametrize("size", [*SIZES[:-2], 1000])
def test_every_hash_and_entry_lies_in_exactly_one_tile(size):
    tiles = list(all_tiles(size))
    assert len(set(tiles)) == len(tiles)
    for level in range(-1, 4):
        count = size >> 8 * max(level, 0)
        mine = [tile for tile in tiles if tile.level == level]
        assert [tile.n for tile in mine] == list(range(-(-count // 256)))
        assert sum(tile.width for tile in mine) == count
    assert [tile.level for tile in tiles] == sorted(tile.level for tile in tiles)


@pytest.mark.parametrize("since", [0, 1, 255, 256, 257, 300, 511, 512, 65_535, 65_536])
@pytest.mark.parametrize("more", [0, 1, 2, 255, 256, 600])
def test_the_new_tiles_are_those_that_the_smaller_tree_had_not(since, more):
    size = since + more
    had = set(all_tiles(since))
    assert list(all_tiles(size, since)) == [tile for tile in all_tiles(size) if tile not in had]


def test_the_largest_log_has_an_edge_of_eight_tiles():
    assert [tile.level for tile in edge_tiles((1 << 63) - 1)] == list(range(8))


def test_no_tile_lies_above_level_63():
    size = (1 << 600) - 1
    assert [tile.level for tile in edge_tiles(size)] == list(range(64))
    assert {tile.level for tile in all_tiles(size, size - 1)} == set(range(-1, 1))
    assert {tile.level for tile in all_tiles(1 << 600, size)} == set(range(-1, 64))


def test_a_tile_has_the_hash_of_its_subtree():
    for width in (1, 2, 4, 256):
        hashes = [sha256(b"%d" % n).digest() for n in range(width)]
        assert tile_hash(hashes) == slow.mth(hashes)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600, BIG])
def test_trusted_tiles_give_every_hash_that_the_log_has(log, size):
    tiles = TrustedTiles(Server(log), size, log.root(size))
    for level in range(3):
        count = size >> 8 * level
        for n in range(-(-count // WIDTH)):
            assert b"".join(tiles.hashes(level, n)) == log.tile(level, n, min(WIDTH, count - n * WIDTH))
    for index in {0, size // 2, size - 1}:
        assert tiles.leaf(index) == log.leaves[index]


def test_trusted_tiles_fetch_a_tile_once(log):
    server = Server(log)
    tiles = TrustedTiles(server, BIG, log.root(BIG))
    assert server.asked == edge_tiles(BIG)
    for index in (0, 1, 255, 0, BIG - 1):
        tiles.leaf(index)
    assert server.asked[3:] == [Tile(0, 0), Tile(1, 0)]


def test_trusted_tiles_of_an_empty_log_need_nothing_and_have_nothing(log):
    server = Server(log)
    tiles = TrustedTiles(server, 0, log.root(0))
    with pytest.raises(Malformed, match=r"^index$"):
        tiles.leaf(0)
    assert server.asked == []
    with pytest.raises(NotProved, match="root"):
        TrustedTiles(server, 0, log.root(1))


@pytest.mark.parametrize("index", [-1, BIG, BIG + 1])
def test_trusted_tiles_have_no_leaf_outside_the_log(log, index):
    with pytest.raises(Malformed, match=r"^index$"):
        TrustedTiles(Server(log), BIG, log.root(BIG)).leaf(index)


@pytest.mark.parametrize(("level", "n"), [(0, 274), (1, 2), (2, 1), (3, 0)])
def test_trusted_tiles_have_no_tile_outside_the_log(log, level, n):
    with pytest.raises(Malformed) as fault:
        TrustedTiles(Server(log), BIG, log.root(BIG)).hashes(level, n)
    assert (fault.value.reason, fault.value.about) == ("tile", Tile(level, n).path)


def flipped(blob, at, bit=0):
    return blob[:at] + bytes([blob[at] ^ 1 << bit]) + blob[at + 1 :]


def test_a_changed_tile_beside_the_right_edge_is_rejected_at_70000(log):
    """tile/1/000 is no edge tile and no ancestor of the newest leaf: the class of CVE-2026-56865."""
    tile, random_bytes = Tile(1, 0), random.Random(5)
    for at in [0, 31, 32, 8191, *random_bytes.sample(range(8192), 30)]:
        server = Server(log, {tile: flipped(log.tile(1, 0), at, at % 8)})
        tiles = TrustedTiles(server, BIG, log.root(BIG))
        assert tiles.leaf(BIG - 1) == log.leaves[BIG - 1], "the right edge is as it was"
        with pytest.raises(NotProved) as fault:
            tiles.leaf(0)
        assert (fault.value.reason, fault.value.about) == ("tile", "tile/1/000")


@pytest.mark.parametrize("tile", [tile for tile in all_tiles(BIG) if tile.level >= 0 and tile.n % 30 in (0, 1, 13, 17)])
def test_any_changed_tile_is_rejected(log, tile):
    for at in (0, 32 * tile.width - 1, 16 * tile.width):
        changed = {tile: flipped(log.tile(tile.level, tile.n, tile.width), at)}
        with pytest.raises(NotProved) as fault:
            TrustedTiles(Server(log, changed), BIG, log.root(BIG)).hashes(tile.level, tile.n)
        assert fault.value.about == (tile.path if tile.full else str(BIG))
        assert fault.value.reason == ("tile" if tile.full else "root")


def test_two_tiles_that_were_changed_to_fit_each_other_are_rejected(log):
    leaf_tile = flipped(log.tile(0, 5), 40)
    above = bytearray(log.tile(1, 0))
    above[5 * 32 : 6 * 32] = tile_hash(tile_hashes(Tile(0, 5), leaf_tile))
    tiles = TrustedTiles(Server(log, {Tile(0, 5): leaf_tile, Tile(1, 0): bytes(above)}), BIG, log.root(BIG))
    with pytest.raises(NotProved, match="tile/1/000"):
        tiles.leaf(5 * WIDTH)


def test_tiles_of_a_checkpoint_that_is_another_are_rejected(log):
    with pytest.raises(NotProved, match="root: 70000"):
        TrustedTiles(Server(log), BIG, log.root(BIG - 1))


@pytest.mark.parametrize("tile", [Tile(0, 273, 112), Tile(1, 1, 17), Tile(1, 0), Tile(0, 7)])
@pytest.mark.parametrize("change", [lambda blob: blob[:-1], lambda blob: blob + b"x", lambda blob: b""])
def test_a_tile_of_another_length_is_rejected(log, tile, change):
    changed = {tile: change(log.tile(tile.level, tile.n, tile.width))}
    with pytest.raises(Malformed) as fault:
        TrustedTiles(Server(log, changed), BIG, log.root(BIG)).hashes(tile.level, tile.n)
    assert (fault.value.reason, fault.value.about) == ("tile", tile.path)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 66_000, BIG])
def test_proofs_can_be_read_from_trusted_tiles(log, size):
    read = node_reader(TrustedTiles(Server(log), size, log.root(size)).hashes)
    for index in {0, size // 3, size - 1}:
        assert inclusion_proof(index, size, read) == inclusion_proof(index, size, log.read)
    for old in {1, max(1, size // 3), size}:
        assert consistency_proof(old, size, read) == consistency_proof(old, size, log.read)


def test_a_tile_that_is_too_short_for_a_proof_is_refused(log):
    read = node_reader(lambda level, n: log.rows[level * 8][:5])
    assert read(2, 0) == log.rows[2][0]
    for level, index, about in [(2, 1, "0/0"), (0, 5, "0/0"), (8, 5, "1/0")]:
        with pytest.raises(Malformed) as fault:
            read(level, index)
        assert (fault.value.reason, fault.value.about) == ("tile", about)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=20))
def test_entries_are_unpacked_as_they_were_packed(entries):
    tile = Tile(-1, 0, len(entries))
    assert unpack_entries(tile, pack_entries(entries)) == entries


def test_a_bundle_is_each_entry_after_its_length():
    assert pack_entries([b"ab", b"", b"x" * 300]) == b"\x00\x02ab\x00\x00\x01\x2c" + b"x" * 300
    longest = b"x" * 65_535
    assert unpack_entries(Tile(-1, 0, 1), pack_entries([longest])) == [longest]
    with pytest.raises(Malformed, match=r"^entry_length$"):
        pack_entries([b"", longest + b"x"])


@pytest.mark.parametrize(
    ("width", "blob"),
    [
        (1, b""),
        (1, b"\x00"),
        (1, b"\x00\x02a"),
        (1, b"\x00\x01a\x00"),
        (1, b"\x00\x01a\x00\x01b"),
        (3, b"\x00\x01a\x00\x01b"),
        (2, b"\x00\x01a\x00\x05b"),
    ],
)
def test_a_bundle_that_is_not_its_width_is_refused(width, blob):
    with pytest.raises(Malformed) as fault:
        unpack_entries(Tile(-1, 4, width), blob)
    assert (fault.value.reason, fault.value.about) == ("tile", f"tile/entries/004.p/{width}")


@given(st.binary(max_size=60), st.integers(1, 6))
def test_any_bytes_are_a_bundle_or_refused(blob, width):
    try:
        entries = unpack_entries(Tile(-1, 0, width), blob)
    except LogFault:
        return
    assert pack_entries(entries) == blob
