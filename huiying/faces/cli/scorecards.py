"""`huiying scorecards`: makes the figures of the months anew."""

import click

from huiying.core.rates.months import Month, read_month
from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, option, say


@command(
    "scorecards",
    zh="重算三率：不写月份就全部重算。每晚自动重算最近三个月，平时不用管。",
    en="Make the figures of the scorecards anew, of every month or of one. Each night does the last three by itself.",
)
@option("--month", zh="只算这个月，如 2026-10。", en="Only this month, such as 2026-10.")
def scorecards(*, month: str | None) -> Outcome:
    one = _month(month) if month else None
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.judge.scorecards.services.rebuilding import rebuild, rebuild_all

    if one is None:
        months = [str(made) for made in rebuild_all(now=clock.now())]
    else:
        rebuild(one, now=clock.now())
        months = [str(one)]
    return Outcome(Text(zh=f"算好了 {len(months)} 个月。", en=f"Made {len(months)} months."), {"months": months})


def _month(said: str) -> Month:
    found = read_month(said)
    if found is None:
        raise click.BadParameter(say("请写成 2026-10 这样。", "Write it like 2026-10."), param_hint="--month")
    return found
