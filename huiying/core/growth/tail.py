"""The negative binomial distribution by its mean and scatter: exact tails and quantiles, by sums of its terms.

`scatter` is the variance beyond that of chance alone, in squares of the mean: variance = mean + scatter × mean².
Scatter 0 is the Poisson distribution.
"""

from collections.abc import Iterator
from math import exp, lgamma, log, log1p

_SMALLEST_SCATTER = 1e-9
_ENOUGH = 1e-17
"""A term this small beside the sum so far ends it: the terms after it fall at least geometrically."""


def upper_tail(count: int, mean: float, scatter: float) -> float:
    """The probability of `count` or more. `mean` > 0. Right to about twelve digits, also far out in the tail."""
    if count <= 0:
        return 1.0
    if count <= mean:
        return max(0.0, 1.0 - sum(_terms_below(count, mean, scatter)))
    total = 0.0
    for term in _terms_from(count, mean, scatter):
        total += term
        if term <= total * _ENOUGH:
            break
    return min(1.0, total)


def quantile(share: float, mean: float, scatter: float) -> int:
    """The least number that is not exceeded with a probability of at least `share`, which lies between 0 and 1."""
    total = 0.0
    for count, term in enumerate(_terms_from(0, mean, scatter)):
        total += term
        if total >= share or (count > mean and term <= total * _ENOUGH):
            break
    return count


def log_term(count: int, mean: float, scatter: float) -> float:
    """The logarithm of the probability of exactly `count`."""
    if scatter < _SMALLEST_SCATTER:
        return count * log(mean) - mean - lgamma(count + 1)
    size = 1 / scatter
    ways = lgamma(count + size) - lgamma(size) - lgamma(count + 1)
    return ways - size * log1p(mean / size) - count * log1p(size / mean)


def _terms_from(count: int, mean: float, scatter: float) -> Iterator[float]:
    """Probabilities of count, count + 1 … without end."""
    term = exp(log_term(count, mean, scatter))
    small = scatter < _SMALLEST_SCATTER
    size = 0.0 if small else 1 / scatter
    while True:
        yield term
        if term == 0.0 and count <= mean:  # too small for a float here, not further up
            term = exp(log_term(count + 1, mean, scatter))
        elif small:
            term *= mean / (count + 1)
        else:
            term *= (count + size) / (count + 1) * mean / (size + mean)
        count += 1


def _terms_below(count: int, mean: float, scatter: float) -> list[float]:
    """Probabilities of 0 … count - 1."""
    return [term for term, _ in zip(_terms_from(0, mean, scatter), range(count), strict=False)]
