"""`huiying tick`: what the worker does every minute, once."""

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, moment, option


@command("tick", zh="按时办理到期的事，一次。", en="Do once what time alone makes due.")
@option("--now", zh="当作此刻的时间，如 2026-11-22T08:30。", en="The time to take as now, such as 2026-11-22T08:30.")
def tick(*, now: str | None) -> Outcome:
    open_office_to_write()
    from django.utils.timezone import get_default_timezone

    from huiying.foundation.keys import clock
    from huiying.loop import daily

    acts = daily.sweep(now=moment(now, get_default_timezone()) or clock.now())
    return Outcome(Text(zh=f"办理了 {acts} 件事。", en=f"{acts} acts."), {"acts": acts})
