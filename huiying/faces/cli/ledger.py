"""`huiying ledger`: the office's side of the public log."""

from pathlib import Path
from typing import Any

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office, words
from huiying.faces.cli.restore import erased_again
from huiying.faces.look.terminal import Outcome, option, say

SAYS = {
    "entry": Text("第 {about} 条的内容被改过", "entry {about} was changed"),
    "event": Text("第 {about} 条与它的事件对不上", "entry {about} does not fit its event"),
    "event_missing": Text("第 {about} 条没有事件", "entry {about} has no event"),
    "event_fields": Text("事件 {about} 的内容被改过", "event {about} was changed"),
    "events_without_line": Text("有 {about} 个事件不在日志里", "{about} events are not in the log"),
    "gap": Text("缺第 {about} 条", "entry {about} is missing"),
    "tile": Text("瓦片 {about} 被改过或缺失", "tile {about} was changed or is missing"),
    "tile_too_many": Text("瓦片 {about} 不该存在", "tile {about} should not be there"),
    "checkpoint": Text("检查点 {about} 对不上", "checkpoint {about} does not fit"),
    "size": Text("日志 {about} 的条数对不上", "the size of log {about} does not fit"),
    "frontier": Text("日志 {about} 的边缘哈希对不上", "the frontier of log {about} does not fit"),
    "counts": Text("公开的统计（{about}）和条目对不上", "the public counts ({about}) do not fit the entries"),
    "behind": Text("数据库落后于已签名的 {about}，像是旧备份", "the database is behind what was signed, {about}"),
}
MOST_SAID = 20


def _signed() -> dict[str, Any]:
    """The keys that every command of the log gives: size and root of the last signed head."""
    from huiying.foundation.ledger.log.reading import last_checkpoint

    head = last_checkpoint()
    return {"size": head.size if head else 0, "root": bytes(head.root).hex() if head else "", "ok": True}


@click.group(
    "ledger", help=say("存证账本：密钥、签名、检查、导出。", "The public log: keys, signing, checking, files.")
)
def ledger() -> None:
    pass


@command("keygen", zh="生成一把新的签名密钥。", en="Make a new key to sign the log with.")
@option(
    "--retire", metavar="FILE", zh="停用一把旧密钥，如 ledger-1。", en="Sign no more with an old key, such as ledger-1."
)
def keygen(*, retire: str | None) -> Outcome:
    open_office()
    from django.conf import settings

    from huiying.foundation.ledger.log import signing

    if retire is not None:
        found = [path for path in signing.key_files() if path.name == retire]
        if not found or len(signing.key_files()) == 1:
            raise click.UsageError(
                say(
                    f"{retire} 不在密钥文件夹里，或者是唯一的一把。",
                    f"{retire} is not in the keys folder, or is the only one.",
                )
            )
        signing.take_away_key(found[0])
        return Outcome(
            Text(f"{retire} 不再签名；它签过的仍然有效。", f"{retire} signs no more; what it signed stays good."),
            _signed() | {"retired": retire},
        )
    if settings.SIGNER_URL:
        raise click.UsageError(
            say(
                "HUIYING_SIGNER 所指的机器在签名，这里的密钥用不上。请在那台机器上换密钥。",
                "The machine named by HUIYING_SIGNER signs, a key here would not. Change the key there.",
            )
        )
    path = signing.make_key()
    return Outcome(
        Text(
            f"新密钥 {path.name}。从下一个检查点起新旧密钥都签名；公布新公钥后再用 --retire 停用旧的。",
            f"New key {path.name}. From the next checkpoint on old and new keys sign; publish the new one, "
            "then take the old away with --retire.",
        ),
        _signed() | {"key": path.name},
    )


@command("checkpoint", zh="现在就签名一次，并请见证人联署。", en="Sign the log now and ask the witnesses.")
def checkpoint() -> Outcome:
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
    from huiying.foundation.ledger.log.counting import count_entries
    from huiying.foundation.ledger.log.reading import newest_checkpoints
    from huiying.foundation.ledger.log.witnessing import collect, read_policy

    made = checkpoint_logs(now=clock.now())
    count_entries()
    read_policy()
    seen = sum(collect(one, now=clock.now()) for one in newest_checkpoints())
    keys = _signed()
    return Outcome(
        Text(
            f"存证账本共 {keys['size']} 条，新签名 {len(made)} 个检查点，见证联署 {seen} 个。",
            f"The public log has {keys['size']} entries; {len(made)} new checkpoints, {seen} cosignatures.",
        ),
        keys,
    )


@command(
    "fsck", zh="把整本日志重新算一遍。有对不上的，退出码为 1。", en="Compute the whole log again. Exit 1 on faults."
)
@option(
    "--deep",
    is_flag=True,
    zh="也核对每个事件的内容和每天的统计。",
    en="Look into every event and the daily counts too.",
)
def fsck(*, deep: bool) -> Outcome:
    open_office()
    from huiying.foundation.ledger.log.checking import faults, sizes

    found = list(faults(deep=deep))
    size, root = sizes()
    for fault in found[:MOST_SAID]:
        sentence = SAYS[fault.code]
        words(say(sentence.zh.format(about=fault.about), sentence.en.format(about=fault.about)))
    good = Text(f"存证账本 {size} 条，全部对得上。", f"All {size} entries of the public log fit.")
    bad = Text(f"存证账本有 {len(found)} 处对不上。", f"{len(found)} things in the public log do not fit.")
    keys = {"size": size, "root": root, "ok": not found, "faults": [f"{one.code} {one.about}" for one in found]}
    return Outcome(bad if found else good, keys, done=not found)


@command("export", zh="把日志写成静态文件（tlog-tiles）。", en="Write the log as static files (tlog-tiles).")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(*, folder: Path) -> Outcome:
    open_office()
    from huiying.foundation.ledger.log import exporting

    keys = {"files": exporting.export(folder)} | _signed()
    return Outcome(
        Text(
            f"写了 {keys['files']} 个文件，到第 {keys['size']} 条为止。",
            f"{keys['files']} files written, up to entry {keys['size']}.",
        ),
        keys,
    )


@command(
    "restart",
    zh="签过名的条目确实找不回来时，另起一本日志，并公开说明。",
    en="When signed entries are lost for good: begin a new log that says so.",
)
@option("--reason", required=True, zh="为什么。", en="Why.")
def restart(*, reason: str) -> Outcome:
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.actors import SYSTEM
    from huiying.foundation.ledger.log import restarting
    from huiying.foundation.ledger.log.checking import sizes

    log = restarting.restart(actor=SYSTEM, now=clock.now(), reason=reason)
    again = erased_again()
    log.refresh_from_db()
    _all, root = sizes()
    return Outcome(
        Text(
            f"新的日志是 {log.name}。备份之后删除过、又随备份回来的 {again} 件，已再次删除。",
            f"The new log is {log.name}. {again} voices that were erased before and came back with a backup were "
            "erased again.",
        ),
        {"log": log.name, "size": log.size, "root": root, "erased_again": again, "ok": True},
    )


for one in (keygen, checkpoint, fsck, export, restart):
    ledger.add_command(one)
