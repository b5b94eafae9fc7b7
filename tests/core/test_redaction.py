"""What tells who a person is does not survive; everything else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.redaction import MASK, Redacted, find, id_number_fits, luhn_fits, redact

CANARIES = [
    ("mobile", "13812345678"),
    ("mobile", "138 1234 5678"),
    ("mobile", "138-1234-5678"),
    ("mobile", "１３８１２３４５６７８"),
    ("mobile", "1\u200b3812345678"),
    ("mobile", "一三八一二三四五六七八"),
    ("landline", "0731-84876543"),
    ("landline", "(010)65550101"),
    ("landline", "010 65550101-802"),
    ("id_number", "11010519491231002X"),
    ("id_number", "110105 19491231 002X"),
    ("id_number", "110105194912310021"),
    ("id_number", "110105491231002"),
    ("bank_card", "6222 0202 0000 0000 006"),
    ("bank_card", "4111111111111111"),
    ("email", "li.wei+a@mail.example.cn"),
    ("plate", "湘A12B45"),
    ("plate", "粤B·D12345"),
    ("address", "5栋2单元301室"),
    ("address", "三栋二单元"),
    ("address", "12号楼3单元"),
    ("address", "8幢602"),
]

ORDINARY = [
    "2026年11月22日共修路灯18盏，花费12800.50元。",
    "依据《信访工作条例》第三十一条第六项，自收到之日起60日内办结。",
    "11号、12号两天停水，1至3楼水压低。",
    "桂花路一路公交改走人民大道，文号柳信〔2026〕12号。",
    "第3组12号文件已公布，请到3楼2号窗口。",
    "编号LX-2026-004217，统一编号12345。",
    "2026-11-22 08:30:00",
    "Meeting at 10:30 on 22 November 2026, room 3.",
    "共1234567890123456789012345元",
]


@pytest.mark.parametrize(("kind", "canary"), CANARIES)
def test_canary_is_found_whole_and_named(kind: str, canary: str) -> None:
    text = f"请联系他，{canary}，谢谢"
    (span,) = find(text)
    assert (span.kind, text[span.start : span.end]) == (kind, canary)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_numbers_stay(text: str) -> None:
    assert redact(text) == Redacted(text, ())


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("王大明说路灯坏了", ("王大明",), "***说路灯坏了"),
        ("王 大明 and LI WEI", ("王大明", "Li Wei"), "**** and ******"),
        ("李家村很大", ("李",), "李家村很大"),
        ("Liwang and Li Weiming", ("Li Wei",), "Liwang and Li Weiming"),
        ("**早", ("**",), "**早"),
        ("家住柳树村12号", (), "家住柳树村***"),
        ("电话：84876543", (), "电话：********"),
    ],
)
def test_masking(text: str, names: tuple[str, ...], masked: str) -> None:
    assert redact(text, names).text == masked


def test_overlapping_finds_are_one() -> None:
    text = "王大明13812345678@mail.example"
    (name, rest) = find(text, ("王大明",))
    assert (name.kind, name.end, rest.end) == ("name", 3, len(text))


def test_masking_may_uncover_and_then_masks_again() -> None:
    assert redact("王9913812345678y", ("王99",)).text == MASK * 14 + "y"


@pytest.mark.parametrize(
    ("number", "fits"), [("11010519491231002X", True), ("11010519491231002x", True), ("110105194912310021", False)]
)
def test_check_character_of_an_id_number(number: str, fits: bool) -> None:
    assert id_number_fits(number) is fits


@pytest.mark.parametrize(("number", "fits"), [("4111111111111111", True), ("4111111111111112", False)])
def test_luhn(number: str, fits: bool) -> None:
    assert luhn_fits(number) is fits


def test_number_that_is_nobody_born_and_no_check_stays() -> None:
    assert find("订单110105209913310021") == ()
    assert find("编号110105994531002") == ()


SURROUNDING = st.text(alphabet="他住在桂花园，。 的电话是abc\n、", max_size=20)


@given(SURROUNDING, st.sampled_from([canary for _, canary in CANARIES]), SURROUNDING)
def test_canary_never_survives(before: str, canary: str, after: str) -> None:
    assert canary not in redact(f"{before}，{canary}，{after}").text


WORDS = st.text(alphabet="0123456789X-.· 号栋室单元王李大明湘A@村*１\u200b一三", max_size=60)


@given(WORDS, st.lists(st.text(alphabet="王李大明0*1A ", max_size=4), max_size=3))
def test_redacting_keeps_length_and_does_nothing_twice(text: str, names: list[str]) -> None:
    once = redact(text, names)
    assert len(once.text) == len(text)
    assert redact(once.text, names).text == once.text
    for span in once.spans:
        assert set(once.text[span.start : span.end]) == {MASK}


@given(st.text())
def test_any_text_is_redacted_in_its_own_length(text: str) -> None:
    once = redact(text)
    assert len(once.text) == len(text)
    assert find(once.text) == ()
