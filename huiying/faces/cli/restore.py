"""`huiying restore`: a backup laid into an empty place, and the proof that both ends agree."""

from pathlib import Path

import click

from huiying.core.words import Text
from huiying.faces.cli.backup import key_option
from huiying.faces.cli.command import command
from huiying.faces.cli.office import set_up, waiting_migrations
from huiying.faces.look.terminal import Outcome

GOOD = Text(zh="恢复完毕，两端一致。", en="Restored; both ends agree.")
OLD = Text(
    zh="恢复完毕，两端一致。这份备份出自较早的程序版本：请运行 huiying upgrade。",
    en="Restored; both ends agree. The backup is of an earlier version of the program: run huiying upgrade.",
)
BEHIND = Text(
    zh="恢复完毕，但存证账本在备份之后还签过名：有更新的备份请用更新的；确实没有了，请运行 huiying ledger restart。",
    en="Restored, but the public log was signed further after this backup: take a newer one if there is any; "
    "if there is none, run huiying ledger restart.",
)
AGAIN = Text(
    zh="备份之后删除过的 {count} 件，已再次删除。",
    en="What was erased after this backup, {count} in all, was erased again.",
)
FAULTY = Text(
    zh="数据已恢复，但存证账本有 {count} 处对不上。请运行 huiying ledger fsck，查清之前不要启用。",
    en="The data is there, but {count} things in the public log do not fit. Run huiying ledger fsck, and do not work "
    "with it before that is understood.",
)


@command(
    "restore",
    zh="把备份恢复到空的数据文件夹（可先放入 keys 文件夹）或空的数据库，并核对两端一致。",
    en="Restore a backup into an empty data folder (it may hold the keys folder) or an empty database, and prove that "
    "both ends agree.",
)
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@key_option
def restore(*, file: Path, key_file: Path | None) -> Outcome:
    set_up()
    from huiying.foundation.upkeep import locks
    from huiying.foundation.upkeep.restore import restore as lay_down

    done = lay_down(file, locks.chosen(key_file))
    held = done.office.measured
    said, ok = _looked_over()
    again = erased_again() if said is GOOD else 0
    lines = [said, *([_counted(AGAIN, again)] if again else [])]
    words = Text(
        zh=f"诉求 {held.voices} 件，文件 {done.files} 个，存证账本 {held.ledger_size} 条。"
        + "".join(line.zh for line in lines),
        en=f"{held.voices} voices, {done.files} files, {held.ledger_size} entries of the public log. "
        + " ".join(line.en for line in lines),
    )
    root = held.logs[-1].root if held.logs else ""
    keys = {"voices": held.voices, "ledger_size": held.ledger_size, "root": root, "files": done.files, "ok": ok}
    keys |= {"made_at": done.office.made_at.isoformat(), "missing": done.missing, "erased_again": again}
    return Outcome(words, keys, done=ok)


def erased_again() -> int:
    """Lets go once more of what the list beside the keys says is gone; how many. Raises LogBehind, OSError."""
    from huiying.foundation.keys import clock
    from huiying.loop.let_go_again import let_go_again

    return let_go_again(now=clock.now())


def _counted(said: Text, count: int) -> Text:
    return Text(zh=said.zh.format(count=count), en=said.en.format(count=count))


def _looked_over() -> tuple[Text, bool]:
    """The whole log is computed again, and what was signed last is remembered where nothing later is."""
    if waiting_migrations():
        return OLD, True
    from huiying.foundation.ledger.log.checking import faults
    from huiying.foundation.ledger.log.restoring import remember_signed

    codes = [fault.code for fault in faults()]
    if codes == ["behind"]:
        return BEHIND, False
    if codes:
        return _counted(FAULTY, len(codes)), False
    remember_signed()
    return GOOD, True
