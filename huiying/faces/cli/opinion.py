"""`huiying opinion …`: the opinion map of a consultation, made again from its published files; no office is needed."""

from pathlib import Path
from typing import Any

import click

from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, command, say


@click.group(
    "opinion",
    help=say(
        "观点地图：用公布的投票文件重新算一遍。不需要单位数据。",
        "The opinion map, made again from its published files. Needs no office.",
    ),
)
def opinion() -> None:
    pass


@command(
    "recompute",
    zh="用 DIR 里的 votes.csv 和 comments.csv（Polis 导出格式）重算观点地图；同样的投票每次得出同样的字节。",
    en="Make the opinion map from votes.csv and comments.csv in DIR (Polis's export format); the same votes give the "
    "same bytes each time.",
)
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def recompute(*, folder: Path) -> Outcome:
    from huiying.core.opinion import opinion_map, to_data
    from huiying.core.opinion.polis import COMMENTS, VOTES, read_statements, read_votes

    votes = read_votes((folder / VOTES).read_bytes())
    found = to_data(opinion_map(votes, read_statements((folder / COMMENTS).read_bytes())))
    return Outcome(_words(found), found)


opinion.add_command(recompute)


def _words(found: dict[str, Any]) -> Text:
    steady = "—" if found["stability"] is None else f"{found['stability']:.2f}"
    figures = {
        "votes": found["votes"],
        "statements": len(found["statements"]),
        "groups": len(found["groups"]),
        "steady": steady,
        "sha": found["votes_sha256"],
    }
    return Text(
        zh="{votes} 张票，{statements} 条意见，{groups} 个群体，稳定度 {steady}。\n投票的 SHA-256：{sha}".format(
            **figures
        ),
        en="{votes} votes, {statements} statements, {groups} groups, stability {steady}.\n"
        "SHA-256 of the votes: {sha}".format(**figures),
    )
