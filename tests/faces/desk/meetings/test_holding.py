"""A meeting on one screen: who came, how each item ends, the end; then its minutes in four stages."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.test import Client

from huiying.foundation.keys import clock
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import AgendaItem, Invitation, Meeting, Minutes
from tests.cast import NOW
from tests.faces.desk.meetings.meetings import called, key_of, plan, put, send
from tests.faces.desk.tongues import unmarked_chinese

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    """Called for two matters: the plant, brought by the petition office, and a bus line."""
    meeting = plan(cast)
    put(cast, meeting, "搅拌站扰民", question="夜里能不能停工？")
    put(cast, meeting, "公交改线", public=False)
    return called(cast, meeting, ("land", "liuhe"))


def items():
    return {item.title: item for item in AgendaItem.objects.all()}


def hold(worker, meeting, do, **data):
    path = f"/desk/meetings/{meeting.pk}/hold/"
    return worker.post(path, do=do, key=key_of(worker.read(path)), **data)


def begun(at_desk, meeting, language="zh-hans"):
    zhou = at_desk("zhou", language)
    assert hold(zhou, meeting, "begin").status_code == 302
    return zhou


def test_one_screen_holds_the_whole_meeting(cast, at_desk, language, meeting):
    zhou, here = begun(at_desk, meeting, language), f"/desk/meetings/{meeting.pk}/hold/"
    page = zhou.read(here)
    assert 'name="came-' in page
    plant, bus = items()["搅拌站扰民"], items()["公交改线"]
    assert re.findall(r'id="item-(\d+)" name="item" open', page) == [str(plant.pk)]

    land, town, petition = (cast.units[name].pk for name in ("land", "liuhe", "petition"))
    hold(zhou, meeting, "came", **{f"came-{petition}": 2, f"came-{land}": 3, f"came-{town}": 0})
    assert set(Invitation.objects.values_list("unit", "attended", "people")) >= {(land, True, 3), (town, False, 0)}

    answer = hold(
        zhou, meeting, "resolve", item=plant.pk, discussion="测了三晚。", text="装隔声屏，夜里停工",
        owner=land, due_on="2027-01-31", evidence="三晚监测低于50分贝", public="on",
    )  # fmt: skip
    assert answer.url == f"{here}?at={bus.pk}#item-{bus.pk}", "on to the next"
    refused = hold(zhou, meeting, "end")
    assert refused.status_code == 422

    answer = hold(zhou, meeting, "off", item=bus.pk, reason="客流还没有数完", to="2027-01-04")
    assert answer.url == f"{here}#end"
    assert hold(zhou, meeting, "end").url == f"/desk/meetings/{meeting.pk}/minutes/"
    assert Meeting.objects.get().state == "held"
    promise = Commitment.objects.get()
    assert (promise.words, promise.owner_id, promise.due_on.isoformat()) == ("装隔声屏，夜里停工", land, "2027-01-31")
    assert zhou.get(here).status_code == 403
    assert ("5 人到会" if language == "zh-hans" else "5 people") in zhou.read(f"/desk/meetings/{meeting.pk}/")


def test_what_is_wrong_stands_at_its_item_and_nothing_typed_is_lost(cast, at_desk, language, meeting):
    zhou, plant = begun(at_desk, meeting, language), items()["搅拌站扰民"]
    answer = hold(
        zhou, meeting, "resolve", item=plant.pk, discussion="测了三晚。", text="装隔声屏", due_on="2027-01-31"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("选单位" if language == "zh-hans" else "Choose a unit") in page
    assert "测了三晚。" in page
    assert "装隔声屏" in page
    early = hold(
        zhou, meeting, "resolve", item=plant.pk, text="装隔声屏和挡尘网", due_on="2026-11-01",
        owner=cast.units["land"].pk, public="on",
    )  # fmt: skip
    assert early.status_code == 422
    assert not plant.resolutions.exists()


def test_a_resolution_is_taken_back_and_what_was_put_off_is_taken_up(cast, at_desk, meeting):
    zhou, plant = begun(at_desk, meeting), items()["搅拌站扰民"]
    settled = {"text": "装隔声屏，夜里停工", "owner": cast.units["land"].pk, "due_on": "2027-01-31", "public": "on"}
    hold(zhou, meeting, "resolve", item=plant.pk, **settled)
    hold(zhou, meeting, "undo", item=plant.pk, resolution=plant.resolutions.get().pk)
    assert items()["搅拌站扰民"].outcome == "open"
    hold(zhou, meeting, "off", item=plant.pk, reason="等监测结果", to="2027-01-04")
    hold(zhou, meeting, "undo", item=plant.pk)
    assert items()["搅拌站扰民"].outcome == "open"


def test_only_the_joint_office_holds_it(at_desk, meeting):
    path = f"/desk/meetings/{meeting.pk}/hold/"
    for name, status in (("qian", 403), ("chen", 403), ("sun", 403), ("outsider", 404), ("wang", 403)):
        assert at_desk(name).get(path).status_code == status
        assert at_desk(name).post(path, do="begin").status_code == status
    assert Meeting.objects.get().began_at is None


@pytest.fixture
def held(cast, at_desk, meeting):
    zhou = begun(at_desk, meeting)
    land = cast.units["land"].pk
    hold(zhou, meeting, "came", **{f"came-{cast.units['petition'].pk}": 2, f"came-{land}": 1})
    hold(
        zhou, meeting, "resolve", item=items()["搅拌站扰民"].pk, discussion="测了三晚。", text="装隔声屏，夜里停工",
        owner=land, due_on="2027-01-31", public="on",
    )  # fmt: skip
    hold(zhou, meeting, "off", item=items()["公交改线"].pk, reason="客流还没有数完", to="2027-01-04")
    hold(zhou, meeting, "end")
    return meeting


def test_minutes_go_through_their_four_stages(cast, at_desk, language, held, monkeypatch):
    path = f"/desk/meetings/{held.pk}/minutes/"
    zhou, qian, sun = (at_desk(name, language) for name in ("zhou", "qian", "sun"))
    assert qian.get(path).status_code == 404, "a draft is the keeper's"
    headings = [one["heading"] for one in Minutes.objects.get().sections]
    at = headings.index("搅拌站扰民")
    assert "装隔声屏，夜里停工" in zhou.read(path)
    assert send(zhou, path, do="send", amend_by="2026-11-25").status_code == 302

    page = qian.read(path)
    assert ("这里要改" if language == "zh-hans" else "This should read differently") in page
    assert send(qian, path, do="wish", section=at, wish="").status_code == 422
    assert send(qian, path, do="wish", section=at, wish="应写明夜里指22点到6点").status_code == 302
    assert send(sun, path, do="sign").status_code == 422, "a wish waits"
    wish = Minutes.objects.get().amendments.get()
    send(zhou, path, do="take", section=at, amendment=wish.pk, answer="照改")
    text = "测了三晚。\n装隔声屏，夜里（22点到6点）停工。"
    assert send(zhou, path, do="part", section=at, heading="搅拌站扰民", text=text, public="on").status_code == 302

    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=3))
    assert send(qian, path, do="sign").status_code == 422
    assert send(sun, path, do="sign").status_code == 302
    assert Minutes.objects.get().sha256 in zhou.read(path)
    assert send(zhou, path, do="part", section=at, heading="改", text="改", public="on").status_code == 422
    whole = docx.Document(BytesIO(zhou.get(f"/desk/meetings/{held.pk}/minutes.docx").content))
    assert "装隔声屏，夜里（22点到6点）停工。" in [paragraph.text for paragraph in whole.paragraphs]
    assert Minutes.objects.get().sha256 in "".join(paragraph.text for paragraph in whole.paragraphs)
    part = docx.Document(BytesIO(zhou.get(f"/desk/meetings/{held.pk}/published.docx").content))
    assert "公交改线" not in "".join(paragraph.text for paragraph in part.paragraphs)
    assert "另有1个部分不公开。" in [paragraph.text for paragraph in part.paragraphs]

    public = Client(headers={"accept-language": language})
    assert public.get(f"/meetings/{held.pk}/").status_code == 404
    assert send(zhou, path, do="publish").status_code == 302
    page = public.get(f"/meetings/{held.pk}/").content.decode()
    assert "夜里（22点到6点）停工" in page
    assert "公交改线" not in page
    assert "客流还没有数完" not in page
    assert ("另有 1 个部分不公开" if language == "zh-hans" else "1 part of the minutes is not published") in page
    assert f"/promises/{Commitment.objects.get().pk}/" in page
    assert f"/meetings/{held.pk}/" in public.get("/meetings/").content.decode()


def test_who_was_invited_and_stayed_away_asks_for_no_change(cast, at_desk, held):
    path = f"/desk/meetings/{held.pk}/minutes/"
    send(at_desk("zhou"), path, do="send", amend_by="2026-11-25")
    town = at_desk("town")
    assert 'value="wish"' not in town.read(path)
    assert town.post(path, key=uuid4(), do="wish", section=0, wish="我们也要改一处").status_code == 422


def test_on_english_pages_chinese_words_say_so(cast, at_desk, held):
    zhou, here = at_desk("zhou", "en"), f"/desk/meetings/{held.pk}/"
    plant = items()["搅拌站扰民"]
    coming = plan(cast, starts_at=NOW + timedelta(days=9))
    pages = (
        "/desk/meetings/",
        here,
        f"{here}items/{plant.pk}/",
        f"{here}minutes/",
        f"/desk/meetings/{coming.pk}/call/",
    )
    paths = (*pages, f"/desk/meetings/{coming.pk}/items/new/", f"/desk/meetings/{coming.pk}/invitations/")
    assert {path: found for path in paths if (found := unmarked_chinese(zhou.read(path)))} == {}
