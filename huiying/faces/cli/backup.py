"""`huiying backup`: the whole office in one sealed file, while it works. `huiying backup-key`: a key kept elsewhere."""

from pathlib import Path

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import NoOffice, database_exists, set_up
from huiying.faces.look.terminal import Outcome, option

key_option = option(
    "--key",
    "key_file",
    type=click.Path(dir_okay=False, path_type=Path),
    zh="备份密钥或口令所在的文件；不写用 HUIYING_BACKUP_KEY_FILE，再不然用密钥文件夹里的 backup。",
    en="File with the key or passphrase of backups; else HUIYING_BACKUP_KEY_FILE, else `backup` in the keys folder.",
)


@command(
    "backup",
    zh="把整个单位（数据库、文件、日志头）备份成一个加密文件，不用停机。密钥和设置不在其中。",
    en="Back up the whole office (database, files, head of the log) into one sealed file while it works. "
    "Keys and settings are never inside.",
)
@option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    zh="写到哪个文件，不覆盖已有的。",
    en="File to write; nothing is overwritten.",
)
@key_option
@option(
    "--without-missing",
    is_flag=True,
    zh="磁盘上确实找不回来的材料就不备份了。",
    en="Leave out photos and papers that are lost for good.",
)
def backup(*, out: Path, key_file: Path | None, without_missing: bool) -> Outcome:
    set_up()
    if not database_exists():
        raise NoOffice
    from huiying.foundation.keys import clock
    from huiying.foundation.upkeep import locks
    from huiying.foundation.upkeep.backup import back_up

    if key_file is None:
        locks.make_own()
    made = back_up(out.resolve(), locks.chosen(key_file), now=clock.now(), without_missing=without_missing)
    held = made.measured
    return Outcome(
        Text(
            zh=f"已备份到 {made.path}：诉求 {held.voices} 件，文件 {made.files} 个，存证账本 {held.ledger_size} 条。"
            "恢复时要用密钥文件夹，请另行保管。",
            en=f"Backed up to {made.path}: {held.voices} voices, {made.files} files, {held.ledger_size} entries of "
            "the public log. To restore it the keys folder is needed: keep a copy of it elsewhere.",
        ),
        {
            "voices": held.voices,
            "ledger_size": held.ledger_size,
            "root": held.logs[-1].root if held.logs else "",
            "files": made.files,
            "bytes": made.size,
            "ok": True,
        },
    )


@command(
    "backup-key",
    office=False,
    zh="生成一对备份密钥：私钥写入文件（不要留在服务器上），公钥显示出来，写进 HUIYING_BACKUP_KEY_FILE 所指的文件。",
    en="Make a pair of keys for backups: the secret one goes to a file (keep it off the server), the public line is "
    "shown and goes into the file of HUIYING_BACKUP_KEY_FILE.",
)
@option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    zh="私钥写到哪个文件。",
    en="File for the secret key.",
)
def backup_key(*, out: Path) -> Outcome:
    from huiying.foundation.upkeep.locks import new_pair

    public = new_pair(out)
    return Outcome(Text(zh=f"公钥：{public}", en=f"Public line: {public}"), {"public": public})
