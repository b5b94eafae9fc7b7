import random

from huiying.core.similarity import Profile, Shelf, count, find_similar, profile, read
from huiying.core.similarity.keys import word_key
from huiying.core.similarity.search import CANDIDATES, NEWEST, asked_keys, candidates
from tests.core.similarity.test_minhash import edited
from tests.core.similarity.voices import DAY, KITCHEN, LAMPS, VOICES, office, readings, rows


class Watched(Shelf):
    """A shelf that tells what was asked of it."""

    def filed_under(self, keys, newest):
        self.asked = list(super().filed_under(keys, newest))
        return self.asked

    def profiles(self, ids):
        self.opened = list(ids)
        return super().profiles(ids)


def test_the_same_matter_comes_first():
    shelf, frequencies = office()
    found = find_similar(read(KITCHEN, written_at=DAY), shelf, frequencies, skip=(0,))
    assert found[0].id == 1
    assert found[0].score == max(match.score for match in found)


def test_what_was_sent_again_is_found():
    shelf, frequencies = office()
    assert find_similar(read(LAMPS.replace("半个月", "二十天")), shelf, frequencies)[0].id == 2


def test_what_is_skipped_is_not_found():
    shelf, frequencies = office()
    assert 0 in [match.id for match in find_similar(read(KITCHEN), shelf, frequencies)]
    assert 0 not in [match.id for match in find_similar(read(KITCHEN), shelf, frequencies, skip=(0,))]


def test_no_more_are_given_than_asked_for():
    shelf, frequencies = office([KITCHEN] * 30)
    assert [match.id for match in find_similar(read(KITCHEN, written_at=DAY), shelf, frequencies, limit=3)] == [0, 1, 2]


def test_of_equals_the_newer_comes_first():
    shelf, frequencies = office()
    kept = profile(read(KITCHEN), frequencies)
    for number in (11, 10, 12):
        shelf.put(number, kept)
    assert [match.id for match in find_similar(read(KITCHEN), shelf, frequencies)][:3] == [12, 11, 10]


def test_the_order_in_which_voices_were_stored_does_not_matter():
    found = dict(enumerate(readings()))
    answers = set()
    for seed in range(5):
        order = random.Random(seed).sample(sorted(found), len(found))
        frequencies = count(found[number].keys() for number in order)
        shelf = Shelf()
        for number in order:
            shelf.put(number, profile(found[number], frequencies))
        answers.add(str([(match.id, match.score) for match in find_similar(found[0], shelf, frequencies)]))
    assert len(answers) == 1


def test_an_empty_office_and_an_empty_text_find_nothing():
    shelf, frequencies = office()
    assert find_similar(read(KITCHEN), Shelf(), count([])) == []
    assert find_similar(read("！？"), shelf, frequencies) == []


def test_a_voice_taken_out_is_not_found_again():
    shelf, frequencies = office()
    for number in range(len(VOICES)):
        shelf.take(number)
    assert find_similar(read(KITCHEN), shelf, frequencies) == []
    assert len(shelf) == 0


def test_a_voice_that_a_viewer_may_not_see_is_left_out():
    shelf, frequencies = office()

    class Hidden(Shelf):
        def profiles(self, ids):
            return shelf.profiles([number for number in ids if number != 1])

    veiled = Hidden()
    veiled.filed_under = shelf.filed_under
    assert 1 not in [match.id for match in find_similar(read(KITCHEN), veiled, frequencies)]
    assert list(shelf.profiles([99])) == []


def test_what_everybody_writes_costs_no_more():
    found = readings([KITCHEN] * 3)[0]
    frequencies = count([found.keys()] * 3)
    shelf = Watched()
    kept = profile(found, frequencies)
    for number in range(2 * NEWEST):
        shelf.put(number, kept)
    find_similar(found, shelf, frequencies)
    assert len(shelf.asked) <= NEWEST * len(asked_keys(found, frequencies))
    assert min(number for _, number in shelf.asked) == NEWEST
    assert len(shelf.opened) <= CANDIDATES


def test_no_more_than_the_candidates_are_opened():
    shelf = Shelf()
    for number in range(10 * NEWEST):
        shelf.put(number, Profile(b"", 0, frozenset(), b"", (number % 10,)))
    assert len(candidates(dict.fromkeys(range(10), 1), shelf)) == CANDIDATES


def test_those_who_share_more_rare_words_are_looked_at_first():
    shelf = Shelf()
    for number, keys in enumerate([(7, 8), (7, 8), (9,), (5,)]):
        shelf.put(number, Profile(b"", 0, frozenset(), b"", keys))
    asked = {7: 5, 8: 4, 9: 6}
    assert candidates(asked, shelf) == [1, 0, 2]
    assert candidates(asked, shelf, skip=(1,)) == [0, 2]


def test_words_that_everybody_uses_are_not_asked_for():
    frequencies = office()[1]
    assert word_key("油烟") in asked_keys(read(KITCHEN), frequencies)
    assert not {word_key("的"), word_key("在")} & set(asked_keys(read(KITCHEN + "的的的的"), frequencies))


def test_real_texts_with_every_fifth_character_changed_are_found_first():
    chance = random.Random(2)
    texts = [text for row in rows("messages.csv")[::10] if len(text := row["text"].strip()) >= 50]
    shelf, frequencies = office(texts)
    asked = range(0, len(texts), 5)
    first = [find_similar(read(edited(texts[at], 0.2, chance)), shelf, frequencies, limit=1) for at in asked]
    assert len(asked) > 50
    assert sum(bool(found) and found[0].id == at for at, found in zip(asked, first, strict=True)) >= 0.97 * len(asked)
