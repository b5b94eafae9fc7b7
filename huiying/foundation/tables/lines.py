"""The physical lines of a text, with a way to put some of them back."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TextIO

LONGEST_LINE = 8_000_000
"""Characters; the rest of a longer line is passed over, and the line is marked."""


class Line(NamedTuple):
    """`number` is 1-based; `whole` is false when the line was cut."""

    number: int
    text: str
    whole: bool


class Lines:
    """Lines of `stream` (opened with newline=""), one after the other, ends kept."""

    def __init__(self, stream: TextIO) -> None:
        self._fresh = self._read(stream)
        self._back: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return self._back.popleft() if self._back else next(self._fresh)

    def put_back(self, lines: list[Line]) -> None:
        """They come again, in their order, before any other."""
        self._back.extendleft(reversed(lines))

    @staticmethod
    def _read(stream: TextIO) -> Iterator[Line]:
        number = 0
        while text := stream.readline(LONGEST_LINE):
            number += 1
            whole = len(text) < LONGEST_LINE
            yield Line(number, text, whole)
            while not whole and not text.endswith(("\n", "\r")):
                text = stream.readline(LONGEST_LINE) or "\n"
