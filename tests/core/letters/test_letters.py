"""Every letter: complete, in two languages, and impossible to send without what the law asks for."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.letters.catalogue import DOCUMENTS, VARIANTS, document_given, document_of
from huiying.core.letters.compose import COURTESY, check_template, compose
from huiying.core.letters.days import chinese_number, day_words, moment_words, ordinal
from huiying.core.letters.errors import ContentMissing, RequiredContentDropped, TemplateBroken, UnknownDocument
from huiying.core.letters.labels import LABELS, label
from huiying.core.letters.markup import parse, uses
from huiying.core.letters.model import Document, Fields, Line, Numbered, Table, Template
from huiying.core.letters.reading import letter_blocks, letter_text
from huiying.core.words import Language, Text
from tests.core.letters.samples import D11, DAY, sample_values

LANGUAGES: tuple[Language, ...] = ("zh-hans", "en")
BOTH = [(code, language) for code in DOCUMENTS for language in LANGUAGES]
REQUIRED = [(code, must.path) for code, document in DOCUMENTS.items() for must in document.must]


def plain(code: str, body: str, language: Language = "zh-hans") -> Template:
    return Template(code, language, "试", body)


def test_every_letter_of_both_procedures_of_meetings_and_to_the_other_side_is_there() -> None:
    """D24, the yearly report, is no letter of a case."""
    numbers = {code.partition(".")[0] for code in DOCUMENTS}
    petition = {f"D{n:02}" for n in range(1, 24)}
    around = {f"M{n:02}" for n in range(1, 6)} | {"T01", "T02"}
    assert numbers == petition | {f"H{n:02}" for n in range(1, 11)} | around


@pytest.mark.parametrize(("code", "language"), BOTH)
def test_default_wording_is_without_flaw(code: str, language: Language) -> None:
    assert check_template(document_of(code).template(language)) == ()


@pytest.mark.parametrize("code", DOCUMENTS)
def test_both_languages_say_the_same_things(code: str) -> None:
    body = document_of(code).body
    assert set(uses(parse(body.zh))) == set(uses(parse(body.en)))


@pytest.mark.parametrize("code", DOCUMENTS)
def test_every_placeholder_has_a_name_for_people(code: str) -> None:
    names = {name for use in uses(parse(document_of(code).body.zh)) for name in use.path.split(".")}
    assert names <= set(LABELS)


@pytest.mark.parametrize(("code", "language"), BOTH)
def test_filled_letter_leaves_no_placeholder(code: str, language: Language) -> None:
    text = letter_text(compose(document_of(code).template(language), sample_values(document_of(code).body.zh)))
    assert not {"{", "}", "[", "]"} & set(text)


@pytest.mark.parametrize("code", DOCUMENTS)
def test_english_says_that_it_is_a_courtesy_translation(code: str) -> None:
    letter = compose(document_of(code).template("en"), sample_values(document_of(code).body.zh))
    assert letter.blocks[0] == Line("note", COURTESY)


def without(values: dict[str, object], path: str) -> dict[str, object]:
    section, _, name = path.rpartition(".")
    if not section:
        return {key: value for key, value in values.items() if key != name}
    rows = values[section]
    assert isinstance(rows, list)
    return values | {section: [rows[0], without(rows[1], name)]}


@pytest.mark.parametrize(("code", "path"), REQUIRED)
def test_letter_cannot_be_made_without_a_required_content(code: str, path: str) -> None:
    values = without(sample_values(document_of(code).body.zh), path)
    with pytest.raises(ContentMissing) as caught:
        compose(document_of(code).template("zh-hans"), values)
    assert path in caught.value.data["names"]
    article = next(must.article for must in document_of(code).must if must.path == path)
    assert article.zh in caught.value.say("zh-hans")
    assert article.en in caught.value.say("en")


@pytest.mark.parametrize(("code", "path"), REQUIRED)
def test_template_may_not_drop_a_required_placeholder(code: str, path: str) -> None:
    name = path.rpartition(".")[2]
    template = document_of(code).template("zh-hans")
    dropped = replace(template, body=template.body.replace(f"{{{name}}}", "……"))
    flaw = next(flaw for flaw in check_template(dropped) if flaw.path == path)
    assert flaw.kind == "dropped"
    with pytest.raises(RequiredContentDropped) as caught:
        compose(dropped, sample_values(template.body))
    assert flaw.says.zh in caught.value.say("zh-hans")
    assert flaw.says.en in caught.value.say("en")


def test_required_placeholder_may_not_hide_behind_a_condition() -> None:
    template = document_of("D12").template("zh-hans")
    hidden = replace(template, body=template.body.replace("{reason}", "\n[?contact]\n{reason}\n[/contact]\n"))
    assert [flaw.path for flaw in check_template(hidden)] == ["reason"]


def test_required_placeholder_may_stand_under_its_own_condition() -> None:
    template = document_of("D12").template("zh-hans")
    shown = replace(template, body=template.body + "\n[?reason]\n{reason}\n[/reason]")
    assert check_template(shown) == ()


def test_unknown_placeholder_is_named_as_it_was_typed() -> None:
    template = document_of("D01").template("zh-hans")
    flaws = check_template(replace(template, body=template.body + "\n{unti} {unti}"))
    assert [(flaw.kind, flaw.path, flaw.says.zh) for flaw in flaws] == [("unknown", "unti", "{unti}")]


@pytest.mark.parametrize(
    ("body", "line"), [("好\n[requests]\n{no}", 2), ("[/requests]", 1), ("[?a]\n[b]\n[/a]\n[/b]", 3)]
)
def test_section_without_partner_is_refused_with_its_line(body: str, line: int) -> None:
    with pytest.raises(TemplateBroken) as caught:
        check_template(plain("D01", body))
    assert caught.value.data["line"] == line


def test_unknown_document_is_refused() -> None:
    with pytest.raises(UnknownDocument) as caught:
        check_template(plain("D99", ""))
    assert "D99" in caught.value.say("en")


@pytest.mark.parametrize("empty", ["", "  ", "\u200e\x00", None, [], ()])
def test_empty_values_count_as_missing(empty: object) -> None:
    with pytest.raises(ContentMissing) as caught:
        compose(document_of("D11").template("zh-hans"), D11 | {"requests": []})
    assert "requests.facts" in caught.value.data["names"]
    with pytest.raises(ContentMissing) as caught:
        compose(document_of("D11").template("zh-hans"), D11 | {"review_how": empty})
    assert caught.value.data["names"] == ["review_how"]


def test_missing_value_inside_a_repeated_row_is_named_with_its_section() -> None:
    rows = [{"what": "修屋面", "who": "物业"}]
    with pytest.raises(ContentMissing) as caught:
        compose(document_of("D11").template("zh-hans"), D11 | {"execution": rows})
    assert caught.value.data["names"] == ["execution.by"]
    assert "执行事项：最迟日期" in caught.value.say("zh-hans")


def test_office_and_day_are_always_needed() -> None:
    values = {key: value for key, value in D11.items() if key not in ("office", "day")}
    with pytest.raises(ContentMissing) as caught:
        compose(document_of("D11").template("zh-hans"), values)
    assert caught.value.data["names"] == ["office", "day"]


def test_day_must_be_a_day() -> None:
    with pytest.raises(TypeError):
        compose(document_of("D11").template("zh-hans"), D11 | {"day": "2026年11月22日"})


@pytest.mark.parametrize("rows", ["一句话", 3])
def test_repeated_section_must_be_rows(rows: object) -> None:
    with pytest.raises(TypeError):
        compose(document_of("D11").template("zh-hans"), D11 | {"requests": rows})


def test_opinion_reads_as_an_official_document() -> None:
    text = letter_text(compose(document_of("D11").template("zh-hans"), D11))
    lines = text.split("\n")
    assert lines[:3] == ["信访处理意见书", "柳建信〔2026〕8号", "李某某："]
    assert "第一项请求" in lines
    assert "您的请求：赔偿室内装修损失8000元" in lines
    assert "解释说明：这笔损失可以先请社区调解，谈不成再向法院起诉。" in lines
    assert text.count("解释说明：") == 1
    assert "更换3号楼屋面防水层 | 桂花小区物业服务中心 | 2027年1月15日" in lines
    assert "自收到本意见书之日起30日内，请求柳溪县人民政府复查。" in text
    assert lines[-4:] == ["柳溪县住房和城乡建设局", "2026年11月22日", "（印章）", "抄送：柳溪县信访局"]


def test_opinion_in_english_keeps_its_order_and_days() -> None:
    lines = letter_text(compose(document_of("D11").template("en"), D11)).split("\n")
    assert lines[0] == "Opinion on a petition"
    assert lines[2] == "李某某,"
    assert "Request 2" in lines
    assert lines[-3:] == ["22 November 2026", "(seal)", "Copy: 柳溪县信访局"]


def test_parts_without_a_value_are_left_out() -> None:
    values = {key: value for key, value in D11.items() if key not in ("put_right", "execution", "copy_to", "number")}
    letter = compose(document_of("D11").template("zh-hans"), values)
    text = letter_text(letter)
    assert "由谁执行" not in text
    assert "怎样才算解决" not in text
    assert "抄送" not in text
    assert not any(isinstance(block, Table) for block in letter.blocks)


def test_each_mark_becomes_its_block() -> None:
    body = "一段\n# 题\n- 甲: 乙\n- 没有标签\n+ 一\n+ 二\n\n| 左 | 右 |\n| {case_number} |  |\n> 小字\n\n末段"
    letter = compose(plain("D23", body), {"office": "局", "day": DAY, "case_number": "A1"})
    assert letter.blocks == (
        Line("paragraph", "一段"),
        Line("heading", "题"),
        Fields((("甲", "乙"), ("", "没有标签"))),
        Numbered(("一", "二")),
        Table(("左", "右"), (("A1", ""),)),
        Line("note", "小字"),
        Line("paragraph", "末段"),
    )
    assert "1. 一\n2. 二\n左 | 右\nA1 | \n小字" in letter_text(letter)
    assert "\n没有标签\n" in letter_text(letter)


def test_lines_of_a_value_become_paragraphs_and_nothing_in_it_is_markup() -> None:
    said = "第一行\r\n# 不是标题\n\n{office} [requests]\x00\u202e"
    letter = compose(plain("D23", "{result}"), {"office": "局", "day": DAY, "result": said})
    assert [block.text for block in letter.blocks if isinstance(block, Line)] == [
        "第一行",
        "# 不是标题",
        "{office} [requests]",
    ]


def test_values_may_be_texts_in_both_languages() -> None:
    values = {"office": Text("信访局", "Petition Office"), "day": DAY}
    assert compose(plain("D23", "好", "en"), values).office == "Petition Office"
    assert compose(plain("D23", "好"), values).office == "信访局"


def test_record_has_no_addressee_and_no_seal() -> None:
    letter = compose(
        document_of("D10").template("zh-hans"), sample_values(document_of("D10").body.zh) | {"addressee": ""}
    )
    kinds = [block.kind for block in letter_blocks(letter)]
    assert "addressee" not in kinds
    assert "seal" not in kinds


def test_required_content_names_its_article_in_the_table() -> None:
    assert all(must.article.zh and must.article.en for document in DOCUMENTS.values() for must in document.must)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words
    assert ordinal(number, "zh-hans") == words
    assert ordinal(number, "en") == str(number)


@pytest.mark.parametrize("number", [0, 100])
def test_chinese_numbers_end_at_ninety_nine(number: int) -> None:
    with pytest.raises(ValueError):
        chinese_number(number)


@given(st.dates())
def test_days_are_written_without_leading_zeros(day: date) -> None:
    assert day_words(day, "zh-hans") == f"{day.year}年{day.month}月{day.day}日"
    english = day_words(day, "en").split()
    assert (english[0], english[2]) == (str(day.day), str(day.year))
    assert english[1].istitle()


def test_label_of_an_unknown_path_is_the_path() -> None:
    assert label("requests.nothing").en == "Requests: {nothing}"


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_words_can_stand_in_a_letter(said: str, language: Language) -> None:
    document: Document = document_of("D23")
    letter = compose(document.template(language), sample_values(document.body.zh) | {"result": "甲" + said})
    assert not any(ord(c) < 32 and c != "\n" and c != "\t" for c in letter_text(letter))


@pytest.mark.parametrize(
    ("paper", "act", "code"),
    [("D05", "guide", "D05.guide"), ("D06", "guide_justice", "D06.guidance"), ("D11", "x", "D11")],
)
def test_act_chooses_the_wording_of_its_paper(paper: str, act: str, code: str) -> None:
    assert document_given(paper, act).code == code


def test_every_variant_is_given_by_some_act() -> None:
    assert set(VARIANTS.values()) == {code for code in DOCUMENTS if "." in code}
    with pytest.raises(UnknownDocument):
        document_given("D05", "accept")


def test_a_moment_is_said_with_its_day_of_the_week() -> None:
    at = datetime(2026, 12, 7, 9, 5, tzinfo=UTC)
    assert moment_words(at, "zh-hans") == "2026年12月7日（星期一）9:05"
    assert moment_words(at, "en") == "Monday 7 December 2026, 9:05"
    assert moment_words(datetime(2026, 12, 13, 14, tzinfo=UTC), "zh-hans") == "2026年12月13日（星期日）14:00"
