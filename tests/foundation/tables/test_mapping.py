"""From the columns of a table to a voice, and the mappings that an office keeps."""

import csv
import os
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from huiying.foundation.tables.builtin import BUILT_IN, CHANNEL_WORDS, CHINESE, KIND_WORDS, MESSAGES, guess_mapping
from huiying.foundation.tables.errors import BrokenMapping, UnknownColumns, UnknownMapping
from huiying.foundation.tables.mapped import MappedVoice, map_row
from huiying.foundation.tables.mapping import Field, Mapping, bind
from huiying.foundation.tables.mapping_files import load_mapping, mapping_named, mapping_names, save_mapping
from huiying.foundation.tables.reading import read_table
from huiying.foundation.tables.rows import Row
from huiying.listen.voices.enums import Channel, Kind

SHANGHAI = ZoneInfo("Asia/Shanghai")
DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[4] / "shared" / "data")) / "messages"
HEADERS = (
    "编号",
    "主题",
    "留言时间",
    "留言详情",
    "答复意见",
    "答复时间",
    "类型",
    "渠道",
    "地点",
    "一级标签",
    "二级标签",
)
PLAIN = dict(zip(HEADERS, ("7", "路灯", "2019/2/28 11:25", "路灯不亮", "", "", "", "", "", "", ""), strict=True))


def mapped(mapping=CHINESE, **cells):
    bound = bind(mapping, HEADERS, SHANGHAI)
    return map_row(bound, Row(9, tuple({**PLAIN, **cells}.values())))


def test_a_row_becomes_a_voice():
    assert mapped() == MappedVoice(
        external_id="7",
        title="路灯",
        text="路灯不亮",
        said_at=datetime(2019, 2, 28, 11, 25, tzinfo=SHANGHAI),
        kind=None,
        channel=None,
        place="",
        reply=None,
        replied_at=None,
        category=(),
    )


def test_words_reply_place_and_categories_come_along():
    voice = mapped(
        类型="投诉",
        渠道="来电",
        地点="A3区",
        答复意见="已修好",
        答复时间="2019-03-01",
        一级标签="城乡建设",
        二级标签="照明",
    )
    assert (voice.kind, voice.channel, voice.place) == ("complaint", "phone", "A3区")
    assert (voice.reply, voice.replied_at) == ("已修好", datetime(2019, 3, 1, tzinfo=SHANGHAI))
    assert voice.category == ("城乡建设", "照明")


@pytest.mark.parametrize(
    ("cells", "code", "says"),
    [
        ({"编号": ""}, "missing", "第9行的“编号”是空的"),
        ({"留言详情": ""}, "missing", "留言详情"),
        ({"留言时间": ""}, "missing", "留言时间"),
        ({"留言时间": "昨天"}, "unclear_moment", "“留言时间”的时间"),
        ({"答复意见": "好", "答复时间": "3/4/05"}, "unclear_moment", "“答复时间”的时间"),
        ({"类型": "闲聊"}, "unknown_word", "“类型”里的词"),
        ({"编号": "7" * 121}, "too_long", "超过120字"),
        ({"答复意见": "好"}, "reply_incomplete", "都填上"),
        ({"答复时间": "2019-03-01"}, "reply_incomplete", "都填上"),
        ({"答复意见": "好", "答复时间": "2019-02-01"}, "reply_too_early", "早于"),
    ],
)
def test_a_row_that_cannot_be_a_voice_says_why(cells, code, says):
    refused = mapped(**cells)
    assert (refused.number, refused.code) == (9, code)
    assert says in refused.sentence.zh
    assert refused.sentence.en.startswith("Line 9")
    assert refused.cells[1] == "路灯"


def test_constants_fill_what_no_cell_says_and_values_may_stand_in_the_cells():
    mapping = Mapping("x", CHINESE.columns, {Field.CHANNEL: "phone", Field.KIND: "inquiry"}, CHINESE.values)
    assert (mapped(mapping).channel, mapped(mapping).kind) == ("phone", "inquiry")
    assert mapped(mapping, 渠道="来信", 类型="praise").channel == "letter"
    assert mapped(mapping, 类型="praise").kind == "praise"


def test_a_constant_may_give_what_is_required():
    columns = {Field.EXTERNAL_ID: ("编号",), Field.TEXT: ("留言详情",)}
    mapping = Mapping("x", columns, {Field.SAID_AT: "2019-02-28"})
    assert mapped(mapping).said_at == datetime(2019, 2, 28, tzinfo=SHANGHAI)
    wrong = Mapping("x", columns, {Field.SAID_AT: "gestern"})
    assert "said_at" in mapped(wrong).sentence.en


def test_the_first_of_several_columns_that_is_not_empty_counts():
    mapping = Mapping("x", {**CHINESE.columns, Field.TITLE: ("地点", "主题")})
    assert mapped(mapping).title == "路灯"
    assert mapped(mapping, 地点="A3区").title == "A3区"


def test_headers_are_found_whatever_their_width_case_and_blanks():
    headers = (" Msg_ID ", "ＳＵＢＪＥＣＴ", "Time", "TEXT:", "text")
    bound = bind(MESSAGES, headers, SHANGHAI)
    assert map_row(bound, Row(2, ("1", "t", "2019-02-28", "first", "second"))).text == "first"


def test_a_mapping_without_its_columns_names_what_is_missing():
    with pytest.raises(UnknownColumns) as refused:
        bind(MESSAGES, ("msg_id", "subject"), SHANGHAI)
    assert "内容、留言时间" in refused.value.say("zh-hans")
    assert "text, time" in refused.value.say("en")


def test_the_built_in_mappings_are_guessed_by_their_headers():
    messages = ("msg_id", "user", "subject", "time", "raw_time", "text", "likes", "dislikes", "planted")
    assert guess_mapping(messages).name == "messages"
    assert guess_mapping(("msg_id", "user", "subject", "time", "text", "reply", "reply_time")).name == "replies"
    assert guess_mapping(HEADERS).name == "chinese"
    with pytest.raises(UnknownColumns) as refused:
        guess_mapping(("编号", "姓名"))
    assert "内容、留言时间" in refused.value.say("zh-hans")


def test_the_words_name_kinds_and_channels_that_exist():
    assert set(KIND_WORDS.values()) == set(Kind.values)
    assert set(CHANNEL_WORDS.values()) == set(Channel.values)


def test_a_mapping_is_kept_and_found_again(tmp_path):
    folder = tmp_path / "mappings"
    mapping = Mapping(
        "热线-2019",
        {Field.EXTERNAL_ID: ('工单"编号"',), Field.TEXT: ("内\x7f容\n", "详情"), Field.SAID_AT: ("时间",)},
        {Field.CHANNEL: "phone"},
        {**CHINESE.values, Field.KIND: {**KIND_WORDS, "闲\\聊": "inquiry"}},
    )
    save_mapping(mapping, folder)
    assert mapping_named("热线-2019", folder) == mapping
    assert mapping_names(folder) == sorted([*BUILT_IN, "热线-2019"])
    assert [path.name for path in folder.iterdir()] == ["热线-2019.toml"]


def test_an_office_may_replace_a_built_in_mapping(tmp_path):
    save_mapping(Mapping("messages", CHINESE.columns, {}, CHINESE.values), tmp_path)
    assert mapping_named("messages", tmp_path).columns == CHINESE.columns
    assert mapping_named("replies", tmp_path) is BUILT_IN["replies"]


@pytest.mark.parametrize("name", ["none", "../messages", "a/b", ""])
def test_an_unknown_mapping_names_those_that_are_there(tmp_path, name):
    with pytest.raises(UnknownMapping) as refused:
        mapping_named(name, tmp_path / "none")
    assert "chinese, messages, replies" in refused.value.say("en")


def test_a_name_that_cannot_be_a_file_is_not_saved(tmp_path):
    with pytest.raises(BrokenMapping):
        save_mapping(Mapping("../x", {}), tmp_path)


GOOD = 'name="m"\n[columns]\nexternal_id="a"\ntext=["b"]\nsaid_at="c"\n'


def test_one_header_may_stand_without_brackets(tmp_path):
    (tmp_path / "m.toml").write_text(GOOD + '[values.kind]\n"闲聊"="inquiry"', "utf-8-sig")
    mapping = load_mapping(tmp_path / "m.toml")
    assert mapping.columns[Field.EXTERNAL_ID] == ("a",)
    assert mapping.values[Field.KIND]["闲聊"] == "inquiry"
    assert mapping.values[Field.KIND]["投诉"] == "complaint"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("name=", "TOML"),
        (GOOD + "[colour]\n", "colour"),
        (GOOD.replace('"m"', '"n"'), "name"),
        (GOOD.replace("said_at", "said_on"), "columns"),
        (GOOD.replace('said_at="c"', ""), "columns"),
        (GOOD.replace('"c"', "3"), "columns.said_at"),
        (GOOD.replace('"c"', "[]"), "columns.said_at"),
        (GOOD.replace('"c"', '" "'), "columns.said_at"),
        ('name="m"\ncolumns=3', "columns"),
        (GOOD + '[constants]\nchannel="pigeon"', "constants.channel"),
        (GOOD + "[constants]\nplace=3", "constants.place"),
        (GOOD + '[values.kind]\n"闲聊"="chat"', "values.kind"),
        (GOOD + '[values.place]\n"A"="B"', "values.place"),
        (GOOD + "[values]\nkind=3", "values.kind"),
    ],
)
def test_a_broken_mapping_names_the_part(tmp_path, text, part):
    (tmp_path / "m.toml").write_text(text, "utf-8")
    with pytest.raises(BrokenMapping) as refused:
        load_mapping(tmp_path / "m.toml")
    assert refused.value.data["part"] == part
    assert part in refused.value.say("zh-hans")


def test_a_mapping_that_is_no_text_is_broken(tmp_path):
    (tmp_path / "m.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenMapping):
        load_mapping(tmp_path / "m.toml")


@pytest.mark.parametrize(("name", "count"), [("messages", 4326), ("replies", 2816)])
def test_every_real_message_is_taken_without_trouble(name, count):
    path = DATA / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the data folder {DATA} is absent (HUIYING_TEST_DATA names it)")
    table = read_table(path)
    mapping = guess_mapping(table.headers)
    bound = bind(mapping, table.headers, SHANGHAI)
    voices = [map_row(bound, row) for row in table.rows]
    assert mapping.name == name
    assert len(voices) == count
    assert all(isinstance(voice, MappedVoice) for voice in voices)
    assert len({voice.external_id for voice in voices}) == count
    assert all((voice.reply is not None) == (name == "replies") for voice in voices)


def test_a_hundred_thousand_rows_stream_in_little_memory(tmp_path):
    import tracemalloc

    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["msg_id", "subject", "time", "text"])
        writer.writerows((n, "路灯不亮", "2019/2/28 11:25:05", "请来修一修，" * 40) for n in range(100_000))
    table = read_table(path)
    bound = bind(guess_mapping(table.headers), table.headers, SHANGHAI)
    begun = time.perf_counter()
    assert sum(isinstance(map_row(bound, row), MappedVoice) for row in table.rows) == 100_000
    print(f"{100_000 / (time.perf_counter() - begun):,.0f} rows/s")
    tracemalloc.start()
    again = read_table(path)
    assert sum(1 for _ in zip(again.rows, range(20_000), strict=False)) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
