"""What is counted at both ends: the rows of every table, and size and root of every log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from huiying.core.translog.errors import LogFault
from huiying.core.translog.tree import EMPTY_ROOT, fold, split_hashes

Ask = Callable[[str], Iterable[tuple[Any, ...]]]
"""Asks one database, at one moment."""
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
VOICES, LOGS, FILES, MIGRATIONS = "voices_voice", "ledger_log", "files_storedfile", "django_migrations"


@dataclass(frozen=True, slots=True)
class LogHead:
    """How far a log goes. `root` in hex; "" where what is stored cannot be a tree."""

    number: int
    name: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Measured:
    """`rows` by table; `logs` oldest first; `migrations` such as "voices.0001_initial"."""

    rows: dict[str, int]
    logs: list[LogHead]
    migrations: list[str]

    @property
    def voices(self) -> int:
        return self.rows.get(VOICES, 0)

    @property
    def ledger_size(self) -> int:
        """Entries of all logs together."""
        return sum(log.size for log in self.logs)


def measure(ask: Ask, vendor: str) -> Measured:
    """Counts a database of `vendor`, of any version of the program, even an empty one."""
    names = sorted(str(name) for (name,) in ask(TABLES[vendor]))
    rows = {name: int(next(iter(ask(f'SELECT count(*) FROM "{name}"')))[0]) for name in names}  # noqa: S608  our tables
    return Measured(rows, _logs(ask) if LOGS in rows else [], _migrations(ask) if MIGRATIONS in rows else [])


def difference(then: Measured, now: Measured) -> str:
    """The names of what is not the same; "" when all is."""
    tables = [name for name in then.rows.keys() | now.rows.keys() if then.rows.get(name) != now.rows.get(name)]
    return ", ".join(sorted(tables) + ([] if then.logs == now.logs else ["log"]))


def _logs(ask: Ask) -> list[LogHead]:
    rows = ask("SELECT id, name, size, frontier FROM ledger_log ORDER BY id")
    return [LogHead(int(number), str(name), int(size), _root(bytes(frontier))) for number, name, size, frontier in rows]


def _root(frontier: bytes) -> str:
    try:
        return (fold(split_hashes(frontier)) if frontier else EMPTY_ROOT).hex()
    except LogFault:
        return ""


def _migrations(ask: Ask) -> list[str]:
    return [f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name")]
