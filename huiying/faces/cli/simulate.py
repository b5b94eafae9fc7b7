"""`huiying simulate`: an empty office lives through an invented year, and every day of it is swept."""

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.prepare import prepare
from huiying.faces.look.terminal import Outcome, option, progress, say


@command(
    "simulate",
    zh="让一个空单位过完虚构的一年：每天都跑一遍督查规则，看各条规则响了几次、用了几秒。",
    en="Let an empty office live through an invented year: the rules of supervision run for each of its days.",
)
@option("--cases", type=click.IntRange(1), default=50_000, show_default=True, zh="办件的数量。", en="Number of cases.")
@option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    zh="同一个种子得到同样的一年。",
    en="The same seed, the same year.",
)
@option("--year", type=click.IntRange(2020, 2100), default=2026, show_default=True, zh="哪一年。", en="Which year.")
def simulate(*, cases: int, seed: int, year: int) -> Outcome:
    prepare()
    from huiying.loop.rehearsal.simulation.year import simulate as run

    with progress(say("正在过这一年", "Living through the year")) as move:
        done = run(cases=cases, seed=seed, year=year, progress=move)
    rules = "".join(f"\n{rule}: {number}" for rule, number in done.fired.items())
    seconds = done.writing_seconds + done.sweeping_seconds
    return Outcome(
        Text(
            zh=f"{done.cases} 个办件，{done.days} 天："
            f"写入 {done.writing_seconds} 秒，督查 {done.sweeping_seconds} 秒。{rules}",
            en=f"{done.cases} cases, {done.days} days: {done.writing_seconds} s to write, "
            f"{done.sweeping_seconds} s to sweep.{rules}",
        ),
        {
            "cases": done.cases,
            "days": done.days,
            "fired": dict(done.fired),
            "writing_seconds": done.writing_seconds,
            "sweeping_seconds": done.sweeping_seconds,
            "seconds": round(seconds, 1),
        },
    )
