"""A promise is made once, by who may, for whom it was; it is recorded, told, and read by who may."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments import errors
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.presenters.commitment import why_hidden
from huiying.serve.commitments.selectors.commitments import (
    commitment_for_viewer,
    commitments_for,
    kept_share,
    public_commitment,
    public_commitments,
)
from huiying.serve.commitments.services.keeping import keep_commitment
from huiying.serve.commitments.services.making import PartOf, Promise, make_commitment
from tests.cast import open_liuxi
from tests.serve.commitments.promises import AT, DUE, WORDS, promised, who
from tests.serve.coordination.issues import PLANT, grants_of, opened, speak, speak_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def test_a_promise_is_one_row_with_its_event_and_leaf(cast):
    cases = speak_all()[:2]
    commitment = promised(cast, case_ids=[case.pk for case in cases])
    connection.finish_waiting()
    assert (commitment.state, commitment.due_on, commitment.first_due_on) == ("open", DUE, DUE)
    assert commitment.office == cast.units["petition"]
    event = Event.objects.get(type="commitment.made")
    assert LogEntry.objects.filter(event=event).exists()
    assert private_fields([event])[event.pk]["words"] == WORDS
    assert WORDS not in str(event.public)
    assert event.public["cases"] == [case.pk for case in cases]


def test_it_stands_on_the_receipt_of_each_whose_voice_led_to_it(cast):
    cases = speak_all()
    issue = opened(cast, cases[:3])
    commitment = promised(cast, issue_id=issue.pk, case_ids=[cases[3].pk])
    for case in cases[:4]:
        said = receipt_facts(case.voice, now=commitment.made_at).lines[0].said
        assert said.zh == f"柳溪县住房和城乡建设局承诺在 2026年12月10日 前做到：{WORDS}"
        assert "Liuxi Housing Bureau promises by 10 December 2026" in said.en
    assert Event.objects.filter(type="case.commitment_made").count() == 4


def test_the_same_form_sent_twice_makes_one_promise(cast):
    assert promised(cast, key="form:1") == promised(cast, key="form:1")
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize("name", ["zhao", "outsider", "town", "chen", "sun", "hu", "guo"])
def test_only_a_dispatcher_promises_for_another_unit(cast, name):
    with pytest.raises(errors.MayNotKeepCommitment) as why:
        promised(cast, by=name, owner="land")
    assert why.value.code == "commitment.may_not"
    assert not Commitment.objects.exists()


def test_a_head_pledges_for_the_own_unit_and_the_petition_office_looks_after_it(cast):
    pledge = promised(cast, by="qian", owner="land", source=Source.PLEDGE, post="不动产登记窗口")
    assert (pledge.office, pledge.post, pledge.issue) == (cast.units["petition"], "不动产登记窗口", None)
    for owner, source in (("housing", Source.PLEDGE), ("land", Source.RECEPTION)):
        with pytest.raises(errors.MayNotKeepCommitment):
            promised(cast, by="qian", owner=owner, source=source)
    with pytest.raises(errors.MayNotKeepCommitment):
        promised(cast, by="zhao", owner="land", source=Source.PLEDGE)


def test_the_head_in_charge_of_an_issue_promises_what_its_plan_asks_for(cast):
    issue = opened(cast, speak_all()[:2], owner_id=cast.units["land"].pk)
    other = opened(cast, speak_all(PLANT[:1]), owner_id=cast.units["housing"].pk)
    made = promised(cast, by="qian", owner="land", source=Source.ISSUE, issue_id=issue.pk)
    assert (made.issue, made.office) == (issue, issue.office)
    with pytest.raises(errors.MayNotKeepCommitment):
        promised(cast, by="qian", owner="land", source=Source.ISSUE, issue_id=other.pk)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"words": "修灯"}, "NeedsWords"),
        ({"words": "长" * 401}, "TooLong"),
        ({"evidence_wanted": "长" * 301}, "TooLong"),
        ({"due_on": date(2026, 11, 23)}, "NeedsDay"),
        ({"owner_id": 0}, "NeedsOwner"),
        ({"public": False}, "HiddenWhy"),
        ({"words": "请张伟先生到现场看一看"}, "NamesSomebody"),
        ({"evidence_wanted": "照片发到 13955500011"}, "NamesSomebody"),
        ({"parts": [PartOf("装围挡", 0)]}, "PartsWrong"),
        ({"parts": [PartOf("装围挡", 101)]}, "PartsWrong"),
        ({"parts": [PartOf(" ", 1)]}, "PartsWrong"),
        ({"parts": [PartOf("长" * 201, 1)]}, "PartsWrong"),
        ({"parts": [PartOf("装围挡", 1, date(2026, 12, 11))]}, "PartsWrong"),
    ],
)
def test_what_does_not_make_a_promise_is_refused_and_leaves_nothing(cast, wrong, error):
    with pytest.raises(getattr(errors, f"Commitment{error}")):
        promised(cast, **wrong)
    assert not Commitment.objects.exists()
    assert not Event.objects.filter(type="commitment.made").exists()


def test_the_day_itself_can_be_promised(cast):
    assert promised(cast, due_on=date(2026, 11, 24)).due_on == date(2026, 11, 24)


def test_a_unit_that_is_gone_promises_nothing(cast):
    cast.units["housing"].active = False
    cast.units["housing"].save(update_fields=["active"])
    with pytest.raises(errors.CommitmentNeedsOwner):
        promised(cast)


def test_voices_that_the_maker_may_not_see_are_not_found(cast):
    elsewhere, sealed = speak("末班车太早，工人走路回宿舍。", channel="phone"), speak("老板送钱", kind="report")
    for case in (elsewhere, sealed):
        with pytest.raises(CaseNotFound):
            promised(cast, case_ids=[case.pk])


def test_a_joint_that_has_checked_leaves_out_what_is_sealed(cast):
    case, sealed = speak("搅拌站的粉尘落满阳台。"), speak("老板送钱", kind="report")
    wanted = Promise(
        WORDS, cast.units["housing"].pk, DUE, Source.DECISION, case_ids=[case.pk, sealed.pk], office_id=case.office_id
    )
    made = make_commitment(wanted, actor=cast.actor("zhou"), grants=None, now=AT)
    assert list(made.causes.values_list("case_id", flat=True)) == [case.pk]
    assert made.office_id == case.office_id


def test_whose_voices_are_not_many_is_not_said(cast):
    cases = speak_all()
    few, many = promised(cast, case_ids=[one.pk for one in cases[:4]]), promised(cast, case_ids=[c.pk for c in cases])
    assert public_commitment(few.pk, today=DUE).voices == 0
    assert public_commitment(many.pk, today=DUE).voices == len(cases) == 7


def test_a_few_voices_more_than_the_issue_has_are_derived_by_nobody(cast):
    cases = speak_all()
    issue = opened(cast, cases[:5])
    made = promised(cast, issue_id=issue.pk, case_ids=[one.pk for one in cases])
    assert public_commitment(made.pk, today=DUE).voices == 5
    seen = commitment_for_viewer(made.pk, grants_of(cast, "zhou"), today=DUE)
    assert (len(seen.cases), seen.others) == (7, 0)
    unseen = commitment_for_viewer(made.pk, grants_of(cast, "outsider"), today=DUE)
    assert (len(unseen.cases), unseen.others) == (0, 7)


def test_what_is_hidden_is_read_by_its_owner_its_keeper_and_who_sees_a_voice_behind_it(cast):
    case = speak("搅拌站的粉尘落满阳台。")
    hidden = promised(cast, case_ids=[case.pk], public=False, hidden_reason="正在招标，价格不能公开")
    may = {name for name in cast.staff if hidden in commitments_for(grants_of(cast, name), today=DUE)}
    assert may == {"zhou", "outsider", "chen", "sun", "wang"}
    assert not public_commitments(today=DUE).exists()
    with pytest.raises(errors.CommitmentNotFound):
        commitment_for_viewer(hidden.pk, grants_of(cast, "qian"), today=DUE)


def test_lists_begin_with_what_is_late_and_are_narrowed(cast):
    first = promised(cast, due_on=date(2026, 12, 20))
    late = promised(cast, due_on=date(2026, 11, 30), owner="land", source=Source.PLEDGE)
    kept = keep_commitment(promised(cast, due_on=date(2026, 11, 25)).pk, "都装好了", **who(cast, "zhou"))
    listed = public_commitments(today=date(2026, 12, 1))
    assert list(listed) == [late, first, kept]
    narrowed = (
        ({"late": True}, [late]),
        ({"owner": cast.units["land"].pk}, [late]),
        ({"state": CommitmentState.KEPT}, [kept]),
        ({"source": Source.RESOLUTION}, [first, kept]),
    )
    for chosen, wanted in narrowed:
        assert list(public_commitments(today=date(2026, 12, 1), **chosen)) == wanted
        assert list(commitments_for(grants_of(cast, "zhou"), today=date(2026, 12, 1), **chosen)) == wanted


def test_the_share_that_was_kept_is_counted_by_the_first_day(cast):
    december = [promised(cast, due_on=date(2026, 12, day)) for day in (1, 5, 31)]
    promised(cast, due_on=date(2027, 1, 1))
    for one, day in zip(december, (1, 6, 20), strict=True):
        at = datetime(2026, 12, day, 15, 59, tzinfo=UTC)  # 23:59 of that day in Liuxi
        keep_commitment(one.pk, "都装好了", **who(cast, "zhou", at=at))
    assert kept_share(date(2026, 12, 1), date(2027, 1, 1)) == (2, 3)
    assert kept_share(date(2026, 12, 1), date(2027, 1, 1), cast.units["land"].pk) == (0, 0)
    assert kept_share(date(2027, 1, 1), date(2027, 2, 1)) == (0, 1)
    promised(cast, due_on=date(2027, 1, 2), public=False, hidden_reason="正在招标")
    assert kept_share(date(2027, 1, 1), date(2027, 2, 1)) == (0, 2)
    assert kept_share(date(2027, 1, 1), date(2027, 2, 1), public=True) == (0, 1)


def test_why_it_is_not_public_is_said_in_both_languages(cast):
    assert why_hidden(promised(cast)).zh == ""
    hidden = promised(cast, public=False, hidden_reason="正在招标")
    assert why_hidden(hidden).en == "正在招标"
    assert "one person" in why_hidden(Commitment(public=False, source="reply")).en
