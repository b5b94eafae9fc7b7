"""Following a voice: number, code, and what its page shows to the holder of the receipt alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from huiying.core.codes import make_number
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import make_link
from huiying.loop.look_at_identity import look_at_identity
from tests.cast import NOW
from tests.faces.public.conftest import LAMPS, Speaker, Time
from tests.faces.public.handling import PUTS_RIGHT, REPLY, answer_by_hotline, do, petition_only, write_opinion

WRONG = "0000 1111 2222 3333"


def test_number_then_code_opens_the_voice(reader: Speaker) -> None:
    number, code = reader.speak()
    response = reader.client.post("/follow", {"number": f" {number[:4]} {number[4:8]}-{number[8:]} "})
    assert response["Location"] == "/follow/code"
    response = reader.client.post("/follow/code", {"code": " ".join(code[i : i + 4] for i in (0, 4, 8, 12))})
    assert response["Location"] == "/follow/voice"
    assert "三盏路灯都不亮" in reader.read("/follow/voice")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ("请输入回执号", "Please enter the receipt number")),
        ("12345", ("回执编号是10位数字", "A receipt number has 10 digits")),
        ("1234567890", ("有一位不对", "has a wrong digit")),
        ("<script>", ("回执编号是10位数字", "A receipt number has 10 digits")),
    ],
)
def test_a_mistyped_number_is_refused_with_a_sentence(
    reader: Speaker, language: str, typed: str, said: tuple[str, str]
) -> None:
    response = reader.client.post("/follow", {"number": typed})
    assert response.status_code == 422
    assert response.content.decode().count(said[language == "en"]) == 2
    assert "<script>" not in response.content.decode()


def test_the_code_on_our_paper_brings_the_number_and_nothing_is_remembered_yet(reader: Speaker) -> None:
    number, _code = reader.speak()
    reader.client.cookies.clear()
    response = reader.client.get(f"/follow?n={number}")
    assert f'value="{number[:4]} {number[4:8]} {number[8:]}"' in response.content.decode()
    assert not response.cookies
    for wrong in ("1234567890", "<script>", ""):
        assert "<script>" not in reader.read(f"/follow?n={wrong}")


def test_an_unknown_receipt_and_a_wrong_code_are_not_told_apart(li: Speaker, another: Callable[[], Speaker]) -> None:
    number, _ = li.speak()
    wrong = another().open(number, WRONG)
    unknown = another().open(make_number(lambda n: 5), WRONG)
    said = "回执号和查询密码对不上"
    assert wrong.status_code == unknown.status_code == 422
    assert said in wrong.content.decode()
    assert said in unknown.content.decode()


def test_many_wrong_codes_have_to_wait_but_nobody_is_locked_out(li: Speaker, time: Time) -> None:
    number, code = li.speak()
    for _ in range(8):
        response = li.open(number, WRONG)
    assert response.status_code == 429
    assert "秒再试" in response.content.decode()
    assert li.open(number, code).status_code == 429
    time.pass_by(minutes=2)
    assert li.open(number, code)["Location"] == "/follow/voice"


def test_without_a_number_the_code_is_not_asked_for(li: Speaker) -> None:
    assert li.get("/follow/code")["Location"] == "/follow"


def test_a_forged_number_cookie_opens_nothing(li: Speaker) -> None:
    li.client.cookies["hy_asked"] = "7304291658:forged"
    assert li.get("/follow/code")["Location"] == "/follow"


@pytest.mark.parametrize("path", ["", "/add", "/again", "/opinion", "/withdraw", "/take-back"])
def test_without_a_receipt_no_page_of_a_voice_opens(li: Speaker, path: str) -> None:
    assert li.get(f"/follow/voice{path}")["Location"] == "/follow"


@pytest.mark.parametrize("act", ["add", "rate", "again", "opinion", "withdraw", "take-back"])
def test_without_a_receipt_nothing_can_be_done(li: Speaker, act: str) -> None:
    li.speak()
    assert li.client.post(f"/follow/voice/{act}", {"words": "补充", "resolved": "yes"})["Location"] == "/follow"


def test_the_session_holds_the_id_of_the_voice_alone(li: Speaker) -> None:
    number, code = li.speak()
    li.open(number, code)
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert [set(data) - {"_session_expiry"} for data in kept] == [{"voice"}]
    assert kept[0]["_session_expiry"] == 30 * 60


def test_who_has_finished_leaves_nothing_behind(li: Speaker) -> None:
    number, code = li.speak()
    li.open(number, code)
    response = li.client.post("/follow/leave")
    assert response["Location"] == "/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert li.get("/follow/voice")["Location"] == "/follow"


def test_a_link_from_a_message_is_exchanged_and_leaves_the_address(li: Speaker, another: Callable[[], Speaker]) -> None:
    number, _ = li.speak()
    token = make_link(Voice.objects.get(number=number), now=NOW)
    phone = another()
    response = phone.get(f"/r/{token}")
    assert response["Location"] == "/follow/voice"
    assert token not in phone.read("/follow/voice")


def test_an_old_or_forged_link_says_so_and_asks_for_the_number(reader: Speaker, language: str, time: Time) -> None:
    number, _ = reader.speak()
    token = make_link(Voice.objects.get(number=number), now=NOW)
    time.pass_by(days=91)
    for link in (token, "forged"):
        response = reader.get(f"/r/{link}")
        assert response.status_code == 410
        assert {"zh-hans": "这个链接已经过期", "en": "This link has expired"}[language] in response.content.decode()


def test_the_page_says_where_it_stands_and_what_comes_by_when(reader: Speaker, language: str) -> None:
    reader.open(*reader.speak())
    page = reader.read("/follow/voice")
    owed = {
        "zh-hans": ("收到了，正在看该交给谁", "交到负责的单位", "最迟"),
        "en": ("We have it", "Handed to the unit", "at the latest"),
    }
    assert all(words in page for words in owed[language])
    assert LAMPS in page


def test_the_answer_speaks_to_what_the_person_wanted(reader: Speaker, language: str) -> None:
    number, code = reader.speak()
    answer_by_hotline(reader.cast, Voice.objects.get(number=number), now=NOW)
    reader.open(number, code)
    page = reader.read("/follow/voice")
    assert REPLY in page
    assert PUTS_RIGHT in page
    assert {"zh-hans": "您要的“给个说法”", "en": "To what you wanted: An explanation"}[language] in page
    assert {"zh-hans": "柳河镇人民政府答复了您", "en": "Liuhe Town answered you"}[language] in page


def test_a_unit_that_hands_it_back_is_seen_with_its_reason(reader: Speaker, language: str) -> None:
    number, code = reader.speak()
    voice = Voice.objects.get(number=number)
    do(reader.cast, voice, "hotline", "dispatch", now=NOW, unit=reader.cast.units["land"].pk, reason="内部理由")
    objection = {"reason": "路灯不归我们管", "duty_basis": "三定规定", "proposed_unit": reader.cast.units["liuhe"].pk}
    do(reader.cast, voice, "zhao", "object", now=NOW + timedelta(hours=1), **objection)
    do(reader.cast, voice, "hotline", "allow_return", now=NOW + timedelta(hours=2), reason="村道路灯归镇里管")
    reader.open(number, code)
    page = reader.read("/follow/voice")
    assert "hy-time--back" in page
    assert "路灯不归我们管" in page
    assert "村道路灯归镇里管" in page
    assert "内部理由" not in page
    given = {"zh-hans": "柳溪县自然资源局", "en": "Liuxi Natural Resources Bureau"}[language]
    assert given in page


def test_an_opinion_waits_until_its_reader_opens_it(li: Speaker, time: Time) -> None:
    petition_only(li.cast)
    number, code = li.speak()
    write_opinion(li.cast, Voice.objects.get(number=number), now=NOW)
    time.pass_by(days=4)
    li.open(number, code)
    page = li.read("/follow/voice")
    assert "处理意见出来了" in page
    assert REPLY not in page
    form = li.get("/follow/voice/opinion").context["form"]
    response = li.client.post("/follow/voice/opinion", {"key": _key(form)})
    assert response["Location"] == "/follow/voice?done=opened"
    page = li.read("/follow/voice?done=opened")
    assert REPLY in page
    assert "予以支持" in page
    assert "可以在2026年12月28日前请上一级复查" in page, "30 days from 27 November: Sunday, so Monday"


def test_follow_up_and_review_stand_side_by_side_and_apart(reader: Speaker, language: str, time: Time) -> None:
    petition_only(reader.cast)
    number, code = reader.speak()
    write_opinion(reader.cast, Voice.objects.get(number=number), now=NOW)
    time.pass_by(days=4)
    reader.open(number, code)
    reader.client.post("/follow/voice/opinion", {"key": _key(reader.get("/follow/voice/opinion").context["form"])})
    form = reader.get("/follow/voice/again").context["form"]
    reader.client.post("/follow/voice/again", {"key": _key(form), "words": "还有一盏不亮"})
    page = reader.read("/follow/voice")
    review = {"zh-hans": "可以在2026年12月28日前请上一级复查", "en": "ends on 28 December 2026"}[language]
    again = {"zh-hans": "再办一次的答复最迟2026年12月11日给您", "en": "due by 11 December 2026"}[language]
    assert review in page
    assert again in page


def test_who_looked_at_the_identity_stands_on_the_page(reader: Speaker, language: str) -> None:
    petition_only(reader.cast)
    number, code = reader.speak(naming="named")
    voice = Voice.objects.get(number=number)
    later = NOW + timedelta(hours=2)
    look_at_identity(voice.pk, actor=reader.cast.actor("zhou"), reason="约您到现场指灯的位置", now=later)
    reader.open(number, code)
    page = reader.read("/follow/voice")
    assert "约您到现场指灯的位置" in page
    assert {"zh-hans": "11月23日，柳溪县信访局", "en": "23 November, Liuxi Petition Office"}[language] in page
    assert "周强" not in page


def test_a_report_shows_no_unit_no_place_no_words(li: Speaker) -> None:
    number, code = li.speak(kind="report")
    li.open(number, code)
    page = li.read("/follow/voice")
    for hidden in (LAMPS, "三盏路灯", "柳河", "信访局", "二组"):
        assert hidden not in page
    assert "检举控告" in page
    assert "由专人保密办理" in page


def test_a_member_of_staff_who_follows_stays_logged_in(li: Speaker) -> None:
    number, code = li.speak()
    li.client.force_login(li.cast.staff["wang"])
    li.open(number, code)
    li.client.post("/follow/leave")
    assert "_auth_user_id" in li.client.session
    assert "voice" not in li.client.session


def _key(form: object) -> str:
    return str(form["key"]).split('value="')[1].split('"')[0]  # type: ignore[index]
