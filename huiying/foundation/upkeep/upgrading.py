"""A new version of the program on an office with data: backup, migrations, a look at everything, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from huiying.foundation.ledger.log.adopting import adopt_events
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.upkeep import databases, signs
from huiying.foundation.upkeep.alone import alone
from huiying.foundation.upkeep.backup import back_up
from huiying.foundation.upkeep.errors import OfficeRuns, UpgradeFailed
from huiying.foundation.upkeep.locks import BackupKey
from huiying.foundation.upkeep.measured import LOGS, VOICES, Measured

EVENTS = "ledger_event"
OWN_FOLDER = "backups"
"""In the data folder, where the office has named no folder of backups."""
Step = Callable[[str], None]
"""Is told "backup", "migrate", "check" or "back" before each begins."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The migrations that were done, none where the database was up to date; the backup of before."""

    migrations: list[str]
    backup: Path | None


def waiting() -> list[str]:
    """Names of the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def upgrade(key: BackupKey, *, now: datetime, step: Step) -> Upgraded:
    """Bring the database up to this program; where that fails it is as it was before.

    Raises OfficeRuns, UpgradeFailed, and what `back_up` raises.
    """
    names = waiting()
    if not names:
        return Upgraded([], None)
    if signs.worker_runs():
        raise OfficeRuns
    step("backup")
    made = back_up(backup_path("before-upgrade", now), key, now=now, without_missing=True)
    with alone() as folder, databases.kept_moment(folder) as (before, measured):
        _migrate_or_go_back(before, measured, made.path, now, step)
    return Upgraded(names, made.path)


def backup_path(name: str, now: datetime) -> Path:
    """A new name in the folder of backups, which is made where it is missing. Raises OSError."""
    folder = settings.BACKUP_FOLDER or Path(settings.DATA) / OWN_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(folder) / f"{name}-{now:%Y%m%d-%H%M%S}.backup"


def _migrate_or_go_back(before: Path, measured: Measured, backup: Path, now: datetime, step: Step) -> None:
    at = "migrate"
    try:
        step(at)
        call_command("migrate", verbosity=0, interactive=False)
        if LOGS not in measured.rows:
            adopt_events(now=now)
        at = "check"
        step(at)
        why = _wrong_since(measured)
    except BaseException as err:
        _go_back(before, measured, step)
        if not isinstance(err, Exception):
            raise
        raise UpgradeFailed(step=at, why=type(err).__name__, backup=str(backup)) from err
    if why:
        _go_back(before, measured, step)
        raise UpgradeFailed(step=at, why=why, backup=str(backup))


def _go_back(before: Path, measured: Measured, step: Step) -> None:
    step("back")
    databases.lay_back(before, measured)


def _wrong_since(before: Measured) -> str:
    """What must never come of a migration; "" for nothing: a voice or an event is gone, the log does not fit."""
    after = databases.measured_now()
    if waiting():
        return "migrations"
    for name in (VOICES, EVENTS):
        if after.rows.get(name, 0) < before.rows.get(name, 0):
            return name
    return ", ".join(sorted({fault.code for fault in faults() if fault.code != "behind"}))
