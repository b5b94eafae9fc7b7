"""Time alone brings acts: once, by whoever comes first, and no more than time has brought."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Draft
from huiying.listen.voices.services.drafts import save_draft
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.daily import sweep
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case, Deadline
from tests import migrated
from tests.cast import NOW, open_liuxi
from tests.faces.cli.running import ROOT, environ, huiying
from tests.loop.test_the_loop_runs import REQUESTS

DAY = timedelta(days=1)


@pytest.fixture
def cast(db):
    return open_liuxi()


def forwarded(cast):
    spoken = Spoken("counter", "request", "named", "三盏路灯都不亮，孩子看不见路。", "zh-hans", NOW)
    receipt = receive_voice(spoken, identity={"name": "李桂英"}, actor=SPEAKER, now=NOW)
    unit = cast.units["land"].pk
    data = {"unit": unit, "reason": "职责目录第三项"}
    act_on_case(receipt.voice.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=data)
    return receipt.voice.pk


def delivered(cast):
    case_id = forwarded(cast)

    def act(name, act_id, **data):
        return act_on_case(case_id, act_id, actor=cast.actor(name), now=NOW, data=data)

    act("zhao", "accept", legal_class="claim", route="petition")
    act("zhao", "begin")
    act("zhao", "hear_person", heard_on="2026-11-23", form="phone", record="孩子上学看不见路")
    act("zhao", "investigate", finding="现场查看，三盏灯不亮")
    asked = act("zhao", "issue_opinion", looked=True, public_text="线路进水烧坏，已换线换灯。", requests=REQUESTS)
    approve(asked.approval.pk, actor=cast.actor("qian"), now=NOW)
    act("zhao", "deliver", delivered_on="2026-11-23", proof="signature")
    return case_id


def clock(case_id, name):
    return Deadline.objects.filter(case_id=case_id, clock=name).latest("pk")


def test_before_a_limit_is_over_nothing_happens(cast):
    case_id = forwarded(cast)
    notice = clock(case_id, "C-NOTICE-FWD")
    assert sweep(now=notice.due_at - timedelta(seconds=1)) == 0


def test_a_late_notice_starts_the_sixty_days_on_the_last_day(cast):
    case_id = forwarded(cast)
    notice = clock(case_id, "C-NOTICE-FWD")
    assert sweep(now=notice.due_at) == 1
    handle = clock(case_id, "C-HANDLE")
    assert handle.target_on == notice.due_on + 60 * DAY
    assert Case.objects.get(pk=case_id).facts["late_notice"] is True


def test_a_late_notice_comes_once(cast):
    case_id = forwarded(cast)
    due = clock(case_id, "C-NOTICE-FWD").due_at
    assert [sweep(now=due), sweep(now=due), sweep(now=due + 3 * DAY)] == [1, 0, 0]
    assert Event.objects.filter(type="xinfang.notice_missed").count() == 1


def test_an_unasked_review_lapses_when_its_thirty_days_are_over(cast):
    case_id = delivered(cast)
    ask = clock(case_id, "C-REVIEW-ASK")
    assert sweep(now=ask.due_at - timedelta(seconds=1)) == 0
    assert sweep(now=ask.due_at) == 1
    assert Case.objects.get(pk=case_id).state == "concluded"
    assert sweep(now=ask.due_at + DAY) == 0


def test_the_event_is_the_systems_and_carries_its_key(cast):
    case_id = forwarded(cast)
    due = clock(case_id, "C-NOTICE-FWD").due_at
    sweep(now=due + DAY)
    event = Event.objects.get(type="xinfang.notice_missed")
    assert (event.actor_kind, event.actor_id) == ("system", None)
    assert event.key == f"sweep:{case_id}:notice_missed:{due.isoformat()}"


def test_no_more_than_asked_at_once_and_the_rest_next_time(cast):
    due = max(clock(forwarded(cast), "C-NOTICE-FWD").due_at for _ in range(3))
    assert [sweep(now=due, most=2), sweep(now=due, most=2), sweep(now=due, most=2)] == [2, 1, 0]


@pytest.mark.django_db
def test_expired_drafts_and_sessions_are_forgotten():
    old, fresh = "0" * 32, "f" * 32
    save_draft(old, {"text": "路灯"}, now=NOW - 2 * DAY)
    save_draft(fresh, {"text": "路灯"}, now=NOW)
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - DAY)
    Session.objects.create(session_key="fresh", session_data="", expire_date=timezone.now() + DAY)
    assert sweep(now=NOW) == 0
    assert [draft.pk.hex for draft in Draft.objects.all()] == [fresh]
    assert [session.session_key for session in Session.objects.all()] == ["fresh"]


def test_two_workers_at_once_do_each_act_once(tmp_path):
    office = tmp_path / "office"
    migrated.lay_into(office)
    assert huiying("init", "--office", "柳河街道", "--data", office).returncode == 0
    rows = [f"{n},路灯,2019-02-28 11:25:05,三盏路灯都不亮\n" for n in range(300)]
    file = tmp_path / "m.csv"
    file.write_text("msg_id,subject,time,text\n" + "".join(rows), "utf-8")
    assert huiying("import", file, "--data", office).returncode == 0
    command = [sys.executable, "-m", "huiying", "tick", "--data", str(office), "--json"]
    workers = [subprocess.Popen(command, cwd=ROOT, env=environ(), stdout=subprocess.PIPE) for _ in range(2)]
    done = [json.loads(worker.communicate()[0])["acts"] for worker in workers]
    assert sum(done) == 300
    assert [worker.returncode for worker in workers] == [0, 0]
    again = huiying("tick", "--data", office, "--json")
    assert json.loads(again.stdout) == {"acts": 0}
