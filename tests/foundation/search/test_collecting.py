"""A page of what was found and its count: only what is allowed, from where the page before ended."""

import pytest

from huiying.foundation.search import collecting
from huiying.foundation.search.collecting import Count, collect, collect_best

ROWS = 4


def chunks_of(owners, size=3):
    """A walk over `owners`, which fall; it keeps in `asked` how far it was walked."""

    def walk(below):
        left = [owner for owner in owners if below is None or owner < below]
        for at in range(0, len(left), size):
            walk.asked = left[at : at + size][-1]
            yield left[at : at + size]
        yield []

    return walk


def everybody(owners):
    return owners


def even(owners):
    return {owner for owner in owners if owner % 2 == 0}


def walked(chunks, allowed):
    """All pages, one after the other."""
    below, pages = None, []
    while True:
        hits = collect(chunks, allowed, below=below, rows=ROWS)
        pages.append(hits)
        if hits.older is None:
            return pages
        below = hits.older


@pytest.mark.parametrize("number", [0, 1, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS, 29])
@pytest.mark.parametrize("allowed", [everybody, even])
def test_pages_hold_each_allowed_owner_once_and_all_are_counted(number, allowed):
    owners = list(range(number, 0, -1))
    wanted = [owner for owner in owners if owner in set(allowed(owners))]
    pages = walked(chunks_of(owners), allowed)
    assert [owner for page in pages for owner in page.ids] == wanted
    assert all(page.count == Count(len(wanted)) for page in pages)
    assert all(len(page.ids) == ROWS for page in pages[:-1])


def test_what_is_not_allowed_is_not_counted():
    assert collect(chunks_of([9, 8, 7]), lambda _owners: (), below=None, rows=ROWS).count == Count(0)


def test_beyond_the_most_it_is_said_that_there_are_more_and_the_walk_ends(monkeypatch):
    monkeypatch.setattr(collecting, "MOST_COUNTED", 10)
    chunks = chunks_of(list(range(100, 0, -1)))
    hits = collect(chunks, everybody, below=None, rows=ROWS)
    assert (hits.count, hits.ids) == (Count(10, is_more=True), (100, 99, 98, 97))
    assert chunks.asked > 80


@pytest.mark.parametrize(("allowed", "more_than"), [(even, 10), (lambda owners: {1} & set(owners), None)])
def test_long_looking_ends_the_count_but_never_a_page(monkeypatch, allowed, more_than):
    """What is said to be exceeded is rounded down to tens; the count of a page that is not full is exact."""
    monkeypatch.setattr(collecting, "MOST_EXAMINED", 30)
    hits = collect(chunks_of(list(range(100, 0, -1))), allowed, below=None, rows=ROWS)
    if more_than is None:
        assert (hits.ids, hits.count) == ((1,), Count(1))
    else:
        assert (len(hits.ids), hits.count) == (ROWS, Count(more_than, is_more=True))


def test_the_best_come_first_page_by_page():
    pages, after = [], 0
    while after is not None:
        hits = collect_best(chunks_of(list(range(10, 0, -1))), even, sorted, after=after, rows=2)
        pages.append(hits.ids)
        after = hits.older
    assert pages == [(2, 4), (6, 8), (10,)]


def test_only_the_newest_are_ranked(monkeypatch):
    monkeypatch.setattr(collecting, "MOST_COUNTED", 5)
    hits = collect_best(chunks_of(list(range(20, 0, -1))), everybody, sorted, after=0, rows=ROWS)
    assert (hits.ids, hits.count) == ((16, 17, 18, 19), Count(5, is_more=True))
