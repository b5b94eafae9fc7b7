"""What the past lets expect: a robust level with its scatter, from the last year and from the same season before."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from huiying.core.growth.days import Days
from huiying.core.growth.tail import quantile, upper_tail

GAP_DAYS = 7
"""Between the days looked at and the past they are compared with: growth does not begin on a Monday."""
PAST_DAYS = 364
YEARS = 3
SEASON_BLOCKS = {7: 1, 28: 0}
"""Blocks on either side of the same days of an earlier year among which the loudest tells what the season brings."""
SEASON_CHANCE = 0.01
"""A season is one that is louder than its year beyond chance."""
LEAST_BLOCKS = {7: 8, 28: 6}
LOUD = 3.0
"""Standardised residual beyond which a past block counts less (Noufaily et al. 2013 use 2.58)."""
ROUNDS = 4
TELLING_VOICES, FEWEST, NEAREST = 20, 5, 21
_HALF = 0.5  # of Jeffreys' prior for a rate
_MAD = 1.4826  # times the median deviation is the standard deviation of a normal distribution
LIKELY = (0.1, 0.9)
"""What is called usual: four times in five it lies between these shares of the expected distribution."""


@dataclass(frozen=True, slots=True)
class Block:
    """Days `first` to `last`, inclusive ordinals, and what they weigh."""

    first: int
    last: int
    exposure: float


@dataclass(frozen=True, slots=True)
class Season:
    """An earlier year: the blocks around the same days (`near`), and those of half a year before and after (`year`)."""

    near: tuple[Block, ...]
    year: tuple[Block, ...]

    @property
    def first(self) -> int:
        """Its earliest day."""
        return min(block.first for block in (*self.near, *self.year))


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of `span` days, and the blocks of the same length that it is compared with, the newest first."""

    span: int
    window: Block
    recent: tuple[Block, ...]
    seasons: tuple[Season, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block once: the order of every list of counts. The last year's season is part of the recent past."""
        seasons = (block for season in self.seasons for block in (*season.near, *season.year))
        return tuple(dict.fromkeys((self.window, *self.recent, *seasons)))


def frame(span: int, last: int, days: Days) -> Frame:
    """The frame of the `span` days that end with `last` inclusive."""

    def block(end: int) -> Block:
        return Block(end - span + 1, end, days.exposure(end - span + 1, end, last))

    past = range(last - span - GAP_DAYS, last - span - GAP_DAYS - PAST_DAYS + span - 1, -span)
    near, half = SEASON_BLOCKS[span], PAST_DAYS // 2 // span
    seasons = []
    for year in range(1, YEARS + 1):
        ends = {at: last - PAST_DAYS * year + span * at for at in range(-half, half + 1)}
        around = tuple(block(end) for at, end in ends.items() if abs(at) <= near)
        seasons.append(Season(around, tuple(block(end) for at, end in ends.items() if abs(at) > near)))
    return Frame(span, block(last), tuple(block(end) for end in past), tuple(seasons))


@dataclass(frozen=True, slots=True)
class Level:
    """How many voices one unit of exposure brings; `heard`: how many it was learnt from, loud blocks counting less."""

    rate: float
    scatter: float
    heard: float
    blocks: float

    @property
    def block_mean(self) -> float:
        """Voices of one block."""
        return (self.heard + _HALF) / self.blocks

    @property
    def sure_scatter(self) -> float:
        """The scatter less one standard error: what is certainly more than chance."""
        error: float = (2 / max(1.0, self.blocks - 1)) ** 0.5 * (1 / self.block_mean + max(0.0, self.scatter))
        return self.scatter - error


def learn_level(counts: Sequence[int], exposures: Sequence[float]) -> Level:
    """From at least two blocks; a loud one among them (past growth) hardly moves the level.

    After Farrington et al. 1996 and Noufaily et al. 2013: a block whose standardised Anscombe residual s exceeds 3
    counts s⁻². It begins from the median, so that loud blocks do not hide behind the noise they make.
    `scatter` is this cell's own, by moments, and may be below 0.
    """
    middle = median(count / each for count, each in zip(counts, exposures, strict=True))
    rate = middle or _rate(counts, exposures, [1.0] * len(counts))[0]
    for _ in range(ROUNDS):
        weights = _weights(counts, [rate * each for each in exposures])
        rate, heard = _rate(counts, exposures, weights)
    return Level(rate, _scatter(counts, [rate * each for each in exposures], weights), heard, sum(weights))


def _rate(counts: Sequence[int], exposures: Sequence[float], weights: Sequence[float]) -> tuple[float, float]:
    """(voices a unit of exposure, voices it was learnt from)."""
    heard = sum(weight * count for weight, count in zip(weights, counts, strict=True))
    exposed = sum(weight * each for weight, each in zip(weights, exposures, strict=True))
    return (heard + _HALF) / exposed, heard


def _weights(counts: Sequence[int], expected: Sequence[float]) -> list[float]:
    residuals = [
        1.5 * (count ** (2 / 3) * mean ** (-1 / 6) - mean**0.5) for count, mean in zip(counts, expected, strict=True)
    ]
    unit = max(1.0, _MAD * median(abs(residual) for residual in residuals))
    return [1.0 if residual <= LOUD * unit else (unit / residual) ** 2 for residual in residuals]


def _scatter(counts: Sequence[int], expected: Sequence[float], weights: Sequence[float]) -> float:
    rows = list(zip(counts, expected, weights, strict=True))
    freedom = sum(weights) / max(1.0, sum(weights) - 1)
    spread = freedom * sum(weight * (count - mean) ** 2 for count, mean, weight in rows)
    chance = sum(weight * mean for _, mean, weight in rows)
    return (spread - chance) / sum(weight * mean**2 for _, mean, weight in rows)


class Usual:
    """The usual scatter of this office's cells: the median of the 21 that are nearest in size; of fewer than five, 0.

    Small cells scatter otherwise than large ones, and one cell alone tells its scatter badly.
    """

    def __init__(self, levels: Iterable[Level] = ()) -> None:
        known = sorted((level.block_mean, level.scatter) for level in levels if level.heard >= TELLING_VOICES)
        self._sizes = [size for size, _ in known]
        self._scatters = [scatter for _, scatter in known]

    def scatter(self, size: float) -> float:
        """Of a cell with so many voices a block; 0 or more."""
        if len(self._sizes) < FEWEST:
            return 0.0
        first = max(0, min(bisect_left(self._sizes, size) - NEAREST // 2, len(self._sizes) - NEAREST))
        return max(0.0, median(self._scatters[first : first + NEAREST]))


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many voices a window brings when nothing has changed: a negative binomial distribution."""

    mean: float
    scatter: float

    def chance(self, count: int) -> float:
        """The probability of `count` or more."""
        return upper_tail(count, self.mean, self.scatter)

    @property
    def usual(self) -> tuple[int, int]:
        """From … to …, inclusive: four times in five it lies between them."""
        low, high = (quantile(share, self.mean, self.scatter) for share in LIKELY)
        return low, high


def expect(level: Level, exposure: float, usual: Usual) -> Expectation:
    """For a window of this exposure.

    Its scatter is the office's usual one, or the cell's own where that is surely greater, and what is unknown of the
    level: with no scatter, the predictive distribution after Jeffreys' prior.
    """
    scatter = max(level.sure_scatter, usual.scatter(level.block_mean))
    unknown = (1 + scatter * level.block_mean) / (level.heard + _HALF)
    return Expectation(level.rate * exposure, scatter + unknown)


Past = tuple[Sequence[int], Sequence[float]]
"""Voices by block, and the exposures of the blocks."""


def season_factor(near: Past, year: Past, usual: Usual) -> float:
    """How many times the year's level the loudest block around the same days brought; 1 where chance explains it."""
    level = learn_level(*year)
    count, exposure = max(zip(*near, strict=True), key=lambda block: block[0] / block[1])
    expected = expect(level, exposure, usual)
    loud = expected.chance(count) * len(near[0]) < SEASON_CHANCE
    return max(1.0, count / expected.mean) if loud else 1.0
