import random

import pytest

from huiying.core.similarity.minhash import BANDS, NUMBERS, resemblances, signature, triples
from huiying.core.similarity.normal import letters
from tests.core.similarity.voices import VOICES, rows


def edited(text, share, chance):
    """The text with this share of its characters changed, at least one."""
    changed = list(text)
    for place in chance.sample(range(len(text)), max(1, round(len(text) * share))):
        changed[place] = chance.choice("春夏秋冬山水风云")
    return "".join(changed)


def meet(one, other):
    return bool(set(signature(one)[1]) & set(signature(other)[1]))


def test_a_signature_is_the_same_for_ever():
    sketch, bands = signature("金桂路油烟扰民")
    assert (len(sketch), len(bands)) == (2 * NUMBERS, BANDS)
    assert sketch[:8].hex() == "b17276fd4fe678b0"
    assert bands[:2] == (-2114518047, -1360378423)


def test_nothing_has_no_signature_and_resembles_nothing():
    assert signature("") == (b"", ())
    assert resemblances(b"", [signature("油烟")[0]]) == [0.0]
    assert resemblances(signature("油烟")[0], [b"", signature("油烟")[0]]) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("text", "found"), [("", set()), ("油", {"油"}), ("油烟大", {"油烟大"}), ("油烟很大", {"油烟很", "烟很大"})]
)
def test_triples_overlap(text, found):
    assert triples(text) == found


def test_resemblance_estimates_the_share_of_common_triples():
    chance = random.Random(4)
    one = "".join(chance.choices("东西南北中春夏秋冬金木水火土", k=400))
    for share in (0.02, 0.05, 0.1, 0.2):
        other = edited(one, share, chance)
        both, all_of_them = triples(one) & triples(other), triples(one) | triples(other)
        assert resemblances(signature(one)[0], [signature(other)[0]])[0] == pytest.approx(
            len(both) / len(all_of_them), abs=4 * 0.072
        )


def test_different_voices_share_no_band():
    sketches = [signature(letters(voice)) for voice in VOICES]
    assert all(
        not set(one[1]) & set(other[1]) and resemblances(one[0], [other[0]])[0] < 0.2
        for at, one in enumerate(sketches)
        for other in sketches[at + 1 :]
    )


def test_a_sentence_more_or_less_is_found():
    long = "".join(VOICES)
    assert all(meet(letters(long), letters(long.replace(voice, ""))) for voice in VOICES)


def test_texts_with_every_tenth_character_changed_are_found():
    chance = random.Random(1)
    texts = [letters(row["text"]) for row in rows("messages.csv")[::20]]
    texts = [text for text in texts if len(text) >= 50]
    found = sum(meet(text, edited(text, 0.1, chance)) for text in texts)
    assert len(texts) > 150
    assert found >= 0.9 * len(texts)


def test_all_twins_are_found():
    text = {row["msg_id"]: row["text"] for row in rows("messages.csv")}
    twins = rows("exact_duplicate_pairs.csv")
    assert len(twins) > 100
    assert all(meet(letters(text[twin["a"]]), letters(text[twin["b"]])) for twin in twins)
