"""Tables that leave: nothing runs as a formula, nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.foundation.tables.errors import TooLongForSheet
from huiying.foundation.tables.reading import read_table
from huiying.foundation.tables.rows import Row, RowTrouble, trouble
from huiying.foundation.tables.writing import RejectsFile, neutral, plain_again, write_csv, write_xlsx


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_a_cell_that_could_run_gets_an_apostrophe(start, tmp_path):
    write_csv(tmp_path / "a.csv", [start + "h"], [[start + "cmd"]])
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert text.replace('"', "").startswith(f"'{start}h\r\n'{start}cmd")


def test_a_csv_has_a_bom_and_numbers_stay_numbers(tmp_path):
    assert write_csv(tmp_path / "a.csv", ["数", "空"], [[-5, None], [1.5, "a-b"]]) == 2
    assert (tmp_path / "a.csv").read_bytes() == "\ufeff数,空\r\n-5,\r\n1.5,a-b\r\n".encode()


@given(st.text(max_size=20))
def test_what_was_neutralised_becomes_plain_again(text):
    assert plain_again(str(neutral(text))) == text or text.startswith("'")


def test_a_workbook_holds_words_only(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write_xlsx(path, ["a", "b"], [["=1+1", 13800000000], ["http://x", None], ["00188", -1]]) == 3
    table = read_table(path)
    assert table.headers == ("a", "b")
    assert [row.cells for row in table.rows] == [("=1+1", "13800000000"), ("http://x", ""), ("00188", "-1")]


def test_what_does_not_fit_into_a_sheet_is_said_and_leaves_no_file(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    with pytest.raises(TooLongForSheet) as refused:
        write_xlsx(path, ["a"], [["x"], ["长" * 32_768]])
    assert "Row 3" in refused.value.say("en")
    assert not path.exists()
    monkeypatch.setattr("huiying.foundation.tables.writing.SHEET_ROWS", 2)
    with pytest.raises(TooLongForSheet):
        write_xlsx(path, ["a"], [["1"], ["2"]])


def test_a_rejects_file_tells_why_in_both_languages_and_can_be_imported_mended(tmp_path):
    path, headers = tmp_path / "rejects.csv", ("编号", "内容")
    with RejectsFile(path, headers) as rejects:
        rejects.add_trouble(trouble("missing", 7, ("-1", ""), column="内容"))
        rejects.add_trouble(trouble("wrong_count", 8, ("1", "b", "", "c"), found=4, wanted=2))
        rejects.add_trouble(trouble("broken_quote", 9, ('1,"b\n',)))
    assert "'-1" in path.read_text("utf-8-sig")
    table = read_table(path)
    assert table.headers == ("编号", "内容", "行号 line", "原因", "why")
    rows = list(table.rows)
    assert rows[0].cells == (
        "-1",
        "",
        "7",
        "第7行的“内容”是空的。请填上。",
        "Line 7: “内容” is empty. Fill it in.",
    )
    assert rows[1].cells[:2] == ("1", "b | c")
    assert rows[2].cells[:2] == ('1,"b', "")


def test_rejects_of_a_rejects_file_do_not_pile_up_columns(tmp_path):
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    with RejectsFile(first, ("编号", "内容")) as rejects:
        rejects.add_trouble(trouble("missing", 7, ("1", ""), column="内容"))
    table = read_table(first)
    with RejectsFile(second, table.headers) as rejects:
        for row in table.rows:
            assert isinstance(row, Row)
            rejects.add_trouble(RowTrouble(row.number, "missing", trouble("nul", 2, ()).sentence, row.cells))
    assert read_table(second).headers == table.headers
