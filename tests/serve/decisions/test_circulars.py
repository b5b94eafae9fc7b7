"""Circulars: drafted, sent, read and answered by each unit, and who sees what of it."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.serve.decisions.enums import CircularKind
from huiying.serve.decisions.errors import (
    CircularAnswered,
    CircularDayOver,
    CircularNeedsUnits,
    CircularNotFound,
    CircularNotSent,
    CircularSent,
    DecisionNamesSomebody,
    DecisionNeedsWords,
    DecisionNotFound,
    MayNotDecide,
    NotForYourUnit,
)
from huiying.serve.decisions.models import Circular
from huiying.serve.decisions.presenters.circular import circular_letter
from huiying.serve.decisions.selectors.circulars import circular_for_viewer, circulars_for, circulars_to_answer
from huiying.serve.decisions.services.circulars import (
    answer_circular,
    change_circular,
    read_circular,
    send_circular,
    write_circular,
)
from tests.cast import open_liuxi
from tests.serve.decisions.decided import TODAY, by, decided, sent, wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def view(cast, circular, name, today=TODAY):
    return circular_for_viewer(circular.pk, by(cast, name)["grants"], today=today)


def types():
    return list(Event.objects.filter(type__startswith="circular.").order_by("pk").values_list("type", flat=True))


def test_a_draft_is_changed_then_sent_and_stays_as_it_is(cast):
    draft = write_circular(wording(cast), **by(cast, "zhou", key="desk:1"))
    assert write_circular(wording(cast), **by(cast, "zhou", key="desk:1")) == draft
    one = (cast.units["housing"].pk,)
    change_circular(draft.pk, wording(cast, unit_ids=one, kind=CircularKind.NOTICE), **by(cast, "zhou"))
    assert list(draft.units.values_list("unit_id", flat=True)) == list(one)
    for _ in range(2):
        send_circular(draft.pk, **by(cast, "zhou", key="desk:2"))
    for act in (
        lambda who: change_circular(draft.pk, wording(cast), **who),
        lambda who: send_circular(draft.pk, **who),
    ):
        with pytest.raises(CircularSent):
            act(by(cast, "zhou"))
    assert types() == ["circular.written", "circular.changed", "circular.sent"]


@pytest.mark.parametrize("name", ["zhao", "qian", "sun", "guo"])
def test_only_dispatchers_and_inspectors_send(cast, name):
    draft = write_circular(wording(cast), **by(cast, "chen"))
    for act in (
        lambda who: write_circular(wording(cast), **who),
        lambda who: change_circular(draft.pk, wording(cast), **who),
        lambda who: send_circular(draft.pk, **who),
    ):
        with pytest.raises(MayNotDecide):
            act(by(cast, name))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": ""}, DecisionNeedsWords),
        ({"words": "无"}, DecisionNeedsWords),
        ({"unit_ids": ()}, CircularNeedsUnits),
        ({"words": "请联系 13812345678 办理"}, DecisionNamesSomebody),
        ({"decision_id": 99}, DecisionNotFound),
        ({"answer_by": TODAY - timedelta(days=1)}, CircularDayOver),
    ],
)
def test_what_is_missing_or_names_somebody_is_refused(cast, changes, error):
    with pytest.raises(error):
        write_circular(wording(cast, **changes), **by(cast, "chen"))
    assert not Circular.objects.exists()


def test_a_draft_whose_day_is_over_by_then_is_not_sent(cast):
    zhou = by(cast, "zhou")
    draft = write_circular(wording(cast, answer_by=TODAY), **zhou)
    with pytest.raises(CircularDayOver):
        send_circular(draft.pk, **(zhou | {"now": zhou["now"] + timedelta(days=8)}))


def test_a_draft_is_seen_by_those_who_send_alone(cast):
    draft = write_circular(wording(cast), **by(cast, "chen"))
    assert [view(cast, draft, "chen").may_send, view(cast, draft, "chen").mine] == [True, ()]
    for name in ("qian", "sun", "outsider", "guo"):
        with pytest.raises(CircularNotFound):
            view(cast, draft, name)
    with pytest.raises(CircularNotSent):
        read_circular(draft.pk, **by(cast, "qian"))
    with pytest.raises(CircularNotSent):
        answer_circular(draft.pk, cast.units["land"].pk, "马上启动", **by(cast, "qian"))


def test_each_unit_reads_and_answers_once(cast):
    circular = sent(cast)
    land, town = cast.units["land"].pk, cast.units["liuhe"].pk
    assert circulars_to_answer(by(cast, "qian")["grants"]) == 1
    assert [row.unit_id for row in read_circular(circular.pk, **by(cast, "zhao"))] == [land]
    assert read_circular(circular.pk, **by(cast, "qian")) == []
    assert read_circular(circular.pk, **by(cast, "outsider")) == []
    for _ in range(2):
        answer_circular(circular.pk, land, "本周启动搬迁", **by(cast, "qian", key="desk:3"))
    with pytest.raises(CircularAnswered):
        answer_circular(circular.pk, land, "再答一次吧", **by(cast, "qian"))
    with pytest.raises(NotForYourUnit):
        answer_circular(circular.pk, town, "替镇里回答", **by(cast, "qian"))
    answered = answer_circular(circular.pk, town, "镇里配合腾地", **by(cast, "town"))
    assert answered.read_by == answered.answered_by == cast.staff["town"]
    assert circulars_to_answer(by(cast, "qian")["grants"]) == 0
    assert types()[2:] == ["circular.read", "circular.answered", "circular.answered"]


def test_a_unit_sees_its_own_answer_and_those_above_all(cast):
    circular = sent(cast)
    assert [row.unit for row in view(cast, circular, "qian").units] == [cast.units["land"]]
    assert view(cast, circular, "qian").told == 2
    for name in ("chen", "sun"):
        assert len(view(cast, circular, name).units) == 2
    with pytest.raises(CircularNotFound):
        view(cast, circular, "outsider")


def test_whoever_keeps_the_decision_reads_the_circular_about_it(cast):
    mine, other = sent(cast, decision_id=decided(cast).pk), sent(cast)
    assert len(view(cast, mine, "zhou").units) == 2
    assert not view(cast, mine, "zhou").may_send
    with pytest.raises(CircularNotFound):
        view(cast, other, "zhou")


def test_who_has_not_answered_in_time_is_counted(cast):
    circular = sent(cast)
    answer_circular(circular.pk, cast.units["land"].pk, "本周启动搬迁", **by(cast, "qian"))
    assert view(cast, circular, "chen").late == 0
    assert view(cast, circular, "chen", today=date(2026, 12, 1)).late == 1
    (row,) = circulars_for(by(cast, "chen")["grants"])
    assert (row.told, row.seen, row.answered) == (2, 1, 1)


def test_drafts_stand_first_then_the_newest(cast):
    first = sent(cast)
    draft = write_circular(wording(cast), **by(cast, "chen"))
    second = sent(cast, decision_id=decided(cast).pk, answer_by=None)
    listed = [row.pk for row in circulars_for(by(cast, "chen")["grants"])]
    assert listed[0] == draft.pk
    assert set(listed[1:]) == {first.pk, second.pk}
    assert draft.pk not in [row.pk for row in circulars_for(by(cast, "qian")["grants"])]


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "批评通报"), ("en", "Circular of criticism")])
def test_a_circular_is_a_letter(cast, language, title):
    letter = circular_letter(sent(cast, number="柳督〔2026〕3号"), language)
    assert (letter.title, letter.number) == (title, "柳督〔2026〕3号")
    said = str(letter.blocks)
    assert "搬迁任务没有按期启动" in said
    assert ("柳溪县自然资源局" if language == "zh-hans" else "Liuxi Natural Resources Bureau") in said
    assert ("2026年11月30日" if language == "zh-hans" else "30 November 2026") in said


def test_a_notice_bears_the_title_of_the_template_and_may_ask_for_nothing(cast):
    letter = circular_letter(sent(cast, kind=CircularKind.NOTICE, answer_by=None), "zh-hans")
    assert letter.title == "情况通报"
    assert "回复" not in str(letter.blocks)
