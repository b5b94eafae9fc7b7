"""A supervision order from the inspector to the answer, on a case and on a promise; at most three levels."""

from datetime import UTC, date, datetime, timedelta

import pytest

from huiying.core.procedures.errors import FieldMissing, Guarded, NotYourAct
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.delivery import _opened
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.supervise.ordering import answer_order, close_order, give_order, raise_order
from huiying.serve.casework.models import Case, Deadline, Document
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.errors import (
    FlagGone,
    MayNotSupervise,
    OrderAtTop,
    OrderNotAnswered,
    OrderNotFound,
    OrderNotToRaise,
    OrderNotVerified,
    OrderNotWaiting,
    OrderOpen,
    OrderOver,
    SupervisionNamesSomebody,
    SupervisionNeedsDay,
    SupervisionNeedsWords,
    TriggerUnknown,
)
from huiying.serve.supervision.models import Flag, Order
from huiying.serve.supervision.selectors.orders import (
    OrderCounts,
    order_for_viewer,
    orders_counted,
    orders_for,
    orders_of_case,
    orders_of_commitment,
    orders_to_answer,
    orders_to_check,
)
from huiying.serve.supervision.services.verifying import verify_order
from tests.cast import NOW, open_liuxi
from tests.serve.commitments.promises import promised
from tests.serve.coordination.issues import grants_of, speak
from tests.serve.supervision.ordered import ASKED, BY, advised, at_land, ordered, who

pytestmark = pytest.mark.django_db
DONE = "灯已经换好，今后每月巡查一次"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def case(cast):
    return at_land(cast)


def clock(case):
    return Deadline.objects.filter(case=case, clock="C-SUPERVISE").order_by("-pk").first()


def track(case):
    return Case.objects.get(pk=case.pk).facts["tracks"]["supervision"]


def test_an_order_runs_from_the_inspector_to_the_answer_and_its_end(cast, case):
    order = ordered(cast, case, key="form:1")
    assert ordered(cast, case, key="form:1") == order
    assert (order.unit, order.about, order.office) == (cast.units["land"], cast.units["land"], case.office)
    assert (order.level, order.state, order.document.code, track(case)) == (1, "ordered", "D22", "ordered")
    assert (clock(case).due_on, clock(case).unit, clock(case).met_at) == (BY, cast.units["land"], None)
    assert list(orders_to_answer(grants_of(cast, "zhao"))) == [order]
    answer_order(order.pk, DONE, key="form:2", **who(cast, "qian", days=2))
    answer_order(order.pk, DONE, key="form:2", **who(cast, "qian", days=2))
    assert (clock(case).met_at, track(case)) == (who(cast, "qian", days=2)["now"], "answered")
    assert list(orders_to_check(grants_of(cast, "chen"))) == [order]
    verify_order(order.pk, "到现场看了，三盏都亮", satisfied=True, **who(cast, "chen", days=3))
    close_order(order.pk, "核实属实，结束", **who(cast, "chen", days=3))
    page = order_for_viewer(order.pk, grants_of(cast, "qian"), now=NOW)
    assert [step.state for step in page.steps] == ["answered", "verified", "closed"]
    assert (page.order.state, track(case), page.may_close) == ("closed", "closed", False)
    assert [event.type for event in Event.objects.filter(subject_kind="order").order_by("pk")] == [
        "order.given", "order.answered", "order.verified", "order.closed",
    ]  # fmt: skip


def test_the_speaker_reads_that_it_is_supervised_and_that_it_was_answered(cast, case):
    order = ordered(cast, case)
    answer_order(order.pk, DONE, **who(cast, "zhao", days=1))
    lines = [line.said.en for line in receipt_facts(case.voice, now=NOW + timedelta(days=3)).lines]
    assert "An inspector supervises this matter and asks for a written answer by a day" in lines
    assert "The unit answered the order in writing; the inspector checks it" in lines
    assert not any(ASKED in line or DONE in line for line in lines)


def test_the_act_on_the_page_of_the_case_gives_answers_and_closes_the_same_order(cast, case):
    flag = Flag.objects.create(trigger="S3", case=case, unit=case.unit, flagged_at=NOW)
    data = {"trigger": "S3", "asked": ASKED}
    steps = (
        ("chen", "order_supervision", data),
        ("zhao", "answer_supervision", {"answer": DONE}),
    )
    for name, act_id, filled in steps:
        act_on_case(case.pk, act_id, data=filled, actor=cast.actor(name), now=who(cast, name)["now"], key=act_id)
    order = Order.objects.get(case=case)
    assert (order.flag, order.reply_by, order.state) == (flag, date(2026, 12, 8), "answered")
    assert Flag.objects.get(pk=flag.pk).state == FlagState.ORDERED
    with pytest.raises(OrderNotVerified):
        act_on_case(case.pk, "close_supervision", data={"finding": DONE}, actor=cast.actor("chen"), now=NOW)
    verify_order(order.pk, "属实，看过了", satisfied=True, **who(cast, "chen", days=2))
    act_on_case(case.pk, "close_supervision", data={"finding": DONE}, actor=cast.actor("chen"), now=NOW)
    assert Order.objects.get(case=case).state == "closed"


def test_what_was_not_answered_in_time_goes_one_level_up_and_not_beyond_the_top(cast, case):
    order = ordered(cast, case)
    with pytest.raises(OrderNotToRaise):
        raise_order(order.pk, ASKED, date(2026, 12, 20), **who(cast, "chen"))
    late = who(cast, "chen", days=20)
    assert order_for_viewer(order.pk, grants_of(cast, "chen"), now=late["now"]).may_raise
    raised = raise_order(order.pk, ASKED, date(2026, 12, 20), key="up", **late)
    assert raise_order(order.pk, ASKED, date(2026, 12, 20), key="up", **late) == raised
    assert (raised.level, raised.unit, raised.about, raised.before_id) == (2, cast.units["office"], case.unit, order.pk)
    assert (clock(case).unit, clock(case).due_on) == (cast.units["office"], date(2026, 12, 20))
    assert Deadline.objects.filter(case=case, clock="C-SUPERVISE", met_at=None, stopped_at=None).count() == 1
    with pytest.raises(MayNotSupervise):
        answer_order(raised.pk, DONE, **who(cast, "qian", days=21))
    with pytest.raises(OrderAtTop):
        raise_order(raised.pk, ASKED, date(2027, 1, 20), **who(cast, "chen", days=40))
    assert [one.level for one in order_for_viewer(raised.pk, grants_of(cast, "qian"), now=NOW).chain] == [1, 2]


def test_a_promise_is_looked_after_until_its_last_order_is_over(cast, case):
    promise = promised(cast, case_id=case.pk, source=Source.REPLY)
    own = give_order(ASKED, BY, trigger="S5", commitment_id=promise.pk, **who(cast, "chen"))
    of_case = ordered(cast, case)
    for order, supervised in ((of_case, True), (own, False)):
        close_order(order.pk, "已经看过，可以结束", **who(cast, "chen", days=1))
        promise.refresh_from_db()
        assert promise.supervised is supervised


def test_after_the_third_level_nothing_is_raised(cast, case):
    top = Unit.objects.create(kind="office", name="柳州市", name_en="Liuzhou", path="")
    Unit.objects.filter(pk=top.pk).update(path=f"/{top.pk}/")
    Unit.objects.filter(pk=cast.units["office"].pk).update(parent=top)
    order = ordered(cast, case)
    for level, by in ((2, date(2026, 12, 30)), (3, date(2027, 1, 30))):
        late = datetime(by.year, by.month, by.day, 2, tzinfo=UTC) - timedelta(days=9)
        order = raise_order(order.pk, ASKED, by, actor=cast.actor("chen"), grants=grants_of(cast, "chen"), now=late)
        assert order.level == level
    with pytest.raises(OrderAtTop):
        raise_order(order.pk, ASKED, date(2027, 3, 1), **who(cast, "chen", days=80))


def test_an_answer_that_does_not_satisfy_is_raised_or_closed_with_words(cast, case):
    order = ordered(cast, case)
    with pytest.raises(OrderNotAnswered):
        verify_order(order.pk, "没有反馈", satisfied=True, **who(cast, "chen"))
    answer_order(order.pk, "正在处理", **who(cast, "zhao"))
    with pytest.raises(OrderNotWaiting):
        answer_order(order.pk, "再说一遍", **who(cast, "zhao"))
    verify_order(order.pk, "只说在处理，没有日期", satisfied=False, **who(cast, "chen"))
    page = order_for_viewer(order.pk, grants_of(cast, "chen"), now=NOW)
    assert (page.lacking, page.may_raise, page.may_close, page.may_verify) == (True, True, True, False)
    raised = raise_order(order.pk, ASKED, BY, **who(cast, "chen"))
    with pytest.raises(OrderOver):
        close_order(order.pk, "结束", **who(cast, "chen"))
    close_order(raised.pk, "灯已经修好，收回", **who(cast, "chen"))
    assert (clock(case).stopped_at is not None, track(case)) == (True, "closed")


def test_one_order_stands_on_a_matter_at_a_time(cast, case):
    order = ordered(cast, case)
    with pytest.raises(OrderOpen):
        ordered(cast, case, trigger="S4")
    assert Order.objects.get() == order
    close_order(order.pk, "发错了单位，收回", **who(cast, "chen"))
    assert ordered(cast, case).level == 1


def test_only_inspectors_order_and_only_the_unit_answers(cast, case):
    for name in ("zhou", "qian", "sun"):
        with pytest.raises(NotYourAct):
            ordered(cast, case, by=name)
    order = ordered(cast, case)
    for name in ("outsider", "wang"):
        with pytest.raises(MayNotSupervise):
            answer_order(order.pk, DONE, **who(cast, name))
    for name in ("qian", "zhou"):
        with pytest.raises(MayNotSupervise):
            close_order(order.pk, DONE, **who(cast, name))
    assert [list(orders_for(grants_of(cast, name))) for name in ("sun", "qian", "outsider", "wang")] == [
        [order], [order], [], [],
    ]  # fmt: skip
    with pytest.raises(OrderNotFound):
        order_for_viewer(order.pk, grants_of(cast, "outsider"), now=NOW)


def test_an_order_needs_words_a_day_a_trigger_and_names_nobody(cast):
    case = at_land(cast, name="李秀英")
    with pytest.raises(FieldMissing):
        ordered(cast, case, words="")
    with pytest.raises(SupervisionNeedsWords):
        ordered(cast, case, words="快办")
    with pytest.raises(Guarded):
        ordered(cast, case, reply_by=date(2026, 11, 24))
    with pytest.raises(SupervisionNamesSomebody):
        ordered(cast, case, words="请给李秀英一个说法，不要再拖")
    promise = promised(cast)
    for error, changed in (
        (SupervisionNeedsDay, {"reply_by": date(2026, 11, 24)}),
        (TriggerUnknown, {"trigger": "S9"}),
        (FlagGone, {"flag_id": 4711}),
    ):
        told = {"reply_by": BY, "trigger": "S4", **changed}
        with pytest.raises(error):
            give_order(ASKED, told.pop("reply_by"), commitment_id=promise.pk, **told, **who(cast, "chen"))
    assert not Order.objects.exists()


def test_an_order_on_a_promise_goes_to_who_promised_and_does_nothing_to_a_case(cast):
    promise = promised(cast, case_ids=[speak("搅拌站夜里施工，睡不着。").pk])
    with pytest.raises(MayNotSupervise):
        give_order(ASKED, BY, trigger="S4", commitment_id=promise.pk, **who(cast, "zhou"))
    order = give_order(ASKED, BY, trigger="S4", commitment_id=promise.pk, **who(cast, "chen"))
    assert (order.unit, order.office, order.document) == (promise.owner, promise.office, None)
    assert orders_of_commitment(promise.pk, grants_of(cast, "outsider")) == [order]
    assert not Document.objects.exists()
    assert Commitment.objects.get(pk=promise.pk).supervised
    answer_order(order.pk, "围挡已经装好", **who(cast, "outsider"))
    verify_order(order.pk, "看过了，装好了", satisfied=True, **who(cast, "chen"))
    close_order(order.pk, "结束这次督办", **who(cast, "chen"))
    assert not Commitment.objects.get(pk=promise.pk).supervised
    with pytest.raises(CommitmentNotFound):
        give_order(ASKED, BY, trigger="S4", commitment_id=4711, **who(cast, "chen"))


def test_what_an_opinion_promised_holds_up_no_case_while_it_is_under_supervision(cast, case):
    promise = promised(cast, source=Source.REPLY, case_id=case.pk, public=False)
    assert Case.objects.get(pk=case.pk).facts["promises_open"] == 1
    order = ordered(cast, case, trigger="S5")
    assert "promises_open" not in Case.objects.get(pk=case.pk).facts
    close_order(order.pk, "收回这份督办单", **who(cast, "chen"))
    assert Case.objects.get(pk=case.pk).facts["promises_open"] == 1
    give_order(ASKED, BY, trigger="S5", commitment_id=promise.pk, **who(cast, "chen"))
    assert "promises_open" not in Case.objects.get(pk=case.pk).facts


def test_a_sealed_matter_shows_no_order(cast, case):
    order = ordered(cast, case)
    act_on_case(case.pk, "seal", actor=cast.actor("zhou"), now=NOW + timedelta(days=2))
    assert orders_of_case(case.pk, grants_of(cast, "chen")) == []
    with pytest.raises(OrderNotFound):
        order_for_viewer(order.pk, grants_of(cast, "chen"), now=NOW)


@pytest.mark.parametrize(("language", "why"), [("zh-hans", "逾期办结、拖延"), ("en", "Late, or put off")])
def test_the_letter_says_why_what_is_asked_and_by_when(cast, case, language, why):
    order = ordered(cast, case)
    text = str(letter_of(order.document, language))
    day = "2026年12月4日" if language == "zh-hans" else "4 December 2026"
    assert all(part in text for part in (why, ASKED, day))


def test_what_everybody_may_count_has_at_least_five(cast):
    day, after = date(2026, 11, 24), date(2026, 11, 25)
    cases = [at_land(cast, f"第 {number} 条路的灯不亮，晚上看不见。") for number in range(6)]
    orders = [ordered(cast, case) for case in cases[:4]]
    assert orders_counted(day, after).given == 0
    orders += [ordered(cast, case) for case in cases[4:]]
    for order in orders[:5]:
        answer_order(order.pk, DONE, **who(cast, "zhao"))
    assert orders_counted(day, after) == OrderCounts(6, 0, 0)
    answer_order(orders[5].pk, DONE, **who(cast, "zhao"))
    assert orders_counted(day, after) == OrderCounts(6, 6, 6)
    assert orders_counted(after, after + timedelta(days=1)).given == 0
    Voice.objects.filter(pk=cases[0].pk).update(revealed_at=NOW)
    assert orders_counted(day, after) == OrderCounts(5, 5, 5)


def test_the_heads_of_the_unit_get_a_mail_with_the_day_and_no_words(cast, case, monkeypatch):
    monkeypatch.setitem(outbox.IS_CONFIGURED, Way.EMAIL, lambda: True)
    Staff.objects.filter(pk=cast.staff["qian"].pk).update(email="qian@example.org")
    order = ordered(cast, case)
    advised(cast, case)
    mails = list(Message.objects.filter(about_kind__in=("order", "advice")).order_by("pk"))
    assert mails[0].key == f"order:{order.pk}:{cast.staff['qian'].pk}"
    told = [_opened(mail, NOW) for mail in mails]
    assert ["2026年12月4日" in str(one) for one in told] == [True, False]
    assert not any(ASKED in str(one) for one in told)
