"""What is new in a reply, which receipt it names, and the subject that goes back."""

import time

import pytest

from huiying.core.codes import make_number
from huiying.core.mail.replies import MOST_NUMBERS, new_words, receipt_numbers, subject_of_reply

NEW = "还有两盏也不亮。"


@pytest.mark.parametrize(
    "text",
    [
        f"{NEW}\n\n------------------ 原始邮件 ------------------\n发件人: 柳溪县\n发送时间: 2026年\n\n收到了您的话",
        f"{NEW}\n\n在 2026-11-23 09:40:00，柳溪县 <a@b> 写道：\n> 收到了",
        f"{NEW}\n\n2026年11月23日 09:40，柳溪县 <a@b>写道：\n\n> 收到了\n> 您的话",
        f"{NEW}\n\nOn Mon, Nov 23, 2026 at 9:40 AM Liuxi\n<a@b> wrote:\n> got it",
        f"{NEW}\n\n发件人: 柳溪县\n发送时间: 2026年11月23日\n收件人: 李\n主题: Re\n\n收到",
        f"{NEW}\n\nFrom: Liuxi\nSent: Monday\nTo: Li\nSubject: x\n\ngot it",
        f"> 收到了\n\n{NEW}",
        f"> 收到了\n{NEW}\n> 您的话",
        f"在 2026-11-23 09:40:00，柳溪县 <a@b> 写道：\n> 收到了\n\n{NEW}",
        NEW,
    ],
)
def test_what_is_quoted_is_left_out(text):
    assert new_words(text) == NEW


@pytest.mark.parametrize("text", ["注意：这不是免责声明。", "谢谢，\n李桂英", "此致，\n敬礼", "说明：From: 一号灯"])
def test_words_that_look_like_small_print_stay(text):
    assert new_words(text) == text


def test_where_nothing_would_be_left_everything_stays():
    assert new_words("> 只有引文") == "> 只有引文"


@pytest.mark.parametrize(
    "text",
    ["\n" * 50_000, " " * 50_000, "> " * 30_000, "On " * 1300, "发件人: " * 9000, "From: a\n" * 9000, "2026年" * 9000],
)
def test_no_text_makes_it_last(text):
    begun = time.monotonic()
    new_words(text)
    assert time.monotonic() - begun < 4


def test_a_receipt_number_is_found_in_a_subject():
    number = make_number(lambda _below: 123456789)
    for written in (number, f"{number[:4]} {number[4:8]} {number[8:]}", f"{number[:4]}-{number[4:8]}-{number[8:]}"):
        assert receipt_numbers(f"Re: 路灯（回执号 {written}）") == [number]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert receipt_numbers(f"电话 {wrong}，{number}7") == []


def test_of_a_subject_full_of_numbers_only_the_first_are_asked_for():
    numbers = [make_number(lambda _below, one=one: 100_000_000 + one) for one in range(1_000)]
    assert receipt_numbers(" ; ".join(numbers)) == numbers[:MOST_NUMBERS]


@pytest.mark.parametrize(
    ("subject", "back"),
    [
        ("路灯", "Re: 路灯（1）"),
        ("Re: 回复：RE: 路灯", "Re: 路灯（1）"),
        ("Re: 路灯（1）", "Re: 路灯（1）"),
        ("", ""),
        ("Re:", ""),
    ],
)
def test_the_subject_goes_back_with_the_number_once(subject, back):
    assert subject_of_reply(subject, "（1）") == back
