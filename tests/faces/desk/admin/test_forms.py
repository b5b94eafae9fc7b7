"""What the administrator does on the pages: kept, refused with a sentence, harmless when posted twice."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiying.core.letters.catalogue import document_of
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import (
    CalendarDay,
    CalendarYear,
    LetterTemplate,
    OfficeProfile,
    OfficeSetting,
    Place,
)
from huiying.foundation.people.models import Grant, Staff, Unit


def _send(client, page, /, *args, follow=True, **data):
    data.setdefault("key", uuid4().hex)
    return client.post(reverse(f"desk:{page}", args=args), data, follow=follow)


def _day(name, on):
    return {f"{name}_year": on.year, f"{name}_month": on.month, f"{name}_day": on.day}


def _text(answer):
    return answer.content.decode()


def test_profile_is_kept_and_shown_in_the_history(guo):
    answer = _send(guo, "admin-profile", name="柳溪县", phone="0351-12345", address="人民路2号")
    assert "改好了" in _text(answer)
    assert OfficeProfile.objects.get().phone == "0351-12345"
    assert "12345 → 0351-12345" in _text(answer)
    assert "柳溪县群众诉求服务中心 · " in _text(answer)
    assert "郭志" not in _text(answer).split('id="history"')[1]


def test_refused_form_keeps_what_was_typed(guo, cast):
    answer = _send(guo, "admin-unit-new", name="柳溪县信访局", kind="department", phone="0351-998", parent_id="")
    assert answer.status_code == 422
    assert "已经有叫这个名称的单位了" in _text(answer)
    assert "0351-998" in _text(answer)


def test_second_post_of_one_form_is_harmless(guo, cast):
    key = uuid4().hex
    for _ in range(2):
        answer = _send(guo, "admin-place-new", name="东桥村", kind="community", parent_id="", key=key)
        assert answer.status_code == 200
    assert Place.objects.filter(name="东桥村").count() == 1
    assert Event.objects.filter(public__act="place.added").count() == 1


def test_forged_key_is_taken_for_a_new_one(guo, cast):
    for number in range(2):
        _send(guo, "admin-place-new", name=f"东桥{number}村", kind="community", parent_id="", key="'; drop")
    assert Place.objects.filter(name__startswith="东桥").count() == 2


def test_new_key_on_each_page(guo, cast):
    keys = {
        re.search(r'name="key" value="([\w-]+)"', _text(guo.get(reverse("desk:admin-unit-new"))))[1] for _ in range(2)
    }
    assert len(keys) == 2


def test_unit_is_added_moved_and_retired(guo, cast):
    land = cast.units["land"]
    _send(guo, "admin-unit-new", name="水务局", kind="department", parent_id=land.pk)
    water = Unit.objects.get(name="水务局")
    _send(guo, "admin-unit", water.pk, name="水务局", kind="department", parent_id=cast.units["liuhe"].pk)
    water.refresh_from_db()
    assert water.parent_id == cast.units["liuhe"].pk
    _send(guo, "admin-unit", water.pk, act="switch")
    water.refresh_from_db()
    assert not water.active
    refused = _send(guo, "admin-unit", land.pk, act="switch")
    assert "还有 2 名在用的工作人员" in _text(refused)


def test_one_time_password_is_shown_once(guo, cast):
    key = uuid4().hex
    given = {"username": "he.ying", "name": "何莹", "unit_id": cast.units["land"].pk, "key": key}
    first = _text(_send(guo, "admin-member-new", **given))
    password = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", first)[0]
    made = Staff.objects.get(username="he.ying")
    assert made.check_password(password)
    second = _text(_send(guo, "admin-member-new", **given))
    assert password not in second
    assert "刚才已经加过了" in second
    made.refresh_from_db()
    assert made.check_password(password)


def test_account_is_closed_and_opened_with_a_new_password(guo, cast):
    zhao = cast.staff["zhao"]
    assert "账号已停用" in _text(_send(guo, "admin-account", zhao.pk))
    zhao.refresh_from_db()
    assert not zhao.is_active
    assert re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", _text(_send(guo, "admin-account", zhao.pk)))
    refused = _send(guo, "admin-account", cast.staff["guo"].pk)
    assert refused.status_code == 422
    assert "最后一位管理员" in _text(refused)


def test_role_is_given_stood_in_for_and_ended(guo, cast):
    zhao, first, last = cast.staff["zhao"], date(2026, 12, 1), date(2026, 12, 31)
    _send(
        guo,
        "admin-grant-new",
        zhao.pk,
        role="adviser",
        unit_id=cast.units["land"].pk,
        place_id=cast.places["liuhe"].pk,
        **_day("starts_on", first),
        **_day("ends_on", last),
    )
    grant = Grant.objects.get(role="adviser")
    assert (grant.starts_on, grant.ends_on, grant.place_id) == (first, last, cast.places["liuhe"].pk)
    answer = _send(
        guo,
        "admin-substitute-new",
        grant.pk,
        staff_id=cast.staff["qian"].pk,
        **_day("starts_on", first),
        **_day("ends_on", first),
    )
    assert "钱勇" in _text(answer)
    assert "代 赵敏" in _text(answer)
    _send(guo, "admin-grant-end", grant.pk, **_day("ends_on", date(2026, 12, 5)))
    grant.refresh_from_db()
    assert grant.ends_on == date(2026, 12, 5)
    wrong = _send(guo, "admin-grant-end", grant.pk, **_day("ends_on", date(2026, 12, 9)))
    assert "已经结束了" in _text(wrong)


def test_notice_of_a_year_is_entered_as_lines_and_as_a_file(guo, cast):
    assert "暂定" in _text(guo.get(reverse("desk:admin-year", args=[2027])))
    answer = _send(guo, "admin-notice", 2027, source="国办发明电〔2026〕9号", lines="2027-01-01 休 元旦")
    assert "2027 年的放假安排录好了" in _text(answer)
    assert not CalendarDay.objects.get(day=date(2027, 1, 1)).working
    file = SimpleUploadedFile("n.json", '{"days":[{"name":"元旦","date":"2027-01-02","isOffDay":true}]}'.encode())
    _send(guo, "admin-notice", 2027, source="更正", file=file)
    assert [row.day.day for row in CalendarDay.objects.filter(day__year=2027)] == [2]
    assert CalendarYear.objects.get(year=2027).source == "更正"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"lines": "元旦放三天", "source": "x"}, "第 1 行看不懂"),
        ({"lines": "", "source": "x"}, "请写下放假安排里的日子"),
        ({"lines": "2027-01-01 休", "source": ""}, "请写明出处"),
        ({"lines": "2028-05-01 休", "source": "x"}, "里面没有 2027 年的日子"),
    ],
)
def test_wrong_notice_is_refused_with_its_sentence(data, says, guo, cast):
    answer = _send(guo, "admin-notice", 2027, **data)
    assert answer.status_code == 422
    assert says in _text(answer)
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_file_that_is_no_text_is_refused(guo, cast):
    for content, says in ((b"\xff\xfe\x00", "不是 UTF-8 文本"), (b"a" * 300_000, "不会有这么大")):
        answer = _send(guo, "admin-notice", 2027, source="x", file=SimpleUploadedFile("n.txt", content))
        assert says in _text(answer)


def test_office_rests_on_a_day_and_goes_back(guo, cast):
    address = date(2026, 11, 30).isoformat()
    _send(guo, "admin-day", address, working="no", name="停电")
    assert not CalendarDay.objects.get(day=date(2026, 11, 30)).working
    assert "停电" in _text(guo.get(reverse("desk:admin-year", args=[2026])))
    _send(guo, "admin-day", address, act="clear")
    assert not CalendarDay.objects.filter(day=date(2026, 11, 30)).exists()


@pytest.mark.parametrize("address", ["/desk/admin/calendar/2026-02-30/", "/desk/admin/calendar/1900/"])
def test_day_that_is_in_no_calendar_is_not_there(address, guo, cast):
    assert guo.get(address).status_code == 404


def test_letter_is_tried_kept_and_reset(guo, cast):
    shipped = document_of("D11").template("zh-hans")
    body = "本局回复如下。\n" + shipped.body
    tried = _text(_send(guo, "admin-letter", "D11", "zh-hans", act="try", title="处理意见书", body=body))
    assert "法定内容都在" in tried
    assert "本局回复如下。" in tried
    assert not LetterTemplate.objects.exists()
    _send(guo, "admin-letter", "D11", "zh-hans", title="处理意见书", body=body)
    assert LetterTemplate.objects.get().title == "处理意见书"
    _send(guo, "admin-letter", "D11", "zh-hans", act="reset")
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("act", ["", "try"])
def test_letter_that_drops_what_the_law_requires_names_the_article(act, guo, cast):
    answer = _send(guo, "admin-letter", "D11", "zh-hans", act=act, title="处理意见书", body="就这样。")
    assert answer.status_code == 422
    assert "第三十二条" in _text(answer)
    assert "就这样。" in _text(answer)
    assert not LetterTemplate.objects.exists()


def test_limit_out_of_bounds_gives_the_sentence(guo, cast):
    answer = _send(guo, "admin-limit", "xinfang.handle_days", value="90")
    assert answer.status_code == 422
    assert "法定期限只能缩短，不能延长" in _text(answer)
    assert "请填整数" in _text(_send(guo, "admin-limit", "xinfang.handle_days", value="九十"))
    _send(guo, "admin-limit", "xinfang.handle_days", value="45")
    assert OfficeSetting.objects.get().value == 45
    assert "45（本单位定的）" in _text(guo.get(reverse("desk:admin-limits")))
    _send(guo, "admin-limit", "xinfang.handle_days", act="reset")
    assert not OfficeSetting.objects.exists()


def test_city_pack_is_chosen_by_its_name(guo, cast):
    assert "吕梁" in _text(guo.get(reverse("desk:admin-limit", args=["hotline.pack"])))
    _send(guo, "admin-limit", "hotline.pack", value="beijing")
    assert OfficeSetting.objects.get(key="hotline.pack").value == "beijing"


def test_new_office_is_shown_what_to_set_up_first(guo, cast):
    Place.objects.all().update(active=False)
    OfficeProfile.objects.update(phone="")
    said = _text(guo.get(reverse("desk:admin-home")))
    assert "先把单位建好" in said
    assert re.search(r'admin/profile/" aria-current="step"', said)
    Place.objects.all().update(active=True)
    OfficeProfile.objects.update(phone="12345")
    assert "先把单位建好" not in _text(guo.get(reverse("desk:admin-home")))
