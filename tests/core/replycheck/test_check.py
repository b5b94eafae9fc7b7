"""The gate before a reply goes out: what it finds, what it leaves alone. Every name, number and unit is invented."""

from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.replycheck.check import blocks, check_reply
from huiying.core.replycheck.finding import Finding, ReplyContext, sentence_around
from huiying.core.replycheck.numbers import capital_amount, one_slip
from huiying.core.replycheck.units import nearest_unit

UNITS = frozenset(
    "柳溪县信访局 柳溪县住房和城乡建设局 柳溪县公安局 柳河镇人民政府 桂花街道办事处 "
    "柳溪县城市管理和综合执法局 柳溪县人力资源和社会保障局 柳溪县公共资源交易中心管理办公室".split()
)
CONTEXT = ReplyContext(
    today=date(2026, 11, 22),
    received_on=date(2026, 11, 2),
    last_day=date(2027, 1, 1),
    unit_names=UNITS,
    known_places=frozenset({"柳河镇", "青石镇"}),
    person_names=("王大明", "Li Wei"),
    office_contacts=frozenset({"0731-84876543", "xf@liuxi.example"}),
    asked_numbers=("12,800", "35"),
)
GOOD = (
    "您于2026年11月2日反映桂花小区路灯不亮，我们收到了。11月5日，桂花街道办事处和柳溪县城市管理和综合执法局到现场查看，"
    "原因是配电箱进水。11月9日（星期一）已换好配电箱，18盏路灯全部亮了。依据《城市道路管理条例》第二十三条，以后由桂花街道办事处"
    "每月检查一次。还有问题，请打0731-84876543。"
)


def found(text: str, context: ReplyContext = CONTEXT) -> dict[str, str]:
    """Code to level of what is found in a text that is long enough."""
    return {one.code: one.level for one in check_reply(text, context=context) if one.code != "shape.short"}


def test_good_reply_passes_without_a_word() -> None:
    assert check_reply(GOOD, context=CONTEXT) == ()


def test_good_reply_in_english_passes_without_a_word() -> None:
    text = (
        "On 5 November 2026 the street office went to see the lamps. Water had come into the switch box. "
        "A new box was fitted on Monday 9 November 2026, and all 18 lamps work. The office will check them every month."
    )
    assert check_reply(text, context=CONTEXT) == ()


WRONG = [
    # days
    ("2026年2月30日已办结", "date.none", "block"),
    ("2月30日已办结", "date.none", "block"),
    ("2026-13-01已办结", "date.none", "block"),
    ("将于2026年13月完工", "date.none", "block"),
    ("2027年2月29日前完成", "date.none", "block"),
    ("It was mended on 31 April 2026.", "date.none", "block"),
    ("It was mended on February 30, 2026.", "date.none", "block"),
    ("2026年11月9日（星期二）已修好", "date.weekday", "block"),
    ("11月9日周二已修好", "date.weekday", "look"),
    ("Mended on Tuesday 9 November 2026.", "date.weekday", "block"),
    ("Mended on Tuesday, November 9, 2026.", "date.weekday", "block"),
    ("2026年12月9日已修好", "date.future_done", "look"),
    ("12月9日已修好", "date.future_done", "look"),
    ("It was mended on 9 December 2026.", "date.future_done", "look"),
    ("拟于2026年10月9日开工", "date.past_promise", "look"),
    ("It will on 9 October 2026 begin.", "date.past_promise", "look"),
    ("2027年3月1日前修好", "date.after_last_day", "look"),
    ("It will be mended by 1 March 2027.", "date.after_last_day", "look"),
    ("您于2026年11月3日反映的事", "date.received", "look"),
    # units
    ("由柳溪县住建局办理", "unit.nearly", "look"),
    ("请联系住建局", "unit.nearly", "look"),
    ("由柳溪县住房和城镇建设局办理", "unit.nearly", "look"),
    ("由柳溪县人力资源与社会保障局办理", "unit.nearly", "look"),
    ("由柳溪县气象局办理", "unit.unknown", "look"),
    ("由红枫街道办理", "unit.unknown", "look"),
    ("由红枫镇人民政府办理", "unit.unknown", "look"),
    # numbers
    ("东区3户、西区5户，共9户", "number.sum", "look"),
    ("人工费1,200元，材料费800.50元，合计2,000元", "number.sum", "look"),
    ("共8户，其中东区5户、西区4户", "number.sum", "look"),
    ("3 households and 5 households, 9 households in total", "number.sum", "look"),
    ("3 days and 5 days, altogether 9 days", "number.sum", "look"),
    ("3 + 5 = 9", "number.equation", "look"),
    ("人民币壹万贰仟元整（¥12,500元）", "number.capital", "block"),
    ("12500元（大写：壹万贰仟元整）", "number.capital", "block"),
    ("已退还12080元", "number.slip", "look"),
    ("已退还12900元", "number.slip", "look"),
    # people
    ("王大明反映的事已办", "people.name", "block"),
    ("LI WEI asked for it", "people.name", "block"),
    ("电话13812345678", "people.mobile", "block"),
    ("身份证11010519491231002X", "people.id_number", "block"),
    ("卡号4111111111111111", "people.bank_card", "block"),
    ("车牌湘A12B45", "people.plate", "block"),
    ("邮箱li@mail.example", "people.email", "look"),
    ("电话0731-84876540", "people.landline", "look"),
    ("住5栋2单元301室", "people.address", "look"),
    ("赵小川先生家里", "people.full_name", "block"),
    ("欧阳小川女士家里", "people.full_name", "block"),
    ("周小川（身份证号另附）", "people.full_name", "block"),
    ("周小川同志说", "people.full_name", "look"),
    ("李女士家里", "people.surname", "look"),
    ("张某某先生", "people.surname", "look"),
    ("Mr Zhang said", "people.surname", "look"),
    # tone
    ("你是刁民", "tone.label", "block"),
    ("你这是无理取闹", "tone.label", "block"),
    ("He is a troublemaker", "tone.label", "block"),
    ("爱信不信", "tone.rude", "block"),
    ("Stop complaining now", "tone.rude", "block"),
    ("否则依法处理您", "tone.threat", "block"),
    ("请你自行解决", "tone.away", "look"),
    ("这事不归我们管", "tone.away", "look"),
    ("this is not our problem", "tone.away", "look"),
    ("你应该知道", "tone.teach", "look"),
    ("you should know that", "tone.teach", "look"),
    ("你反映的事", "tone.you", "look"),
    # shape
    ("{unit}已办理", "shape.left_over", "block"),
    ("由XX单位办理", "shape.left_over", "block"),
    ("于××日办理", "shape.left_over", "block"),
    ("由某某局办理", "shape.left_over", "block"),
    ("To be done by TBD", "shape.left_over", "block"),
    ("您好！您反映的问题我局高度重视，正在研究，将尽快处理。感谢您的理解和支持！", "shape.empty", "look"),
    ("Dear petitioner, we attach great importance to it. The matter is under consideration.", "shape.empty", "look"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "level"), WRONG)
def test_gate_finds(text: str, code: str, level: str) -> None:
    assert found(text).get(code) == level


RIGHT = [
    "2026年2月28日、2024年2月29日和2月29日",
    "2026年12月9日前修好，方案已定于2026年12月1日公布",
    "12月9日前将修好",
    "去年八月已修好，今年5月1日已检查",
    "营业执照有效期至2031年5月22日，已核对",
    "2026年11月22日（周日）",
    "Sunday 22 November 2026, version 2.10.3, 10.5.2026-1",
    "您于2026年11月2日来信",
    "柳溪县住房和城乡建设局、县住房和城乡建设局、住房和城乡建设局和公安局",
    "桂花街道、柳河镇、青石镇和柳河镇人民政府",
    "柳溪县公共资源交易中心管理办公室已开标",
    "由主办单位协办，怎么办，当局，城镇，业主委员会，镇中心，局面，办理，委托，街道两边",
    "东区3户、西区5户，共8户",
    "共8户，其中东区3户",
    "每户200元，共3户",
    "公共3个厕所，2个水池",
    "3+5=8，1.5 + 2.5 = 4",
    "人民币壹万叁仟陆佰元整（¥13,600元），1.36万元（大写：壹万叁仟陆佰元整），2026年11月",
    "已退还12,800元，另有35元，编号12801是别的",
    "请打(0731)84876543，或者写信到xf@liuxi.example",
    "李家村的张家桥，高先锋路，姓王的女士，年满60周岁老人",
    "你单位、你局的报告",
    "我们高度重视，11月5日换好了桂花小区配电箱，18盏路灯全部亮了，费用由街道承担",
    "maXXimum, 2026XX1",
]


@pytest.mark.parametrize("text", RIGHT)
def test_gate_lets_pass(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("柳溪县住建局", "柳溪县住房和城乡建设局"),
        ("县人社局", "柳溪县人力资源和社会保障局"),
        ("柳西县公安局", "柳溪县公安局"),
        ("红枫街道办事处", None),
        ("柳溪县气象局", None),
        ("柳溪县财政所局", None),
    ],
)
def test_unit_that_is_meant(word: str, meant: str | None) -> None:
    assert nearest_unit(word, UNITS) == meant


def test_suggested_unit_is_named_in_both_languages() -> None:
    (one,) = check_reply("由柳溪县住建局办理这件事情并答复您", context=CONTEXT)
    assert (one.quote, one.start, one.end) == ("柳溪县住建局", 1, 7)
    assert "柳溪县住房和城乡建设局" in one.sentence.zh
    assert "柳溪县住房和城乡建设局" in one.sentence.en


def test_without_known_units_nothing_is_said_about_units() -> None:
    assert found("由柳溪县气象局办理", ReplyContext(today=CONTEXT.today)) == {}


def test_name_found_whole_is_not_found_again_in_part() -> None:
    assert found("王小李先生家里") == {"people.full_name": "block"}


def test_unit_ending_like_no_known_one_is_unknown() -> None:
    assert nearest_unit("柳溪县气象中心", frozenset({"柳溪县公安局"})) is None


def test_twenty_ninth_of_february_without_a_leap_year_near_says_nothing_more() -> None:
    assert found("2月29日（星期一）", ReplyContext(today=date(2102, 6, 1))) == {}


def test_short_answer_is_looked_at() -> None:
    (one,) = check_reply("已办。", context=CONTEXT)
    assert (one.code, one.level, one.quote) == ("shape.short", "look", "已办。")


def test_same_paragraph_twice_is_looked_at_where_it_comes_again() -> None:
    paragraph = "桂花街道办事处已把配电箱换好，路灯全部亮了。"
    (one,) = check_reply(f"{paragraph}\n\n已办。\n已办。\n {paragraph}", context=CONTEXT)
    assert (one.code, one.start > len(paragraph)) == ("shape.twice", True)


WANTED = [
    ("explanation", "路灯已经全部换好了，晚上都亮。", "原因是配电箱进水，我们已经换好了。"),
    ("fair_look", "这件事就是这样，没有别的话说。", "我们重新调查了一遍，结果和上次不同。"),
    ("respect", "路灯已经全部换好了，晚上都亮。", "让您摸黑走了一个月，我们向您道歉。"),
    ("action", "这件事的情况和您说的是一样的。", "我们已把配电箱修好，路灯都亮了。"),
    ("money", "路灯的事我们看过，情况和您说的一样。", "已把多收的电费1,250元退还给您。"),
]


@pytest.mark.parametrize(("want", "silent", "speaking"), WANTED)
def test_reply_speaks_of_what_would_put_it_right(want: str, silent: str, speaking: str) -> None:
    context = ReplyContext(today=CONTEXT.today, wants=frozenset({want}))
    (one,) = check_reply(silent, context=context)
    assert (one.code, one.level, one.start, one.end) == ("shape.unanswered", "look", 0, 0)
    assert check_reply(speaking, context=context) == ()


def test_own_answer_to_what_would_put_it_right_is_enough() -> None:
    context = ReplyContext(today=CONTEXT.today, wants=frozenset({"money"}), put_right="没有这笔钱的依据。")
    assert check_reply("路灯的事我们看过，情况和您说的一样。", context=context) == ()


def test_person_who_does_not_know_what_would_put_it_right_is_answered_by_any_reply() -> None:
    context = ReplyContext(today=CONTEXT.today, wants=frozenset({"unknown"}))
    assert check_reply("路灯的事我们看过，情况和您说的一样。", context=context) == ()


def test_one_blocking_finding_stops_the_reply() -> None:
    assert blocks(check_reply("电话13812345678，请打这个电话联系", context=CONTEXT))
    assert not blocks(check_reply("已办。", context=CONTEXT))


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("壹万贰仟伍佰元", "12500"),
        ("拾元", "10"),
        ("叁佰零伍圆肆角陆分", "305.46"),
        ("贰亿零叁万元伍分", "200030000.05"),
        ("壹拾万零捌拾元", "100080"),
    ],
)
def test_capital_amounts(words: str, amount: str) -> None:
    assert capital_amount(words) == Decimal(amount)


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("12800", "12900", True),
        ("12800", "12080", True),
        ("12800", "12800", False),
        ("12800", "1280", False),
        ("12800", "12911", False),
        ("12345", "52341", False),
    ],
)
def test_one_slip(left: str, right: str, slip: bool) -> None:
    assert one_slip(left, right) is slip


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("一。二三。四", 3, "二三"),
        ("一二", 0, "一二"),
        ("It was 3.5 km. It is 4. Good", 15, "It is 4"),
    ],
)
def test_sentence_around(text: str, at: int, sentence: str) -> None:
    assert sentence_around(text, at, at + 1) == sentence


@pytest.mark.parametrize("piece", ["1", "1+1", "壹", "局", "柳溪县公案局", "3户共9户", "2月30日", "王", "你", "a. "])
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    """Quadratic work, which took up to a minute here, would take a hundred times as long."""
    short, long = (min(_seconds((piece * size)[:size]) for _ in range(3)) for size in (2_000, 20_000))
    assert long < 50 * max(short, 0.001)


def _seconds(text: str) -> float:
    start = process_time()
    check_reply(text, context=CONTEXT)
    return process_time() - start


PIECES = st.sampled_from([text for text, _, _ in WRONG] + RIGHT + list("。，\n 1年月日局{某0"))


@given(st.lists(PIECES, max_size=6).map("".join) | st.text())
def test_findings_quote_the_text_in_its_order(text: str) -> None:
    findings = check_reply(text, context=CONTEXT)
    assert [one.start for one in findings] == sorted(one.start for one in findings)
    for one in findings:
        assert isinstance(one, Finding)
        assert one.quote == text[one.start : one.end]
        assert one.sentence.zh
        assert one.sentence.en


@given(st.dates(date(1950, 1, 1), date(2090, 12, 28)))
def test_every_real_day_exists_on_its_own_weekday(day: date) -> None:
    text = f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）查看了现场"
    assert not {"date.none", "date.weekday"} & set(found(text))
    wrong = text.replace("星期" + "一二三四五六日"[day.weekday()], "星期" + "二三四五六日一"[day.weekday()])
    assert found(wrong)["date.weekday"] == "block"
