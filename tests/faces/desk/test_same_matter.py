"""Same matter at the desk: beside a case, joined in one go, answered together, parted again."""

import pytest

from huiying.core.codes import grouped_number
from huiying.foundation.ledger.models import Event
from huiying.loop.join_cases import join_cases
from huiying.loop.understanding.reading import read_waiting
from huiying.serve.casework.models import Approval, Case, Reply
from tests.cast import NOW
from tests.faces.desk.conftest import granted

SMOKE = [
    "解放路一家烧烤店油烟直排，每天凌晨两点还在营业，油烟扰民，睡不着觉。",
    "解放路的烧烤店凌晨还在开，油烟往楼上飘，油烟扰民很久了，请管一管。",
    "我住解放路，楼下烧烤店油烟扰民，凌晨吵得睡不着，油烟直排没人管。",
]
SAID = "已责令店家装好油烟净化器，凌晨零点后不再营业，11月30日前再去查一次。"
REPLY = {"public_text": SAID, "puts_right": "每周夜查一次。", "basis": "城市管理条例第九条", "looked": "on"}


@pytest.fixture
def three(speak):
    """Three voices about one matter that wait at the hotline, read by the worker; and one of something else."""
    voices = [speak(channel="phone", text=text) for text in SMOKE]
    speak(channel="phone", text="社保卡丢了，想补办一张，不知道去哪里办。")
    read_waiting(now=NOW)
    return voices


def path(voice, act=""):
    return f"/desk/cases/{voice.pk}/{f'{act}/' if act else ''}"


def lead_of(voice):
    return Case.objects.get(pk=voice.pk).lead_case_id


def test_similar_cases_stand_beside_a_case_with_the_reason_in_words(cast, language, at_desk, three):
    first, second, third = three
    page = at_desk("hotline", language).read(path(first))
    panel = page.partition('id="matter"')[2].partition("</section>")[0]
    for other in (second, third):
        assert grouped_number(other.number) in panel
        assert f'href="{path(other)}"' in panel
    assert "油烟" in panel
    assert "社保卡" not in panel
    assert ("同一件事" if language == "zh-hans" else "Same matter") in page


def test_what_a_viewer_may_not_see_is_not_beside_the_case(cast, at_desk, three, act):
    first, second, _third = three
    for voice, unit in ((first, "land"), (second, "housing")):
        act(voice, "hotline", "dispatch", unit=cast.units[unit].pk, reason="职责")
    page = at_desk("zhao").read(path(first))
    assert second.number not in page
    assert grouped_number(second.number) not in page


def test_several_are_read_and_joined_in_one_go(cast, language, at_desk, three):
    first, second, third = three
    hotline = at_desk("hotline", language)
    asked = hotline.get(path(first, "same-matter"), data={"case": [second.pk, third.pk]})
    page = asked.content.decode()
    assert page.count(" checked") >= 3, "both are ticked, and this case leads"
    assert SMOKE[1] in page
    assert "油烟" in asked.context["form"].initial["reason"]
    done = hotline.post(path(first, "same-matter"), case=[second.pk, third.pk], lead=first.pk, reason="同一家烧烤店")
    assert done["Location"] == path(first)
    assert [lead_of(voice) for voice in three] == [None, first.pk, first.pk]
    page = hotline.read(path(first))
    assert ("已并案 2 件" if language == "zh-hans" else "2 cases joined") in page
    assert ("一共 3 件" if language == "zh-hans" else "3 voices in all") in page
    assert ("另并 2 件" if language == "zh-hans" else "+2 joined") in hotline.read("/desk/board/?only=all")


def test_another_case_may_lead(cast, at_desk, three):
    first, second, third = three
    done = at_desk("hotline").post(
        path(first, "same-matter"), case=[second.pk, third.pk], lead=second.pk, reason="那件先来"
    )
    assert done["Location"] == path(second)
    assert [lead_of(voice) for voice in three] == [second.pk, None, second.pk]
    assert f'href="{path(second)}"' in at_desk("hotline").read(path(first))


def test_a_matter_that_is_joined_already_stands_there_once_and_leads(cast, language, at_desk, three, speak):
    first, second, third = three
    join_cases(second.pk, [third.pk], actor=cast.actor("hotline"), now=NOW, reason="同一家")
    hotline = at_desk("hotline", language)
    panel = hotline.read(path(first)).partition('id="matter"')[2].partition("</section>")[0]
    assert panel.count('name="case"') == 1
    assert f'name="case" value="{second.pk}"' in panel
    assert ("另并 1 件" if language == "zh-hans" else "+1 joined") in panel
    asked = hotline.get(path(first, "same-matter"), data={"case": [second.pk]})
    assert asked.context["form"].initial["lead"] == str(second.pk)
    hotline.post(path(first, "same-matter"), case=[second.pk], lead=second.pk, reason="同一家")
    assert [lead_of(voice) for voice in three] == [second.pk, None, second.pk]


def test_joining_asks_for_a_reason_and_keeps_what_was_ticked(cast, language, at_desk, three):
    first, second, third = three
    page = at_desk("hotline", language).post(path(first, "same-matter"), case=[second.pk], lead=first.pk, reason=" ")
    assert page.status_code == 422
    shown = {row.case_id: row.ticked for row in page.context["rows"]}
    assert shown == {second.pk: True, third.pk: False}
    assert not Event.objects.filter(type="hotline.join").exists()


@pytest.mark.parametrize("page", ["same-matter", "part"])
def test_nothing_ticked_is_said(cast, language, at_desk, three, page):
    first, second, _third = three
    join_cases(first.pk, [second.pk], actor=cast.actor("hotline"), now=NOW, reason="同一家")
    answer = at_desk("hotline", language).post(path(first, page), lead=first.pk, reason="同一家")
    assert answer.status_code == 422
    assert ("请至少勾选一件" if language == "zh-hans" else "Tick one case at least") in answer.content.decode()
    assert lead_of(second) == first.pk


def test_pressing_twice_joins_once(cast, at_desk, three):
    first, second, third = three
    key = "8c1c1b0a-0000-4000-8000-000000000001"
    for _ in range(2):
        given = {"case": [second.pk, third.pk], "lead": first.pk, "reason": "同一家", "key": key}
        assert at_desk("hotline").post(path(first, "same-matter"), **given).status_code == 302
    assert Event.objects.filter(type="hotline.join").count() == 2


def test_what_cannot_be_joined_is_shown_with_the_reason_and_no_tick(cast, language, at_desk, three, act):
    first, second, third = three
    act(second, "hotline", "not_dispatch", **{"class": "N4", "reason": "涉及他人隐私"})
    hotline = at_desk("hotline", language)
    page = hotline.get(path(first, "same-matter"), data={"case": [second.pk, third.pk]})
    rows = {row.case_id: row for row in page.context["rows"]}
    assert rows[second.pk].why
    assert not rows[second.pk].ticked
    hotline.post(path(first, "same-matter"), case=[second.pk, third.pk], lead=first.pk, reason="同一家")
    assert [lead_of(voice) for voice in three] == [None, None, first.pk]
    assert grouped_number(second.number) in hotline.read(path(first)), "what was left is said"


def test_what_ended_stands_beside_the_case_without_a_tick(cast, at_desk, three, act):
    first, second, _third = three
    act(second, "hotline", "not_dispatch", **{"class": "N4", "reason": "涉及他人隐私"})
    panel = at_desk("hotline").read(path(first)).partition('id="matter"')[2].partition("</section>")[0]
    assert grouped_number(second.number) in panel
    assert f'name="case" value="{second.pk}"' not in panel
    offered = at_desk("hotline").get(path(first, "same-matter")).context["rows"]
    assert second.pk not in {row.case_id for row in offered}


@pytest.mark.parametrize("name", ["outsider", "zhou", "guo", "feng"])
@pytest.mark.parametrize("page", ["same-matter", "part"])
def test_the_pages_of_a_matter_open_to_who_may_see_the_case(cast, at_desk, three, name, page):
    worker = at_desk(name)
    assert worker.get(path(three[0], page)).status_code in (403, 404)
    answer = worker.post(path(three[0], page), case=[three[1].pk], lead=three[0].pk, reason="x")
    assert answer.status_code in (403, 404)
    assert lead_of(three[1]) is None


def test_who_may_only_look_sees_no_ticks_and_joins_nothing(cast, at_desk, three):
    granted(cast, "chen", "inspector", "hotline")
    chen = at_desk("chen")
    page = chen.read(path(three[0]))
    assert grouped_number(three[1].number) in page
    assert 'name="case"' not in page
    chen.post(path(three[0], "same-matter"), case=[three[1].pk], lead=three[0].pk, reason="x")
    assert lead_of(three[1]) is None


def test_a_forged_id_of_somebody_elses_case_joins_nothing_and_tells_nothing(cast, at_desk, three, speak):
    foreign = speak(channel="counter", text="柳河村的围墙倒了，压住了排水沟。")
    done = at_desk("hotline").client.post(
        path(three[0], "same-matter"), {"case": [foreign.pk], "lead": three[0].pk, "reason": "x"}, follow=True
    )
    assert foreign.title not in done.content.decode()
    assert grouped_number(foreign.number) not in done.content.decode()
    assert lead_of(foreign) is None


def test_some_are_parted_again_with_a_reason(cast, language, at_desk, three):
    first, second, third = three
    ids = [second.pk, third.pk]
    join_cases(first.pk, ids, actor=cast.actor("hotline"), now=NOW, reason="同一家")
    hotline = at_desk("hotline", language)
    assert path(first, "part") in hotline.read(path(first))
    assert SMOKE[2] in hotline.read(path(first, "part"))
    assert hotline.post(path(first, "part"), case=[third.pk], reason="").status_code == 422
    assert hotline.post(path(first, "part"), case=[third.pk], reason="不是一家店").status_code == 302
    assert [lead_of(voice) for voice in three] == [None, first.pk, None]
    assert hotline.post(path(second, "part"), case=[second.pk], reason="也不是").status_code == 302
    assert lead_of(second) is None


@pytest.fixture
def joined(cast, three, act):
    """The three, joined, and handled by the town."""
    first, *others = three
    ids = [voice.pk for voice in others]
    join_cases(first.pk, ids, actor=cast.actor("hotline"), now=NOW, reason="同一家")
    act(first, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里管", also=ids)
    act(first, "town", "sign_for", also=ids)
    return three


def test_the_form_of_an_answer_shows_what_each_joined_person_said(cast, language, at_desk, joined):
    first, second, third = joined
    page = at_desk("town", language).read(path(first, "reply"))
    for other, words in ((second, SMOKE[1]), (third, SMOKE[2])):
        assert words in page
        assert f'name="also" value="{other.pk}"' in page
    assert 'name="also" value="' not in at_desk("town", language).read(path(first, "ask_more"))
    assert 'name="also" value="' not in at_desk("town", language).read(path(second, "reply"))


def test_one_answer_for_all_that_were_ticked_and_one_that_cannot_is_said(cast, language, at_desk, joined, act):
    first, second, third = joined
    act(third, "town", "reply", **REPLY | {"looked": True})
    town = at_desk("town", language)
    page = town.get(path(first, "reply"))
    assert {row.case_id: bool(row.why) for row in page.context["form"].voices} == {second.pk: False, third.pk: True}
    done = town.client.post(path(first, "reply"), {**REPLY, "also": [second.pk]}, follow=True)
    said = done.content.decode()
    assert ("并案的 1 件也一样办了" if language == "zh-hans" else "for 1 joined case too") in said
    assert Reply.objects.filter(case_id=second.pk, public_text=SAID).count() == 1
    assert Reply.objects.filter(case_id=third.pk).count() == 1


def test_one_that_moved_on_since_the_form_was_opened_is_left_and_said(cast, language, at_desk, joined):
    first, second, third = joined
    at_desk("hotline").post(path(third, "separate"), reason="不是一家店")
    done = at_desk("town", language).client.post(
        path(first, "reply"), {**REPLY, "also": [second.pk, third.pk]}, follow=True
    )
    said = done.content.decode()
    assert grouped_number(third.number) in said
    assert ("没有动：" if language == "zh-hans" else "Left as it was:") in said
    assert not Reply.objects.filter(case_id=third.pk).exists()
    assert Reply.objects.filter(case_id=second.pk).exists()


def test_errors_keep_what_was_ticked(cast, at_desk, joined):
    first, second, third = joined
    page = at_desk("town").post(path(first, "reply"), **REPLY | {"public_text": "", "also": [third.pk]})
    assert page.status_code == 422
    assert {row.case_id: row.ticked for row in page.context["form"].voices} == {second.pk: False, third.pk: True}


def test_a_sealed_case_is_compared_with_nothing(cast, at_desk, three, act):
    act(three[0], "hotline", "seal")
    feng = at_desk("feng")
    assert feng.get(path(three[0], "same-matter")).status_code in (403, 404)


def test_who_approves_reads_for_whom_it_is_and_approves_it_once_for_all(cast, language, at_desk, speak, act):
    lead, second = (speak(text=text) for text in SMOKE[:2])
    join_cases(lead.pk, [second.pk], actor=cast.actor("zhou"), now=NOW, reason="同一家")
    act(lead, "zhou", "forward", unit=cast.units["land"].pk, reason="职责", also=[second.pk])
    act(lead, "zhao", "accept", legal_class="suggestion", route="petition", also=[second.pk])
    typed = {"public_text": SAID, "measure": "每周夜查", "looked": "on", "also": [second.pk]}
    page = at_desk("zhao", language).client.post(path(lead, "adopt"), typed, follow=True)
    assert ("并案的 1 件一并报请" if language == "zh-hans" else "Asked for 1 joined case too") in page.content.decode()
    approval = Approval.objects.get()
    qian = at_desk("qian", language)
    shown = qian.read(f"/desk/approvals/{approval.pk}/")
    assert SMOKE[1] in shown
    assert grouped_number(second.number) in shown
    assert qian.post(f"/desk/approvals/{approval.pk}/", go="1").status_code == 302
    assert Reply.objects.filter(public_text=SAID).count() == 2


def test_a_lead_of_another_unit_is_not_named_to_who_may_not_see_it(cast, language, at_desk, three, act):
    first, second, _third = three
    join_cases(first.pk, [second.pk], actor=cast.actor("hotline"), now=NOW, reason="同一家")
    for voice, unit in ((first, "housing"), (second, "land")):
        act(voice, "hotline", "dispatch", unit=cast.units[unit].pk, reason="职责")
    page = at_desk("zhao", language).read(path(second))
    assert ("您看不到的一件" if language == "zh-hans" else "a case that you may not see") in page
    assert first.title not in page
    assert f'href="{path(first)}"' not in page


def test_a_lead_counts_what_lies_with_other_units_and_names_none_of_it(cast, language, at_desk, three, act):
    first, second, _third = three
    join_cases(first.pk, [second.pk], actor=cast.actor("hotline"), now=NOW, reason="同一家")
    for voice, unit in ((first, "land"), (second, "housing")):
        act(voice, "hotline", "dispatch", unit=cast.units[unit].pk, reason="职责")
    page = at_desk("zhao", language).read(path(first))
    assert ("还有 1 件在别的单位" if language == "zh-hans" else "1 more lies with another unit") in page
    assert second.title not in page
    assert grouped_number(second.number) not in page


def test_the_short_form_of_the_board_says_that_it_is_for_the_lead_alone(cast, language, at_desk, three):
    first, second, _third = three
    said = "只办这一件" if language == "zh-hans" else "This goes for this case alone"
    hotline, short = at_desk(name="hotline", language=language), {"HTTP_HX_REQUEST": "true"}
    assert said not in hotline.read(path(first, "dispatch"), **short)
    join_cases(first.pk, [second.pk], actor=cast.actor("hotline"), now=NOW, reason="同一家")
    assert said in hotline.read(path(first, "dispatch"), **short)
