"""The right edge grows as the tree does, and seals the tiles that the standard names."""

import pytest

from huiying.core.translog.edge import Edge, in_order
from huiying.core.translog.errors import Malformed
from huiying.core.translog.tile import Tile, all_tiles
from huiying.core.translog.tree import EMPTY_ROOT, Frontier
from tests.faces.witness.log import log_of

SIZES = (0, 1, 2, 255, 256, 257, 511, 512, 700)
LARGE = 256 * 256 + 300


def leaf(number):
    return number.to_bytes(32, "big")


def grown(size):
    edge, sealed = Edge(), []
    for number in range(size):
        sealed += edge.grow(leaf(number))
    return edge, sealed


@pytest.fixture(scope="module")
def large():
    return grown(LARGE)


@pytest.mark.parametrize("size", SIZES)
def test_root_and_tiles_are_those_of_the_tree(size):
    log, edge, sealed = log_of(size), Edge(), []
    for one in log.levels[0]:
        sealed += edge.grow(one)
    assert edge.root() == log.root()
    served = {tile: log.tile(tile) for tile in all_tiles(size) if tile.level >= 0}
    assert {**dict(sealed), **dict(edge.tiles())} == served


def test_a_large_tree_seals_tiles_of_two_levels(large):
    edge, sealed = large
    assert edge.root() == Frontier().grown(map(leaf, range(LARGE))).root()
    assert [tile for tile, _data in sealed if tile.level] == [Tile(1, 0)]
    assert [tile for tile, _data in edge.tiles()] == [Tile(0, 257, 44), Tile(1, 1, 1), Tile(2, 0, 1)]


def test_an_empty_edge_is_the_empty_tree():
    assert Edge().root() == EMPTY_ROOT


@pytest.mark.parametrize("size", SIZES)
def test_an_edge_reads_as_it_was_packed(size):
    edge, _sealed = grown(size)
    again = Edge.unpacked(size, edge.packed())
    assert (again.size, again.root(), list(again.tiles())) == (size, edge.root(), list(edge.tiles()))
    again.grow(leaf(size))
    assert again.root() == grown(size + 1)[0].root()


def test_a_large_edge_reads_as_it_was_packed(large):
    edge, _sealed = large
    assert Edge.unpacked(LARGE, edge.packed()).root() == edge.root()


@pytest.mark.parametrize(("size", "length"), [(5, 4), (5, 6), (0, 1), (256, 0), (1, 0)])
def test_an_edge_of_another_size_is_refused(size, length):
    with pytest.raises(Malformed, match=r"^frontier$"):
        Edge.unpacked(size, bytes(32 * length))


@pytest.mark.parametrize(("size", "rows"), [(1, []), (1, [[]]), (256, [[leaf(1)]]), (2, [[leaf(1)]])])
def test_rows_that_do_not_fit_the_size_are_refused(size, rows):
    with pytest.raises(Malformed, match=r"^frontier$"):
        Edge(size, rows)


@pytest.mark.parametrize("size", [*SIZES, 65_535, 65_536, 65_537, LARGE])
def test_every_new_tile_comes_once_after_its_entries(size):
    for since in {0, 1, 200, 256, 300, 512, size - 1, size} & set(range(size + 1)):
        tiles = list(in_order(size, since))
        assert len(tiles) == len(set(tiles))
        assert set(tiles) == set(all_tiles(size, since)), since
        read = since
        for tile in tiles:
            if tile.level < 0:
                read = tile.n * 256 + tile.width
            else:
                assert tile.fits(read)


def test_a_tree_of_all_levels_has_a_last_one():
    size = 256**65
    assert [tile.level for tile in in_order(size, size - 1)] == [-1, 0, *range(1, 64)]


def test_a_reader_begins_at_the_first_entry():
    assert list(in_order(1)) == [Tile(-1, 0, 1), Tile(0, 0, 1)]
