"""`huiying demo`: fills an empty office with invented units, people and voices."""

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.prepare import prepare
from huiying.faces.look.terminal import Outcome, option, progress, say


@command(
    "demo", zh="用虚构的机构、人员和诉求填满一个空单位。", en="Fill an empty office with invented units and voices."
)
@option("--voices", type=click.IntRange(1), required=True, zh="诉求的数量。", en="Number of voices.")
@option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    zh="同一个种子得到同样的内容。",
    en="The same seed, the same voices.",
)
@option(
    "--months",
    type=click.IntRange(1, 120),
    default=14,
    show_default=True,
    zh="跨越的月数。",
    en="Over how many months.",
)
def demo(*, voices: int, seed: int, months: int) -> Outcome:
    prepare()
    from huiying.foundation.keys import clock
    from huiying.loop.rehearsal.demo import fill

    with progress(say("正在编写诉求", "Inventing voices")) as move:
        made = fill(voices=voices, seed=seed, months=months, now=clock.now(), progress=move)
    return Outcome(
        Text(
            zh=f"{made.voices} 条诉求，{made.cases} 个办件，用时 {made.seconds:.1f} 秒。",
            en=f"{made.voices} voices, {made.cases} cases, {made.seconds:.1f} seconds.",
        ),
        {"voices": made.voices, "cases": made.cases, "seconds": made.seconds},
    )
