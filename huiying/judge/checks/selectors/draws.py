"""Draws as a viewer sees them, and what everybody may know of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from huiying.core.draws.announcement import Plan
from huiying.core.draws.drawing import draw, key_of
from huiying.core.draws.file import Told, written
from huiying.core.procedures.model import StateKind
from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.models import PublicName
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CheckState
from huiying.judge.checks.errors import CheckNotFound
from huiying.judge.checks.models import CallBack, Check, Draw, Frame
from huiying.judge.checks.selectors.rights import INSPECTS, READS, of_offices
from huiying.serve.casework.models import Case

LATEST_DAYS = 90
"""A seed is told when all that was drawn is done; at the latest so many days after the period, done or not."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far what was drawn has come."""

    drawn: int
    done: int


def draws_for(grants: Sequence[Grant]) -> QuerySet[Draw]:
    """The draws that the holder of `grants` may read, the newest first."""
    return Draw.objects.filter(of_offices(grants, READS)).select_related("office").order_by("-starts_on", "-pk")


def draw_for_inspector(draw_id: int, grants: Sequence[Grant]) -> Draw:
    """The draw of their own office. Raises CheckNotFound."""
    found = Draw.objects.filter(of_offices(grants, INSPECTS), pk=draw_id).select_related("office").first()
    if found is None:
        raise CheckNotFound
    return found


def public_draws() -> QuerySet[Draw]:
    """All of them: a draw that was announced cannot be taken back."""
    return Draw.objects.select_related("office").order_by("-starts_on", "-pk")


def seed_of(draw_: Draw) -> bytes:
    """The seed, for the draw itself and for telling it: nobody is shown it before."""
    return bytes.fromhex(draw_.seed or open_json(seed_place(draw_.log_name), bytes(draw_.sealed), draw_.key_version))


def seed_place(log_name: str) -> tuple[str, str, str]:
    """Where in the database the seed lies sealed."""
    return ("checks_draw", "sealed", log_name)


def plan_of(draw_: Draw) -> Plan:
    """The draw as it was announced."""
    days = (draw_.starts_on, draw_.ends_on)
    return Plan(draw_.kind, *days, draw_.wanted, draw_.public_number, draw_.number_on)


def frame_of(draw_: Draw) -> list[str]:
    """The names on its list. Raises Frame.DoesNotExist before it is fixed."""
    return Frame.objects.get(draw=draw_).names.split("\n") if draw_.frame_count else []


def file_of(draw_: Draw) -> bytes:
    """All that anybody needs to draw again. Raises CheckNotFound before the seed is told."""
    if draw_.revealed_at is None or not draw_.number:
        raise CheckNotFound
    frame = frame_of(draw_)
    seed = bytes.fromhex(draw_.seed)
    drawn = draw(key_of(seed, draw_.number), frame, draw_.wanted)
    return written(Told(plan_of(draw_), seed, draw_.number, tuple(frame), tuple(drawn)))


def ended_names(draw_: Draw) -> list[str]:
    """The list of a draw of call-backs: the names in the public log of the voices whose cases ended in its period.

    Never a sealed or an erased one, nor one told to be a test. Who spoke and whether there is a number to call plays
    no part: who cannot be called is counted as not called.
    """
    days = calendar()
    start, end = (days.instant(day, datetime.min.time()) for day in (draw_.starts_on, next_day(draw_.ends_on)))
    ended = Case.objects.filter(
        office__path__startswith=draw_.office.path,
        standing__in=[StateKind.ENDED.value, StateKind.ARCHIVED.value],
        ended_at__gte=start,
        ended_at__lt=end,
        sealed=False,
        voice__erased_at=None,
        voice__revealed_at=None,
    )
    names = PublicName.objects.filter(voice_id__in=ended.values("pk")).values_list("cid", flat=True)
    return [bytes(name).hex() for name in names]


def cases_of_names(names: Sequence[str]) -> dict[str, Case]:
    """The cases behind names in the public log, where they may still be asked about."""
    rows = PublicName.objects.filter(cid__in=[bytes.fromhex(name) for name in names])
    of_voice = {row.voice_id: bytes(row.cid).hex() for row in rows}
    open_ = Case.objects.filter(pk__in=of_voice, sealed=False, voice__erased_at=None, voice__revealed_at=None)
    return {of_voice[case.pk]: case for case in open_}


def progress_of(draw_: Draw) -> Progress:
    """How much of what was drawn is done."""
    return progress_of_each([draw_])[draw_.pk]


def progress_of_each(draws: Iterable[Draw]) -> dict[int, Progress]:
    """The same of several, by draw."""
    ids = [draw_.pk for draw_ in draws]
    ended = Q(state__in=[CheckState.REVEALED, CheckState.CALLED_OFF])
    found = dict.fromkeys(ids, Progress(0, 0))
    for rows, done in ((CallBack.objects, ~Q(outcome="")), (Check.objects, ended)):
        drawn = rows.filter(draw__in=ids).values("draw").annotate(all=Count("pk"), done=Count("pk", filter=done))
        found |= {row["draw"]: Progress(row["all"], row["done"]) for row in drawn}
    return found


def may_be_told(draw_: Draw, today: date) -> bool:
    """Whether its seed is due: drawn, the period over, and all done; or LATEST_DAYS have passed, whatever is done."""
    if draw_.revealed_at is not None or today <= max(draw_.ends_on, draw_.number_on):
        return False
    if today > told_by(draw_):
        return True
    progress = progress_of(draw_)
    return draw_.drawn_at is not None and progress.drawn == progress.done


def told_by(draw_: Draw) -> date:
    """The last day by which the seed is told."""
    return max(draw_.ends_on, draw_.number_on) + timedelta(days=LATEST_DAYS)


def next_day(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)
