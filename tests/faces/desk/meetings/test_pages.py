"""Joint meetings at the desk: planned, put together, called, answered; who is let in, in both languages."""

from datetime import datetime, time
from io import BytesIO

import docx
import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiying.foundation.people.models import Unit
from huiying.serve.coordination.models import AgendaItem, Invitation, Meeting, Series
from huiying.serve.coordination.services.series import SeriesPlan, make_series
from tests.faces.desk.conftest import granted
from tests.faces.desk.meetings.meetings import by, key_of, plan, send
from tests.foundation.files.making import pdf
from tests.serve.coordination.issues import PLANT, TITLE, opened, speak_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(cast):
    """A mass organisation of the county."""
    unit = Unit.objects.create(
        kind="mass_organisation", name="柳溪县总工会", name_en="Liuxi Union", parent=cast.units["office"], path=""
    )
    unit.path = f"{cast.units['office'].path}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


@pytest.fixture
def meeting(cast):
    """The next of a regular one, on the first Monday of December."""
    wanted = SeriesPlan(title="信访工作联席会议", starts=time(9), venue="三楼会议室", chair_id=cast.staff["sun"].pk)
    return plan(
        cast, series=make_series(wanted, **by(cast)), starts_at=datetime.fromisoformat("2026-12-07T09:00+08:00")
    )


@pytest.fixture
def issue(cast):
    return opened(cast, speak_all(PLANT[:2]), owner_id=cast.units["land"].pk)


def put(worker, meeting, about, **data):
    """Put something on the agenda."""
    given = {"title": "搅拌站扰民", "question": "夜里能不能停工？", "urgent": 3, "effect": 1, "public": "on"} | data
    return send(worker, f"/desk/meetings/{meeting.pk}/items/new/?about={about}", about=about, **given)


def call(at_desk, meeting, union):
    """Everybody concerned is invited, the invitations are out."""
    zhou, here = at_desk("zhou"), f"/desk/meetings/{meeting.pk}/"
    send(zhou, f"{here}invitations/", all="1")
    return send(zhou, f"{here}call/")


def test_the_list_says_when_the_next_one_is(at_desk, language, meeting):
    page = at_desk("zhou", language).read("/desk/meetings/")
    assert ("每月第一个星期一 09:00" if language == "zh-hans" else "every month, on the first Monday, 09:00") in page
    assert ("2026年12月7日（星期一）" if language == "zh-hans" else "Monday 7 December 2026") in page
    assert ("没有议题不开会" if language == "zh-hans" else "No agenda item, no meeting.") in page


def test_a_regular_meeting_proposes_its_next_day(cast, at_desk):
    zhou = at_desk("zhou")
    series = {"title": "信访工作联席会议", "every": 1, "nth": 1, "weekday": 0, "starts": "09:00", "minutes": 90}
    send(zhou, "/desk/meetings/series/new/", **series, venue="三楼会议室", chair=cast.staff["sun"].pk)
    one = Series.objects.get()
    page = zhou.read(f"/desk/meetings/new/?series={one.pk}")
    assert 'value="2026-12-07T09:00"' in page, "the first Monday of the next month"
    planned = {"title": "联席会议第12次", "starts_at": "2026-12-07T09:00", "minutes": 90, "venue": "三楼会议室"}
    zhou.post("/desk/meetings/new/", key=key_of(page), series=one.pk, chair=cast.staff["sun"].pk, **planned)
    assert (Meeting.objects.get().series, AgendaItem.objects.get().kind) == (one, "standing")
    send(zhou, f"/desk/meetings/series/{one.pk}/end/", reason="改为按需要开")
    assert "信访工作联席会议" not in zhou.read("/desk/meetings/")


def test_without_an_item_nothing_can_be_called(at_desk, meeting):
    zhou = at_desk("zhou")
    assert "没有议题不开会" in zhou.read(f"/desk/meetings/{meeting.pk}/")
    answer = send(zhou, f"/desk/meetings/{meeting.pk}/call/")
    assert answer.status_code == 422
    assert "没有议题不开会" in answer.content.decode()


def test_what_waits_is_chosen_and_written(at_desk, language, meeting, issue):
    zhou = at_desk("zhou", language)
    page = zhou.read(f"/desk/meetings/{meeting.pk}/items/new/")
    assert TITLE in page
    assert ("2 个人说过" if language == "zh-hans" else "2 people spoke of it") in page
    assert put(zhou, meeting, f"issue-{issue.pk}").status_code == 302
    item = AgendaItem.objects.get(issue=issue)
    assert (item.title, item.urgent, item.effect) == ("搅拌站扰民", 3, 1)
    assert TITLE not in zhou.read(f"/desk/meetings/{meeting.pk}/items/new/")


def test_three_columns_each_put_the_agenda_in_order_and_people_choose(at_desk, language, meeting, issue):
    zhou, here = at_desk("zhou", language), f"/desk/meetings/{meeting.pk}/"
    put(zhou, meeting, "paper", title="公交改线调研", urgent=1, effect=3)
    put(zhou, meeting, f"issue-{issue.pk}")
    titles = ["公交改线调研", "搅拌站扰民"]

    def order(page):
        return sorted(titles, key=lambda title: page.index(f"{title}<"))

    assert order(zhou.read(here)) == titles
    assert order(zhou.read(f"{here}?by=care")) == titles[::-1]
    assert order(zhou.read(f"{here}?by=urgent")) == titles[::-1]
    page = zhou.read(f"{here}?by=effect")
    assert order(page) == titles
    assert 'aria-sort="descending"' in page
    assert ("马上见效" if language == "zh-hans" else "at once") in page
    zhou.post(f"{here}order/", key=key_of(page), by="care")
    assert order(zhou.read(here)) == titles[::-1]


def test_an_item_moves_up_by_its_button_and_the_standing_one_stays_first(at_desk, meeting):
    zhou, here = at_desk("zhou"), f"/desk/meetings/{meeting.pk}/"
    for title in ("一号路改造", "二号路改造"):
        put(zhou, meeting, "other", title=title)
    last = AgendaItem.objects.get(title="二号路改造")
    answer = zhou.post(f"{here}order/", key=key_of(zhou.read(here)), up=last.pk)
    assert answer.url == f"{here}#item-{last.pk}"
    zhou.post(f"{here}order/", key=key_of(zhou.read(here)), up=last.pk)
    assert list(AgendaItem.objects.values_list("kind", "title")) == [
        ("standing", AgendaItem.objects.get(kind="standing").title),
        ("other", "二号路改造"),
        ("other", "一号路改造"),
    ]


def test_a_mass_organisation_is_invited_or_left_out_with_a_reason(at_desk, language, meeting, issue, union):
    zhou, here = at_desk("zhou", language), f"/desk/meetings/{meeting.pk}/"
    put(zhou, meeting, f"issue-{issue.pk}")
    page = zhou.read(f"{here}invitations/")
    assert str(union) in page
    assert str(issue.owner) in page
    refused = send(zhou, f"{here}call/")
    assert refused.status_code == 422
    assert str(union) in refused.content.decode()
    wrong = send(zhou, f"{here}invitations/", out="1", unit=union.pk, reason="")
    assert wrong.status_code == 422
    assert f'href="#why-{union.pk}-reason"' in wrong.content.decode(), "it leads to the field"
    send(zhou, f"{here}invitations/", out="1", unit=union.pk, reason="这次议题不涉及职工")
    send(zhou, f"{here}invitations/", **{"in": issue.owner_id})
    assert "这次议题不涉及职工" in zhou.read(here)
    assert send(zhou, f"{here}call/").status_code == 302
    assert set(Invitation.objects.values_list("unit", "invited")) == {(union.pk, False), (issue.owner_id, True)}


def test_the_invited_unit_reads_it_once_it_is_called_and_answers(at_desk, language, meeting, issue, union):
    zhou, qian, here = at_desk("zhou"), at_desk("qian", language), f"/desk/meetings/{meeting.pk}/"
    put(zhou, meeting, f"issue-{issue.pk}")
    assert qian.get(here).status_code == 404
    assert call(at_desk, meeting, union).status_code == 302
    page = qian.read(here)
    assert ("说一声来不来" if language == "zh-hans" else "Say whether your unit comes") in page
    assert f'{here}invitations/"' not in page
    assert send(qian, f"{here}answer/", answer="coming", words="钱勇").status_code == 302
    assert Invitation.objects.get(unit=issue.owner).answer == "coming"
    assert "钱勇" in zhou.read(here)


def test_papers_come_as_word_pdf_and_calendar_entry(at_desk, meeting, issue, union):
    zhou, here = at_desk("zhou"), f"/desk/meetings/{meeting.pk}/"
    put(zhou, meeting, f"issue-{issue.pk}", paper="测了三晚，夜间58分贝。")
    call(at_desk, meeting, union)
    answer = zhou.get(f"{here}agenda.docx")
    document = docx.Document(BytesIO(answer.content))
    assert "测了三晚，夜间58分贝。" in [paragraph.text for paragraph in document.paragraphs]
    assert [cell.text for cell in document.tables[0].rows[2].cells][2:5] == ["不到5人", "很急", "要长期做"]
    assert zhou.get(f"{here}agenda.pdf").content.startswith(b"%PDF")
    assert (
        "Agenda and papers" in docx.Document(BytesIO(zhou.get(f"{here}agenda.docx?lang=en").content)).paragraphs[0].text
    )
    letter = docx.Document(BytesIO(zhou.get(f"{here}invitations/{issue.owner_id}.docx").content))
    assert letter.paragraphs[1].text == "柳溪县自然资源局："
    assert "请最迟2026年12月4日在系统里回复来不来" in "".join(p.text for p in letter.paragraphs)
    event = icalendar.Calendar.from_ical(zhou.get(f"{here}calendar.ics").content).walk("VEVENT")[0]
    assert event["DTSTART"].dt == datetime.fromisoformat("2026-12-07T09:00+08:00")
    assert zhou.get(f"{here}minutes.docx").status_code == 404


def test_a_file_is_put_to_an_item_and_given_out_to_whoever_reads_the_meeting(at_desk, meeting, issue, union):
    zhou, here = at_desk("zhou"), f"/desk/meetings/{meeting.pk}/"
    put(zhou, meeting, f"issue-{issue.pk}", papers=SimpleUploadedFile("噪声监测.pdf", pdf()))
    item = AgendaItem.objects.get(issue=issue)
    address = f"{here}items/{item.pk}/files/{item.files.get().pk}/"
    assert "噪声监测.pdf" in zhou.read(f"{here}items/{item.pk}/")
    assert zhou.get(address).content.startswith(b"%PDF")
    assert at_desk("qian").get(address).status_code == 404
    call(at_desk, meeting, union)
    assert at_desk("qian").get(address).status_code == 200


def test_others_see_nothing_and_may_do_nothing(cast, at_desk, meeting, issue):
    put(at_desk("zhou"), meeting, f"issue-{issue.pk}")
    here = f"/desk/meetings/{meeting.pk}/"
    for name, status in (("wang", 403), ("outsider", 404), ("town", 404), ("sun", 200), ("chen", 200)):
        assert at_desk(name).get(here).status_code == status
    for path in ("edit/", "call/", "off/", "invitations/", "items/new/", "answer/"):
        assert at_desk("chen").get(here + path).status_code == 403
    assert at_desk("chen").post(f"{here}order/", by="care").status_code == 403
    granted(cast, "town", "adviser", "petition")
    assert at_desk("town").get(f"{here}items/new/").status_code == 200


def test_it_is_moved_and_called_off_with_a_reason(at_desk, language, meeting):
    zhou, here = at_desk("zhou", language), f"/desk/meetings/{meeting.pk}/"
    page = zhou.read(f"{here}edit/")
    moved = {"title": meeting.title, "starts_at": "2026-12-08T14:30", "minutes": 60, "venue": "二楼"}
    zhou.post(f"{here}edit/", key=key_of(page), chair=meeting.chair_id, **moved)
    assert ("12月8日（星期二）14:30" if language == "zh-hans" else "Tuesday 8 December 2026, 14:30") in zhou.read(here)
    assert send(zhou, f"{here}off/", reason="").status_code == 422
    assert send(zhou, f"{here}off/", reason="议题都在会前办完了").status_code == 302
    assert "议题都在会前办完了" in zhou.read(here)
    assert Meeting.objects.get().state == "off"
