"""What becomes of a promise: who may tell it, what is refused, what is recorded and told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from huiying.foundation.files.errors import FileGone, TooManyFiles
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.judge.ratings.errors import NotToJudge
from huiying.loop.act_on_case import act_on_case
from huiying.loop.join_cases import join_cases
from huiying.loop.keep_promise import say_verdict
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments import errors
from huiying.serve.commitments.models import Commitment, Report
from huiying.serve.commitments.selectors.commitments import (
    commitments_of_case,
    file_for_viewer,
    is_late,
    kept_share,
    late_days,
    progress_of,
    public_commitment,
    public_file,
)
from huiying.serve.commitments.services.keeping import (
    drop_commitment,
    finish_part,
    give_reason,
    keep_commitment,
    link_cases,
    move_due,
    reopen_commitment,
    report_progress,
)
from huiying.serve.commitments.services.making import PartOf
from tests.cast import open_liuxi
from tests.serve.commitments.promises import AT, DUE, WORDS, promised, who
from tests.serve.coordination.issues import grants_of, opened, speak

pytestmark = pytest.mark.django_db
PARTS = (PartOf("装围挡", 1), PartOf("装喷淋", 3, date(2026, 12, 5)))


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def by_mail(monkeypatch):
    monkeypatch.setitem(outbox.IS_CONFIGURED, Way.EMAIL, lambda: True)


def types(subject):
    found = Event.objects.filter(subject_kind=subject.subject_kind, subject_id=subject.subject_id)
    return list(found.order_by("pk").values_list("type", flat=True))


def test_a_whole_life_stands_on_the_receipt_and_each_change_is_told(cast, by_mail):
    case = speak("搅拌站的粉尘落满阳台，请管一管。", name="李桂英")
    of = promised(cast, case_ids=[case.pk], parts=PARTS)
    first, second = of.parts.all()
    report_progress(of.pk, "围挡已经订购", **who(cast, "zhou", days=1))
    finish_part(of.pk, first.pk, "围挡装好了", **who(cast, "zhou", days=2))
    move_due(of.pk, date(2026, 12, 20), "喷淋设备要从外地运来", **who(cast, "zhou", days=3))
    give_reason(of.pk, "运输车坏在路上", **who(cast, "zhou", days=30))
    finish_part(of.pk, second.pk, "喷淋装好了", **who(cast, "zhou", days=31))
    keep_commitment(of.pk, "围挡喷淋都用上了，夜里不施工", **who(cast, "zhou", days=31))
    reopen_commitment(of.pk, "夜里又开工了", due_on=date(2027, 1, 10), **who(cast, "zhou", days=33))
    drop_commitment(of.pk, "搅拌站已经搬走", **who(cast, "zhou", days=40))
    kinds = "made progress part_done moved reason part_done kept reopened dropped".split()
    assert list(Report.objects.order_by("at", "pk").values_list("kind", flat=True)) == kinds
    assert types(of) == [f"commitment.{kind}" for kind in kinds]
    assert types(case)[-len(kinds) :] == [f"case.commitment_{kind}" for kind in kinds]
    said = [line.said.zh for line in receipt_facts(case.voice, now=AT).lines if "承诺" in line.said.zh]
    assert said[::-1] == [
        f"柳溪县住房和城乡建设局承诺在 2026年12月10日 前做到：{WORDS}",
        f"承诺“{WORDS}”有了进展。围挡已经订购",
        f"承诺“{WORDS}”做完了一部分。围挡装好了",
        f"承诺“{WORDS}”的日期改到 2026年12月20日，原来是 2026年12月10日。喷淋设备要从外地运来",
        f"承诺“{WORDS}”没有按期，理由是：运输车坏在路上",
        f"承诺“{WORDS}”做完了一部分。喷淋装好了",
        f"柳溪县住房和城乡建设局说承诺“{WORDS}”做到了。围挡喷淋都用上了，夜里不施工",
        f"承诺“{WORDS}”重新打开，接着做",
        f"承诺“{WORDS}”不做了。搅拌站已经搬走",
    ]
    told = Message.objects.filter(key__startswith="email:commitment:")
    assert told.count() == len(kinds)


def test_a_message_is_about_the_voice(cast, by_mail):
    case = speak("搅拌站的粉尘落满阳台，请管一管。", name="李桂英")
    promised(cast, case_ids=[case.pk])
    message = Message.objects.get(key__startswith="email:commitment:")
    assert (message.about_kind, message.about_id) == ("voice", case.pk)


STEPS = {
    "report": lambda of, by: report_progress(of.pk, "围挡已经订购", **by),
    "part": lambda of, by: finish_part(of.pk, of.parts.get().pk, "围挡装好了", **by),
    "move": lambda of, by: move_due(of.pk, date(2026, 12, 20), "设备要从外地运来", **by),
    "keep": lambda of, by: keep_commitment(of.pk, "都装好了", **by),
    "drop": lambda of, by: drop_commitment(of.pk, "搅拌站已经搬走", **by),
    "link": lambda of, by: link_cases(of.pk, [], **by),
}
MAY = {
    "zhou": set(STEPS),
    "zhao": {"report", "part"},
    "qian": {"report", "part", "move", "keep"},
    "outsider": set(),
    "chen": set(),
    "sun": set(),
    "guo": set(),
    "hotline": set(),
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what_with_a_promise_of_the_land_bureau(cast, name):
    of = promised(cast, owner="land", parts=[PartOf("装围挡", 1)])
    may = set()
    for step, do in STEPS.items():
        with transaction.atomic():
            if step == "keep":
                of.parts.update(done_at=AT)
            try:
                do(of, who(cast, name))
                may.add(step)
            except errors.MayNotKeepCommitment:
                pass
            transaction.set_rollback(True)
    assert may == MAY[name]


@pytest.mark.parametrize("do", STEPS.values(), ids=STEPS)
def test_a_form_that_is_sent_twice_changes_it_once(cast, do):
    case = speak("搅拌站的粉尘落满阳台，请管一管。")
    of = promised(cast, case_ids=[case.pk], parts=[PartOf("装围挡", 1)])
    if do is STEPS["keep"]:
        of.parts.update(done_at=AT)
    for _ in range(2):
        do(of, {**who(cast, "zhou"), "key": "form:7"})
    assert Event.objects.filter(subject_kind="commitment").count() in (1, 2)
    assert Report.objects.count() <= 2


def test_what_is_over_is_told_no_more_until_it_is_opened_again(cast):
    of = promised(cast, parts=[PartOf("装围挡", 1)])
    drop_commitment(of.pk, "搅拌站已经搬走", **who(cast, "zhou"))
    for step in ("report", "part", "move", "keep", "drop"):
        with pytest.raises(errors.CommitmentOver):
            STEPS[step](of, who(cast, "zhou"))
    with pytest.raises(errors.CommitmentOver):
        give_reason(of.pk, "车坏在路上", **who(cast, "zhou", days=30))
    reopen_commitment(of.pk, "搅拌站又搬回来", **who(cast, "zhou"))
    with pytest.raises(errors.CommitmentNotOver):
        reopen_commitment(of.pk, "搅拌站又搬回来", **who(cast, "zhou"))


def test_a_promise_that_is_not_there_is_not_found(cast):
    with pytest.raises(errors.CommitmentNotFound):
        report_progress(1, "围挡已经订购", **who(cast, "zhou"))


@pytest.mark.parametrize("words", ["", "  ", "好", "办了"])
def test_each_change_is_told_in_words(cast, words):
    of = promised(cast)
    for service in (report_progress, keep_commitment, drop_commitment):
        with pytest.raises(errors.CommitmentNeedsWords):
            service(of.pk, words, **who(cast, "zhou"))


def test_a_report_names_nobody_and_least_of_all_who_spoke(cast):
    case = speak("搅拌站的粉尘落满阳台，请管一管。", name="欧阳牡丹")
    of = promised(cast, case_ids=[case.pk])
    for words in ("已经和欧阳牡丹说好了", "有事请打 13955500011"):
        with pytest.raises(errors.CommitmentNamesSomebody):
            report_progress(of.pk, words, **who(cast, "zhou"))
    assert Report.objects.count() == 1


def test_what_is_said_to_staff_alone_is_told_to_nobody(cast, by_mail):
    case = speak("搅拌站的粉尘落满阳台，请管一管。", name="李桂英")
    of = promised(cast, case_ids=[case.pk])
    told = Message.objects.count()
    report_progress(of.pk, "施工方在讲价", public=False, **who(cast, "zhou"))
    assert Message.objects.count() == told
    assert "case.commitment_progress" not in types(case)
    assert public_commitment(of.pk, today=DUE).reports == ()


def test_evidence_is_bound_by_its_digest_and_opened_only_where_it_is_shown(cast):
    of = promised(cast)
    kept = [keep_file(f"photo {n}".encode(), "photo.txt", now=AT) for n in range(3)]
    report_progress(of.pk, "围挡装好了", files=[kept[0].pk], show_files=True, **who(cast, "zhou"))
    report_progress(of.pk, "喷淋装好了", files=[kept[1].pk], **who(cast, "zhou"))
    report_progress(of.pk, "这是讲价的单子", files=[kept[2].pk], public=False, show_files=True, **who(cast, "zhou"))
    assert public_file(of.pk, kept[0].pk) == kept[0]
    for hidden in kept[1:]:
        with pytest.raises(errors.CommitmentNotFound):
            public_file(of.pk, hidden.pk)
    assert file_for_viewer(of.pk, kept[2].pk, grants_of(cast, "qian")) == kept[2]
    event = Event.objects.filter(type="commitment.progress").earliest("pk")
    assert private_fields([event])[event.pk]["sha256"] == bytes(kept[0].sha256).hex()
    with pytest.raises(TooManyFiles):
        report_progress(of.pk, "一次传太多", files=list(range(11)), **who(cast, "zhou"))
    with pytest.raises(FileGone):
        report_progress(of.pk, "又传一次", files=[kept[0].pk], **who(cast, "zhou"))


def test_progress_is_the_weight_of_what_is_done(cast):
    of = promised(cast, parts=[PartOf("一", 1), PartOf("二", 3), PartOf("三", 2)])
    assert progress_of(of) == 0
    for part, percent in zip(of.parts.order_by("-weight"), (50, 83, 100), strict=True):
        finish_part(of.pk, part.pk, "这一项做完了", **who(cast, "zhou"))
        assert progress_of(Commitment.objects.get(pk=of.pk)) == percent
    with pytest.raises(errors.CommitmentPartGone):
        finish_part(of.pk, of.parts.first().pk, "再说一遍", **who(cast, "zhou"))


def test_a_promise_without_parts_is_done_when_it_is_kept(cast):
    of = promised(cast)
    assert progress_of(of) == 0
    assert progress_of(keep_commitment(of.pk, "都装好了", **who(cast, "zhou"))) == 100


def test_a_promise_is_not_kept_while_a_part_is_open(cast):
    of = promised(cast, parts=PARTS)
    finish_part(of.pk, of.parts.first().pk, "围挡装好了", **who(cast, "zhou"))
    with pytest.raises(errors.CommitmentPartsOpen) as why:
        keep_commitment(of.pk, "都装好了", **who(cast, "zhou"))
    assert "还有 1 个" in why.value.say("zh-hans")


def test_the_first_day_stays_and_lateness_is_told_against_it(cast):
    of = promised(cast, parts=PARTS)
    moved = move_due(of.pk, date(2026, 12, 20), "设备要从外地运来", **who(cast, "zhou"))
    assert (moved.first_due_on, moved.due_on) == (DUE, date(2026, 12, 20))
    assert not is_late(moved, date(2026, 12, 20))
    assert is_late(moved, date(2026, 12, 21))
    assert late_days(moved, date(2026, 12, 15)) == 5
    kept_on = who(cast, "zhou", at=datetime(2026, 12, 13, 2, tzinfo=UTC))
    for part in of.parts.all():
        finish_part(of.pk, part.pk, "这一项做完了", **kept_on)
    kept = keep_commitment(of.pk, "都装好了", **kept_on)
    assert late_days(kept, date(2027, 3, 1)) == 3
    assert kept_share(date(2026, 12, 1), date(2027, 1, 1)) == (0, 1)


def test_a_day_moved_forward_takes_the_days_of_its_parts_along(cast):
    of = promised(cast, parts=PARTS)
    move_due(of.pk, date(2026, 12, 3), "设备提前到了", **who(cast, "zhou"))
    assert [part.due_on for part in of.parts.all()] == [None, date(2026, 12, 3)]


@pytest.mark.parametrize(("day", "error"), [(date(2026, 11, 23), "NeedsDay"), (DUE, "SameDay")])
def test_a_day_is_moved_to_a_day_that_is_ahead(cast, day, error):
    of = promised(cast)
    with pytest.raises(getattr(errors, f"Commitment{error}")):
        move_due(of.pk, day, "设备要从外地运来", **who(cast, "zhou"))


def test_a_reason_for_lateness_is_asked_once_it_is_late(cast):
    of = promised(cast)
    with pytest.raises(errors.CommitmentNotLate):
        give_reason(of.pk, "车坏在路上", **who(cast, "zhou"))
    late = who(cast, "zhou", at=datetime(2026, 12, 12, 2, tzinfo=UTC))
    assert give_reason(of.pk, "车坏在路上", **late).late_reason == "车坏在路上"
    assert move_due(of.pk, date(2026, 12, 30), "换一辆车来运", **late).late_reason == ""


def test_a_voice_that_is_linked_later_hears_of_it_once(cast, by_mail):
    first, second = (speak(f"搅拌站的粉尘落满阳台，{n} 号楼。", name="李桂英") for n in (1, 2))
    of = promised(cast, case_ids=[first.pk])
    for key in ("a", "b"):
        link_cases(of.pk, [first.pk, second.pk], key=key, **who(cast, "zhou"))
    assert types(first).count("case.commitment_made") == types(second).count("case.commitment_made") == 1
    assert Message.objects.filter(key__startswith="email:commitment:").count() == 2
    assert Event.objects.filter(type="commitment.cases_linked").count() == 1


def test_cases_that_the_actor_may_not_see_are_linked_to_nothing(cast):
    elsewhere, sealed = speak("末班车太早，工人走路回宿舍。", channel="phone"), speak("老板送钱", kind="report")
    of = promised(cast)
    for case in (elsewhere, sealed):
        with pytest.raises(CaseNotFound):
            link_cases(of.pk, [case.pk], **who(cast, "zhou"))


def test_a_sealed_case_takes_part_in_nothing(cast, by_mail):
    cases = [speak(f"搅拌站的粉尘落满阳台，{n} 号楼。", name="李桂英") for n in range(3)]
    issue = opened(cast, cases[:2])
    of = promised(cast, issue_id=issue.pk, case_ids=[cases[2].pk])
    for case in (cases[0], cases[2]):
        act_on_case(case.pk, "seal", actor=cast.actor("zhou"), now=AT, data={"reason": "检举"})
    told = Message.objects.count()
    report_progress(of.pk, "围挡已经订购", **who(cast, "zhou", days=1))
    assert Message.objects.count() == told + 1
    assert types(cases[1])[-1].startswith(("case.commitment_progress", "message."))
    for case in (cases[0], cases[2]):
        assert commitments_of_case(case.pk, today=DUE) == []
        assert "case.commitment_progress" not in types(case)
    with pytest.raises(NotToJudge):
        say_verdict(cases[2].voice, of.pk, kept="no", now=AT + timedelta(days=60))


def test_who_is_joined_to_a_voice_behind_it_hears_of_it_too(cast):
    lead, other = speak("搅拌站的粉尘落满阳台。"), speak("搅拌站灰尘太大。")
    join_cases(lead.pk, [other.pk], actor=cast.actor("zhou"), now=AT, reason="同一个搅拌站")
    of = promised(cast, case_ids=[lead.pk])
    assert [one.commitment for one in commitments_of_case(other.pk, today=DUE)] == [of]
    assert types(other)[-1] == "case.commitment_made"
    said = receipt_facts(other.voice, now=AT).lines[0].said
    assert WORDS in said.zh


def test_what_is_hidden_is_told_without_its_words(cast):
    case = speak("搅拌站的粉尘落满阳台，请管一管。")
    of = promised(cast, case_ids=[case.pk], public=False, hidden_reason="正在招标，价格不能公开")
    report_progress(of.pk, "第二轮报价完成", **who(cast, "zhou", days=1))
    lines = [line.said for line in receipt_facts(case.voice, now=AT).lines[:2]]
    assert "第二轮" not in str(lines)
    assert WORDS not in str(lines)
    assert lines[1].en == "Liuxi Housing Bureau promises by 10 December 2026: (what it is has not been made public)"
    assert commitments_of_case(case.pk, today=DUE) == []
    with pytest.raises(errors.CommitmentNotFound):
        public_commitment(of.pk, today=DUE)


def test_the_receipt_says_it_in_english_where_it_was_given_in_english(cast):
    case = speak("搅拌站的粉尘落满阳台，请管一管。")
    promised(cast, case_ids=[case.pk], words_en="A fence and sprinklers for the plant")
    said = receipt_facts(case.voice, now=AT).lines[0].said
    assert said.en == "Liuxi Housing Bureau promises by 10 December 2026: A fence and sprinklers for the plant"
    assert WORDS in said.zh
