"""`huiying check`, of the office at work: worker, backups, clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from huiying.core.words import Text
from huiying.faces.cli.finding import Finding

CLOCKS_APART = timedelta(minutes=5)
MOST_NAMED = 5


def running(now: datetime) -> Iterator[Finding]:
    """A worker that hangs, a clock that went back, backups that are missing, old, or beside what they are to save."""
    yield from _worker(now)
    yield from _clock(now)
    yield from _backups(now)
    yield from _second_factors()


def _worker(now: datetime) -> Iterator[Finding]:
    from huiying.foundation.upkeep import signs

    alive, swept = signs.seen(signs.ALIVE), signs.seen(signs.SWEPT)
    if not signs.worker_runs():
        return
    if alive is not None and now - alive > signs.SILENT_AFTER:
        yield Finding(
            "worker.silent",
            Text(
                zh="后台任务两分钟以上没有动静，像是卡住了：邮件发不出，期限没人看。请重启 huiying serve，看它的记录。",
                en="The worker has shown nothing for more than two minutes and seems to hang: no mail leaves, no limit "
                "is looked after. Restart huiying serve, then read what it says.",
            ),
        )
    elif swept is not None and now - swept > signs.UNSWEPT_AFTER:
        yield Finding(
            "worker.unswept",
            Text(
                zh="后台任务十五分钟以上没有巡查期限。请看 huiying serve 的记录里 sweep failed 那几行。",
                en="The worker has not looked after limits for more than fifteen minutes. Read the lines with sweep "
                "failed in what huiying serve says.",
            ),
        )


def _clock(now: datetime) -> Iterator[Finding]:
    from huiying.foundation.ledger.models import Event

    newest = Event.objects.order_by("-pk").values_list("at", flat=True).first()
    if newest is not None and newest - now > CLOCKS_APART:
        yield Finding(
            "clock.behind",
            Text(
                zh="这台机器的时钟比最近一条记录还早。期限会算错：请用 NTP 校时（timedatectl set-ntp true）。",
                en="The clock of this machine is before the newest event, so limits would be wrong. Set it by NTP "
                "(timedatectl set-ntp true).",
            ),
        )


def _backups(now: datetime) -> Iterator[Finding]:
    """An office that names no folder is asked only once people elsewhere reach it."""
    from django.conf import settings

    from huiying.faces.cli.exposed import is_exposed
    from huiying.foundation.upkeep import signs
    from huiying.foundation.upkeep.nightly import kept_too_long

    folder, last = settings.BACKUP_FOLDER, signs.last_backup()
    if (folder is not None or is_exposed()) and (last is None or now - last.at > signs.OLD_BACKUP):
        yield Finding(
            "backup.old",
            Text(
                zh="两天以上没有备份。请设 HUIYING_BACKUP_FOLDER，让后台每夜备份；要马上备份就运行 huiying backup。",
                en="There was no backup for more than two days. Set HUIYING_BACKUP_FOLDER, and the worker makes one "
                "each night; to have one at once run huiying backup.",
            ),
        )
    if kept := kept_too_long(now=now):
        yield Finding(
            "backup.too_old",
            Text(
                zh=f"备份文件夹里有 {len(kept)} 份超过保存期限的备份（{'、'.join(kept[:MOST_NAMED])}）："
                "已经删除的内容还在里面。请删掉它们。",
                en=f"{len(kept)} backups in the folder are past their time ({', '.join(kept[:MOST_NAMED])}): what was "
                "erased still stands in them. Delete them.",
            ),
        )
    if folder is not None and folder.exists() and folder.stat().st_dev == settings.DATA.stat().st_dev:
        yield Finding(
            "backup.same_disk",
            Text(
                zh="备份和数据在同一块磁盘上，坏了会一起坏。请把 HUIYING_BACKUP_FOLDER 指到另一块磁盘或另一台机器。",
                en="Backups lie on the same disk as the data and would be lost with it. Let HUIYING_BACKUP_FOLDER name "
                "another disk or machine.",
            ),
        )


def _second_factors() -> Iterator[Finding]:
    """Accounts are told by number alone, and only of an office that others reach: a demo's cast has none."""
    from huiying.faces.cli.exposed import is_exposed
    from huiying.foundation.people.services.protection import without_factor

    if is_exposed() and (count := without_factor().count()):
        yield Finding(
            "accounts.one_factor",
            Text(
                zh=f"有 {count} 个能看到身份的账号还没有第二因素，下次登录时会要求设置。请催他们登录，或停用账号。",
                en=f"{count} accounts that may see who spoke have no second factor yet; the next log-in asks for it. "
                "Have them log in, or close the accounts.",
            ),
        )
