"""What the public log costs and how fast it answers.

`python -m bench.ledger intake [--writers N]` takes voices in with the log and without it, turn by turn in one run: the
ratio. With several writers each is a process of its own (DATABASE_URL names a PostgreSQL server for them).
`python -m bench.ledger tree [--leaves N]` fills a log of N entries, then measures receipts, checkpoint and fsck.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from multiprocessing import Barrier, Process
from multiprocessing.synchronize import Barrier as BarrierKind
from pathlib import Path
from random import Random

from bench.queue import busy

WORDS = "去小学的路三盏灯都不亮，孩子早上上学看不见路，去年说过一次，今年还是这样。"
BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("intake", "tree"))
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--leaves", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--voices", type=int, default=50, help="in each round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        new_office(Path(folder))
        if options.what == "intake":
            intake(options.rounds, options.voices, options.writers)
        else:
            tree(options.leaves)


def new_office(folder: Path) -> None:
    os.environ.setdefault("HUIYING_DATA", str(folder / "office"))
    from huiying.faces.cli.prepare import prepare

    prepare()
    from huiying.foundation.keys import clock
    from huiying.loop.open_office import open_office

    open_office(name="柳溪县", template="county", now=clock.now())


@contextmanager
def no_log() -> Iterator[None]:
    """`record` as it would be without the log: events and their secrets alone."""
    from huiying.foundation.ledger import recording

    kept = recording.append_later
    recording.append_later = lambda lines: None
    try:
        yield
    finally:
        recording.append_later = kept


def take_in(voices: int) -> None:
    """Take `voices` voices in, each in its own transaction: words, number, code, case, clocks, events."""
    from huiying.foundation.keys import clock
    from huiying.loop.receive_voice import SPEAKER, Spoken, receive_voice

    for _ in range(voices):
        now = clock.now()
        spoken = Spoken("web", "request", "named", WORDS, "zh-hans", now)
        receive_voice(spoken, identity={"name": "李桂英", "phone": "13800001234"}, actor=SPEAKER, now=now)


def intake(rounds: int, voices: int, writers: int) -> None:
    """Prints what the log costs: the median of the rounds' ratios, each pair of rounds side by side."""
    start, end = Barrier(writers + 1), Barrier(writers + 1)
    team = [Process(target=write, args=(start, end, rounds, voices), daemon=True) for _ in range(writers)]
    for one in team:
        one.start()
    times: dict[bool, list[float]] = {True: [], False: []}
    for logged in turns(rounds):
        start.wait()
        begun = time.perf_counter()
        end.wait()
        times[logged].append(time.perf_counter() - begun)
    ratios = [log / plain for log, plain in zip(times[True][1:], times[False][1:], strict=True)]
    count = voices * writers * (rounds + 1)
    print(
        f"intake with the log costs {statistics.median(ratios) - 1:+.1%} (quartiles "
        f"{', '.join(f'{quarter - 1:+.1%}' for quarter in statistics.quantiles(ratios, n=4))}); with it "
        f"{count / sum(times[True]):.0f} voices/s, without {count / sum(times[False]):.0f}; {writers} writers, "
        f"{rounds} pairs of {voices} voices each; {busy()}"
    )


def turns(rounds: int) -> list[bool]:
    """Whether each turn is with the log: pairs in changing order, the first pair to get warm."""
    return [logged for number in range(rounds + 1) for logged in ((True, False) if number % 2 else (False, True))]


def write(start: BarrierKind, end: BarrierKind, rounds: int, voices: int) -> None:
    """One writer: takes `voices` voices in at every turn."""
    from django.db import connections

    connections.close_all()
    for logged in turns(rounds):
        start.wait()
        with nullcontext() if logged else no_log():
            take_in(voices)
        end.wait()


def tree(leaves: int) -> None:
    """Prints how long receipts, a checkpoint and fsck take with `leaves` entries."""
    fill(leaves)
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.log.checking import faults
    from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
    from huiying.foundation.ledger.log.reading import receipt_of
    from huiying.foundation.ledger.models import Event, LogEntry

    signing = timed(lambda: checkpoint_logs(now=clock.now()))
    count, chance = LogEntry.objects.count(), Random(1)
    last = Event.objects.order_by("-pk").values_list("pk", flat=True)[2]
    events = [Event.objects.get(pk=chance.randint(1, last)) for _ in range(1_000)]
    times = [timed(partial(receipt_of, event)) for event in events]
    found: list[object] = []
    checking = timed(lambda: found.extend(faults()))
    assert not found, found
    print(
        f"{count} entries: receipt {of(times, 0)} by the clock, {of(times, 1)} of the processor; "
        f"checkpoint {signing[0] * 1000:.0f} ms; fsck {checking[0]:.1f} s by the clock, {checking[1]:.1f} of the "
        f"processor, no faults; {busy()}"
    )


def of(times: list[tuple[float, float]], which: int) -> str:
    """p50 and p99 of 1,000 times."""
    row = sorted(one[which] * 1000 for one in times)
    return f"p50 {row[500]:.1f} ms, p99 {row[990]:.1f} ms"


def fill(leaves: int) -> None:
    """Events enough for `leaves` entries, one in four of a public type."""
    from django.db import transaction

    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.actors import SYSTEM, About
    from huiying.foundation.ledger.recording import Entry, record_many

    now = clock.now()
    for start in range(0, leaves, BATCH):
        with transaction.atomic():
            record_many(
                Entry("voice.received" if n % 4 == 0 else "case.opened", About("voice", n), SYSTEM, now)
                for n in range(start, min(start + BATCH, leaves))
            )


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    wall, work = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - work


if __name__ == "__main__":
    main()
