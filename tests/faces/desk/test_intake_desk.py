"""The intake desk: drafts of a clerk, groups, the unit, files, reading back, paper."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Draft, Voice
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.desk.conftest import LAMPS, granted

BY_PAGE = {"HTTP_X_KEPT_BY": "page"}


@pytest.fixture
def typed():
    return {
        "channel": "phone",
        "naming": "named",
        "words": LAMPS,
        "kind": "request",
        "name": "李桂英",
        "phone": "00001234567",
        "received_at": "2026-11-23T09:30",
        "draft": str(uuid.uuid4()),
    }


# Drafts


def test_what_is_typed_is_kept_sealed_and_theirs(cast, language, at_desk, typed):
    he = at_desk("hotline", language)
    assert he.client.post("/desk/intake/keep/", typed, **BY_PAGE).status_code == 200
    draft = Draft.objects.get()
    assert (str(draft.pk), draft.staff) == (typed["draft"], cast.staff["hotline"])
    assert LAMPS.encode() not in bytes(draft.sealed)
    said = he.read("/desk/intake/")
    assert f"/desk/intake/drafts/{draft.pk}/" in said
    assert LAMPS[:24] in said
    assert "李桂英" not in said, "the list says time and first words only"
    again = he.read(f"/desk/intake/drafts/{draft.pk}/")
    assert LAMPS in again
    assert 'value="李桂英"' in again
    assert 'value="phone" id="id_channel_1" checked' in again
    assert typed["draft"] in again


def test_a_draft_of_somebody_else_is_neither_seen_nor_changed(cast, at_desk, typed):
    at_desk("hotline").client.post("/desk/intake/keep/", typed, **BY_PAGE)
    wang, path = at_desk("wang"), f"/desk/intake/drafts/{typed['draft']}/"
    assert LAMPS[:12] not in wang.read("/desk/intake/")
    assert LAMPS not in wang.client.get(path, follow=True).content.decode()
    wang.client.post("/desk/intake/keep/", typed | {"words": "别的话"}, **BY_PAGE)
    wang.post(f"{path}discard/")
    assert LAMPS in at_desk("hotline").read(path)


def test_several_begun_at_once_each_go_on(cast, at_desk, typed):
    he = at_desk("hotline")
    other = typed | {"draft": str(uuid.uuid4()), "words": "第二个电话：自来水停了。"}
    for one in (typed, other):
        he.client.post("/desk/intake/keep/", one, **BY_PAGE)
    assert len(he.get("/desk/intake/").context["begun"]) == 2
    he.client.post("/desk/intake/", other)
    assert [words for _id, _at, words in he.get("/desk/intake/").context["begun"]] == [LAMPS[:24]]


def test_a_draft_goes_after_a_day_and_when_it_is_thrown_away(cast, at_desk, typed, monkeypatch):
    he = at_desk("hotline")
    he.client.post("/desk/intake/keep/", typed, **BY_PAGE)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=24, seconds=1))
    assert he.get("/desk/intake/").context["begun"] == []
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for _ in range(2):
        assert he.post(f"/desk/intake/drafts/{typed['draft']}/discard/").status_code == 302
    assert not Draft.objects.exists()
    gone = he.client.get(f"/desk/intake/drafts/{typed['draft']}/?begun", follow=True)
    assert "已经没有了" in gone.content.decode()
    fresh = he.read(f"/desk/intake/drafts/{typed['draft']}/")
    assert 'id="id_channel_0" checked' in fresh, "an empty screen is reloaded"
    assert 'id="id_naming_0" checked' in fresh
    assert typed["draft"] in fresh


def test_an_empty_screen_keeps_nothing(cast, at_desk, typed):
    empty = typed | {"words": "", "name": " ", "phone": ""}
    at_desk("hotline").client.post("/desk/intake/keep/", empty, **BY_PAGE)
    assert not Draft.objects.exists()


def test_the_button_keeps_it_without_javascript(cast, language, at_desk, typed):
    page = at_desk("hotline", language).client.post("/desk/intake/keep/", typed, follow=True)
    assert ("存好了" if language == "zh-hans" else "Kept for 24 hours") in page.content.decode()
    assert LAMPS[:24] in page.content.decode()


def test_a_draft_that_was_sent_leads_to_its_receipt_and_is_not_written_again(cast, at_desk, typed):
    he = at_desk("hotline")
    he.client.post("/desk/intake/", typed)
    he.client.post("/desk/intake/keep/", typed | {"words": "迟到的保存"}, **BY_PAGE)
    page = he.get(f"/desk/intake/drafts/{typed['draft']}/")
    assert page.url == f"/desk/intake/{typed['draft']}/"
    assert he.get(page.url).status_code == 200


def test_other_words_on_a_screen_that_was_sent_are_not_given_its_receipt(cast, language, at_desk, typed):
    he = at_desk("hotline", language)
    he.client.post("/desk/intake/", typed)
    other = "第二个人：自来水停了。"
    page = he.client.post("/desk/intake/", typed | {"words": other, "name": "王五"})
    assert page.status_code == 422
    draft = re.search(r'name="draft" value="([^"]+)"', page.content.decode())[1]
    assert draft != typed["draft"]
    assert other in he.read(f"/desk/intake/drafts/{draft}/")
    he.client.post("/desk/intake/", typed | {"words": other, "name": "王五", "draft": draft})
    assert sorted(Voice.objects.values_list("text", flat=True)) == sorted([LAMPS, other])


@pytest.mark.parametrize("draft", ["", "x", "1" * 500])
def test_a_draft_without_an_id_is_refused(cast, at_desk, typed, draft):
    assert at_desk("hotline").client.post("/desk/intake/keep/", typed | {"draft": draft}).status_code == 400


@pytest.mark.parametrize("name", ["zhao", "chen", "guo", "feng", "hu", "zhou"])
def test_only_who_takes_voices_down_begins(cast, at_desk, typed, name):
    assert at_desk(name).client.post("/desk/intake/keep/", typed).status_code == 403
    assert at_desk(name).get(f"/desk/intake/drafts/{typed['draft']}/").status_code == 403


def test_what_was_refused_is_kept_too(cast, at_desk, typed):
    he = at_desk("hotline")
    assert he.client.post("/desk/intake/", typed | {"phone": ""}).status_code == 422
    assert LAMPS in he.read(f"/desk/intake/drafts/{typed['draft']}/")


# Choices


def test_every_field_has_a_key_of_its_own_and_says_it(cast, language, at_desk):
    said = at_desk("hotline", language).read("/desk/intake/")
    keys = re.findall(r'data-alt="(\w)"', said)
    assert len(keys) == len(set(keys)) >= 20
    for key in keys:
        assert f"Alt+{key}" in said


def test_the_channel_used_last_is_chosen_at_the_next(cast, at_desk, typed):
    he = at_desk("hotline")
    he.client.post("/desk/intake/", typed)
    assert 'value="phone" id="id_channel_1" checked' in he.read("/desk/intake/")


def test_registering_may_open_the_next_screen_at_once(cast, language, at_desk, typed):
    page = at_desk("hotline", language).client.post("/desk/intake/", typed | {"then": "next"}, follow=True)
    assert page.redirect_chain[-1][0] == "/desk/intake/"
    assert f"/desk/intake/{typed['draft']}/" in page.content.decode()


def test_what_will_follow_is_told_before_it_is_registered(cast, language, at_desk, typed):
    live = at_desk("hotline", language).client.post("/desk/intake/alike/", typed, HTTP_HX_REQUEST="true")
    said = live.content.decode()
    assert ("11月23日" if language == "zh-hans" else "23 November") in said
    assert not Voice.objects.exists()
    report = at_desk("hotline").client.post("/desk/intake/alike/", typed | {"kind": "report"}, HTTP_HX_REQUEST="true")
    assert "专办" in report.content.decode()


@pytest.mark.parametrize("received", ["", "2026-13-45T99:99", "gestern", "9999-12-31T23:59"])
def test_a_strange_hour_foresees_from_now(cast, at_desk, typed, received):
    live = at_desk("hotline").client.post(
        "/desk/intake/alike/", typed | {"received_at": received}, HTTP_HX_REQUEST="true"
    )
    assert live.status_code == 200


# The unit


def test_who_dispatches_hands_it_on_at_once(cast, language, at_desk, typed):
    town = cast.units["liuhe"]
    sent = typed | {"unit": town.pk, "at_once": "on"}
    for _ in range(2):
        page = at_desk("hotline", language).client.post("/desk/intake/", sent, follow=True)
    case = Case.objects.get()
    assert (case.unit, case.state) == (town, "dispatched")
    assert Event.objects.filter(type="hotline.dispatch").count() == 1
    assert page.status_code == 200


def test_without_the_tick_or_the_role_the_dispatcher_reads_it(cast, language, at_desk, typed):
    town = cast.units["liuhe"]
    at_desk("hotline", language).client.post("/desk/intake/", typed | {"unit": town.pk})
    wanted = typed | {"unit": town.pk, "at_once": "on", "channel": "counter", "draft": str(uuid.uuid4())}
    at_desk("wang", language).client.post("/desk/intake/", wanted)
    assert {case.state for case in Case.objects.all()} == {"received", "registered"}
    assert Event.objects.filter(type__in=("hotline.note", "xinfang.note")).count() == 2
    name = "柳河镇人民政府" if language == "zh-hans" else "Liuhe Town"
    assert name in at_desk("zhou", language).read(f"/desk/cases/{Voice.objects.latest('pk').pk}/")


def test_a_report_names_no_unit(cast, at_desk, typed):
    sent = typed | {"unit": cast.units["liuhe"].pk, "at_once": "on", "kind": "report"}
    at_desk("hotline").client.post("/desk/intake/", sent)
    assert not Event.objects.filter(type__in=("hotline.note", "xinfang.note", "hotline.dispatch")).exists()


def test_a_receptionist_is_not_offered_to_hand_on(cast, at_desk):
    assert 'name="at_once"' not in at_desk("wang").read("/desk/intake/")
    granted(cast, "wang", "dispatcher", "petition")
    assert 'name="at_once"' in at_desk("wang").read("/desk/intake/")


# Groups


def test_a_group_leaves_with_a_receipt_for_each_and_one_print(cast, language, at_desk, typed):
    wang = at_desk("wang", language)
    group = typed | {"channel": "counter", "people_count": "30"}
    group |= {f"signer-{n}-name": f"代表{n}" for n in range(4)}
    page = wang.client.post("/desk/intake/", group, follow=True)
    assert len(page.context["group"]) == 5
    more = {"name": "", "phone": "", "as_draft": uuid.uuid4()}
    for _ in range(2):
        page = wang.client.post(f"/desk/intake/{typed['draft']}/sign/", more, follow=True)
    assert len(page.context["group"]) == 6
    assert Voice.objects.count() == 6
    case = wang.read(f"/desk/cases/{page.context['voice'].pk}/")
    assert ("来的有 30 人" if language == "zh-hans" else "30 people came with it") in case
    paper = wang.read(f"/desk/intake/{typed['draft']}/slip/?all")
    assert paper.count('class="hy-slip"') == 6
    for voice in Voice.objects.all():
        assert f"{voice.number[:4]} {voice.number[4:8]}" in paper


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people_count": "0"}, "people_count"),
        ({"people_count": "viele"}, "people_count"),
        ({"people_count": "99999"}, "people_count"),
        ({"people_count": "1", "signer-0-name": "王大山"}, "people_count"),
        ({"people_count": "5", "signer-0-phone": "123456"}, "signer"),
        ({"people_count": "5", "signer-0-name": "长" * 70}, "signer"),
    ],
)
def test_a_wrong_group_is_said_and_nothing_typed_is_lost(cast, at_desk, typed, changes, field):
    page = at_desk("wang").client.post("/desk/intake/", typed | changes)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    for value in changes.values():
        assert f'value="{value}"' in page.content.decode()
    assert not Voice.objects.exists()


def test_the_rows_of_a_group_are_kept_in_the_draft(cast, at_desk, typed):
    wang = at_desk("wang")
    wang.client.post("/desk/intake/keep/", typed | {"people_count": "8", "signer-2-name": "王大山"}, **BY_PAGE)
    said = wang.read(f"/desk/intake/drafts/{typed['draft']}/")
    assert 'name="signer-2-name" value="王大山"' in said
    assert 'value="8"' in said


# Files


def picture():
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    return SimpleUploadedFile("路灯.png", buffer.getvalue(), "image/png")


def test_a_photo_waits_in_the_draft_and_comes_with_the_voice(cast, at_desk, typed):
    wang = at_desk("wang")
    kept = wang.client.post("/desk/intake/keep/", typed | {"upload": [picture()]}, **BY_PAGE).content.decode()
    token = re.search(r'name="file" value="([^"]+)"', kept)[1]
    assert token in wang.read(f"/desk/intake/drafts/{typed['draft']}/")
    for _ in range(2):
        wang.client.post("/desk/intake/", typed | {"file": [token]})
    voice = Voice.objects.get()
    assert [one.attached_as for one in voice.attachments.all()] == ["voice"]


def test_without_javascript_the_photo_comes_with_the_form(cast, at_desk, typed):
    at_desk("wang").client.post("/desk/intake/", typed | {"upload": [picture()]})
    assert Voice.objects.get().attachments.count() == 1


def test_a_bad_file_is_said_and_nothing_typed_is_lost(cast, language, at_desk, typed):
    bad = SimpleUploadedFile("tool.exe", b"MZ" + b"\0" * 200, "application/octet-stream")
    page = at_desk("wang", language).client.post("/desk/intake/", typed | {"upload": [bad, picture()]})
    assert page.status_code == 422
    said = page.content.decode()
    assert LAMPS in said
    assert ("“tool.exe”：" if language == "zh-hans" else "“tool.exe”: ") in said
    assert said.count('name="file"') == 1, "the good one is kept"
    assert not Voice.objects.exists()


def test_a_file_of_somebody_else_is_passed_over(cast, at_desk, typed):
    kept = at_desk("hotline").client.post("/desk/intake/keep/", typed | {"upload": [picture()]}, **BY_PAGE)
    token = re.search(r'name="file" value="([^"]+)"', kept.content.decode())[1]
    other = typed | {"file": [token, "forged", "1:2:3"], "draft": str(uuid.uuid4())}
    at_desk("wang").client.post("/desk/intake/", other)
    assert Voice.objects.get().attachments.count() == 0


# The receipt


@pytest.fixture
def registered(at_desk, typed):
    wang = at_desk("wang")
    code = wang.client.post("/desk/intake/", typed, follow=True).context["code"]
    return wang, f"/desk/intake/{typed['draft']}/", code


def test_the_code_is_read_back_and_never_kept(cast, registered):
    wang, path, code = registered
    events = Event.objects.count()
    right = wang.post(f"{path}read-back/", heard=f"{code[:4]} {code[4:8]}-{code[8:]}")
    assert right.context["heard"].right
    wrong = f"{code[:4]}{(int(code[4]) + 1) % 10}{code[5:]}"
    said = wang.post(f"{path}read-back/", heard=wrong)
    assert said.context["heard"].wrong == (2,)
    assert "第 2 组" in said.content.decode()
    short = wang.post(f"{path}read-back/", heard="123")
    assert (short.status_code, short.context["not_heard"] != "") == (422, True)
    assert Event.objects.count() == events


def test_the_paper_is_remembered(cast, registered):
    wang, path, code = registered
    assert "hy-slip-page" in wang.read(f"{path}slip/")
    a4 = wang.read(f"{path}slip/?paper=a4")
    assert 'class="intake-a4"' in a4
    assert LAMPS in a4
    assert f"{code[:4]} {code[4:8]} {code[8:12]} {code[12:]}" in a4
    assert 'class="intake-a4"' in wang.read(f"{path}slip/")
    assert "hy-slip-page" in wang.read(f"{path}slip/?paper=slip")
    assert "hy-slip-page" in wang.read(f"{path}slip/?paper=cloth")


def test_the_paper_carries_the_number_as_a_code_and_never_the_secret(cast, registered):
    from huiying.faces.look.qr import qr_svg

    wang, path, _code = registered
    number = Voice.objects.get().number
    assert str(qr_svg(f"http://testserver/follow?n={number}")) in wang.read(f"{path}slip/")


def test_number_and_link_are_sent_again_to_who_left_a_phone(cast, language, at_desk, registered):
    wang, path, _code = registered
    assert wang.client.post(f"{path}send/", {"key": "a"}, follow=True).status_code == 200
    assert Event.objects.filter(type__startswith="message.").count() >= 2
    anonymous = {"channel": "phone", "naming": "anonymous", "words": LAMPS, "kind": "request"}
    anonymous |= {"received_at": "2026-11-23T09:30", "draft": str(uuid.uuid4())}
    page = wang.client.post("/desk/intake/", anonymous, follow=True)
    assert "/send/" not in page.content.decode()


def test_the_paper_of_a_report_says_nothing_of_it(cast, at_desk, typed):
    wang = at_desk("wang")
    wang.client.post("/desk/intake/", typed | {"kind": "report"})
    for page in ("", "slip/", "slip/?paper=a4"):
        assert LAMPS[:8] not in wang.read(f"/desk/intake/{typed['draft']}/{page}")


def test_a_receipt_is_shown_to_who_gave_it_alone(cast, at_desk, registered):
    _wang, path, _code = registered
    for name in ("hotline", "zhou"):
        assert at_desk(name).get(path).status_code == 404
        for act in ("read-back", "send", "sign"):
            assert at_desk(name).post(f"{path}{act}/").status_code == 404
    assert at_desk("zhao").get(path).status_code == 403
