"""What this process remembers of the last minutes: levels by place, and passes that were used. Nothing is written."""

import threading

from huiying.core.crowding import Allowance, Asked, Level, amount_at, asked, let_in, over

MOST_PLACES = 100_000
SWEPT_EVERY_SECONDS = 60.0
_EMPTY = Level()
WHOLE = b"the whole office"


class Memory:
    """Safe for threads. Times are seconds of a clock that never goes back, those of passes seconds since 1970."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._levels: dict[tuple[str, bytes], tuple[Level, Allowance]] = {}
        self._used: dict[str, float] = {}
        self._swept_at = 0.0

    def asks(self, door: str, place: bytes, allowance: Allowance, whole: Allowance | None, at: float) -> Asked | None:
        """What the next one from `place` does first; `whole` is the allowance of all places together."""
        with self._lock:
            above = self._over(door, place, allowance, at)
            if whole is not None:
                above = max(above, self._over(door, WHOLE, whole, at))
        return asked(above)

    def count(self, door: str, place: bytes, allowance: Allowance, whole: Allowance | None, at: float) -> None:
        """One more was let in."""
        with self._lock:
            self._sweep(at)
            self._add(door, place, allowance, at)
            if whole is not None:
                self._add(door, WHOLE, whole, at)

    def use_once(self, name: str, until: float) -> bool:
        """Whether the pass called `name`, good until `until`, is used for the first time."""
        with self._lock:
            if name in self._used:
                return False
            self._used[name] = until
            return True

    def forget_passes(self, now: float) -> None:
        """Those whose time is over."""
        with self._lock:
            for name in [name for name, until in self._used.items() if until < now]:
                del self._used[name]

    def places(self) -> int:
        """How many are remembered."""
        return len(self._levels)

    def _over(self, door: str, place: bytes, allowance: Allowance, at: float) -> float:
        return over(self._levels.get((door, place), (_EMPTY, allowance))[0], allowance, at)

    def _add(self, door: str, place: bytes, allowance: Allowance, at: float) -> None:
        before = self._levels.get((door, place), (_EMPTY, allowance))[0]
        self._levels[door, place] = (let_in(before, allowance, at), allowance)

    def _sweep(self, at: float) -> None:
        """Forget the places whose level has sunk to nothing; where there are too many, those least filled."""
        if at - self._swept_at < SWEPT_EVERY_SECONDS and len(self._levels) < MOST_PLACES:
            return
        self._swept_at = at
        left = {key: (amount_at(level, rule, at), (level, rule)) for key, (level, rule) in self._levels.items()}
        kept = sorted(((much, key) for key, (much, _) in left.items() if much > 0), reverse=True)[: MOST_PLACES // 2]
        self._levels = {key: left[key][1] for _, key in kept}
