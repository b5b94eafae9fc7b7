"""`huiying open311`: the requests of another Open311 system."""

from pathlib import Path

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write, words
from huiying.faces.look.terminal import Outcome, moment, option, say

MOST_SAID = 20


@click.group("open311", help=say("Open311：与别的系统互通。", "Open311: requests of other systems."))
def open311() -> None:
    pass


@command(
    "pull",
    zh="从另一个 Open311 系统接来诉求和进展，可随时重来。URL 是对方的根网址，如 https://city.example/open311/v2。",
    en="Bring in requests and news of another Open311 system; safe to run again. URL: its root, such as "
    "https://city.example/open311/v2.",
)
@click.argument("url")
@option(
    "--since",
    metavar="TIME",
    zh="从这个时间接起；不写，第一次取最近 90 天，以后接着上次的。",
    en="Bring in what came since then; else the last 90 days the first time, and what is new since the last time.",
)
@option("--push", is_flag=True, zh="把本单位的进展告诉对方。", en="Tell the other system what became of them here.")
@option(
    "--api-key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    zh="写有对方密钥的文件，推送时用。",
    en="File that holds the other system's key, for pushing.",
)
@option(
    "--jurisdiction",
    default="",
    zh="对方的 jurisdiction_id，对方要求时填。",
    en="Its jurisdiction_id, if it wants one.",
)
def pull(*, url: str, since: str | None, push: bool, api_key_file: Path | None, jurisdiction: str) -> Outcome:
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.foundation.office.selectors import calendar
    from huiying.loop.open311.fetching import Endpoint
    from huiying.loop.open311.pulling import pull as joint

    key = api_key_file.read_text("utf-8").strip() if api_key_file is not None else ""
    done = joint(
        Endpoint(url, jurisdiction, key), now=clock.now(), since=moment(since, calendar().zone), push=push, step=_tell
    )
    for where, why in done.troubles[:MOST_SAID]:
        words(say(f"跳过 {where or '（无编号）'}：{why} 不对", f"Skipped {where or '(no id)'}: {why} is wrong"))
    told = Text(
        zh=f"读取 {done.fetched} 件：新增 {done.new}（其中历史 {done.history}），有进展 {done.updated}，"
        f"跳过 {done.skipped}，告诉对方 {done.pushed}。"
        + (f"\n给对方的进展写在：{done.outbox}" if done.outbox else ""),
        en=f"{done.fetched} requests read: {done.new} new ({done.history} of them history), news on {done.updated}, "
        f"{done.skipped} skipped, {done.pushed} updates told."
        + (f"\nUpdates for the other system: {done.outbox}" if done.outbox else ""),
    )
    keys = {
        name: getattr(done, name) for name in ("fetched", "new", "updated", "history", "skipped", "pushed", "outbox")
    }
    return Outcome(told, keys | {"troubles": [{"id": where, "wrong": why} for where, why in done.troubles]})


def _tell(count: int) -> None:
    if count % 1_000 == 0:
        words(say(f"已读取 {count} 件", f"{count} requests read"))


open311.add_command(pull)
