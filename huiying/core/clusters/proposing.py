"""Groups of voices as proposals: who belongs and how closely, since when, and which comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from huiying.core.clusters.linking import LEAST_LINK, average_link, mean_link
from huiying.core.clusters.pairs import Filed, Pair, likely_pairs
from huiying.core.similarity.frequencies import Frequencies

LEAST_TEXTS, LEAST_VOICES = 3, 5
"""A proposal needs three different texts, or five voices: one text sent three times is a matter to join, no issue."""
HALF_DAYS = 90
"""A voice counts half as much towards the order of proposals each time so many days have passed since it came."""
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Cluster:
    """Voices that may have one cause. Voices are counted, never people: who spoke is not known here.

    `members` in order of number; `closeness`: of each member, its mean score with the others, 0..1; `tightness`: of
    all; `texts`: how many different texts, a re-sent or edited one counted once; `heat`: what proposals are ordered by.
    """

    members: tuple[int, ...]
    closeness: Mapping[int, float]
    tightness: float
    texts: int
    heat: float
    first: datetime | None
    last: datetime | None

    @property
    def voices(self) -> int:
        return len(self.members)


def propose(voices: Iterable[Filed], frequencies: Frequencies, *, now: datetime) -> list[Cluster]:
    """Groups as proposals, the one that moves most voices now first; nothing is joined by this."""
    given = tuple(voices)
    moments = {voice.id: voice.written_at for voice in given}
    found = list(likely_pairs(given, frequencies))
    groups = [group for group in average_link(found, least=LEAST_LINK) if len(group) >= LEAST_TEXTS]
    inside = _inside(groups, found)
    clusters = (_cluster(group, inside[group[0]], moments, now) for group in groups)
    enough = [one for one in clusters if one.texts >= LEAST_TEXTS or one.voices >= LEAST_VOICES]
    return sorted(enough, key=lambda cluster: (-cluster.heat, cluster.members))


def _inside(groups: Sequence[tuple[int, ...]], found: Iterable[Pair]) -> dict[int, list[Pair]]:
    """The pairs within each group, by its first voice."""
    group_of = {voice: group[0] for group in groups for voice in group}
    inside: dict[int, list[Pair]] = {group[0]: [] for group in groups}
    for pair in found:
        first = group_of.get(pair.a)
        if first is not None and group_of.get(pair.b) == first:
            inside[first].append(pair)
    return inside


def _cluster(
    group: tuple[int, ...], found: Sequence[Pair], moments: Mapping[int, datetime | None], now: datetime
) -> Cluster:
    closeness = _closeness(group, found)
    tightness = sum(closeness.values()) / len(group)
    known = sorted(moment for voice in group if (moment := moments[voice]) is not None)
    ages = [max(0.0, (now - moment).total_seconds() / DAY) for moment in known]
    return Cluster(
        members=group,
        closeness=closeness,
        tightness=round(tightness, 3),
        texts=_texts(group, found),
        heat=round(tightness * sum(2 ** (-age / HALF_DAYS) for age in ages), 3),
        first=known[0] if known else None,
        last=known[-1] if known else None,
    )


def _closeness(group: Sequence[int], found: Iterable[Pair]) -> dict[int, float]:
    totals, known = dict.fromkeys(group, 0), dict.fromkeys(group, 0)
    for pair in found:
        for voice in (pair.a, pair.b):
            totals[voice] += pair.score
            known[voice] += 1
    others = len(group) - 1
    return {voice: round(mean_link(totals[voice], known[voice], 1, others) / 1000, 3) for voice in group}


def _texts(group: Sequence[int], found: Iterable[Pair]) -> int:
    """How many different texts there are."""
    copy_of = {voice: voice for voice in group}

    def original(voice: int) -> int:
        while copy_of[voice] != voice:
            voice = copy_of[voice]
        return voice

    for pair in found:
        if pair.same_text:
            one, other = sorted((original(pair.a), original(pair.b)))
            copy_of[other] = one
    return sum(voice == original(voice) for voice in group)
