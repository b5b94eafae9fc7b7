"""Improvement items of the invented county at each stage, and the mirrors of its last quarter."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from huiying.core.improving import Found, Trigger, window
from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.office.selectors import calendar
from huiying.improve.improvements.enums import Reflected
from huiying.improve.improvements.models import Improvement, Mirror
from huiying.improve.improvements.selectors.answers import answers_between
from huiying.improve.improvements.selectors.improvements import found_poor, quote_of
from huiying.improve.improvements.services.deciding import contest_improvement, publish_improvement, read_words
from huiying.improve.improvements.services.mirrors import open_mirror, settle_mirror
from huiying.improve.improvements.services.opening import open_improvement
from huiying.loop.improve_on import Measure, make_mirrors, measure_again, promise_measure, write_line
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.casework.models import Case
from huiying.serve.commitments.services.keeping import keep_commitment

LONG_AGO, LATELY, NOW_OPEN = 202, 62, 6
"""Days before now on whose nights items are opened."""
CAUSE = "答复只写了“已转办”，没有写谁来修、哪天修好，打电话也没人说得清。"
MEASURE = "每一件答复都写明谁来办、哪天办好；办完当天打电话问一遍"
MEASURE_EN = "Each answer says who does it and by when; the day it is done we call and ask"
DONE = "四个科室都照这样写，主任每周抽十件看。"
LATER = "派两个人专门到现场看过再答复，照片附在答复里"
LATER_EN = "Two people look on the spot before we answer, with a photo"
CONTEST = "这几件是同一次停水，抢修当天已经公告，第二天恢复供水。"
LINE = "超期的件每周三碰头，逐件定下哪天办完"
LINE_EN = "Every Wednesday we go through what is late, and set a day for each"
QUOTED = 2


def fill_improvements(hands: Hands) -> None:
    """Items at every stage; where too few judged, fewer. Told are anonymous people alone, who are not written to."""
    for item in _open(hands, LONG_AGO, most=1):
        _mended(hands, item)
    for item in _open(hands, LATELY, most=1):
        _promised(hands, item, LATELY - 4, Measure(LATER, hands.today + timedelta(days=40), LATER_EN))
    for number, item in enumerate(_open(hands, NOW_OPEN, most=2)):
        if number == 0:
            contest_improvement(item.pk, CONTEST, **_unit(hands, item.unit_id, NOW_OPEN - 2))
    measure_again(now=hands.now)
    _mirrors(hands)


def _open(hands: Hands, ago: int, *, most: int) -> list[Improvement]:
    """What the night of that day would have opened, at units with a head: where most people answered, one of each."""
    at = hands.ago(ago)
    today = calendar().local_date(at)
    heads = {hands.unit(key) for key, role in hands.county.hands if key and role == Role.UNIT_HEAD}
    found = [
        (unit, one)
        for unit, one in found_poor(answers_between(*window(today)), today)
        if unit in heads and one.rule.trigger is Trigger.POOR_RATINGS and _has_nameless(one)
    ]
    return [_opened(one, unit, at) for unit, one in _of_units_apart(found)[:most]]


def _has_nameless(found: Found) -> bool:
    """Whether somebody without a name is among those who judged it poor: they are what the item comes from."""
    return Case.objects.filter(pk__in=found.poor, voice__person=None).exists()


def _opened(found: Found, unit: int, at: datetime) -> Improvement:
    """The item with everybody's numbers; who has a name leaves its cases, so that nobody is written to."""
    with transaction.atomic(durable=True):
        item = open_improvement(found, unit, actor=SYSTEM, now=at, key=f"demo:improvement:{unit}:{at.isoformat()}")
        item.cases.exclude(case__voice__person=None).delete()
    return item


def _of_units_apart(found: Sequence[tuple[int, Found]]) -> list[tuple[int, Found]]:
    """Those with most answers first, at most one of each unit, and none of a unit that has an item already."""
    taken = set(Improvement.objects.values_list("unit_id", flat=True))
    apart: dict[int, Found] = {}
    for unit, one in sorted(found, key=lambda pair: (-pair[1].share.n, pair[0])):
        if unit not in taken:
            apart.setdefault(unit, one)
    return list(apart.items())


def _unit(hands: Hands, unit_id: int, ago: int) -> dict[str, Any]:
    """The head of a unit, so many days ago."""
    key = next(key for key, unit in hands.county.units.items() if unit.pk == unit_id)
    return hands.of(key, Role.UNIT_HEAD, at=hands.ago(ago))


def _inspector(hands: Hands, ago: int) -> dict[str, Any]:
    return hands.of("centre", Role.INSPECTOR, at=hands.ago(ago))


def _promised(hands: Hands, item: Improvement, ago: int, measure: Measure) -> Improvement:
    """Cause, measure and the first words; published the day after."""
    made = promise_measure(item.pk, CAUSE, measure, **_unit(hands, item.unit_id, ago))
    for quote in _quotes(made):
        _release(hands, made, quote, ago)
    publish_improvement(made.pk, **_inspector(hands, ago - 1))
    return made


def _quotes(item: Improvement) -> Iterator[int]:
    rows = item.cases.filter(poor=True, case__voice__may_publish=True).exclude(words="").order_by("pk")
    yield from rows.values_list("pk", flat=True)[:QUOTED]


def _release(hands: Hands, item: Improvement, quote_id: int, ago: int) -> None:
    quote = quote_of(item, quote_id)
    if quote is not None:
        read_words(item.pk, quote_id, quote.words, True, **_inspector(hands, ago - 1))


def _mended(hands: Hands, item: Improvement) -> None:
    """Kept long enough ago to be measured again."""
    due = calendar().local_date(item.opened_at) + timedelta(days=30)
    made = _promised(hands, item, LONG_AGO - 3, Measure(MEASURE, due, MEASURE_EN))
    if made.commitment_id is not None:
        keep_commitment(made.commitment_id, DONE, **_unit(hands, item.unit_id, LONG_AGO - 20))


def _mirrors(hands: Hands) -> None:
    """Of the quarter that is over; one unit has looked and written its list, one has looked."""
    make_mirrors(now=hands.ago(4))
    heads = [hands.unit(key) for key, role in hands.county.hands if key and role == Role.UNIT_HEAD]
    rows = Mirror.objects.filter(unit__in=heads, opened_at=None).exclude(unit=hands.unit("centre"))
    for number, mirror in enumerate(rows.order_by("pk")[:2]):
        open_mirror(mirror.pk, **_unit(hands, mirror.unit_id, 3))
        if number == 0:
            line = Measure(LINE, hands.today + timedelta(days=50), LINE_EN)
            write_line(mirror.pk, Reflected.LATE, line, **_unit(hands, mirror.unit_id, 2))
            settle_mirror(mirror.pk, "", **_unit(hands, mirror.unit_id, 2))
