"""Advice of the inspector and the written feedback whether it is adopted (条例 Art 40)."""

from datetime import date

import pytest

from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.foundation.ledger.models import Event
from huiying.loop.act_on_case import act_on_case
from huiying.loop.supervise.advising import feed_back
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case, Deadline, Document
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.coordination.errors.issues import IssueNotFound
from huiying.serve.supervision.enums import Adoption, AdviceKind
from huiying.serve.supervision.errors import (
    AdviceAnswered,
    AdviceNeedsConsequences,
    AdviceNeedsReport,
    AdviceNotFound,
    MayNotSupervise,
    OrderNotFound,
    SupervisionNamesSomebody,
)
from huiying.serve.supervision.models import Advice
from huiying.serve.supervision.selectors.advice import (
    AdviceYear,
    advice_for,
    advice_for_viewer,
    advice_of_case,
    advice_of_year,
    advice_to_answer,
    is_late,
)
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import grants_of, speak
from tests.serve.supervision.ordered import advised, at_land, who

pytestmark = pytest.mark.django_db
SAID = "已经建立巡查制度，下月起执行"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def case(cast):
    return at_land(cast)


def test_advice_that_a_case_led_to_is_answered_in_writing(cast, case):
    advice = advised(cast, case, key="form:1")
    assert advised(cast, case, key="form:1") == advice
    assert (advice.unit, advice.office, advice.adoption) == (cast.units["land"], case.office, "")
    clock = Deadline.objects.get(case=case, clock="C-ADVICE")
    assert (clock.due_on, clock.unit) == (date(2026, 12, 24), cast.units["land"])
    assert list(advice_to_answer(grants_of(cast, "qian"))) == [advice]
    for _ in range(2):
        feed_back(advice.pk, Adoption.PARTLY, SAID, key="form:2", **who(cast, "qian", days=3))
    told = advice_for_viewer(advice.pk, grants_of(cast, "qian"))
    assert (told.adoption, told.feedback, told.fed_back_by) == ("partly", SAID, cast.staff["qian"])
    assert Deadline.objects.get(pk=clock.pk).met_at == who(cast, "qian", days=3)["now"]
    with pytest.raises(AdviceAnswered):
        feed_back(advice.pk, Adoption.NOT, SAID, **who(cast, "qian"))
    assert Event.objects.filter(type="advice.fed_back").count() == 1
    lines = {line.said.zh for line in receipt_facts(case.voice, now=NOW).lines}
    assert {"督查员就这件事向有关单位提出了建议", "有关单位对建议作了书面反馈"} <= lines


def test_a_body_that_does_not_have_the_case_answers_its_advice_all_the_same(cast, case):
    advice = advised(cast, case, unit="liuhe")
    feed_back(advice.pk, Adoption.ADOPTED, SAID, **who(cast, "town"))
    assert Deadline.objects.get(case=case, clock="C-ADVICE").met_at is not None
    event = Event.objects.get(type="xinfang.answer_advice")
    assert (event.actor_kind, Event.objects.get(type="advice.fed_back").actor_id) == ("system", cast.staff["town"].pk)


def test_the_act_on_the_page_of_the_case_gives_and_answers_the_same_advice(cast, case):
    filled = {"kind": "improve", "asked": "建立巡查制度", "basis": "照明管理办法第九条"}
    act_on_case(case.pk, "give_advice", data=filled, actor=cast.actor("chen"), now=NOW)
    advice = Advice.objects.get(case=case)
    assert (advice.unit, advice.feedback_by) == (cast.units["land"], date(2026, 12, 23))
    said = {"adoption": "not", "answer": SAID}
    with pytest.raises(NotYourAct):
        act_on_case(case.pk, "answer_advice", data=said, actor=cast.actor("zhao"), now=NOW)
    act_on_case(case.pk, "answer_advice", data=said, actor=cast.actor("qian"), now=NOW)
    assert advice_of_case(case.pk, grants_of(cast, "chen"))[0].adoption == "not"


def test_policy_needs_a_report_above_and_blame_needs_consequences(cast, case):
    with pytest.raises(AdviceNeedsReport):
        advised(cast, case, kind=AdviceKind.POLICY)
    with pytest.raises(AdviceNeedsConsequences):
        advised(cast, kind=AdviceKind.ACCOUNT)
    advised(cast, kind=AdviceKind.ACCOUNT, consequences="三个月不修，多人摔伤")
    advice = advised(cast, case, kind=AdviceKind.POLICY, reported_to="县委、县政府")
    text = str(letter_of(Document.objects.get(case=case, variant="give_advice"), "zh-hans"))
    assert all(part in text for part in ("完善政策建议", "县委、县政府", advice.words, "2026年12月24日"))
    with pytest.raises(Guarded):
        advised(cast, case)


def test_only_inspectors_advise_and_only_the_head_answers(cast, case):
    for name in ("zhou", "qian", "sun"):
        with pytest.raises((MayNotSupervise, CaseNotFound)):
            advised(cast, by=name)
    advice = advised(cast, case)
    for name in ("zhao", "outsider", "chen"):
        with pytest.raises(MayNotSupervise):
            feed_back(advice.pk, Adoption.ADOPTED, SAID, **who(cast, name))
    with pytest.raises(AdviceNotFound):
        advice_for_viewer(advice.pk, grants_of(cast, "outsider"))
    assert list(advice_for(grants_of(cast, "sun"), waiting=True)) == [advice]


def test_what_it_comes_from_is_there_and_it_names_nobody(cast):
    for error, led in ((OrderNotFound, {"order_id": 9}), (IssueNotFound, {"issue_id": 9})):
        with pytest.raises(error):
            advised(cast, **led)
    named = at_land(cast, name="李秀英")
    with pytest.raises(SupervisionNamesSomebody):
        advised(cast, named, words="请向李秀英道歉并整改")
    sealed = speak("局长收了钱。", kind="report")
    with pytest.raises(CaseNotFound):
        advised(cast, sealed)


def test_the_year_counts_what_was_advised_and_what_became_of_it(cast, case):
    first = advised(cast, case)
    advised(cast, unit="housing")
    feed_back(first.pk, Adoption.ADOPTED, SAID, **who(cast, "qian"))
    improve, *others = advice_of_year(2026)
    assert improve == AdviceYear(AdviceKind.IMPROVE, 2, 1, 0, 0, 1)
    assert {one.given for one in (*others, *advice_of_year(2027))} == {0}
    assert [is_late(one, date(2026, 12, 25)) for one in Advice.objects.order_by("pk")] == [False, True]
    assert Case.objects.get(pk=case.pk).facts["tracks"]["advice"] == "answered"
