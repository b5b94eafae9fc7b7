"""What became of last month's promises, and what units pledge of their own accord."""
# ruff: noqa: E501  the lines are rows of tables, and a Chinese character counts as two

from datetime import datetime, timedelta

from huiying.core.procedures.model import Role
from huiying.judge.ratings.enums import Kept
from huiying.loop.keep_promise import say_verdict, sweep_promises
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.speakers import cases_of
from huiying.serve.commitments.services.keeping import keep_commitment, move_due, report_progress
from huiying.serve.commitments.services.making import PartOf, Promise, make_commitment
from huiying.serve.coordination.models import Meeting

DONE_DAYS_AGO = 16
KEPT_WORDS = "从这个月起，三条线末班车开到晚上七点半，站牌换了新时刻表。"
VERDICTS = (*[Kept.YES] * 7, *[Kept.PARTLY] * 5, Kept.NO)
# unit · post · words · English
PLEDGES = (
    ("centre", "窗口接访员", "来访的人十分钟内有人接待，材料一次告知清楚。", "Whoever comes is seen within ten minutes and told once which papers are needed."),
    ("hotline", "话务员", "电话二十秒内接起，听不清的当天回拨。", "Calls are answered within twenty seconds; bad lines are called back the same day."),
    ("waterworks", "抢修班", "水管爆了，城区四十分钟到场。", "Burst pipes in town: on the spot within forty minutes."),
)  # fmt: skip


def fill_promises(hands: Hands, held: Meeting | None) -> None:
    """One kept and judged, one on its way with a moved day, one late without a word; and three pledges."""
    for promise in Commitment.objects.filter(resolution__item__meeting=held).select_related("owner") if held else ():
        if promise.owner_id == hands.unit("transport"):
            _keep(promise, hands)
        elif promise.owner_id == hands.unit("land"):
            _on_its_way(promise, hands)
    sweep_promises(now=hands.now)
    for unit, post, words, words_en in PLEDGES:
        due = hands.today.replace(month=12, day=31)
        promise_of = Promise(words, hands.unit(unit), due, Source.PLEDGE, words_en, post=post)
        make_commitment(promise_of, **hands.of(unit, Role.UNIT_HEAD, at=hands.ago(50)))


def _keep(promise: Commitment, hands: Hands) -> None:
    head = hands.of("transport", Role.UNIT_HEAD, at=hands.ago(DONE_DAYS_AGO + 5))
    report_progress(promise.pk, "时刻表已定，正在换站牌。", **head)
    keep_commitment(promise.pk, KEPT_WORDS, **(head | {"now": hands.ago(DONE_DAYS_AGO)}))
    for case, kept in zip(cases_of(promise), VERDICTS, strict=False):
        say_verdict(case.voice, promise.pk, kept=kept.value, now=hands.ago(DONE_DAYS_AGO - 3))


def _on_its_way(promise: Commitment, hands: Hands) -> None:
    at: datetime = hands.ago(20)
    handler = hands.of("land", Role.HANDLER, at=at)
    report_progress(promise.pk, "三栋楼的手续补齐了，先给这 94 户办。", **handler)
    reason = "税务要先核完欠税数，最后两栋推迟。"
    move_due(promise.pk, promise.due_on + timedelta(days=30), reason, **hands.office(at=hands.ago(8)))


def parts_of(*told: tuple[str, int]) -> tuple[PartOf, ...]:
    """Parts with their weights."""
    return tuple(PartOf(words, weight) for words, weight in told)
