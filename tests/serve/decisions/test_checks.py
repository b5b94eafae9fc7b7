"""Inspectors look on the spot: what they find is written down, answered once, and undone tasks are open again."""

from datetime import date

import pytest

from huiying.core.ticks import TickStep
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event
from huiying.loop.carry_out_decision import look_on_the_spot
from huiying.serve.commitments.errors import CommitmentNeedsDay
from huiying.serve.decisions.enums import DecisionState, Found
from huiying.serve.decisions.errors import (
    CheckAnswered,
    DecisionDayAhead,
    DecisionNamesSomebody,
    DecisionNeedsWords,
    DecisionNotFound,
    MayNotDecide,
)
from huiying.serve.decisions.models import SpotCheck
from huiying.serve.decisions.selectors.decisions import check_file_for_viewer, task_for_viewer
from huiying.serve.decisions.services.checking import answer_check
from tests.cast import open_liuxi
from tests.serve.decisions.decided import LATER, TODAY, by, decided, kept, tasked, ticked

pytestmark = pytest.mark.django_db
SEEN = "现场设备还在，没有搬。"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def decision(cast):
    return decided(cast, major=False)


@pytest.fixture
def task(cast, decision):
    return tasked(cast, decision)


def looked(cast, task, found=Found.NOT, *, on=date(2026, 11, 24), words=SEEN, who="chen", key=None, **more):
    return look_on_the_spot(task.pk, found, on, words, **more, **by(cast, who, key=key))


def test_what_was_seen_is_written_down_once_with_its_pictures(cast, task):
    picture = keep_file(b"the machines", "seen.txt", now=LATER)
    check = looked(cast, task, files=[picture.pk], key="desk:1")
    assert looked(cast, task, files=[picture.pk], key="desk:1") == check
    event = Event.objects.get(type="decision.checked")
    assert event.public == {"task": task.pk, "check": check.pk, "found": "not", "on": "2026-11-24"}
    assert check_file_for_viewer(check.pk, picture.pk, by(cast, "zhao")["grants"]) == picture
    for name, file in (("outsider", picture.pk), ("zhao", 10**9)):
        with pytest.raises(DecisionNotFound):
            check_file_for_viewer(check.pk, file, by(cast, name)["grants"])


@pytest.mark.parametrize("name", ["zhou", "qian", "zhao", "sun"])
def test_only_inspectors_look_on_the_spot(cast, task, name):
    with pytest.raises(MayNotDecide):
        looked(cast, task, who=name)
    assert not SpotCheck.objects.exists()


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"words": ""}, DecisionNeedsWords),
        ({"on": date(2026, 11, 26)}, DecisionDayAhead),
        ({"words": "请联系 13812345678 办理"}, DecisionNamesSomebody),
    ],
)
def test_a_finding_needs_words_a_day_that_is_past_and_nobody_named(cast, task, more, error):
    with pytest.raises(error):
        looked(cast, task, **more)


def test_the_owner_answers_once(cast, task):
    check = looked(cast, task)
    for name in ("chen", "zhou", "outsider"):
        with pytest.raises(MayNotDecide):
            answer_check(check.pk, "正在安排车辆", **by(cast, name))
    for _ in range(2):
        answer_check(check.pk, "下周一动工搬", **by(cast, "zhao", key="desk:2"))
    with pytest.raises(CheckAnswered):
        answer_check(check.pk, "再答一次吧", **by(cast, "qian"))
    with pytest.raises(DecisionNotFound):
        answer_check(10**9, "没有这一次", **by(cast, "qian"))
    (seen,) = task_for_viewer(task.pk, by(cast, "sun")["grants"], today=TODAY)[1].checks
    assert (seen.answer, seen.answered_by) == ("下周一动工搬", cast.staff["zhao"])
    assert Event.objects.filter(type="decision.check_answered").count() == 1


def test_a_task_that_was_called_kept_and_is_not_is_open_again_with_its_decision(cast, decision, task):
    kept(cast, task)
    ticked(cast, decision, TickStep.CARRIED_OUT)
    looked(cast, task, open_again=True, due_on=date(2026, 12, 15), key="desk:3")
    looked(cast, task, open_again=True, due_on=date(2026, 12, 15), key="desk:3")
    task.commitment.refresh_from_db()
    decision.refresh_from_db()
    assert (task.commitment.state, task.commitment.due_on) == ("open", date(2026, 12, 15))
    assert decision.state == DecisionState.OPEN
    types = list(Event.objects.order_by("pk").values_list("type", flat=True))
    assert types.count("decision.reopened") == types.count("commitment.reopened") == 1


@pytest.mark.parametrize("more", [{"found": Found.AS_REPORTED, "open_again": True}, {"open_again": False}])
def test_a_finding_alone_opens_nothing(cast, task, more):
    kept(cast, task)
    looked(cast, task, **more)
    task.commitment.refresh_from_db()
    assert task.commitment.state == "kept"


def test_a_day_that_is_over_leaves_no_finding_behind(cast, task):
    kept(cast, task)
    with pytest.raises(CommitmentNeedsDay):
        looked(cast, task, open_again=True, due_on=date(2026, 11, 1))
    assert not SpotCheck.objects.exists()
