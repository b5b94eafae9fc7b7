"""The leader's page: three numbers and the four firsts, and one sheet of A4 also when everything is full."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache

from huiying.foundation.documents.pdf import trouble
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import Issue
from huiying.serve.supervision.models import Signal
from tests.cast import NOW
from tests.foundation.documents.printing import pages_of
from tests.serve.commitments.promises import promised
from tests.serve.coordination.issues import opened, speak_all

CANNOT = trouble()
STATIC = Path(__file__).resolve().parents[3] / "huiying/faces"
SHEETS = ("look/static/look/tokens.css", "look/static/look/base.css", "look/static/look/parts.css")
STAFF = ("look/static/look/staff.css", "desk/static/desk/desk.css", "desk/static/desk/leader.css")


def signal(cast, case, **more):
    given = {
        "rule": "clock.past",
        "level": 3,
        "case": case,
        "unit": cast.units["land"],
        "told": cast.units["office"],
        "due_on": date(2026, 11, 9),
        "on": NOW.date(),
        "at": NOW,
        "made_at": NOW,
        "facts": {"clock": "C-HANDLE", "due": "2026-11-09"},
        "key": f"test:{case.pk}",
    }
    return Signal.objects.create(**given | more)


def test_the_four_firsts_stand_in_their_order(at_desk, language):
    page = at_desk("sun", language).read("/desk/leader/")
    firsts = [page.index(word) for word in ("第一信号", "第一考虑", "第一选择", "第一标准")]
    assert firsts == sorted(firsts)
    assert page.count("—</b>") == 2
    assert at_desk("sun").get("/desk/")["Location"] == "/desk/leader/"


@pytest.mark.parametrize("name", ["zhao", "qian", "chen", "zhou", "wang"])
def test_it_is_open_to_leaders_alone(at_desk, name):
    assert at_desk(name).get("/desk/leader/").status_code == 403


def test_issues_promises_and_what_waits_are_told_without_small_numbers(cast, at_desk, language):
    issue = opened(cast, speak_all(), owner_id=None, cause="离居民楼太近")
    late = promised(cast, at=NOW, due_on=date(2026, 11, 24), words="给搅拌站装围挡")
    Commitment.objects.filter(pk=late.pk).update(due_on=date(2026, 11, 20), made_by=cast.staff["sun"])
    signal(cast, Case.objects.order_by("pk").first())
    page = at_desk("sun", language).read("/desk/leader/")
    assert f'href="/desk/issues/{issue.pk}/"' in page
    assert ("要您定" if language == "zh-hans" else "yours to decide") in page
    assert "离居民楼太近" in page
    assert re.search(r"超 3 天|3 days late", page)
    assert "/desk/supervision/signals/" in page
    assert "给搅拌站装围挡" in page
    Case.objects.filter(pk__in=issue.members.values("case_id")[:3]).update(sealed=True)
    cache.clear()
    few = "不到 5 件" if language == "zh-hans" else "fewer than 5"
    assert few in at_desk("sun", language).read("/desk/leader/")


@pytest.mark.skipif(CANNOT is not None, reason=CANNOT.say("en") if CANNOT else "")
def test_it_fits_on_one_sheet_of_paper(cast, at_desk, language):
    cases = speak_all()
    for number in range(5):
        title = f"第{number}件：丽水新城旁搅拌站昼夜施工，粉尘和噪音扰民，居民多次反映"
        issue = opened(cast, cases[number : number + 1], title=title)
        Issue.objects.filter(pk=issue.pk).update(cause="离居民楼太近，错峰时段没有人查，围挡和喷淋都没有装" * 3)
    for number in range(6):
        words = f"第{number}项：给搅拌站加装围挡和喷淋，夜里十点以后不施工，周边道路每天冲洗三遍，结果每周公布"
        promised(cast, at=NOW, words=words)
        signal(cast, cases[number])
    Commitment.objects.update(made_by=cast.staff["sun"], due_on=NOW.date() - timedelta(days=9))
    Staff.objects.filter(username="sun").update(post="副县长", name_en="Sun Zhongshan-Alexandra of the Upper Valley")
    for unit in Unit.objects.all():
        unit.name_en = f"{unit.name_en} of Natural Resources and Urban-Rural Development"
        unit.save(update_fields=["name_en"])
    page = at_desk("sun", language).read("/desk/leader/")
    sheets = "\n".join((STATIC / name).read_text("utf-8") for name in (*SHEETS, *STAFF, "look/static/look/print.css"))
    assert pages_of(page, sheets) == 1


def test_what_is_late_at_the_third_level_is_not_crowded_out_by_issues(cast, at_desk):
    cases = speak_all()
    for number in range(5):
        opened(cast, cases[number : number + 1], title=f"第{number}件：搅拌站夜里施工", owner_id=None)
    signal(cast, cases[0])
    page = at_desk("sun").read("/desk/leader/")
    assert "/desk/supervision/signals/" in page
