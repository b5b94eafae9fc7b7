"""The receipt after sending: number and code, what happens next, on the page, on paper and as a file."""

import pytest

from huiying.core.codes import grouped_code, grouped_number
from tests.faces.public.conftest import Speaker, Time
from tests.faces.public.handling import petition_only


def test_it_shows_number_and_code_and_says_it_does_so_only_now(reader: Speaker, language: str) -> None:
    number, code = reader.speak()
    page = reader.read("/speak/sent")
    assert grouped_number(number) in page
    assert f"{code[:4]} {code[4:8]}</span> <span>{code[8:12]} {code[12:]}" in page
    assert {"zh-hans": "密码只在现在显示", "en": "The code is shown only now"}[language] in page
    assert {"zh-hans": "带证件到窗口补", "en": "the counter can issue a new one"}[language] in page


def test_without_a_name_it_does_not_promise_a_new_slip(li: Speaker) -> None:
    li.speak(naming="anonymous")
    page = li.read("/speak/sent")
    assert "您没留名，丢了补不了" in page
    assert "带证件到窗口补" not in page


def test_it_says_what_comes_next_and_by_when(reader: Speaker, language: str) -> None:
    reader.speak()
    page = reader.read("/speak/sent")
    steps = {
        "zh-hans": ("已收到", "交到负责的单位", "最迟 11月23日（星期一）", "给您答复", "您来打分"),
        "en": (
            "Received",
            "Handed to the unit in charge",
            "Monday 23 November at the latest",
            "You get the answer",
            "You judge",
        ),
    }[language]
    found = [page.index(step) for step in steps]
    assert found == sorted(found)


def test_in_the_petition_procedure_the_limits_of_the_law_stand_there(li: Speaker) -> None:
    petition_only(li.cast)
    li.speak()
    page = li.read("/speak/sent")
    assert "最迟 12月8日（星期二）" in page, "15 days from 23 November"
    assert "单位收到后 15 天内" in page
    assert "受理后 60 天内" in page


def test_a_suggestion_is_not_promised_an_opinion(li: Speaker) -> None:
    petition_only(li.cast)
    li.speak(kind="suggestion")
    page = li.read("/speak/sent")
    assert "给您回复" in page
    assert "处理意见" not in page


def test_a_report_says_only_that_it_goes_to_the_body_that_may_deal_with_it(li: Speaker) -> None:
    li.speak(kind="report")
    page = li.read("/speak/sent")
    assert "交给有权处理的机关" in page
    for hidden in ("最迟", "您来打分", "柳河", "信访局"):
        assert hidden not in page


def test_reloading_within_the_hour_shows_it_again_and_later_leads_to_follow(li: Speaker, time: Time) -> None:
    receipt = li.speak()
    time.pass_by(minutes=59)
    assert li.receipt() == receipt
    time.pass_by(minutes=2)
    for path in ("/speak/sent", "/speak/slip", "/speak/receipt.txt"):
        assert li.get(path)["Location"] == "/follow"


@pytest.mark.parametrize("path", ["/speak/sent", "/speak/slip", "/speak/receipt.txt"])
def test_without_a_sent_draft_there_is_no_receipt(li: Speaker, path: str) -> None:
    li.go_through()
    assert li.get(path)["Location"] == "/follow"
    assert li.get(path).get("Cache-Control") == "no-store"


def test_the_file_holds_the_same(reader: Speaker, language: str) -> None:
    number, code = reader.speak()
    response = reader.get("/speak/receipt.txt")
    text = response.content.decode("utf-8-sig")
    assert response["Content-Disposition"] == f'attachment; filename="huiying-{number}.txt"'
    assert grouped_number(number) in text
    assert grouped_code(code) in text
    assert {
        "zh-hans": "交到负责的单位：最迟 2026年11月23日",
        "en": "Handed to the unit in charge: by 23 November 2026",
    }[language] in text
    assert "http://testserver/follow" in text


def test_the_address_on_the_slip_is_the_one_of_the_office(li: Speaker, settings: object) -> None:
    settings.ADDRESS = "https://voice.liuxi.example"  # type: ignore[attr-defined]
    li.speak()
    assert "https://voice.liuxi.example/follow" in li.read("/speak/slip")


def test_the_slip_is_ready_to_print(reader: Speaker) -> None:
    number, code = reader.speak()
    page = reader.read("/speak/slip")
    assert 'class="hy-slip-page"' in page
    assert grouped_number(number) in page
    assert code[:4] in page


def test_who_has_copied_the_numbers_can_clear_them(li: Speaker) -> None:
    li.speak()
    response = li.client.post("/speak/leave")
    assert response["Location"] == "/"
    assert "hy_draft" not in {name for name, cookie in li.client.cookies.items() if cookie.value}
    assert li.get("/speak/sent")["Location"] == "/follow"
