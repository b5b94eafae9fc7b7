import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.search import LONGEST_QUERY, MOST_WORDS, query
from huiying.core.search.windows import LONGEST_PIECE, code


def words(phrase):
    asked = query(phrase)
    return asked and [word.signs for word in asked.words]


@pytest.mark.parametrize("phrase", ["", " ", "！？", '""', "“”", "😀", "\x00", "\ud800", '" " \u3000'])
def test_nothing_to_search_is_no_query(phrase):
    assert query(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("油烟", ["油烟"]),
        ("油烟，扰民", ["油烟扰民"]),
        ("油烟 扰民", ["油烟", "扰民"]),
        ("油烟\u3000擾民\t油煙", ["油烟", "扰民"]),
        ('"night noise" lane', ["nightnoise", "lane"]),
        ("“night noise”lane", ["nightnoise", "lane"]),
        ("「凌晨 兩點」『油 烟』", ["凌晨两点", "油烟"]),
        ("＂凌晨 两点＂ «a b» „c d“", ["凌晨两点", "ab", "cd"]),
        ('5" pipe', ["5", "pipe"]),
        ('油烟"扰民 凌晨', ["油烟", "扰民", "凌晨"]),
        ("AND OR NOT NEAR(油 烟) a* -b ^c tokens:油", ["and", "or", "not", "near油", "烟", "a", "b", "c", "tokens油"]),
    ],
)
def test_blanks_part_words_and_quotes_keep_them_together(phrase, expected):
    assert words(phrase) == expected


def test_one_sign_asks_for_the_beginning_of_a_token():
    (piece,) = query("车").pieces
    assert (piece.signs, piece.fts5, piece.tsquery) == ("车", f'"{code("车")}" *', f"{code('车')}:*")


def test_more_signs_ask_for_tokens_in_a_row():
    (piece,) = query("油烟味").pieces
    one, other = code("油") + code("烟"), code("烟") + code("味")
    assert (piece.fts5, piece.tsquery) == (f'"{one} {other}"', f"{one} <-> {other}")


@pytest.mark.parametrize(("signs", "pieces"), [(1, 1), (8, 1), (9, 2), (15, 2), (16, 3), (22, 3), (200, 29)])
def test_longer_words_are_looked_up_in_pieces_and_checked(signs, pieces):
    asked = query("".join(chr(0x4E00 + number) for number in range(signs)))
    assert len(asked.pieces) == pieces
    assert asked.is_exact is asked.words[0].is_exact is (signs <= 8)


def test_one_long_word_among_short_ones_must_be_checked():
    assert not query("油烟 一二三四五六七八九 扰民").is_exact
    assert query("油烟 一二三四五六七八 扰民").is_exact


@given(st.text(alphabet="油烟车扰民ab1", min_size=9, max_size=120))
def test_every_pair_of_neighbours_of_a_word_is_in_a_piece(phrase):
    (word,) = query(phrase).words
    inside = {piece.signs[at : at + 2] for piece in word.pieces for at in range(len(piece.signs) - 1)}
    assert inside == {word.signs[at : at + 2] for at in range(len(word.signs) - 1)}
    assert all(len(piece.signs) == LONGEST_PIECE for piece in word.pieces)


def test_pieces_of_several_words_are_asked_once():
    assert [piece.signs for piece in query("油烟 扰 油烟 ").pieces] == ["油烟", "扰"]
    assert len(query("啊" * 100).pieces) == 1


@pytest.mark.parametrize(
    "phrase",
    [
        "".join(chr(0x4E00 + number) for number in range(LONGEST_QUERY + 1)),
        " ".join(chr(0x4E00 + number) for number in range(MOST_WORDS + 1)),
        "油烟" + " " * 1_000,
        "\ufdfa" * 100 + " 油烟",
    ],
)
def test_more_than_is_searched_is_cut_and_said(phrase):
    asked = query(phrase)
    assert asked.is_cut
    assert sum(len(word.signs) for word in asked.words) <= LONGEST_QUERY
    assert len(asked.words) <= MOST_WORDS


def test_what_is_searched_whole_is_not_called_cut():
    assert not query("啊" * LONGEST_QUERY).is_cut
    assert not query(" ".join("油烟扰民凌晨两点有人电话")).is_cut


@given(st.text(max_size=2_000))
def test_any_typing_makes_a_query_of_bounded_cost(phrase):
    asked = query(phrase)
    assert asked is None or 1 <= len(asked.pieces) <= 40


def test_ten_megabytes_typed_are_read_no_further_than_needed():
    assert query("油 " * 5_000_000).is_cut
    assert query('"' * 10_000_000) is None
