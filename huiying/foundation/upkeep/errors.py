"""What can go wrong with a backup, and what to do next. The sentences name files and numbers, never what is in them."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NoBackupKey(HuiyingError):
    """A backup was made for a key that is not here. data: file."""

    code = "backup.no_key"
    sentence = Text(
        zh="打开这份备份的密钥不在这里（{file}）。请把它放回原处，或者用 --key 指出密钥文件。",
        en="The key that opens this backup is not here ({file}). Put it back, or name its file by --key.",
    )


class BadBackupKey(HuiyingError):
    """A key file holds nothing that a backup can be sealed or opened with. data: file."""

    code = "backup.bad_key"
    sentence = Text(
        zh="{file} 不能用作备份密钥：应是 64 个十六进制字符、huiying backup-key 生成的一行，或不少于 16 个字符的口令。",
        en="{file} is no key for backups: it holds 64 hexadecimal characters, a line made by huiying backup-key, "
        "or a passphrase of at least 16 characters.",
    )


class CannotOpen(HuiyingError):
    """The file does not open: another key, cut off, or changed."""

    code = "backup.cannot_open"
    sentence = Text(
        zh="备份打不开：密钥不对，文件不完整，或者被改动过。什么都没有恢复。请换一把密钥或另一份备份。",
        en="The backup does not open: another key, a file that was cut off, or one that was changed. Nothing was "
        "restored. Try another key or another backup.",
    )


class NoBackup(HuiyingError):
    """The file was not written by `huiying backup`, or by a newer one. data: file."""

    code = "backup.not_one"
    sentence = Text(
        zh="{file} 不是本程序能读的备份。请检查文件，或先更新程序。",
        en="{file} is no backup that this program reads. Look at the file, or update the program first.",
    )


class BackupExists(HuiyingError):
    """Nothing is overwritten. data: file."""

    code = "backup.exists"
    sentence = Text(
        zh="{file} 已经存在。请换一个文件名。",
        en="{file} is there already. Choose another name.",
    )


class PlaceTaken(HuiyingError):
    """A backup is restored into an empty place alone. data: place."""

    code = "backup.place_taken"
    sentence = Text(
        zh="{place} 已有数据，不会覆盖。请换一个空的数据文件夹（可先放入 keys 文件夹）或空的数据库。",
        en="{place} holds data, and nothing is overwritten. Name an empty data folder (it may hold the keys folder) "
        "or an empty database.",
    )


class KeysOfBackupMissing(HuiyingError):
    """Keys without which the restored data would stay closed. data: folder, missing, other."""

    code = "backup.keys_missing"
    sentence = Text(
        zh="密钥从不放进备份。文件夹 {folder} 里缺少：{missing}；不是原来那把：{other}。请先放好。什么都没有写入。",
        en="Keys are never inside a backup. In the folder {folder} these are missing: {missing}; these are not the "
        "ones of then: {other}. Put them there first. Nothing was written.",
    )


class OtherDatabase(HuiyingError):
    """The backup is of another kind of database. data: made, here."""

    code = "backup.other_database"
    sentence = Text(
        zh="备份出自 {made}，而 DATABASE_URL 指的是 {here}。请改 DATABASE_URL 后再恢复。",
        en="The backup is of {made}, and DATABASE_URL names {here}. Change DATABASE_URL and restore again.",
    )


class NewerProgram(HuiyingError):
    """The data was written by a newer program. data: version."""

    code = "backup.newer_program"
    sentence = Text(
        zh="数据出自更新版本的程序（{version}）。请先更新程序。",
        en="The data was written by a newer program ({version}). Update the program first.",
    )


class Differs(HuiyingError):
    """What was restored is not what was saved. data: what."""

    code = "backup.differs"
    sentence = Text(
        zh="恢复出来的与备份时记下的不一致（{what}），没有启用。请换一份备份。",
        en="What was restored is not what was written down when the backup was made ({what}); it was not put to use. "
        "Take another backup.",
    )


class FilesMissing(HuiyingError):
    """Files that the database names do not lie on the disk. data: count."""

    code = "backup.files_missing"
    sentence = Text(
        zh="有 {count} 个照片或材料不在磁盘上，备份会不完整。请运行 huiying check --files；"
        "确实找不回来的，加 --without-missing 再备份。",
        en="{count} photos or papers are not on the disk, so the backup would not be whole. Run huiying check --files; "
        "where they are lost for good, back up again with --without-missing.",
    )


class UpkeepRuns(HuiyingError):
    """Another backup, restore or upgrade of this office runs."""

    code = "backup.runs"
    sentence = Text(
        zh="这个单位正在备份、恢复或升级。请等它结束。",
        en="A backup, restore or upgrade of this office runs already. Wait for its end.",
    )


class NoTool(HuiyingError):
    """A program of PostgreSQL is missing or refuses. data: tool, why."""

    code = "backup.no_tool"
    sentence = Text(
        zh="{tool} 不能用：{why}。PostgreSQL 的备份要用它：请安装与服务器同版本的 postgresql-client，并放进 PATH。",
        en="{tool} cannot be used: {why}. Backups of PostgreSQL need it: install the package postgresql-client of the "
        "server's version, and have it on PATH.",
    )


class OfficeRuns(HuiyingError):
    """The office runs while something needs it to stand still."""

    code = "upgrade.office_runs"
    sentence = Text(
        zh="单位正在运行。请先停下 huiying serve，再升级。",
        en="The office runs. Stop huiying serve first, then upgrade.",
    )


class UpgradeFailed(HuiyingError):
    """The upgrade did not succeed, and everything is as it was before. data: step, why, backup."""

    code = "upgrade.failed"
    sentence = Text(
        zh="升级没有成功（{step}：{why}）。数据库已经退回升级之前，备份在 {backup}。请装回原来的程序，并告诉开发者。",
        en="The upgrade failed ({step}: {why}). The database is as it was before it; the backup is {backup}. Put the "
        "program's version of before back, and tell the developers.",
    )
