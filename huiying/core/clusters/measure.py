"""How well proposals meet the issues that people saw in a file of messages: the figures of `huiying eval issues`."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from huiying.core.clusters.describing import Shared, describe
from huiying.core.clusters.pairs import Filed
from huiying.core.clusters.proposing import Cluster, propose
from huiying.core.errors import HuiyingError
from huiying.core.similarity.frequencies import count
from huiying.core.similarity.measure import Message
from huiying.core.similarity.profiles import Profile, profile
from huiying.core.similarity.reading import read
from huiying.core.words import Text

LEAST_IN_COMMON = 2


@dataclass(frozen=True, slots=True)
class Met:
    """The proposal that holds most messages of an event. `rank` from 1, None when none holds two of them.

    `voices`: how many the proposal has; `precision`: the share of them that belongs to the event; `recall`: the share
    of the event that is among them.
    """

    members: int
    rank: int | None
    voices: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Figures:
    """`events` by name, in the order of the file; `first`: the first proposals and what each shares."""

    proposals: int
    events: Mapping[str, Met]
    first: Sequence[tuple[Cluster, Shared]]


class NoEvents(HuiyingError):
    """The events name messages that are not there, or there is no event."""

    code = "clusters.no_events"
    sentence = Text(
        zh="这些事件无法衡量：文件里要有事件，而且每条留言都要在留言文件里（缺 {missing} 条）。"
        "请检查两个文件是否配套。",
        en="These events measure nothing: the file must have events, and each message must be in the file of messages "
        "({missing} are missing). Check that the two files belong together.",
    )


def measure(messages: Sequence[Message], events: Mapping[str, Collection[str]], *, shown: int = 5) -> Figures:
    """The figures of the proposals over all messages, made on the day of the newest. `events`: the ids of each.

    Raises NoEvents.
    """
    missing = {one for members in events.values() for one in members} - {message.id for message in messages}
    if missing or not events:
        raise NoEvents(missing=len(missing))
    ordered = sorted(messages, key=lambda one: (one.time.timestamp() if one.time else -math.inf, one.id))
    readings = [read(one.text, subject=one.subject, written_at=one.time) for one in ordered]
    frequencies = count(reading.keys() for reading in readings)
    now = max((one.time for one in ordered if one.time), default=datetime.min.replace(tzinfo=UTC))
    filed = [_filed(at, profile(reading, frequencies)) for at, reading in enumerate(readings)]
    found = propose(filed, frequencies, now=now)
    named = [{ordered[at].id for at in cluster.members} for cluster in found]
    return Figures(
        len(found),
        {event: _met(set(members), named) for event, members in events.items()},
        [(one, describe({at: readings[at] for at in one.members}, frequencies)) for one in found[:shown]],
    )


def _filed(at: int, kept: Profile) -> Filed:
    return Filed(at, kept.filed_under, kept.packed(), kept.written_at)


def _met(members: set[str], proposals: Sequence[set[str]]) -> Met:
    """The proposal with most of the members, of equals the first."""
    shared = [len(members & proposal) for proposal in proposals]
    most = max(shared, default=0)
    if most < min(LEAST_IN_COMMON, len(members)):
        return Met(len(members), None, 0, 0.0, 0.0)
    at = shared.index(most)
    voices = len(proposals[at])
    return Met(len(members), at + 1, voices, round(most / voices, 3), round(most / len(members), 3))
