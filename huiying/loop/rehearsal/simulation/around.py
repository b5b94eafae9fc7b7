"""What else happens in the year around the cases, each by its own service at its own time: promises and tasks of
decisions, looks at who spoke, orders and advice of the inspector."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.procedures.model import Role
from huiying.loop.carry_out_decision import TaskOf, give_task, make_decision
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.rehearsal.simulation.lived import Asked, Lived, Vow
from huiying.loop.rehearsal.simulation.writing import Stage
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.supervise.advising import feed_back, give_advice
from huiying.loop.supervise.ordering import answer_order, give_order
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.services.keeping import keep_commitment
from huiying.serve.commitments.services.making import Promise, make_commitment
from huiying.serve.decisions.services.making import Described
from huiying.serve.supervision.enums import Adoption, AdviceKind

Doing = tuple[datetime, Callable[[], None]]
KEPT = "已经做到，照片附后"
WORDS = "请说明办理情况和下一步打算"


def write_around(lives: Sequence[Lived], vows: Sequence[Vow], stage: Stage) -> None:
    """Do all of it in order of time, outside any transaction."""
    around = _Around(stage)
    for _at, do in sorted([*around.of_lives(lives), *around.of_vows(vows)], key=lambda doing: doing[0]):
        do()


class _Around:
    def __init__(self, stage: Stage) -> None:
        self._stage, self._hands = stage, Hands(stage.county, stage.playing.now)
        self._orders: dict[tuple[str, int], int] = {}
        self._advice: dict[int, int] = {}

    def of_lives(self, lives: Sequence[Lived]) -> Iterator[Doing]:
        for lived in lives:
            for at in lived.looks:
                yield at, self._look(lived, at)
            if (promised := lived.promised) is not None:
                yield promised.made_at, self._promise(lived)
                if promised.kept_at is not None:
                    yield promised.kept_at, self._keep("voice", lived.number, lived.unit, promised.kept_at)
            if lived.ordered is not None:
                yield from self._ordered("voice", lived.number, lived.unit, lived.ordered)
            if lived.advised is not None:
                yield from self._advised(lived, lived.advised)

    def of_vows(self, vows: Sequence[Vow]) -> Iterator[Doing]:
        for vow in vows:
            yield vow.made_at, self._vow(vow)
            if vow.kept_at is not None:
                yield vow.kept_at, self._keep("vow", vow.number, vow.unit, vow.kept_at)
            if vow.ordered is not None:
                yield from self._ordered("vow", vow.number, vow.unit, vow.ordered)

    def _look(self, lived: Lived, at: datetime) -> Callable[[], None]:
        def do() -> None:
            actor = self._hands.of("petition", Role.DISPATCHER, at=at)["actor"]
            look_at_identity(self._stage.cases[lived.number], actor=actor, reason="打电话核对地点", now=at)

        return do

    def _promise(self, lived: Lived) -> Callable[[], None]:
        def do() -> None:
            promised = lived.promised
            assert promised is not None
            case_id = self._stage.cases[lived.number]
            promise = Promise(
                "修好并保证能用", self._unit(lived.unit), promised.due_on, Source.REPLY, public=False, case_id=case_id
            )
            hand = self._hands.of(lived.unit, Role.UNIT_HEAD, at=promised.made_at) | {"grants": None}
            with transaction.atomic(durable=True):
                self._stage.promises["voice", lived.number] = make_commitment(promise, **hand).pk

        return do

    def _vow(self, vow: Vow) -> Callable[[], None]:
        def do() -> None:
            if vow.source == "decision":
                self._stage.promises["vow", vow.number] = self._task(vow)
                return
            promise = Promise("窗口十分钟内有人接待", self._unit(vow.unit), vow.due_on, Source.PLEDGE)
            head = self._hands.of(vow.unit, Role.UNIT_HEAD, at=vow.made_at)
            with transaction.atomic(durable=True):
                self._stage.promises["vow", vow.number] = make_commitment(promise, **head).pk

        return do

    def _task(self, vow: Vow) -> int:
        office = self._hands.office(at=vow.made_at)
        day = self._stage.playing.calendar.local_date(vow.made_at)
        about = Described(f"第{vow.number}号决定", self._hands.unit("centre"), day, "逐项落实，按期公布进展。")
        decision = make_decision(about, **office)
        task = give_task(decision.pk, TaskOf("完成并公布结果", self._unit(vow.unit), vow.due_on), **office)
        return task.commitment_id

    def _keep(self, kind: str, number: int, unit: str, at: datetime) -> Callable[[], None]:
        def do() -> None:
            keep_commitment(self._stage.promises[kind, number], KEPT, **self._hands.of(unit, Role.UNIT_HEAD, at=at))

        return do

    def _ordered(self, kind: str, number: int, unit: str, asked: Asked) -> Iterator[Doing]:
        def give() -> None:
            case_id = self._stage.cases[number] if kind == "voice" else None
            promise = self._stage.promises[kind, number] if case_id is None else None
            inspector = self._hands.of("centre", Role.INSPECTOR, at=asked.given_at)
            order = give_order(WORDS, asked.by, trigger="S3", case_id=case_id, commitment_id=promise, **inspector)
            self._orders[kind, number] = order.pk

        def answer(at: datetime) -> None:
            answer_order(
                self._orders[kind, number], "已经办好，正在核对", **self._hands.of(unit, Role.UNIT_HEAD, at=at)
            )

        yield asked.given_at, give
        if (at := asked.answered_at) is not None:
            yield at, lambda: answer(at)

    def _advised(self, lived: Lived, asked: Asked) -> Iterator[Doing]:
        def give() -> None:
            case_id, inspector = (
                self._stage.cases[lived.number],
                self._hands.of("centre", Role.INSPECTOR, at=asked.given_at),
            )
            unit = self._unit(lived.unit)
            advice = give_advice(
                AdviceKind.IMPROVE,
                unit,
                "请改进答复的时限管理",
                "信访工作条例第四十条",
                asked.by,
                case_id=case_id,
                **inspector,
            )
            self._advice[lived.number] = advice.pk

        def answer(at: datetime) -> None:
            head = self._hands.of(lived.unit, Role.UNIT_HEAD, at=at)
            feed_back(self._advice[lived.number], Adoption.ADOPTED, "已采纳，改了流程", **head)

        yield asked.given_at, give
        if (at := asked.answered_at) is not None:
            yield at, lambda: answer(at)

    def _unit(self, key: str) -> int:
        return self._hands.unit(key)
