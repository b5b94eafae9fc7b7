"""How sure a share is that rests on few people, and whether two shares differ by more than chance."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: intervals hold in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n`; with nobody asked (n = 0) nothing is known: the interval goes from 0 to 1. Raises ValueError."""

    k: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.k <= self.n:
            raise ValueError(f"{self.k} of {self.n} is no share")

    @property
    def percent(self) -> int:
        """Of 100, how many; halves up, in whole numbers, so that everybody rounds the same way; 0 of 0 is 0."""
        return (200 * self.k + self.n) // (2 * self.n) if self.n else 0

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of the 95 % interval (Wilson), 0 to 1."""
        return wilson(self.k, self.n)

    @property
    def interval_percent(self) -> tuple[int, int]:
        """The same of 100, to the nearest whole number, halves up."""
        low, high = self.interval
        return int(low * 100 + 0.5), int(high * 100 + 0.5)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of `k` of `n`: (low, high), each 0 to 1; (0, 1) for n = 0.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209–212;
    it stays within 0 and 1 and holds for few people, where k/n ± 1.96 s does not (Brown, Cai, DasGupta 2001).
    """
    if n == 0:
        return 0.0, 1.0
    share, weight = k / n, Z * Z / n
    middle = (share + weight / 2) / (1 + weight)
    half = Z * sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    low = 0.0 if k == 0 else max(0.0, middle - half)
    high = 1.0 if k == n else min(1.0, middle + half)
    return low, high


def difference(before: Share, after: Share) -> tuple[float, float]:
    """The 95 % interval of after − before, each end from −1 to 1.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17 (1998), 873–890, method 10: from the two Wilson intervals. With nobody on one side: (−1, 1).
    """
    if not (before.n and after.n):
        return -1.0, 1.0
    first, second = before.k / before.n, after.k / after.n
    (low_first, high_first), (low_second, high_second) = before.interval, after.interval
    change = second - first
    down = sqrt((second - low_second) ** 2 + (high_first - first) ** 2)
    up = sqrt((high_second - second) ** 2 + (first - low_first) ** 2)
    return max(-1.0, change - down), min(1.0, change + up)


def beyond_chance(before: Share, after: Share) -> bool:
    """Whether the two shares differ by more than chance explains: the interval of the difference leaves out 0."""
    low, high = difference(before, after)
    return low > 0 or high < 0
