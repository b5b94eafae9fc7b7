"""Many threads, one writer: who comes while another writes is written with the next, in one transaction for all.

A commit costs hardly more for eight voices than for one: the larger the crowd, the less each of it waits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True, eq=False)
class _Ticket(Generic[T, R]):
    """One thing that waits, and what became of it. `called`: it was done, or its thread is to lead now."""

    item: T
    called: Event = field(default_factory=Event)
    leads: bool = False
    result: R | None = None
    error: BaseException | None = None


class Gathering(Generic[T, R]):
    """`do(take)` opens its transaction, then takes what waits by then (`take()`, never empty), and returns what became
    of each, in the same order.

    When it fails for several, each is done alone, so that nobody pays for the mistake of another; what one alone raises
    is raised to the one who brought it.
    """

    def __init__(self, do: Callable[[Callable[[], Sequence[T]]], Sequence[R]], *, most: int) -> None:
        self._do, self._most = do, most
        self._lock = Lock()
        self._waiting: list[_Ticket[T, R]] = []
        self._somebody_leads = False

    def bring(self, item: T) -> R:
        """What became of `item`; returns when it is done. Raises what `do` raises for it alone."""
        ticket: _Ticket[T, R] = _Ticket(item)
        with self._lock:
            self._waiting.append(ticket)
            ticket.leads = not self._somebody_leads
            self._somebody_leads = True
        if not ticket.leads:
            ticket.called.wait()
        if ticket.leads:
            self._lead()
        if ticket.error is not None:
            raise ticket.error
        return ticket.result  # type: ignore[return-value]  # done without an error: it is there

    def _lead(self) -> None:
        """Do what waits, the leader's own among it; then hand the lead on to the first that came meanwhile."""
        taken: list[_Ticket[T, R]] = []

        def take() -> Sequence[T]:
            with self._lock:
                taken.extend(self._waiting[: self._most])
                del self._waiting[: self._most]
            return [ticket.item for ticket in taken]

        try:
            self._done(taken, self._do(take))
        except BaseException as err:
            if taken:
                self._each_alone(taken, err)
            else:
                take()
                self._failed(taken, err)
        finally:
            self._hand_on()
            for ticket in taken[1:]:
                ticket.called.set()

    def _done(self, taken: Sequence[_Ticket[T, R]], results: Sequence[R]) -> None:
        for ticket, result in zip(taken, results, strict=True):
            ticket.result = result

    def _failed(self, taken: Sequence[_Ticket[T, R]], err: BaseException) -> None:
        for ticket in taken:
            ticket.error = err

    def _each_alone(self, taken: Sequence[_Ticket[T, R]], err: BaseException) -> None:
        if len(taken) == 1 or not isinstance(err, Exception):
            self._failed(taken, err)
            return
        for ticket in taken:
            try:
                self._done([ticket], self._do(lambda item=ticket.item: [item]))  # type: ignore[misc]  # bound here
            except Exception as own:
                ticket.error = own

    def _hand_on(self) -> None:
        with self._lock:
            self._somebody_leads = bool(self._waiting)
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].called.set()
