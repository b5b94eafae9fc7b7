"""The pages of the boxes: kept by the administrator, emptied by the counter, seen by nobody else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from huiying.foundation.people.models import Staff
from huiying.listen.boxes.models import Batch, Box, Paper, Slip
from huiying.listen.boxes.selectors.public import box_of
from huiying.listen.boxes.services.batches import start_batch
from huiying.listen.boxes.services.keeping import BoxData, add_box
from huiying.listen.boxes.services.papers import Sheet
from huiying.listen.voices.models import Voice
from huiying.loop.empty_box import Written, take_paper
from tests.cast import NOW, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

LAMPS = "市场东门的路灯不亮，晚上看不见路。"


@pytest.fixture
def box(cast):
    data = BoxData("农贸市场东门内", cast.units["petition"].pk, "week", cast.places["liuhe"].pk, "Market, east gate")
    return add_box(data, actor=cast.actor("guo"), now=NOW - timedelta(days=10))


@pytest.fixture
def wang(at_desk):
    return at_desk("wang")


def paths(box, batch_id=1):
    return {
        "list": "/desk/boxes/",
        "new": "/desk/boxes/new/",
        "posters": "/desk/boxes/posters/",
        "print": f"/desk/boxes/posters/print/?box={box.pk}&office=on",
        "box": f"/desk/boxes/{box.pk}/",
        "change": f"/desk/boxes/{box.pk}/change/",
        "slips": f"/desk/boxes/{box.pk}/slips/",
        "void": f"/desk/boxes/{box.pk}/slips/void/",
        "empty": f"/desk/boxes/{box.pk}/empty/",
        "batch": f"/desk/boxes/batches/{batch_id}/",
        "count": f"/desk/boxes/batches/{batch_id}/count/",
    }


KEEPING = {"list", "new", "posters", "print", "box", "change"}
EMPTYING = {"list", "posters", "print", "box", "slips", "void", "empty", "batch", "count"}
MATRIX = {
    "guo": KEEPING,
    "wang": EMPTYING,
    "zhou": EMPTYING,
    "qian": {"list", "new", "posters", "print"},
    "hotline": {"list", "posters", "print"},
    "town": {"list", "new", "posters", "print"},
    "zhao": set(),
    "hu": set(),
    "chen": set(),
    "sun": set(),
    "feng": set(),
}


def started(wang, box, counted=1, **more):
    sent = {"key": uuid4(), "opened_at": "2026-11-23T08:00", "counted": counted, **more}
    response = wang.post(f"/desk/boxes/{box.pk}/empty/", **sent)
    assert response.status_code == 302
    return Batch.objects.get(pk=int(response["Location"].split("/")[-2]))


@pytest.mark.parametrize("name", MATRIX)
def test_who_may_open_which_page(name, at_desk, wang, box):
    batch = started(wang, box)
    worker = at_desk(name)
    opened = set()
    for page, path in paths(box, batch.pk).items():
        status = worker.get(path).status_code
        assert status in (200, 302, 403, 404), page
        if status in (200, 302):
            opened.add(page)
    assert opened == MATRIX[name]


def test_nobody_comes_in_without_a_log_in(client, box):
    for path in paths(box).values():
        assert client.get(path).status_code == 302
        assert "/desk/login" in client.get(path)["Location"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_box_not_emptied_for_days_is_listed_first_and_said(language, at_desk, box, cast):
    fresh = BoxData("办事大厅", cast.units["petition"].pk, "week")
    add_box(fresh, actor=cast.actor("guo"), now=NOW)
    text = at_desk("wang", language).read("/desk/boxes/")
    said = {"zh-hans": "已 10 天没开箱", "en": "not emptied for 10 days"}[language]
    assert said in text
    assert text.index(box.code) < text.index(Box.objects.exclude(pk=box.pk).get().code)


def test_the_administrator_hangs_up_changes_and_takes_down_a_box(at_desk, cast):
    guo = at_desk("guo")
    sent = {"key": uuid4(), "spot": " 柳河村  村委会 ", "unit": cast.units["liuhe"].pk, "rhythm": "fortnight",
            "place": cast.places["village"].pk}  # fmt: skip
    assert guo.post("/desk/boxes/new/", **sent).status_code == 302
    assert guo.post("/desk/boxes/new/", **sent).status_code in (302, 422)
    box = Box.objects.get()
    assert (box.spot, box.rhythm, len(box.code)) == ("柳河村 村委会", "fortnight", 5)
    again = {**sent, "key": uuid4(), "spot": "村口小卖部"}
    assert guo.post(f"/desk/boxes/{box.pk}/change/", **again).status_code == 302
    guo.post(f"/desk/boxes/{box.pk}/switch/", to="down")
    box.refresh_from_db()
    assert (box.spot, box.active) == ("村口小卖部", False)
    page = guo.read(f"/desk/boxes/{box.pk}/")
    assert "停用了意见箱" in page
    assert "改了意见箱的信息" in page


def test_a_head_hangs_boxes_up_for_their_own_unit_alone(at_desk, cast):
    qian = at_desk("qian")
    sent = {"key": uuid4(), "spot": "门口", "rhythm": "week", "unit": cast.units["petition"].pk}
    assert qian.post("/desk/boxes/new/", **sent).status_code == 422
    assert qian.post("/desk/boxes/new/", **sent | {"unit": cast.units["land"].pk}).status_code == 302


def test_codes_of_slips_are_shown_once_and_stored_nowhere(wang, box):
    key = uuid4()
    response = wang.post(f"/desk/boxes/{box.pk}/slips/", key=key, count=4)
    text = response.content.decode()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert text.count("box-slip__stub") == 4
    codes = [re.sub(r"\D", "", each) for each in re.findall(r"<dd>((?:<span>\d{4} \d{4}</span> ?){2})</dd>", text)]
    assert len(set(codes)) == 4
    again = wang.post(f"/desk/boxes/{box.pk}/slips/", key=key, count=4)
    assert again.status_code == 302
    assert Slip.objects.count() == 4
    assert "不能再显示" in wang.read(f"/desk/boxes/{box.pk}/slips/")


def test_slips_that_did_not_come_out_are_voided_with_a_reason(wang, box):
    wang.post(f"/desk/boxes/{box.pk}/slips/", key=uuid4(), count=6)
    path = f"/desk/boxes/{box.pk}/slips/void/"
    assert wang.post(path, first=4, last=6, reason="").status_code == 422
    assert wang.post(path, first=4, last=6, reason="卡纸").status_code == 302
    assert list(Slip.objects.filter(voided_at=None).values_list("number", flat=True)) == [1, 2, 3]
    assert wang.post(path, first=4, last=6, reason="卡纸").status_code == 422


def takes(worker, batch, **sent):
    given = {"key": uuid4(), "words": LAMPS, "kind": "request", "naming": "anonymous", **sent}
    return worker.post(f"/desk/boxes/batches/{batch.pk}/", **given)


def test_a_slip_is_typed_and_the_second_time_refused_with_its_receipt(wang, box):
    wang.post(f"/desk/boxes/{box.pk}/slips/", key=uuid4(), count=2)
    batch = started(wang, box, counted=2)
    assert takes(wang, batch, number=1).status_code == 302
    receipt = Voice.objects.get().number
    refused = takes(wang, batch, number=1)
    assert refused.status_code == 422
    assert f"回执号 {receipt}" in refused.content.decode()
    assert "没有再登记一次" in refused.content.decode()
    assert Voice.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"next_slip": "3000000000"}, {"next_slip": "9" * 30}, {"opened_at": "0026-11-23T08:00"}],
)
def test_numbers_and_years_that_are_slips_of_the_finger_are_refused(wang, box, wrong):
    sent = {"key": uuid4(), "opened_at": "2026-11-23T08:00", "counted": 1, **wrong}
    assert wang.post(f"/desk/boxes/{box.pk}/empty/", **sent).status_code == 422
    assert not Batch.objects.exists()


def test_a_number_longer_than_any_is_nothing_of_ours(wang, box):
    batch, long = started(wang, box), "9" * 30
    assert wang.get(f"/desk/boxes/posters/print/?box={long}").status_code == 200
    assert takes(wang, batch, number=long).status_code == 422
    wang.post(f"/desk/boxes/{box.pk}/slips/", key=uuid4(), count=1)
    assert wang.post(f"/desk/boxes/{box.pk}/slips/void/", first=1, last=long, reason="卡纸").status_code == 302


def test_a_double_click_is_one_voice(wang, box):
    batch, key = started(wang, box), uuid4()
    assert [takes(wang, batch, key=key).status_code for _ in range(2)] == [302, 302]
    assert Voice.objects.count() == Paper.objects.count() == 1


def test_who_left_a_name_is_kept_in_the_vault(wang, box):
    batch = started(wang, box)
    assert takes(wang, batch, naming="named", name="李桂英").status_code == 422
    assert takes(wang, batch, naming="named", name="李桂英", phone="138 1234 2041").status_code == 302
    voice = Voice.objects.get()
    assert voice.person is not None
    assert (voice.naming, voice.place_id) == ("named", None)


def test_what_cannot_be_read_and_what_is_empty_need_no_words(wang, box):
    batch = started(wang, box, counted=2)
    for became in ("unreadable", "empty"):
        assert wang.post(f"/desk/boxes/batches/{batch.pk}/", key=uuid4(), became=became).status_code == 302
    assert sorted(Paper.objects.values_list("became", flat=True)) == ["empty", "unreadable"]
    paper = Paper.objects.get(became="unreadable")
    path = f"/desk/boxes/batches/{batch.pk}/papers/{paper.pk}/"
    assert wang.get(path).status_code == 200
    sent = {"key": uuid4(), "words": LAMPS, "kind": "request", "naming": "anonymous"}
    assert wang.post(path, **sent).status_code == 302
    paper.refresh_from_db()
    assert paper.voice is not None
    assert wang.get(path).status_code == 302


def test_the_second_person_signs_on_the_same_screen_with_their_own_password(wang, box, cast):
    batch = started(wang, box)
    takes(wang, batch)
    second = f"/desk/boxes/batches/{batch.pk}/sign/second/"
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/sign/").status_code == 302
    assert wang.post(second, username="zhou", password="wrong").status_code == 422
    assert wang.post(second, username="wang", password=PASSWORD).status_code == 422
    assert wang.post(second, username="outsider", password=PASSWORD).status_code == 422
    Staff.objects.filter(username="zhou").update(must_change_password=True)
    assert wang.post(second, username="zhou", password=PASSWORD).status_code == 422
    Staff.objects.filter(username="zhou").update(must_change_password=False)
    batch.refresh_from_db()
    assert not batch.is_closed
    assert wang.post(second, username="zhou", password=PASSWORD).status_code == 302
    batch.refresh_from_db()
    assert (batch.signed_by, batch.closed_by) == (cast.staff["wang"], cast.staff["zhou"])
    assert wang.get("/desk/boxes/").context["who"]["name"] == "王芳"


def test_nobody_signs_for_other_numbers_than_they_saw(at_desk, wang, box):
    batch = started(wang, box, counted=1)
    takes(wang, batch)
    path = f"/desk/boxes/batches/{batch.pk}/"
    zhou = at_desk("zhou")
    marks = re.findall(r'name="seen" value="([^"]+)"', zhou.read(path))
    assert len(set(marks)) == 1
    wang.post(f"{path}count/", key=uuid4(), counted=2)
    takes(wang, batch)
    refused = zhou.post(f"{path}sign/", seen=marks[0])
    assert (refused.status_code, "数字变了" in refused.content.decode()) == (422, True)
    again = re.search(r'name="seen" value="([^"]+)"', refused.content.decode())[1]
    assert zhou.post(f"{path}sign/", seen=again).status_code == 302


def test_a_wrong_password_of_the_second_person_makes_the_next_try_wait(wang, box):
    batch = started(wang, box)
    takes(wang, batch)
    wang.post(f"/desk/boxes/batches/{batch.pk}/sign/")
    second = f"/desk/boxes/batches/{batch.pk}/sign/second/"
    for _ in range(5):
        wang.post(second, username="zhou", password="wrong")
    assert "等" in wang.post(second, username="zhou", password=PASSWORD).content.decode()
    batch.refresh_from_db()
    assert not batch.is_closed


def test_nobody_signs_while_something_does_not_add_up(wang, box):
    batch = started(wang, box, counted=2)
    takes(wang, batch)
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/sign/").status_code == 422
    explained = wang.post(f"/desk/boxes/batches/{batch.pk}/differences/", reason="点数时两张粘在一起")
    assert explained.status_code == 302
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/sign/").status_code == 302
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/differences/", reason="再写一次").status_code == 422
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/sign/back/").status_code == 302
    assert takes(wang, batch).status_code == 302


def test_an_open_batch_is_gone_on_with(wang, box):
    batch = started(wang, box)
    assert wang.get(f"/desk/boxes/{box.pk}/empty/")["Location"] == f"/desk/boxes/batches/{batch.pk}/"
    refused = wang.post(f"/desk/boxes/{box.pk}/empty/", key=uuid4(), opened_at="2026-11-23T09:00", counted=3)
    assert refused.status_code == 422


@pytest.mark.parametrize("size", ["a3", "a4", "a5", "b9"])
def test_a_poster_says_what_may_be_said_by_when_and_whom_to_call(size, wang, box):
    text = wang.read(f"/desk/boxes/posters/print/?box={box.pk}&size={size}")
    known = size if size != "b9" else "a4"
    for words in (box.spot, box.code, "12345", "5 个工作日内", "每周开箱一次", f"box-poster--{known}", "<svg"):
        assert words in text


def test_a_reload_of_a_closed_batch_shows_both_names_and_takes_a_late_paper_with_a_reason(wang, at_desk, box):
    batch = started(wang, box)
    takes(wang, batch)
    wang.post(f"/desk/boxes/batches/{batch.pk}/sign/")
    at_desk("zhou").post(f"/desk/boxes/batches/{batch.pk}/sign/")
    page = wang.read(f"/desk/boxes/batches/{batch.pk}/")
    assert "王芳" in page
    assert "周强" in page
    assert takes(wang, batch).status_code == 422
    assert takes(wang, batch, reason="夹在箱缝里").status_code == 302
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/count/", counted=2, reason="夹在箱缝里").status_code == 302
    batch.refresh_from_db()
    assert batch.counted == 2


def test_the_case_says_in_words_which_box_its_voice_came_out_of(
    cast, box, at_desk, language, django_assert_num_queries
):
    who = {"actor": cast.actor("wang"), "now": NOW}
    batch = start_batch(box.pk, key=uuid4(), opened_at=NOW, counted=1, next_slip=None, **who)
    written = Written(LAMPS, "request", "anonymous", "zh-hans")
    voice = take_paper(batch.pk, Sheet(), written, key=uuid4(), **who).voice
    said = "意见箱，农贸市场东门内，" if language == "zh-hans" else "suggestion box, Market, east gate, "
    page = at_desk("hotline", language).read(f"/desk/cases/{voice.pk}/")
    assert said.lower() in page.lower()
    voice.channel = "web"
    with django_assert_num_queries(0):
        assert box_of(voice) is None
