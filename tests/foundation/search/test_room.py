import pytest

from huiying.core.search import query
from huiying.foundation.search.asking import best, holding, walk
from huiying.foundation.search.indexing import Words, drop, filed, put
from huiying.foundation.search.rows import Kind, Part

pytestmark = pytest.mark.django_db


def found(phrase, kind=Kind.CASE, below=None):
    return [owner for chunk in walk(kind, query(phrase), below=below) for owner in chunk]


def say(owner, text, part=Part.TEXT, kind=Kind.CASE):
    return Words(kind, owner, part, text)


def test_try():
    put([say(1, "油烟扰民"), say(2, "凌晨油烟"), say(2, "扰民", Part.REPLY), say(3, "！")])
    assert found("油烟") == [2, 1]
    assert found("油烟 扰民") == [2, 1]
    assert found("油烟扰民") == [1]
    assert found("烟扰") == [1]
    assert found("民", below=2) == [1]
    put([say(3, "油烟" * 300)])
    assert found('"' + "油烟" * 300 + '"') == [3]
    assert holding(Kind.CASE, query("油烟"), [1, 2, 3, 4]) == [1, 2, 3]
    assert best(Kind.CASE, query("油烟"), [1, 2, 3, 4]) == [3, 1, 2]
    drop(Kind.CASE, [2])
    assert found("油烟") == [3, 1]
    assert filed(Kind.CASE, [1, 2, 3]) == {1, 3}
