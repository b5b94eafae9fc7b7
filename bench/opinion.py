"""How long an opinion map takes, and its memory. `python -m bench.opinion [PEOPLE STATEMENTS VOTES]`.

From the columns of votes in the memory to the bytes of the map's JSON, samples for the stability included. Without
figures three conversations are measured, each in a process of its own: as large as the largest that is known of Polis
(33,422 × 783), and two larger ones. The people are invented: four camps, a few of whom vote on nearly everything and
most on little; statements differ in how far they divide the camps.
"""

import argparse
import os
import resource
import subprocess
import sys
import time

import numpy as np

from huiying.core.opinion import Statement, opinion_map, to_json, votes_of

SIZES = ((33_422, 783, 2_000_000), (100_000, 1_000, 3_000_000), (1_000_000, 1_000, 20_000_000))
CAMPS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, nargs="*", metavar="PEOPLE STATEMENTS VOTES")
    size = parser.parse_args().size
    if size:
        print(measured(*size))
        return
    for one in SIZES:
        subprocess.run([sys.executable, "-m", "bench.opinion", *map(str, one)], check=True)


def measured(people: int, statements: int, wanted: int) -> str:
    """One line of figures."""
    columns = invented(people, statements, wanted)
    listed = [Statement(number) for number in range(statements)]
    before = peak()
    began, worked = time.perf_counter(), time.process_time()
    votes = votes_of(*columns)
    read = time.perf_counter() - began
    found = opinion_map(votes, listed)
    written = to_json(found)
    wall, processor = time.perf_counter() - began, time.process_time() - worked
    return (
        f"{people} people × {statements} statements, {len(votes.values)} votes: {wall:.1f} s on the clock, "
        f"{processor:.1f} s of a processor (ordering the votes {read:.1f} s), at most {peak():.0f} MB ({before:.0f} MB "
        f"before); {len(found.groups)} groups, stability {found.stability}, {len(written)} bytes; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def invented(people: int, statements: int, wanted: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Voters, statements and votes, in no order."""
    chance = np.random.default_rng(1)
    zeal = chance.pareto(1.5, people) + 0.2
    given = np.minimum(chance.poisson(zeal / zeal.sum() * wanted * 1.1), statements)
    voters = np.repeat(np.arange(people, dtype=np.int32), given)
    chance.shuffle(voters)
    asked = chance.integers(0, statements, len(voters), dtype=np.int32)
    camp = chance.integers(0, CAMPS, people, dtype=np.int8)
    agreeing = np.clip(chance.normal(0.55, 0.28, (CAMPS, statements)), 0.03, 0.97).astype(np.float32)
    likely = agreeing[camp[voters], asked]
    drawn = chance.random(len(voters), dtype=np.float32)
    votes = np.where(drawn < likely * 0.85, 1, np.where(drawn < 0.85, -1, 0)).astype(np.int8)
    pairs = np.unique(voters.astype(np.int64) * statements + asked, return_index=True)[1][:wanted]
    chance.shuffle(pairs)
    return voters[pairs], asked[pairs], votes[pairs]


def peak() -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
