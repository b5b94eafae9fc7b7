"""Papers of the joint meeting, as they are read."""

from datetime import date

from huiying.core.letters.catalogue import document_of
from huiying.core.letters.compose import Values, compose
from huiying.core.letters.model import Numbered, Table
from huiying.core.letters.reading import letter_text
from huiying.core.words import Language

HEAD: dict[str, object] = {
    "office": "柳溪县信访工作联席会议办公室",
    "day": date(2026, 11, 22),
    "meeting": "信访工作联席会议2026年第12次会议",
    "begins": "2026年12月7日（星期一）9:00",
    "venue": "县政府三楼会议室",
    "chair": "柳溪县人民政府副县长",
}
ITEMS: list[Values] = [
    {"item": "上月动态", "care": "—", "urgent": "—", "effect": "—", "brought_by": "联席会议办公室"},
    {
        "item": "搅拌站扰民",
        "care": "37人",
        "urgent": "很急",
        "effect": "一月内",
        "brought_by": "县住建局",
        "question": "夜里能不能停工？",
        "paper": "测了三晚，\n夜间58分贝。",
        "attached": "噪声监测.pdf",
    },
]


def text_of(code: str, values: Values, language: Language = "zh-hans") -> str:
    return letter_text(compose(document_of(code).template(language), {**HEAD, **values}))


def test_invitation_numbers_its_items_and_asks_for_an_answer() -> None:
    values = HEAD | {"addressee": "县住建局", "length": 90, "items": ITEMS, "reply_by": date(2026, 12, 4)}
    letter = compose(document_of("M01").template("zh-hans"), values)
    assert next(block for block in letter.blocks if isinstance(block, Numbered)).items == ("上月动态", "搅拌站扰民")
    text = letter_text(letter)
    assert text.startswith("联席会议通知\n县住建局：\n请你单位派能作主的人参加下面的会议。\n会议：信访工作联席会议")
    assert "请最迟2026年12月4日在系统里回复来不来" in text
    assert "（印章）" in text
    assert "请打" not in text


def test_agenda_shows_the_three_columns_and_then_the_papers() -> None:
    letter = compose(document_of("M02").template("zh-hans"), HEAD | {"items": ITEMS})
    table = next(block for block in letter.blocks if isinstance(block, Table))
    assert table.head == ("序号", "议题", "多少人关心", "急不急", "见效", "提出单位")
    assert table.rows[1] == ("二", "搅拌站扰民", "37人", "很急", "一月内", "县住建局")
    lines = letter_text(letter).split("\n")
    at = lines.index("议题二　搅拌站扰民")
    assert lines[at + 1 : at + 5] == ["夜里能不能停工？", "测了三晚，", "夜间58分贝。", "附件：噪声监测.pdf"]
    assert lines[lines.index("议题一　上月动态") + 1] == "议题二　搅拌站扰民", "an item without papers is its heading"


MINUTES: dict[str, object] = {
    "sections": [{"heading": "会议情况", "text": "到会：县住建局。"}, {"heading": "搅拌站扰民", "text": "夜里停工。"}],
    "resolutions": [
        {"what": "装隔声屏", "owner": "县住建局", "due_on": date(2027, 1, 31), "evidence": "三晚监测低于50分贝"}
    ],
}


def test_minutes_before_signing_ask_for_changes_and_carry_no_seal() -> None:
    text = text_of("M03", MINUTES | {"amend_by": date(2026, 12, 11)})
    assert "征求意见稿。到会单位有要改的，请最迟2026年12月11日提出。" in text
    assert "装隔声屏 | 县住建局 | 2027年1月31日 | 三晚监测低于50分贝" in text
    assert "签发" not in text
    assert "印章" not in text


def test_signed_minutes_say_what_was_signed() -> None:
    text = text_of("M03", MINUTES | {"signed_on": date(2026, 12, 14), "sha256": "ab12"})
    assert "柳溪县人民政府副县长于2026年12月14日签发。签发稿的校验值（SHA-256）：ab12" in text
    assert "征求意见" not in text


def test_published_part_says_how_many_parts_are_not_in_it() -> None:
    assert "另有2个部分不公开。" in text_of("M04", MINUTES | {"hidden": 2})
    assert "不公开" not in text_of("M04", MINUTES | {"resolutions": []})
    assert "What was settled" not in text_of("M04", MINUTES | {"resolutions": []}, "en")


def test_circular_names_units_and_asks_for_an_answer_where_one_is_wanted() -> None:
    values = {"subject": "关于三件办件退回超限的通报", "words": "十一月有三件退回超限。"}
    assert "回复" not in text_of("M05", values)
    asked = text_of("M05", values | {"units": [{"name": "县住建局"}], "answer_by": date(2026, 12, 1)})
    assert "1. 县住建局" in asked
    assert "请最迟2026年12月1日在系统里书面回复" in asked
