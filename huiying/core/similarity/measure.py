"""How well the engine finds what people judged to be the same matter: the figures of `huiying eval same-matter`."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

import numpy as np
import numpy.typing as npt

from huiying.core.errors import HuiyingError
from huiying.core.similarity.evidence import compare_all, score
from huiying.core.similarity.frequencies import Frequencies, count
from huiying.core.similarity.profiles import Profile, profile
from huiying.core.similarity.reading import Reading, read
from huiying.core.similarity.search import find_similar
from huiying.core.similarity.shelf import Shelf
from huiying.core.words import Text

FIRST, SEEN = 5, 20


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a file: `id` as the file has it, `time` None when unknown."""

    id: str
    subject: str
    text: str
    time: datetime | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages and whether a person found them to be about the same matter."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """`auc`, `best_f1`: of the scores of the pairs; `p_at_5`, `r_at_20`: of the lists found for messages with mates;
    `milliseconds_per_query`: the median."""

    auc: float
    best_f1: float
    p_at_5: float
    r_at_20: float
    milliseconds_per_query: float


class NothingToMeasure(HuiyingError):
    """The pairs name messages that are not there, or all say the same."""

    code = "similarity.nothing_to_measure"
    sentence = Text(
        zh="这些成对的记录无法衡量：既要有“同一件事”的，也要有“不是同一件事”的，而且两边都要在留言文件里"
        "（缺 {missing} 条留言）。请检查两个文件是否配套。",
        en="These pairs measure nothing: some must be the same matter and some not, and both messages of each must be "
        "in the file of messages ({missing} are missing). Check that the two files belong together.",
    )


def measure(messages: Sequence[Message], pairs: Sequence[Pair], timer: Callable[[], float]) -> Figures:
    """The figures of the engine on judged pairs. `timer` gives seconds.

    Every message is stored; then each that has mates (messages judged the same as it) is looked up as the product does.
    Raises NothingToMeasure.
    """
    _check(messages, pairs)
    ordered = sorted(messages, key=lambda one: (one.time.timestamp() if one.time else -math.inf, one.id))
    number = {message.id: at for at, message in enumerate(ordered)}
    frequencies, kept = _stored([_read(message) for message in ordered])
    scores, same = _scores(pairs, number, kept, frequencies)
    shelf = Shelf()
    for at, one in enumerate(kept):
        shelf.put(at, one)
    lists, seconds = _look_up(_mates(pairs, number), ordered, shelf, frequencies, timer)
    return Figures(
        auc=round(area_under_curve(scores, same), 4),
        best_f1=round(best_f1(scores, same), 4),
        p_at_5=round(fmean(hits_among(found, mates, FIRST) for found, mates in lists), 4),
        r_at_20=round(fmean(hits_among(found, mates, SEEN) for found, mates in lists), 4),
        milliseconds_per_query=round(1000 * seconds, 3),
    )


def area_under_curve(scores: npt.NDArray[np.float64], same: npt.NDArray[np.bool_]) -> float:
    """The probability that a pair of the same matter scores higher than another one, ties counting half."""
    _, rank_of, times = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2)[rank_of]
    yes, no = int(same.sum()), int((~same).sum())
    return float((ranks[same].sum() - yes * (yes + 1) / 2) / (yes * no))


def best_f1(scores: npt.NDArray[np.float64], same: npt.NDArray[np.bool_]) -> float:
    """The highest F1 (2 × right / (said + true)) that any threshold on the score reaches; equal scores go together."""
    falling = np.argsort(-scores, kind="stable")
    right, said = np.cumsum(same[falling]), np.arange(1, len(scores) + 1)
    last_of_its_score = np.append(np.diff(scores[falling]) != 0, True)
    return float((2 * right / (said + same.sum()))[last_of_its_score].max())


def hits_among(found: Sequence[int], mates: Collection[int], limit: int) -> float:
    """Mates among the first `limit` found, of as many as could be there: the smaller of `limit` and their number."""
    return len(set(found[:limit]) & set(mates)) / min(limit, len(mates))


def _check(messages: Sequence[Message], pairs: Sequence[Pair]) -> None:
    missing = {one for pair in pairs for one in (pair.a, pair.b)} - {message.id for message in messages}
    if missing or {pair.same for pair in pairs} != {True, False}:
        raise NothingToMeasure(missing=len(missing))


def _read(message: Message) -> Reading:
    return read(message.text, subject=message.subject, written_at=message.time)


def _stored(readings: Sequence[Reading]) -> tuple[Frequencies, list[Profile]]:
    frequencies = count(reading.keys() for reading in readings)
    return frequencies, [profile(reading, frequencies) for reading in readings]


def _scores(
    pairs: Sequence[Pair], number: Mapping[str, int], kept: Sequence[Profile], frequencies: Frequencies
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The score of each pair and whether it is the same matter, pairs with one first message together."""
    partners: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        partners[pair.a].append(pair)
    scores = []
    for a, found in partners.items():
        others = [kept[number[pair.b]] for pair in found]
        scores += [score(evidence) for evidence in compare_all(kept[number[a]], others, frequencies)]
    return np.array(scores), np.array([pair.same for found in partners.values() for pair in found])


def _mates(pairs: Sequence[Pair], number: Mapping[str, int]) -> dict[int, set[int]]:
    """Of each message that has any, those judged the same as it, by number."""
    mates: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair.same:
            mates[number[pair.a]].add(number[pair.b])
            mates[number[pair.b]].add(number[pair.a])
    return mates


def _look_up(
    mates: Mapping[int, set[int]],
    messages: Sequence[Message],
    shelf: Shelf,
    frequencies: Frequencies,
    timer: Callable[[], float],
) -> tuple[list[tuple[list[int], set[int]]], float]:
    """For each message with mates what is found for it, itself left out, and the median of seconds it took."""
    lists, seconds = [], []
    for at in sorted(mates):
        began = timer()
        found = find_similar(_read(messages[at]), shelf, frequencies, limit=SEEN, skip=(at,))
        seconds.append(timer() - began)
        lists.append(([match.id for match in found], mates[at]))
    return lists, median(seconds)
