"""Decisions and circulars at the desk: entered, split, ticked, checked, sent; who is let in, in both languages."""

import re
from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.core.ticks import ORDER, TickStep
from huiying.foundation.ledger.models import Event
from huiying.loop.carry_out_decision import look_on_the_spot
from huiying.serve.decisions.enums import Found
from huiying.serve.decisions.models import Circular, Decision, SpotCheck
from huiying.serve.decisions.services.checking import answer_check
from tests.faces.desk.tongues import unmarked_chinese
from tests.serve.coordination.issues import PLANT, opened, speak, speak_all
from tests.serve.decisions.decided import SUMMARY, TITLE, by, decided, kept, omitted, sent, tasked, ticked

ZH, EN = "zh-hans", "en"
FILLED = {"title": TITLE, "summary": SUMMARY, "decided_on": "2026-11-20"}


@pytest.fixture
def decision(cast):
    return decided(cast, decided_on=date(2026, 11, 20))


def one(decision, more=""):
    return f"/desk/decisions/{decision.pk}/{more}"


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


def said(answer):
    return answer.content.decode()


def test_a_decision_is_entered_once_with_its_voices(cast, language, at_desk):
    zhou, case = at_desk("zhou", language), speak(PLANT[0])
    page = zhou.read("/desk/decisions/new/")
    assert ("定了什么？写一句话" if language == ZH else "What was decided, in one sentence?") in page
    filled = FILLED | {
        "body": cast.units["office"].pk,
        "key": key_of(page),
        "numbers": case.voice.number,
        "major": "on",
    }
    for _ in range(2):
        answer = zhou.post("/desk/decisions/new/", **filled)
        assert answer.status_code == 302, said(answer)
    made = Decision.objects.get()
    assert answer.headers["Location"] == one(made)
    assert (made.title, made.major, made.public) == (TITLE, True, True)
    shown = zhou.read(one(made))
    assert f"/desk/cases/{case.pk}/" in shown
    assert ("还没到" if language == ZH else "Still to come") in shown
    assert TITLE in zhou.read("/desk/decisions/")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"summary": ""}, "summary"),
        ({"body": ""}, "body"),
        ({"decided_on": "2027-01-01"}, "decided_on"),
        ({"numbers": "1234567890"}, "numbers"),
        ({"summary": "请联系 13812345678 办理"}, "summary"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast, at_desk, changes, wrong):
    filled = FILLED | {"body": cast.units["office"].pk, "number": "柳政〔2026〕12号"} | changes
    answer = at_desk("zhou").post("/desk/decisions/new/", **filled)
    assert answer.status_code == 422
    assert f'href="#id_{wrong}' in said(answer)
    assert "柳政〔2026〕12号" in said(answer)
    assert not Decision.objects.exists()


def test_a_decision_comes_of_an_issue(cast, at_desk):
    issue = opened(cast, speak_all(PLANT[:2]))
    zhou, path = at_desk("zhou"), f"/desk/decisions/new/?issue={issue.pk}"
    assert issue.title in zhou.read(path)
    zhou.post(path, **FILLED, body=cast.units["office"].pk)
    made = Decision.objects.get()
    assert made.issue == issue
    assert f"/desk/issues/{issue.pk}/" in zhou.read(one(made))


def test_description_voices_papers_and_tasks_are_kept(cast, at_desk, decision):
    zhou, case = at_desk("zhou"), speak(PLANT[0])
    more = FILLED | {"body": cast.units["office"].pk, "from_above": "市政府", "report_by": "2026-12-20"}
    assert TITLE in zhou.read(one(decision, "edit/"))
    assert zhou.post(one(decision, "edit/"), **more).status_code == 302
    assert zhou.post(one(decision, "voices/"), numbers=case.voice.number).status_code == 302
    paper = SimpleUploadedFile("决定.txt", "搬迁".encode())
    assert zhou.post(one(decision, "papers/"), papers=paper, public="on").status_code == 302
    assert "2026-12-20" in zhou.read(one(decision, "tasks/"))
    task = {"words": "搬走设备", "owner": cast.units["land"].pk, "due_on": "2026-12-31", "parts": "40 拆\n60 运"}
    assert zhou.post(one(decision, "tasks/"), **task, report_by="2026-12-20").status_code == 302
    page = zhou.read(one(decision))
    assert all(word in page for word in ("市政府", "决定.txt", "搬走设备", f"/desk/cases/{case.pk}/"))
    file = decision.files.get()
    assert zhou.read(one(decision, f"papers/{file.file_id}/")) == "搬迁"
    assert at_desk("zhao").get(one(decision, "papers/999999999/")).status_code == 404
    made = decision.tasks.get()
    assert "搬走设备" in zhou.read("/desk/decisions/?only=report")
    report = f"/desk/decisions/tasks/{made.pk}/report/"
    assert zhou.post(report, words="").status_code == 422
    assert zhou.post(report, words="已书面报市政府").status_code == 302
    assert "已书面报市政府" in zhou.read(one(decision))


def test_a_step_is_ticked_left_out_and_taken_back(cast, language, at_desk, decision):
    zhou = at_desk("zhou", language)
    assert ("第十四、十五条" if language == ZH else "Art 14 and 15") in zhou.read(one(decision, "steps/heard/tick/"))
    assert zhou.post(one(decision, "steps/decided/tick/"), words="常务会定的", done_on="2026-11-20").status_code == 302
    page = zhou.read(one(decision))
    assert page.count("没做，也没说理由" if language == ZH else "Passed over, no reason given") == 2
    assert zhou.post(one(decision, "steps/heard/leave-out/"), words="抢险来不及").status_code == 302
    assert "抢险来不及" in zhou.read(one(decision))
    assert "抢险来不及" in zhou.read(one(decision, "steps/heard/take-back/"))
    assert zhou.post(one(decision, "steps/heard/take-back/"), words="补开了座谈会").status_code == 302
    assert not decision.ticks.filter(step="heard").exists()
    assert zhou.get(one(decision, "steps/sung/tick/")).status_code == 404


def test_the_last_step_waits_for_tasks_and_for_each_earlier_step(cast, language, at_desk, decision):
    zhou = at_desk("zhou", language)
    task = tasked(cast, decision)
    answer = zhou.post(one(decision, "steps/carried_out/tick/"), words="都办完了", done_on="2026-11-23")
    assert answer.status_code == 422
    assert ("还有 1 项任务没办完" if language == ZH else "1 tasks are still open") in said(answer)
    kept(cast, task)
    for step in ORDER[:4]:
        omitted(cast, decision, step)
    answer = zhou.post(one(decision, "steps/carried_out/tick/"), words="都办完了", done_on="2026-11-23")
    assert answer.status_code == 302
    page = zhou.read(one(decision))
    assert ("已落实" if language == ZH else "Carried out") in page
    assert "steps/heard/tick" not in page
    assert TITLE in zhou.read("/desk/decisions/?only=over") or language == EN


def test_an_inspector_looks_and_the_owner_answers(cast, language, at_desk, decision):
    chen, zhao = at_desk("chen", language), at_desk("zhao", language)
    task = tasked(cast, decision)
    kept(cast, task)
    look = f"/desk/decisions/tasks/{task.pk}/look/"
    assert ("重新打开" if language == ZH else "open it again") in chen.read(look)
    seen = {
        "found": "not",
        "seen_on": "2026-11-23",
        "words": "设备还在原地",
        "open_again": "on",
        "due_on": "2026-12-15",
    }
    assert chen.post(look, **seen | {"found": ""}).status_code == 422
    photo = SimpleUploadedFile("现场.txt", "照片".encode())
    assert chen.post(look, **seen, papers=photo).status_code == 302
    check = SpotCheck.objects.get()
    task.commitment.refresh_from_db()
    assert task.commitment.state == "open"
    page = zhao.read(one(decision))
    assert all(word in page for word in ("设备还在原地", "现场.txt"))
    assert zhao.read(f"/desk/decisions/checks/{check.pk}/files/{check.files.get().file_id}/") == "照片"
    assert "现场.txt" not in at_desk("sun", language).read(one(decision))
    answer = f"/desk/decisions/checks/{check.pk}/answer/"
    assert "设备还在原地" in zhao.read(answer)
    assert zhao.post(answer, words="下周一搬走").status_code == 302
    assert "下周一搬走" in chen.read(one(decision))


@pytest.mark.parametrize("name", ["qian", "zhao", "chen", "sun"])
def test_who_only_reads_is_shown_no_acts_of_the_keeper(cast, at_desk, decision, name):
    worker = at_desk(name)
    page = worker.read(one(decision))
    assert TITLE in page
    assert "/steps/" not in page
    for path in ("edit/", "papers/", "voices/", "tasks/", "steps/heard/tick/", "steps/heard/leave-out/"):
        assert worker.get(one(decision, path)).status_code == 403, path
    assert worker.get("/desk/decisions/new/").status_code == 403


def test_administrators_and_strangers_stay_outside(cast, at_desk, client):
    hidden = decided(cast, public=False, hidden_reason="依法不予公开", decided_on=date(2026, 11, 20))
    assert at_desk("guo").get("/desk/decisions/").status_code == 403
    assert at_desk("outsider").get(one(hidden)).status_code == 404
    assert TITLE not in at_desk("outsider").read("/desk/decisions/")
    assert "依法不予公开" in at_desk("zhou").read(one(hidden))
    assert client.get("/desk/decisions/").status_code == 302
    for path in ("tasks/{}/look/", "tasks/{}/report/", "checks/{}/answer/", "checks/{}/files/1/", "{}/"):
        assert at_desk("zhou").get(f"/desk/decisions/{path.format(999999999)}").status_code == 404


def test_a_circular_goes_from_draft_to_answers(cast, language, at_desk, decision):
    tasked(cast, decision)
    chen, qian = at_desk("chen", language), at_desk("qian", language)
    path = f"/desk/circulars/new/?decision={decision.pk}"
    page = chen.read(path)
    land = cast.units["land"].pk
    assert re.search(rf'value="{land}"[^>]*checked', page)
    filled = {"kind": "criticism", "title": "搬迁进度通报", "words": "没有按期启动", "key": key_of(page)}
    assert chen.post(path, **filled).status_code == 422
    for _ in range(2):
        answer = chen.post(path, **filled, units=[land], answer_by="2026-11-30")
        assert answer.status_code == 302
    circular = Circular.objects.get()
    here = f"/desk/circulars/{circular.pk}/"
    assert answer.headers["Location"] == here
    assert qian.get(here).status_code == 404
    assert chen.post(f"{here}edit/", **filled | {"words": "没有按期启动，抓紧"}, units=[land]).status_code == 302
    assert "没有按期启动，抓紧" in chen.read(f"{here}send/")
    assert chen.post(f"{here}send/").status_code == 302
    assert ("有 1 份等您的单位" if language == ZH else "1 waits for your unit") in qian.read("/desk/decisions/")
    assert qian.post(f"{here}read/").status_code == 302
    assert qian.post(f"{here}answer/{land}/", words="本周启动搬迁").status_code == 302
    assert "本周启动搬迁" in chen.read(here)
    assert one(decision) in chen.read(here)
    assert "搬迁进度通报" in chen.read("/desk/circulars/")
    assert here in chen.read(one(decision))
    assert at_desk("outsider").get(here).status_code == 404
    assert qian.get(f"{here}answer/{cast.units['liuhe'].pk}/").status_code == 403
    assert qian.get(f"{here}edit/").status_code == 403
    assert Event.objects.filter(type="circular.answered").count() == 1


def test_a_circular_is_given_out_as_word_and_pdf(cast, at_desk):
    here = f"/desk/circulars/{sent(cast).pk}"
    word = at_desk("qian").get(f"{here}.docx?lang=en")
    assert word.content.startswith(b"PK")
    assert 'filename="circular-' in word.headers["Content-Disposition"]
    pdf = at_desk("qian").get(f"{here}.pdf")
    assert pdf.content.startswith(b"%PDF") or pdf.status_code == 409
    assert at_desk("outsider").get(f"{here}.docx").status_code == 404


def test_case_issue_and_promise_lead_to_the_decision_that_came_of_them(cast, language, at_desk):
    case = speak(PLANT[0])
    issue = opened(cast, [case])
    made = decided(cast, issue_id=issue.pk, decided_on=date(2026, 11, 20))
    task = tasked(cast, made)
    zhou = at_desk("zhou", language)
    for path in (f"cases/{case.pk}/", f"issues/{issue.pk}/", f"commitments/{task.commitment_id}/"):
        assert one(made) in zhou.read(f"/desk/{path}"), path
    assert f"/desk/decisions/new/?issue={issue.pk}" in zhou.read(f"/desk/issues/{issue.pk}/")


def test_on_english_pages_whatever_is_chinese_says_so(cast, at_desk, decision):
    task = tasked(cast, decision)
    check = look_on_the_spot(task.pk, Found.PARTLY, date(2026, 11, 20), "只搬走一半设备", **by(cast, "chen"))
    answer_check(check.pk, "另一半周五搬", **by(cast, "zhao"))
    omitted(cast, decision, TickStep.HEARD)
    ticked(cast, decision, TickStep.DECIDED, on=date(2026, 11, 20))
    circular = f"/desk/circulars/{sent(cast, decision_id=decision.pk).pk}/"
    pages = {
        "zhou": [
            "/desk/decisions/",
            "/desk/circulars/",
            one(decision),
            one(decision, "tasks/"),
            one(decision, "edit/"),
        ],
        "chen": [circular, f"/desk/decisions/tasks/{task.pk}/look/", "/desk/circulars/new/"],
        "qian": [circular, f"{circular}answer/{cast.units['land'].pk}/", one(decision)],
    }
    for name, paths in pages.items():
        worker = at_desk(name, EN)
        assert {path: found for path in paths if (found := unmarked_chinese(worker.read(path)))} == {}
    assert unmarked_chinese(at_desk("zhou", EN).read(one(decision, "steps/heard/take-back/"))) == []


def test_a_number_that_is_none_breaks_nothing(cast, at_desk, decision):
    zhou = at_desk("zhou")
    for asked in ("0", "9" * 40, "٣", "-1", "\x00", "<b>"):
        ask_for(zhou, decision, asked)


def ask_for(zhou, decision, asked):
    for path in ("/desk/decisions/new/?issue=", "/desk/decisions/new/?resolution=", "/desk/circulars/new/?decision="):
        assert zhou.get(path + quote(asked)).status_code == 200
    assert zhou.get("/desk/decisions/?" + urlencode({"only": asked, "page": asked})).status_code == 200
    filled = {"title": "关于搬迁的通报", "words": "没有按期启动", "kind": asked, "units": [asked]}
    assert zhou.post("/desk/circulars/new/", **filled).status_code == 422
    assert zhou.post(one(decision, "tasks/"), words="搬走设备", owner=asked, due_on=asked).status_code == 422
    assert zhou.post(one(decision, "voices/"), numbers=asked).status_code == 422
    assert zhou.get(f"/desk/decisions/{'9' * 30}/").status_code == 404


def test_the_page_of_a_decision_asks_no_more_for_each_task(cast, at_desk, decision):
    zhou = at_desk("zhou")
    for _ in range(2):
        tasked(cast, decision)
    zhou.get(one(decision))
    with CaptureQueriesContext(connection) as before:
        zhou.get(one(decision))
    for _ in range(3):
        tasked(cast, decision)
    with CaptureQueriesContext(connection) as after:
        zhou.get(one(decision))
    assert len(after) <= len(before) + 1
