"""Decisions on the public site: five steps with their reasons, tasks with what inspectors saw, never who spoke."""

from datetime import date

import pytest

from huiying.core.ticks import ORDER, TickStep
from huiying.faces.public.follow.page import page_of
from huiying.foundation.files.services import keep_file
from huiying.foundation.keys import clock
from huiying.loop.carry_out_decision import look_on_the_spot
from huiying.serve.decisions.enums import Found
from huiying.serve.decisions.services.checking import answer_check
from huiying.serve.decisions.services.making import add_files
from tests.cast import open_liuxi
from tests.serve.coordination.issues import PLANT, opened, speak_all
from tests.serve.decisions.decided import LATER, SUMMARY, TITLE, by, decided, kept, omitted, tasked, ticked

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
ZH = {"accept-language": "zh-hans"}


@pytest.fixture
def cast(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    return open_liuxi()


def read(client, path, headers=ZH):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def page(client, decision, headers=ZH):
    return read(client, f"/decisions/{decision.pk}/", headers)


def test_five_steps_stand_there_with_the_reason_of_the_one_left_out(client, cast):
    decision = decided(cast)
    task = tasked(cast, decision)
    for step in ORDER[:4]:
        (omitted if step is TickStep.HEARD else ticked)(cast, decision, step)
    kept(cast, task)
    ticked(cast, decision, TickStep.CARRIED_OUT, words="设备搬走了，原址种了树。")
    shown = page(client, decision)
    assert all(word in shown for word in (TITLE, SUMMARY, "为什么没做：紧急，来不及。", "已落实", "第十四、十五条"))
    english = page(client, decision, EN)
    assert all(word in english for word in ("The concrete plant moves out", "Why not:", "People heard", "Carried out"))
    assert "五步做了 4 步" in read(client, "/decisions/?only=over")
    assert "left out: 1" in read(client, "/decisions/?only=over", EN)
    assert TITLE not in read(client, "/decisions/")


def test_what_was_passed_over_or_turned_round_says_so(client, cast):
    decision = decided(cast)
    ticked(cast, decision, TickStep.DECIDED, on=date(2026, 11, 20))
    ticked(cast, decision, TickStep.HEARD, on=date(2026, 11, 24))
    shown = page(client, decision)
    assert "没做，也没说理由" in shown
    assert "顺序反了" in shown
    assert "the order was turned round" in page(client, decision, EN)


def test_tasks_show_their_progress_and_what_inspectors_saw(client, cast):
    decision = decided(cast)
    task = tasked(cast, decision)
    check = look_on_the_spot(task.pk, Found.PARTLY, date(2026, 11, 24), "只搬走一半设备", **by(cast, "chen"))
    answer_check(check.pk, "另一半周五搬", **by(cast, "zhao"))
    shown = page(client, decision)
    assert all(word in shown for word in ("把搅拌站设备搬到工业园", "只做到一部分", "只搬走一半设备", "另一半周五搬"))
    assert f"/promises/{task.commitment_id}/" in shown
    assert cast.staff["chen"].name not in shown


def test_the_road_leads_back_to_the_voices_and_tells_none(client, cast):
    cases = speak_all(PLANT[:5])
    issue = opened(cast, cases, public=True)
    shown = page(client, decided(cast, issue_id=issue.pk))
    assert f"/issues/{issue.pk}/" in shown
    assert "5 件" in shown
    assert not [case for case in cases if case.voice.number in shown]
    assert not [text for text in PLANT if text in shown]
    assert "不到五条" in page(client, decided(cast))


def test_only_open_papers_are_given_out(client, cast):
    decision = decided(cast)
    paper, note = (keep_file(text, f"{text.decode()}.txt", now=LATER) for text in (b"decided", b"internal"))
    add_files(decision.pk, [paper.pk], public=True, **by(cast, "zhou"))
    add_files(decision.pk, [note.pk], public=False, **by(cast, "zhou"))
    shown = page(client, decision)
    assert "decided.txt" in shown
    assert "internal" not in shown
    assert client.get(f"/decisions/{decision.pk}/files/{paper.pk}").content == b"decided"
    for path in (f"files/{note.pk}", f"files/{paper.pk}/small", "files/999"):
        assert client.get(f"/decisions/{decision.pk}/{path}").status_code == 404


def test_what_is_not_public_is_not_there(client, cast):
    hidden = decided(cast, public=False, hidden_reason="依法不予公开")
    assert client.get(f"/decisions/{hidden.pk}/").status_code == 404
    assert client.get("/decisions/999999999/").status_code == 404
    assert TITLE not in read(client, "/decisions/")


def test_issue_and_promise_lead_to_the_decision(client, cast):
    issue = opened(cast, speak_all(PLANT[:5]), public=True)
    decision = decided(cast, issue_id=issue.pk)
    task = tasked(cast, decision)
    for path in (f"/issues/{issue.pk}/", f"/promises/{task.commitment_id}/"):
        assert f'href="/decisions/{decision.pk}/"' in read(client, path), path


def test_a_decision_stands_on_the_receipt_of_the_voice_that_led_to_it(cast):
    case = speak_all(PLANT[:1])[0]
    decided(cast, cases=[case])
    hidden = decided(cast, cases=[case], title="依法不公开的决定", public=False, hidden_reason="依法不予公开")
    (shown,) = page_of(case.voice, now=LATER).decisions
    assert str(shown["decision"]) == TITLE
    assert hidden.title not in str(page_of(case.voice, now=LATER))
