"""`huiying upgrade`: backup, migrate, check, and the way back where that fails."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from huiying.core.words import Text
from huiying.faces.cli.backup import key_option
from huiying.faces.cli.check import find
from huiying.faces.cli.command import command
from huiying.faces.cli.office import NoOffice, database_exists, set_up, words
from huiying.faces.look.terminal import Outcome, language

if TYPE_CHECKING:
    from huiying.foundation.upkeep.upgrading import Upgraded

STEPS = {
    "backup": Text(zh="正在备份……", en="Backing up …"),
    "migrate": Text(zh="正在更新数据库……", en="Updating the database …"),
    "check": Text(zh="正在核对……", en="Looking it over …"),
    "back": Text(zh="没有成功，正在退回升级之前……", en="That failed; going back to before …"),
}


@command(
    "upgrade",
    zh="更新程序之后运行：备份、更新数据库、核对；不成功就退回原样。先停下 huiying serve。",
    en="Run it after updating the program: back up, update the database, look it over; where that fails everything is "
    "as before. Stop huiying serve first.",
)
@key_option
def upgrade(*, key_file: Path | None) -> Outcome:
    set_up()
    if not database_exists():
        raise NoOffice
    done = run_upgrade(key_file)
    fill_index()
    findings = list(find())
    said = Text(
        zh=f"完成 {len(done.migrations)} 项更新，备份在 {done.backup}。" if done.backup else "数据库已是最新。",
        en=f"{len(done.migrations)} migrations done; the backup is {done.backup}."
        if done.backup
        else "The database is up to date.",
    )
    lines = [said, *(finding.says for finding in findings)]
    return Outcome(
        Text(zh="\n".join(line.zh for line in lines), en="\n".join(line.en for line in lines)),
        {
            "migrations": done.migrations,
            "backup": str(done.backup or ""),
            "ok": True,
            "findings": [{"code": finding.code, "says": finding.says.say(language())} for finding in findings],
        },
    )


def fill_index() -> None:
    """Old people find their receipts again, too. With a key that is missing or wrong it waits for the night after it is
    back; what is wrong stands among the findings."""
    from huiying.core.sealing import WrongKeyOrChanged
    from huiying.foundation.keys.errors import KeyDamaged, KeyMissing
    from huiying.foundation.people.services.indexing import index_older

    with suppress(KeyMissing, KeyDamaged, WrongKeyOrChanged):
        index_older()


def run_upgrade(key_file: Path | None) -> "Upgraded":
    """Upgrades the office of this process, and says each step. Raises as `upkeep.upgrading.upgrade`."""
    from huiying.foundation.keys import clock
    from huiying.foundation.upkeep import locks, upgrading

    if key_file is None:
        locks.make_own()
    return upgrading.upgrade(
        locks.chosen(key_file), now=clock.now(), step=lambda name: words(STEPS[name].say(language()))
    )
