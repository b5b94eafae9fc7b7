"""A store in memory, for evaluation, tests and offices without a database."""

from bisect import insort
from collections.abc import Iterator, Sequence

from huiying.core.similarity.profiles import Profile


class Shelf:
    """Keeps profiles by id and, for each key, the ids filed under it, lowest first."""

    def __init__(self) -> None:
        self._profiles: dict[int, Profile] = {}
        self._filed: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._profiles)

    def put(self, voice: int, kept: Profile) -> None:
        """Files a voice under a new id; in any order."""
        self._profiles[voice] = kept
        for key in set(kept.filed_under):
            insort(self._filed.setdefault(key, []), voice)

    def take(self, voice: int) -> None:
        """Takes a voice out, with every key that led to it."""
        for key in set(self._profiles.pop(voice).filed_under):
            self._filed[key].remove(voice)
            if not self._filed[key]:
                del self._filed[key]

    def filed_under(self, keys: Sequence[int], newest: int) -> Iterator[tuple[int, int]]:
        for key in keys:
            for voice in self._filed.get(key, ())[-newest:]:
                yield key, voice

    def seen(self, ids: Sequence[int], most: int) -> list[int]:
        return list(ids[:most])

    def deeper(self, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
        return iter(())

    def profiles(self, ids: Sequence[int]) -> Iterator[tuple[int, Profile]]:
        for voice in ids:
            if voice in self._profiles:
                yield voice, self._profiles[voice]
