"""From a draft to the archive: two people, the days of the law, and no result over the head of who objects."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.notices.enums import NoticeState, Outcome
from huiying.serve.notices.errors import (
    ChangeWaits,
    KindUnknown,
    MayNotNotice,
    NeedsSecondPerson,
    NoticeClosed,
    NoticeNeedsWords,
    NoticeNoDraft,
    NoticeNotAsked,
    NoticeNotFound,
    NoticeOver,
    NoticeTellsTooMuch,
    NoticeTooShort,
    ResultBarred,
    ResultTooEarly,
)
from huiying.serve.notices.models import Notice, NoticeObjection, NoticeVersion
from huiying.serve.notices.selectors.notices import (
    archived_notices,
    notice_for_viewer,
    notices_for,
    public_notice,
    rests,
    result_due,
    standing_notices,
    state_of,
    unanswered,
)
from huiying.serve.notices.services.objecting import note_ended
from huiying.serve.notices.services.publishing import ask_check, publish_notice, send_back
from huiying.serve.notices.services.results import publish_result, write_result
from huiying.serve.notices.services.writing import begin_change, draft_notice, drop_draft, rewrite_draft
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import grants_of
from tests.serve.notices.noticed import AGAINST, BIDS, drafted, objected, published, who

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
DONE = "按公示的结果签订合同。"
ANSWER = {"outcome": "not_upheld", "public_text": "核查过了：资质证书有效期到2027年6月，开标时有效。", "looked": True}


@pytest.fixture
def cast():
    return open_liuxi()


def seen(cast, name, notice):
    return notices_for(grants_of(cast, name)).filter(pk=notice.pk).exists()


def answered(cast, receipt, *, days=2.0):
    at = NOW + timedelta(days=days)
    act_on_case(receipt.voice.pk, "answer_objection", actor=cast.actor("hotline"), now=at, data=ANSWER)


def test_two_people_publish_it_and_it_is_open_for_the_days_of_its_kind(cast):
    notice = drafted(cast)
    assert state_of(notice, today=MONDAY) is NoticeState.DRAFT
    with pytest.raises(NoticeNotAsked):
        publish_notice(notice.pk, **who(cast, "qian"))
    ask_check(notice.pk, **who(cast, "zhao"))
    assert state_of(notice, today=MONDAY) is NoticeState.ASKED
    publish_notice(notice.pk, **who(cast, "qian"))
    notice.refresh_from_db()
    assert notice.open_through == date(2026, 11, 26)
    assert public_notice(notice.pk, today=MONDAY).state is NoticeState.OPEN
    assert state_of(notice, today=date(2026, 11, 27)) is NoticeState.ENDED
    kinds = list(Event.objects.filter(subject_kind="notice").order_by("pk").values_list("type", flat=True))
    assert kinds == ["notice.drafted", "notice.asked", "notice.published"]


def test_who_wrote_it_never_publishes_it_nor_does_who_has_no_say(cast):
    notice = drafted(cast, by="qian")
    ask_check(notice.pk, **who(cast, "qian"))
    with pytest.raises(NeedsSecondPerson):
        publish_notice(notice.pk, **who(cast, "qian"))
    for name in ("zhao", "chen", "outsider", "zhou"):
        with pytest.raises(MayNotNotice):
            publish_notice(notice.pk, **who(cast, name))
    publish_notice(notice.pk, **who(cast, "sun"))


def test_a_draft_is_for_its_unit_and_those_over_it_alone(cast):
    notice = drafted(cast)
    assert [seen(cast, name, notice) for name in ("zhao", "qian", "sun", "chen")] == [True] * 4
    assert not seen(cast, "outsider", notice)
    with pytest.raises(NoticeNotFound):
        notice_for_viewer(notice.pk, grants_of(cast, "outsider"))
    with pytest.raises(NoticeNotFound):
        public_notice(notice.pk, today=MONDAY)


def test_sent_back_it_says_why_and_waits_for_its_writer(cast):
    notice = drafted(cast)
    ask_check(notice.pk, **who(cast, "zhao"))
    assert send_back(notice.pk, "请写明工期从哪天算", **who(cast, "qian")).returned == "请写明工期从哪天算"
    changed = replace(BIDS, words=BIDS.words + "工期从开工令之日起算。")
    rewrite_draft(notice.pk, changed, days=5, **who(cast, "zhao", key="rewritten"))
    rewrite_draft(notice.pk, BIDS, **who(cast, "zhao", key="rewritten"))
    version = notice.versions.get()
    assert (version.words, version.returned, version.asked_at) == (changed.words, "", None)
    notice.refresh_from_db()
    assert notice.days == 5


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"words": "经办人李海，身份证号 342622199001011234，请监督。"}, "身份证号“342622199001011234”"),
        ({"concerns": "有意见请打 13955501234"}, "手机号“13955501234”"),
        ({"title_en": "Write to li.hai@example.org"}, "邮箱“li.hai@example.org”"),
    ],
)
def test_it_tells_no_more_than_is_needed(cast, changed, told):
    with pytest.raises(NoticeTellsTooMuch) as caught:
        drafted(cast, wording=replace(BIDS, **changed))
    assert told in caught.value.say("zh-hans")
    assert not Notice.objects.exists()


def test_what_is_missing_or_too_short_is_said(cast):
    with pytest.raises(NoticeNeedsWords):
        drafted(cast, wording=replace(BIDS, concerns=" "))
    with pytest.raises(KindUnknown):
        drafted(cast, kind="wedding")
    with pytest.raises(NoticeTooShort) as caught:
        drafted(cast, kind="appointment", days=4)
    assert "5 个工作日" in caught.value.say("zh-hans")
    with pytest.raises(MayNotNotice):
        draft_notice(cast.units["land"].pk, "bids", BIDS, **who(cast, "outsider"))
    with pytest.raises(MayNotNotice):
        draft_notice(999999999, "bids", BIDS, **who(cast, "zhao"))


def test_the_same_form_twice_makes_one(cast):
    first = draft_notice(cast.units["land"].pk, "bids", BIDS, **who(cast, "zhao", key="one"))
    assert draft_notice(cast.units["land"].pk, "bids", BIDS, **who(cast, "zhao", key="one")) == first
    ask_check(first.pk, **who(cast, "zhao"))
    once = publish_notice(first.pk, **who(cast, "qian", key="out"))
    assert publish_notice(first.pk, **who(cast, "qian", key="out", days=1)) == once
    assert Notice.objects.count() == 1


def test_a_draft_that_is_given_up_is_gone_from_the_desk(cast):
    notice = drafted(cast)
    drop_draft(notice.pk, **who(cast, "zhao"))
    assert not seen(cast, "zhao", notice)
    with pytest.raises(NoticeOver):
        rewrite_draft(notice.pk, BIDS, **who(cast, "zhao"))


@pytest.mark.parametrize(
    ("words", "slip", "through"),
    [
        (BIDS.words.replace("公司", "集团"), False, date(2026, 11, 30)),
        (BIDS.words.replace("，工期", "；工期"), True, date(2026, 11, 26)),
        (BIDS.words.replace("86.5", "88.5"), True, date(2026, 11, 30)),
    ],
)
def test_a_change_begins_the_days_anew_unless_the_pen_slipped(cast, words, slip, through):
    notice = published(cast)
    begin_change(notice.pk, replace(BIDS, words=words), why="单位名称写错了", slip=slip, **who(cast, "zhao", days=2))
    assert public_notice(notice.pk, today=MONDAY).version.words == BIDS.words
    with pytest.raises(ChangeWaits):
        begin_change(notice.pk, BIDS, why="又改一次", **who(cast, "zhao", days=2))
    ask_check(notice.pk, **who(cast, "zhao", days=2))
    publish_notice(notice.pk, **who(cast, "qian", days=2))
    found = public_notice(notice.pk, today=MONDAY)
    assert (found.version.words, found.notice.open_through) == (words, through)
    assert [one.words for one in found.before] == [BIDS.words]


def test_a_change_that_is_given_up_leaves_what_stood(cast):
    notice = published(cast)
    begin_change(notice.pk, replace(BIDS, title="改了题目的公示"), why="题目不准", **who(cast, "zhao"))
    drop_draft(notice.pk, **who(cast, "zhao"))
    assert public_notice(notice.pk, today=MONDAY).version.title == BIDS.title
    with pytest.raises(NoticeNoDraft):
        drop_draft(notice.pk, **who(cast, "zhao"))


def test_an_objection_is_a_case_with_the_limit_of_the_kind(cast):
    notice = published(cast)
    draft = uuid.uuid4()
    receipt = objected(notice, draft=draft)
    assert receipt.code
    assert objected(notice, draft=draft).voice == receipt.voice
    objection = NoticeObjection.objects.get()
    assert (objection.case_id, objection.due_on, objection.version) == (receipt.voice.pk, date(2026, 11, 27), 1)
    assert (receipt.voice.kind, receipt.voice.naming) == ("objection", "anonymous")
    assert rests(notice)
    assert unanswered(notice.pk) == 1


def test_nobody_objects_before_or_after_its_days(cast):
    with pytest.raises(NoticeClosed):
        objected(drafted(cast))
    notice = published(cast)
    with pytest.raises(NoticeClosed):
        objected(notice, days=4)
    assert not Voice.objects.exists()


def test_the_unit_that_it_is_about_is_out_from_the_first_moment(cast):
    notice = published(cast)
    receipt = objected(notice, name="李海燕", about_unit=True)
    assert receipt.voice.naming == "shielded"
    act_on_case(
        receipt.voice.pk,
        "dispatch",
        actor=cast.actor("hotline"),
        now=NOW + timedelta(days=1),
        data={"unit": cast.units["housing"].pk, "reason": "请住建局核查"},
    )
    seen_by = {
        name: Case.objects.filter(visible_cases(grants_of(cast, name)), pk=receipt.voice.pk).exists()
        for name in ("zhao", "qian", "outsider", "hotline")
    }
    assert seen_by == {"zhao": False, "qian": False, "outsider": True, "hotline": True}


def test_where_the_office_itself_published_those_who_did_are_out(cast):
    notice = draft_notice(cast.units["hotline"].pk, "bids", BIDS, **who(cast, "hotline"))
    ask_check(notice.pk, **who(cast, "hotline"))
    publish_notice(notice.pk, **who(cast, "sun"))
    receipt = objected(notice, about_unit=True)
    out = set(Case.objects.get(pk=receipt.voice.pk).recusals.values_list("staff_id", flat=True))
    assert out == {cast.staff["hotline"].pk, cast.staff["sun"].pk}


def test_no_result_before_the_days_are_over_and_everybody_has_an_answer(cast):
    notice = published(cast)
    receipt = objected(notice, name="李海燕")
    with pytest.raises(ResultTooEarly):
        write_result(notice.pk, Outcome.CONFIRMED, DONE, **who(cast, "zhao", days=3))
    with pytest.raises(NoticeTellsTooMuch):
        write_result(notice.pk, Outcome.CONFIRMED, "李海燕的异议不成立。", **who(cast, "zhao", days=4))
    write_result(notice.pk, Outcome.CONFIRMED, DONE, **who(cast, "zhao", days=4))
    with pytest.raises(NeedsSecondPerson):
        publish_result(notice.pk, **who(cast, "zhao", days=4) | {"grants": grants_of(cast, "qian")})
    with pytest.raises(ResultBarred):
        publish_result(notice.pk, **who(cast, "qian", days=4))
    answered(cast, receipt)
    assert not rests(notice)
    publish_result(notice.pk, **who(cast, "qian", days=4, key="result"))
    publish_result(notice.pk, **who(cast, "qian", days=4, key="result"))
    found = public_notice(notice.pk, today=MONDAY)
    assert (found.state, found.result.words) == (NoticeState.RESULT, DONE)
    assert (list(archived_notices(kind="bids")), list(archived_notices(kind="pay"))) == ([notice], [])
    assert not standing_notices().exists()
    with pytest.raises(NoticeOver):
        begin_change(notice.pk, BIDS, why="晚了", **who(cast, "zhao", days=5))


def test_the_answer_is_the_objectors_and_ends_the_case(cast):
    receipt = objected(published(cast))
    answered(cast, receipt)
    case = Case.objects.get(pk=receipt.voice.pk)
    assert (case.standing, case.replies.get().public_text) == ("ended", ANSWER["public_text"])


def test_an_objection_taken_back_no_longer_bars_the_result(cast):
    notice = published(cast)
    receipt = objected(notice)

    act_on_case(receipt.voice.pk, "withdraw", actor=speaker(receipt.voice), now=NOW + timedelta(days=2), data={})
    assert unanswered(notice.pk) == 0


def test_the_night_notes_once_that_the_days_are_over(cast):
    notice = published(cast)
    assert [note_ended(now=NOW + timedelta(days=days)) for days in (3, 4, 5)] == [0, 1, 0]
    assert Event.objects.filter(type="notice.ended", subject_id=notice.pk).count() == 1
    assert result_due(notice) == date(2026, 12, 3)


def test_no_event_holds_a_word_of_who_objects(cast):
    notice = published(cast)
    receipt = objected(notice, name="李海燕")
    told = str(list(Event.objects.filter(subject_kind="notice").values_list("public", flat=True)))
    assert str(receipt.voice.pk) in told
    assert "李海燕" not in told
    assert AGAINST not in told


@pytest.mark.parametrize("field", ["title_en", "words_en", "concerns_en", "why", "why_en"])
def test_what_is_published_is_looked_through_in_both_languages(cast, field):
    version = drafted(cast).versions.get()
    ask_check(version.notice_id, **who(cast, "zhao"))
    NoticeVersion.objects.filter(pk=version.pk).update(**{field: "110101199003074477"})
    with pytest.raises(NoticeTellsTooMuch):
        publish_notice(version.notice_id, **who(cast, "qian"))
