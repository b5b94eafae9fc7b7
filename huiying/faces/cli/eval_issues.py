"""`huiying eval issues`: whether the common issues that people saw in a file of messages are the first proposals.

Voices are counted, never people: the column `user` of such files is not read. The engine is imported when it runs.
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiying.core.words import Text
from huiying.faces.cli.eval_same_matter import FILE, read_messages, rows_of
from huiying.faces.look.terminal import Outcome, command, option

if TYPE_CHECKING:
    from huiying.core.clusters.describing import Shared
    from huiying.core.clusters.measure import Met
    from huiying.core.clusters.proposing import Cluster

MEMBER = "member"


@command(
    "issues",
    zh="衡量共性问题提得准不准：哪些问题排在最前面。",
    en="Measure whether the common issues that people saw are proposed, and how early in the list.",
)
@option(
    "--messages", type=FILE, required=True, zh="留言：msg_id、subject、time、text。", en="msg_id, subject, time, text."
)
@option(
    "--events",
    type=FILE,
    required=True,
    zh="事件：event、msg_id、role（只算 member）。",
    en="Events: event, msg_id, role (only member counts).",
)
def issues(messages: Path, events: Path) -> Outcome:
    from huiying.core.clusters.measure import measure

    figures = measure(list(read_messages(messages)), _by_event(read_events(events)))
    lines = [_line(name, met) for name, met in figures.events.items()]
    whole = Text(
        zh=f"共提出 {figures.proposals} 个。" + "".join(f"\n{line.zh}" for line in lines),
        en=f"{figures.proposals} proposals." + "".join(f"\n{line.en}" for line in lines),
    )
    return Outcome(
        whole,
        {
            "proposals": figures.proposals,
            "events": {name: asdict(met) for name, met in figures.events.items()},
            "first": [_proposal(cluster, shared) for cluster, shared in figures.first],
        },
    )


def read_events(file: Path) -> Iterator[tuple[str, str]]:
    """Event and message of each member in a file in the format of same_matter.csv. Raises NotSuchAFile."""
    for row in rows_of(file, ("event", "msg_id", "role")):
        if row["role"].strip() == MEMBER:
            yield row["event"], row["msg_id"]


def _by_event(members: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    events: dict[str, list[str]] = {}
    for event, message in members:
        events.setdefault(event, []).append(message)
    return events


def _line(name: str, met: "Met") -> Text:
    if met.rank is None:
        return Text(zh=f"{name}：没有提出（{met.members} 件）", en=f"{name}: not proposed ({met.members} voices)")
    return Text(
        zh=f"{name}：排第 {met.rank}，准 {met.precision}，全 {met.recall}（{met.voices} 件，应有 {met.members} 件）",
        en=f"{name}: rank {met.rank}, precision {met.precision}, recall {met.recall} "
        f"({met.voices} voices, {met.members} expected)",
    )


def _proposal(cluster: "Cluster", shared: "Shared") -> dict[str, Any]:
    return {
        "voices": cluster.voices,
        "texts": cluster.texts,
        "tightness": cluster.tightness,
        "first": cluster.first.date().isoformat() if cluster.first else None,
        "last": cluster.last.date().isoformat() if cluster.last else None,
        "places": list(shared.places),
        "words": list(shared.words),
    }
