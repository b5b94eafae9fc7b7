"""How many rows a second `huiying import` takes, with the complete pipeline.

`python -m bench.importing FILE` imports the table into a new office of its own; without FILE it writes 10,000 rows.
"""

import argparse
import csv
import os
import tempfile
import time
from pathlib import Path

WORDS = "去小学的路三盏灯都不亮，孩子早上上学看不见路，去年说过一次，今年还是这样。"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--template", default="county")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or written(Path(folder) / "messages.csv", options.rows)
        measure(Path(folder) / "office", file, options.template)


def written(path: Path, rows: int) -> Path:
    """A table of invented rows, one in three with a reply."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["msg_id", "subject", "time", "text", "reply", "reply_time"])
        for n in range(rows):
            reply = ("三盏灯都修好了，线路也换了新的。", "2026-03-05 16:30:00") if n % 3 == 0 else ("", "")
            writer.writerow([n, f"路灯不亮（第{n}件）", "2026-03-02 09:12:00", WORDS * (1 + n % 4), *reply])
    return path


def measure(office: Path, file: Path, template: str) -> None:
    """Prints rows a second by the clock and by the processor."""
    os.environ["HUIYING_DATA"] = str(office)
    from huiying.faces.cli.prepare import prepare

    prepare()
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.models import Event
    from huiying.loop import import_voices
    from huiying.loop.open_office import open_office

    open_office(name="柳溪县", template=template, now=clock.now())
    wall, work = time.perf_counter(), time.process_time()
    done = import_voices.run(
        file, mapping=None, dry_run=False, rejects=None, now=clock.now(), progress=lambda _done, _all: None
    )
    wall, work = time.perf_counter() - wall, time.process_time() - work
    events = Event.objects.count()
    print(
        f"{done.imported} rows: {done.imported / wall:.0f} rows/s by the clock, "
        f"{done.imported / work:.0f} by the processor; {done.rejected} rejected; {events} events stored; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
