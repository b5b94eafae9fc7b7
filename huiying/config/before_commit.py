"""Work that waits for the end of a transaction and is still part of it: the last thing before COMMIT.

The public log takes its one lock there, so that no transaction waits for the log while others wait for its rows.
"""

from collections.abc import Callable, Sequence
from typing import Any

Finish = Callable[[Sequence[Any]], None]


class BeforeCommit:
    """Mixed into both database backends. What was added in a savepoint that is rolled back is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: list[tuple[frozenset[str], Finish, Any]] = []

    def before_commit(self, finish: Finish, item: Any) -> None:
        """When the outermost transaction ends well, `finish` is called once with all its items, in order.

        An exception of `finish` rolls the transaction back.
        """
        self._waiting.append((frozenset(self.savepoint_ids), finish, item))  # type: ignore[attr-defined]

    def finish_waiting(self) -> None:
        """Do now what waits; commit calls it, and tests that never commit."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for finish in dict.fromkeys(finish for _, finish, _ in waiting):
                finish([item for _, wanted, item in waiting if wanted is finish])

    def commit(self) -> None:
        if self._waiting:
            self._finish_or_roll_back()
        super().commit()  # type: ignore[misc]

    def _finish_or_roll_back(self) -> None:
        self.in_atomic_block = True
        try:
            self.finish_waiting()
        except BaseException:
            self.in_atomic_block = False
            self.rollback()
            raise
        self.in_atomic_block = False

    def rollback(self) -> None:
        self._waiting = []
        super().rollback()  # type: ignore[misc]

    def savepoint_rollback(self, sid: str) -> None:
        self._waiting = [row for row in self._waiting if sid not in row[0]]
        super().savepoint_rollback(sid)  # type: ignore[misc]

    def close(self) -> None:
        self._waiting = []
        super().close()  # type: ignore[misc]
