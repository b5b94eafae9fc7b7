"""Reading what people bring: encodings, separators, broken rows, workbooks, and what is no table."""

import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from huiying.core.errors import HuiyingError
from huiying.foundation.tables import lines
from huiying.foundation.tables.errors import (
    BrokenWorkbook,
    EmptyTable,
    FileMissing,
    NotATable,
    UnknownEncoding,
    WorkbookTooLarge,
)
from huiying.foundation.tables.reading import read_table
from huiying.foundation.tables.rows import LONGEST_CELL, TROUBLES, Row, RowTrouble
from huiying.foundation.tables.sheet_reading import CHUNK

HEADERS = ("编号", "内容")
FEBRUARY = datetime.fromisoformat("2019-02-28T11:25:05")


@pytest.fixture
def put(tmp_path):
    def put(content, encoding="utf-8", name="voices.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return put


@pytest.fixture
def workbook(tmp_path):
    def workbook(*rows, hidden_first=False, empty_first=False):
        path = tmp_path / "voices.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
            if hidden_first:
                book.add_worksheet("说明").hide()
                book.worksheets()[0].write(0, 0, "hidden")
            if empty_first:
                book.add_worksheet("空白")
            sheet = book.add_worksheet("数据")
            if hidden_first:
                sheet.activate()
                sheet.set_first_sheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        return path

    return workbook


def read(path):
    table = read_table(path)
    rows = list(table.rows)
    good = [row for row in rows if isinstance(row, Row)]
    return table.headers, good, [row for row in rows if isinstance(row, RowTrouble)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_separator_and_line_end_is_read(put, encoding, separator, end):
    text = end.join([separator.join(HEADERS), separator.join(["7", f'"路灯{separator}不亮"']), ""])
    if encoding.endswith("-bom"):
        bare = encoding.removesuffix("-bom")
        content = "\ufeff".encode(bare) + text.encode(bare)
    else:
        content = text.encode(encoding)
    assert read(put(content)) == (HEADERS, [Row(2, ("7", f"路灯{separator}不亮"))], [])


def test_a_character_across_a_chunk_does_not_change_the_encoding(put):
    text = "编号,内容\n" + "".join(f"{n},{'喂' * 1000}{'a' * (n % 3)}\n" for n in range(800))
    headers, good, bad = read(put(text))
    assert (headers, len(good), bad) == (HEADERS, 800, [])
    assert good[-1].cells[1].startswith("喂喂")


def test_four_byte_characters_of_gb18030_are_read(put):
    assert read(put("编号,内容\n1,𠮷野家\n", "gb18030"))[1] == [Row(2, ("1", "𠮷野家"))]


def test_line_breaks_in_quotes_stay_and_the_row_is_named_by_its_first_line(put):
    _, good, bad = read(put('编号,内容\n1,"第一行\n第二行"\n2,"他说""好"""\n'))
    assert good == [Row(2, ("1", "第一行\n第二行")), Row(4, ("2", '他说"好"'))]
    assert not bad


def test_a_title_above_the_headers_and_empty_rows_are_passed_over(put):
    headers, good, bad = read(put("2019年留言汇总,,\n\n编号;内容;时间\n1;a;b\n\n;;\n2;c;d\n".replace(",,", ";;")))
    assert headers == ("编号", "内容", "时间")
    assert [row.number for row in good] == [4, 7]
    assert not bad


def test_a_title_alone_on_its_line_does_not_hide_the_separator(put):
    assert read(put("汇总\n编号\t内容\n1\t好\n"))[:2] == (HEADERS, [Row(3, ("1", "好"))])


def test_a_table_of_one_column_is_read(put):
    assert read(put("内容\n路灯不亮\n")) == (("内容",), [Row(2, ("路灯不亮",))], [])


def test_an_open_quote_costs_one_row_and_not_the_rest(put):
    rows = "".join(f'{n},"好"\n' for n in range(3, 100))
    _, good, bad = read(put(f'编号,内容\n1,好\n2,"没有关\n{rows}'))
    assert [(row.number, row.code) for row in bad] == [(3, "broken_quote")]
    assert len(good) == 98
    assert good[1] == Row(4, ("3", "好"))


def test_an_open_quote_before_rows_without_quotes_costs_one_row(put):
    _, good, bad = read(put('编号,内容\n1,"没有关\n2,好\n3,好\n'))
    assert [row.number for row in good] == [3, 4]
    assert [(row.number, row.code, row.cells) for row in bad] == [(2, "broken_quote", ('1,"没有关\n',))]


def test_text_after_a_closing_quote_costs_its_row(put):
    _, good, bad = read(put('编号,内容\n1,"他说"好""\n2,好\n'))
    assert [row.number for row in good] == [3]
    assert bad[0].code == "broken_quote"


def test_a_quote_in_the_middle_of_plain_text_is_part_of_it(put):
    assert read(put('编号,内容\n1,他说"好"\n'))[1] == [Row(2, ("1", '他说"好"'))]


def test_a_row_with_another_number_of_cells_is_refused_with_both_numbers(put):
    _, good, bad = read(put("编号,内容\n1\n2,a,b\n3,c,,\n"))
    assert good == [Row(4, ("3", "c"))]
    assert [row.code for row in bad] == ["wrong_count", "wrong_count"]
    assert "第2行有1格，表头有2格" in bad[0].sentence.zh
    assert "Line 3 has 3 cells, the headers have 2" in bad[1].sentence.en


def test_nul_bytes_refuse_their_row_only(put):
    _, good, bad = read(put("编号,内容\n1,a\0b\n2,好\n"))
    assert [row.cells for row in good] == [("2", "好")]
    assert (bad[0].code, bad[0].cells) == ("nul", ("1", "a␀b"))


def test_a_cell_of_more_than_a_million_characters_refuses_its_row_only(put):
    longest = "长" * LONGEST_CELL
    _, good, bad = read(put(f'编号,内容\n1,{longest}\n2,{longest}长\n3,"{longest}长"\n4,好\n'))
    assert [row.cells[0] for row in good] == ["1", "4"]
    assert [(row.number, row.code) for row in bad] == [(3, "cell_too_long"), (4, "cell_too_long")]
    assert len(bad[0].cells[0]) < 100_000


def test_a_line_without_end_is_cut_and_refused(put, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    _, good, bad = read(put(f"编号,内容\n1,{'a,' * 500}\n2,好\n3,{'a,' * 500}"))
    assert [row.number for row in good] == [3]
    assert [(row.number, row.code) for row in bad] == [(2, "cell_too_long"), (4, "cell_too_long")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_few_lines_in_a_foreign_encoding_are_refused_alone(put, encoding):
    content = ("编号,内容\n" + "".join(f"{n},留言正文\n" for n in range(60))).encode(encoding)
    _, good, bad = read(put(content + b"60,\xff\xfe\xff\n61,ok\n"))
    assert len(good) == 61
    assert [(row.number, row.code) for row in bad] == [(62, "bad_bytes")]
    assert "\ufffd" in bad[0].cells[1]


def test_a_file_that_ends_inside_a_character_loses_that_row_alone(put):
    content = ("编号,内容\n" + "".join(f"{n},留言\n" for n in range(60))).encode() + "60,留".encode()[:-1]
    _, good, bad = read(put(content))
    assert (len(good), [row.code for row in bad]) == (60, ["bad_bytes"])


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\xff\xfe\xff\n" * 9 + b"\x00", b"\xef\xbb\xbf" + b"\xff\xff\n" * 9, b"\xff\xff,\xff\n" * 50]
)
def test_text_in_no_known_encoding_is_refused_with_a_way_out(put, content):
    with pytest.raises(UnknownEncoding) as refused:
        read(put(content))
    assert "CSV UTF-8" in refused.value.say("en")
    assert "CSV UTF-8" in refused.value.say("zh-hans")


@pytest.mark.parametrize("content", [b"", b"  \r\n\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n", b",,,\n,,\n"])
def test_an_empty_file_is_refused(put, content):
    with pytest.raises(EmptyTable):
        read(put(content))


def test_headers_without_rows_are_an_empty_table(put):
    assert read(put("编号,内容\n")) == (HEADERS, [], [])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"abc\0\0\0\0\0", "binary"),
    ],
)
def test_a_picture_called_csv_is_named_as_what_it_is(put, content, name):
    with pytest.raises(NotATable) as refused:
        read(put(content))
    assert name in refused.value.say("zh-hans")
    assert name in refused.value.say("en")


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(FileMissing):
            read_table(path)


def test_every_trouble_has_both_languages_with_the_same_placeholders():
    import string

    for says in TROUBLES.values():
        zh, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (says.zh, says.en))
        assert zh == en


def test_every_error_says_its_sentence_in_both_languages():
    from huiying.foundation.tables import errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, HuiyingError)]
    for kind in kinds:
        if kind is not HuiyingError:
            assert kind.code.startswith("tables.")
            assert kind.sentence.zh
            assert kind.sentence.en


def test_a_workbook_gives_words_as_typed(workbook):
    path = workbook(
        ["2019年留言汇总"],
        ["编号", "内容", "时间", "日", "比", "真"],
        [188006, " 路灯 ", FEBRUARY, FEBRUARY.date(), 0.5, True],
        [],
        ["00188", "=1+1", 43524.5, 13800000000, "", False],
    )
    headers, good, bad = read(path)
    assert headers == ("编号", "内容", "时间", "日", "比", "真")
    assert [row.number for row in good] == [3, 5]
    assert good[0].cells[:2] == ("188006", "路灯")
    assert good[0].cells[2] == "2019-02-28T11:25:05"
    assert good[0].cells[3].startswith("2019-02-28")
    assert good[0].cells[4:] == ("0.5", "True")
    assert good[1].cells[0] == "00188"
    assert good[1].cells[3] == "13800000000"
    assert not bad


def test_the_first_visible_sheet_with_cells_is_read(workbook):
    assert read(workbook(HEADERS, ("1", "好"), hidden_first=True))[0] == HEADERS
    assert read(workbook(HEADERS, ("1", "好"), empty_first=True))[0] == HEADERS


def test_a_sheet_that_begins_below_and_right_keeps_its_row_numbers(tmp_path):
    path = tmp_path / "low.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(4, 0, HEADERS)
        sheet.write_row(5, 0, ("1", "好"))
    assert read(path)[1] == [Row(6, ("1", "好"))]


def test_an_empty_workbook_is_refused(workbook):
    with pytest.raises(EmptyTable):
        read(workbook())


def test_cells_of_a_workbook_with_nul_or_too_much_are_refused_alone(workbook, monkeypatch):
    monkeypatch.setattr("huiying.foundation.tables.sheet_reading.LONGEST_CELL", 20)
    _, good, bad = read(workbook(HEADERS, ("1", "长" * 21), ("2", "好")))
    assert [row.cells[0] for row in good] == ["2"]
    assert [row.code for row in bad] == ["cell_too_long"]


def test_a_nul_in_a_workbook_cell_refuses_its_row(workbook, monkeypatch):
    monkeypatch.setattr("huiying.foundation.tables.sheet_reading._words", lambda cell: str(cell).replace("♥", "\0"))
    _, good, bad = read(workbook(HEADERS, ("1", "♥"), ("2", "好")))
    assert [row.cells[0] for row in good] == ["2"]
    assert (bad[0].code, bad[0].cells) == ("nul", ("1", "␀"))


def test_a_stray_cell_far_out_is_refused_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "编号")
        sheet.write(1_048_575, 16_383, "远")
    with pytest.raises(WorkbookTooLarge):
        read(path)


@pytest.mark.parametrize("cell", ['<x:c r="XFD1048576">', "<c s='1' r='XFD1048576'>"])
def test_a_stray_cell_is_found_however_it_is_written(tmp_path, cell):
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("elsewhere", f"{' ' * (CHUNK - 9)}{cell}")
    with pytest.raises(WorkbookTooLarge):
        read(path)


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(workbook):
    path = workbook(HEADERS, ("1", "好"))
    assert read(path.rename(path.with_name("voices.csv")))[1] == [Row(2, ("1", "好"))]


def test_a_workbook_that_unpacks_to_too_much_is_refused(workbook, monkeypatch):
    monkeypatch.setattr("huiying.foundation.tables.sheet_reading.LARGEST_UNZIPPED", 1000)
    with pytest.raises(WorkbookTooLarge):
        read(workbook(HEADERS))


def test_a_zip_that_is_no_workbook_is_named(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("readme.txt", "no table")
    with pytest.raises(NotATable):
        read(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_a_damaged_workbook_is_refused(put, content):
    with pytest.raises(BrokenWorkbook):
        read(put(content, name="a.xlsx"))


def test_a_zip_with_the_folders_of_a_workbook_but_none_of_its_parts_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(BrokenWorkbook):
        read(path)
