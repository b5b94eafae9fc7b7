"""Tables going out, opened again with the programs that others use."""

import csv
import importlib
import json
import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from huiying.core.words import Text
from huiying.foundation.tables.columns import BOTH, Column, Holds, heads
from huiying.foundation.tables.enums import ExportFormat
from huiying.foundation.tables.errors import ParquetNotWritten
from huiying.foundation.tables.exporting import write_table
from tests.house import ROOT

COLUMNS = (
    Column("number", Text("回执号", "Receipt number")),
    Column("title", Text("标题", "Title")),
    Column("hops", Text("转手次数", "Transfers"), Holds.NUMBER),
    Column("late", Text("超期", "Late"), Holds.FLAG),
    Column("due_on", Text("最迟办理日", "Last day"), Holds.DAY),
    Column("received_at", Text("收到时间", "Received"), Holds.MOMENT),
)
AT = datetime(2026, 11, 22, 23, 5, 6, 789, UTC)
ROWS = [
    ("0012345678", '=HYPERLINK("http://x","点")', 2, True, date(2026, 11, 30), AT),
    ("7304291658", "灯不亮，\n孩子看不见路", 0, False, None, AT),
]
WRITTEN = "2026-11-23T07:05:06+08:00"


@pytest.fixture
def pl():
    """polars, which nothing loads at the top of a module."""
    return importlib.import_module("polars")


def written(tmp_path, form, rows=ROWS, language="zh-hans"):
    path = tmp_path / f"out.{form}"
    assert write_table(path, ExportFormat(form), COLUMNS, iter(rows), language=language) == len(rows)
    return path


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(tmp_path):
    path = written(tmp_path, "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, first, second = csv.reader(file)
    assert head == ["回执号", "标题", "转手次数", "超期", "最迟办理日", "收到时间"]
    assert first == ["0012345678", '\'=HYPERLINK("http://x","点")', "2", "是", "2026-11-30", WRITTEN]
    assert second == ["7304291658", "灯不亮，\n孩子看不见路", "0", "否", "", WRITTEN]


def test_a_workbook_opens_with_calamine_every_cell_as_text(tmp_path):
    path = written(tmp_path, "xlsx", language="en")
    head, first, second = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert head == ["Receipt number", "Title", "Transfers", "Late", "Last day", "Received"]
    assert first == ["0012345678", ROWS[0][1], "2", "yes", "2026-11-30", WRITTEN]
    assert second[3:5] == ["no", ""]


def test_json_keeps_names_types_and_offsets(tmp_path):
    first, second = json.loads(written(tmp_path, "json").read_text("utf-8"))
    assert first == {
        "number": "0012345678",
        "title": ROWS[0][1],
        "hops": 2,
        "late": True,
        "due_on": "2026-11-30",
        "received_at": WRITTEN,
    }
    assert second["due_on"] is None


def test_parquet_opens_with_polars_typed(tmp_path, pl):
    read = pl.read_parquet(written(tmp_path, "parquet"))
    assert read.schema == {
        "number": pl.String,
        "title": pl.String,
        "hops": pl.Int64,
        "late": pl.Boolean,
        "due_on": pl.Date,
        "received_at": pl.Datetime("us", "UTC"),
    }
    assert read.row(0) == (*ROWS[0][:5], AT.replace(microsecond=0))
    assert list(tmp_path.iterdir()) == [tmp_path / "out.parquet"]


@pytest.mark.parametrize("form", ExportFormat.values)
def test_an_empty_list_is_a_file_with_its_columns(tmp_path, form, pl):
    path = written(tmp_path, form, rows=[])
    if form == "parquet":
        assert pl.read_parquet(path).columns == [column.key for column in COLUMNS]
    elif form == "json":
        assert json.loads(path.read_text("utf-8")) == []
    else:
        assert path.stat().st_size > 0


def test_heads_come_in_both_languages():
    assert heads(COLUMNS, BOTH)[:2] == ["回执号 Receipt number", "标题 Title"]


def test_what_parquet_cannot_hold_is_said(tmp_path):
    broken = [("1", "灯", "three", True, None, AT)]
    with pytest.raises(ParquetNotWritten):
        write_table(tmp_path / "out.parquet", ExportFormat.PARQUET, COLUMNS, broken, language="en")
    assert not (tmp_path / "out.ndjson").exists()


@pytest.mark.parametrize(("form", "most"), [("csv", 100_000), ("json", 100_000), ("xlsx", 20_000), ("parquet", 20_000)])
def test_many_rows_take_no_more_memory_than_a_thousand(tmp_path, form, most):
    def peak(count):
        rows = (("0012345678", f"第 {n} 盏灯不亮", n, n % 2 == 0, date(2026, 11, 30), AT) for n in range(count))
        tracemalloc.start()
        try:
            write_table(tmp_path / f"{count}.{form}", ExportFormat(form), COLUMNS, rows, language="zh-hans")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few, many = peak(1_000), peak(most)
    assert many < few + 3_000_000


def test_polars_is_never_loaded_by_who_writes():
    code = "import sys, huiying.foundation.tables.exporting; print('polars' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import os; os.environ['DJANGO_SETTINGS_MODULE']='tests.settings'; {code}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.strip() == "False"
