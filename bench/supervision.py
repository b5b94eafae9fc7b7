"""How long a simulated year takes: its lives written in bulk, then the rules of supervision swept for each of its days.

`python -m bench.supervision` writes 50,000 cases into a new office of its own; `--cases N` another number.
"""

import argparse
import os
import resource
import tempfile
import time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(folder, options.cases, options.seed)


def measure(folder: str, cases: int, seed: int) -> None:
    """Prints the seconds of writing and of sweeping, the slowest day, and what each rule gave."""
    os.environ["HUIYING_DATA"] = folder
    from huiying.faces.cli.prepare import prepare

    prepare()
    from huiying.loop.rehearsal.simulation.year import days_of, fired, sweep_day, write_year

    begun, work = time.perf_counter(), time.process_time()
    write_year(cases=cases, seed=seed, year=2026)
    written = time.perf_counter()
    slowest = 0.0
    for day in days_of(2026):
        before = time.perf_counter()
        sweep_day(day)
        slowest = max(slowest, time.perf_counter() - before)
    swept, work = time.perf_counter(), time.process_time() - work
    rules = ", ".join(f"{rule} {number}" for rule, number in fired().items())
    print(
        f"{cases} cases: {written - begun:.0f} s to write, {swept - written:.0f} s to sweep 365 days "
        f"(slowest {slowest:.2f} s), {work:.0f} s by the processor, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB; {rules}; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
