"""How many texts a second the worker reads and files, and how much memory it takes.

`python -m bench.reading FILE` imports the table into a new office first; without FILE it makes an office of --voices
invented ones. Read is what waits afterwards, as the worker reads it: for the same matter, the category and the search.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from bench.importing import measure as brought_in
from bench.queue import busy, fill, open_data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--voices", type=int, default=3_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        way = (brought_in, (office, options.file, "county")) if options.file else (fill, (office, options.voices))
        filling = get_context("spawn").Process(target=way[0], args=way[1])
        filling.start()
        filling.join()
        open_data(office)
        measure()


def measure() -> None:
    """Prints texts a second by the clock and by the processor."""
    from huiying.foundation.keys import clock
    from huiying.loop.understanding.reading import read_all

    before = peak()
    wall, work = time.perf_counter(), time.process_time()
    done = read_all(now=clock.now())
    wall, work = time.perf_counter() - wall, time.process_time() - work
    if not done:
        sys.exit("nothing waited: nothing was measured")
    print(
        f"reading: {done} texts, {done / wall:.0f} a second by the clock, {done / work:.0f} by the processor; "
        f"memory at most {peak():.0f} MB, {before:.0f} MB before; {busy()}"
    )


def peak() -> float:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiying.config.settings")
    main()
