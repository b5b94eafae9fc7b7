"""`huiying check`: looks the office over and says what is not as it should be."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.cli.accounts import accounts
from huiying.faces.cli.command import command
from huiying.faces.cli.exposed import exposed
from huiying.faces.cli.finding import Finding
from huiying.faces.cli.office import NoOffice, database_exists, set_up, waiting_migrations
from huiying.faces.cli.running import running
from huiying.faces.look.terminal import Outcome, language, option

LEAST_FREE_BYTES = 1_000_000_000
LONGEST_UNSIGNED = timedelta(minutes=10)
MANY_UNREAD = 50_000
MOST_NAMED = 20


@command(
    "check",
    zh="检查单位：密钥、数据库、磁盘、设置、后台任务、备份，说明哪里还不安全。有问题时退出码为 1。",
    en="Check keys, database, disk, settings, worker, backups: says what is not yet safe. Exit 1 on findings.",
)
@option(
    "--files", "files", is_flag=True, zh="连照片和材料也逐个打开核对，较慢。", en="Open every kept file, too; slower."
)
def check(*, files: bool) -> Outcome:
    set_up()
    if not database_exists():
        raise NoOffice
    findings = list(find(files=files))
    lines = [finding.says for finding in findings] or [Text(zh="一切正常。", en="All is well.")]
    return Outcome(
        Text(zh="\n".join(line.zh for line in lines), en="\n".join(line.en for line in lines)),
        {"findings": [{"code": finding.code, "says": finding.says.say(language())} for finding in findings]},
        done=not findings,
    )


def find(*, files: bool = False) -> Iterator[Finding]:
    """Everything that is not as it should be. `files`: every kept file is opened."""
    from django.conf import settings

    from huiying.foundation.keys import clock

    yield from _keys(Path(settings.KEYS))
    yield from _disk(Path(settings.DATA))
    yield from _database()
    if not waiting_migrations():
        yield from _sealed()
        yield from _files(thorough=files)
        yield from _log()
        yield from _search()
        yield from _likeness()
        yield from running(clock.now())
        yield from accounts()
    yield from exposed()
    yield from _mailbox()
    yield from _printing()


def _keys(folder: Path) -> Iterator[Finding]:
    from huiying.foundation.keys import ring

    try:
        ring.receipt_key()
        for version in ring.vault_versions():
            ring.vault_key(version)
    except HuiyingError as err:
        yield Finding(err.code, Text(zh=err.say("zh-hans"), en=err.say("en")))
    if folder.exists() and folder.stat().st_mode & 0o077:
        yield Finding(
            "keys.open",
            Text(
                zh=f"其他用户可以进入密钥文件夹 {folder}。请运行 chmod 700。",
                en=f"Other users may enter the keys folder {folder}. Run chmod 700 on it.",
            ),
        )


def _sealed() -> Iterator[Finding]:
    """A wrong key, a lost one, one that was changed half-way, and what was tampered with."""
    from huiying.loop.key_troubles import key_troubles

    try:
        for err in key_troubles():
            yield Finding(err.code, Text(zh=err.say("zh-hans"), en=err.say("en")))
    except HuiyingError:
        return  # no key at all, or a damaged one: said before


def _disk(folder: Path) -> Iterator[Finding]:
    if folder.exists() and shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        yield Finding(
            "disk.full",
            Text(zh=f"{folder} 所在磁盘剩余不足 1 GB。", en=f"Less than 1 GB is free on the disk of {folder}."),
        )


def _database() -> Iterator[Finding]:
    from django.db import connection

    if waiting := waiting_migrations():
        yield Finding(
            "database.old",
            Text(zh=f"数据库有 {len(waiting)} 项更新待做。", en=f"The database waits for {len(waiting)} migrations."),
        )
    if connection.vendor == "sqlite" and (trouble := _sqlite_trouble()):
        yield Finding(
            "database.damaged",
            Text(
                zh=f"数据库文件有 {trouble} 处损坏。请停止使用并从备份恢复。",
                en=f"The database file is damaged in {trouble} places. Stop using it and restore the backup.",
            ),
        )


def _log() -> Iterator[Finding]:
    """An old backup, or a log that nobody signs any more."""
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.log.checking import behind
    from huiying.foundation.ledger.log.figures import unsigned_since

    if any(behind()):
        yield Finding(
            "log.behind",
            Text(
                zh="数据库比最近一次签名的存证账本旧，像是恢复了旧备份，已停止写入。请恢复最近的备份。",
                en="The database is older than the public log that was signed last, as an old backup would be; "
                "nothing is written. Restore the newest backup.",
            ),
        )
    since = unsigned_since()
    if since is not None and clock.now() - since > LONGEST_UNSIGNED:
        yield Finding(
            "log.unsigned",
            Text(
                zh="存证账本有十分钟以上的条目没有签名。请看 huiying serve 的记录：密钥在不在，签名的机器通不通。",
                en="Entries of the public log have waited for a signature for more than ten minutes. Look at what "
                "huiying serve says: whether the key is there, whether the machine that signs answers.",
            ),
        )


def _files(*, thorough: bool) -> Iterator[Finding]:
    """Photos and papers that are not on the disk as they were written, and a scanner that does not answer."""
    from huiying.foundation.files.checking import unreadable
    from huiying.foundation.files.scanning import Verdict, scan, scanner_is_set

    if lost := list(unreadable(thorough=thorough)):
        named = ", ".join(map(str, lost[:MOST_NAMED])) + ("…" if len(lost) > MOST_NAMED else "")
        yield Finding(
            "files.damaged",
            Text(
                zh=f"有 {len(lost)} 个照片或材料在磁盘上缺失或损坏（编号 {named}）。请从备份恢复 files 文件夹。",
                en=f"{len(lost)} photos or papers are missing or damaged on the disk (numbers {named}). Restore the "
                "folder files from the backup.",
            ),
        )
    if scanner_is_set() and scan(b"huiying") is Verdict.NO_ANSWER:
        yield Finding(
            "files.scanner",
            Text(
                zh="查毒程序 clamd 没有应答，新收的文件都标为“还没有查毒”，等它恢复后会补查。"
                "请检查 HUIYING_CLAMD 和 clamd。",
                en="The scanner clamd does not answer. New files are marked as not scanned, and are scanned once it "
                "answers again. Look at HUIYING_CLAMD and at clamd.",
            ),
        )


def _search() -> Iterator[Finding]:
    """Cases that search does not find though it should."""
    from huiying.serve.casework.selectors.findable import unfiled_cases

    if missing := unfiled_cases().count():
        yield Finding(
            "search.behind",
            Text(
                zh=f"有 {missing} 个办件还查不到。huiying serve 会逐步补上；要马上补，请运行 huiying index。",
                en=f"Search does not find {missing} cases yet. huiying serve adds them bit by bit; "
                "to have them at once run huiying index.",
            ),
        )


def _likeness() -> Iterator[Finding]:
    """More texts than the worker reads in some ten minutes."""
    from huiying.foundation.likeness.selectors import count_waiting

    if (waiting := count_waiting()) >= MANY_UNREAD:
        yield Finding(
            "likeness.behind",
            Text(
                zh=f"有 {waiting} 篇诉求和答复还没有读过，找同一件事时看不到它们。请看 huiying serve 是否在运行；"
                "要马上读，请运行 huiying index。",
                en=f"{waiting} voices and replies have not been read, so they are not found as the same matter. "
                "See whether huiying serve runs; to have them read at once run huiying index.",
            ),
        )


_MAILBOX = {
    "connection": Text(
        zh="连不上收邮件的服务器。请检查 HUIYING_IMAP 里的主机和端口，再看网络通不通。",
        en="The server of the mailbox cannot be reached. Look at host and port in HUIYING_IMAP, then at the network.",
    ),
    "log_in": Text(
        zh="登不进收邮件的邮箱。请检查用户名和密码文件；很多邮箱要用专门的“授权码”，不是登录密码。",
        en="The mailbox refuses user or password. Look at both; many services want a code made for mail programs.",
    ),
    "folder": Text(
        zh="邮箱里没有 HUIYING_IMAP 写的那个文件夹。请改设置，或在邮箱里建一个。",
        en="The mailbox has no such folder as HUIYING_IMAP names. Change the setting or make the folder.",
    ),
    "answer": Text(
        zh="收邮件的服务器答得不明白。请稍后再试；一直这样，请找邮箱的管理员。",
        en="The server of the mailbox answers what nobody understands. Try again later, then ask who runs it.",
    ),
}


def _mailbox() -> Iterator[Finding]:
    """The log-in is tried as the worker does it."""
    from django.conf import settings

    from huiying.listen.mail.services.mailbox import MailboxTrouble, open_folder

    if settings.MAILBOX is None:
        return
    try:
        with open_folder(settings.MAILBOX, settings.MAILBOX_PASSWORD):
            return
    except MailboxTrouble as trouble:
        yield Finding(f"mailbox.{trouble.code}", _MAILBOX[trouble.code])


def _printing() -> Iterator[Finding]:
    """What PDFs need of the system: libraries that set text, and a Chinese font."""
    from huiying.foundation.documents import pdf

    if (lacking := pdf.trouble()) is not None:
        yield Finding(lacking.code, Text(zh=lacking.say("zh-hans"), en=lacking.say("en")))


def _sqlite_trouble() -> int:
    """Number of damaged places and of rows that point nowhere."""
    from django.db import connection

    with connection.cursor() as cursor:
        damaged = [row for row in cursor.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
        return len(damaged) + len(cursor.execute("PRAGMA foreign_key_check").fetchall())
