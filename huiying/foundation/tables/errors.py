"""What can be wrong with a whole file. What is wrong with one row is a `RowTrouble` (rows.py)."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class FileMissing(HuiyingError):
    """Data: none."""

    code = "tables.file_missing"
    sentence = Text(
        "没有找到这个文件，或者没有权限读取。请检查路径。",
        "There is no such file, or it may not be read. Check the path.",
    )


class EmptyTable(HuiyingError):
    """Data: none."""

    code = "tables.empty"
    sentence = Text(
        "文件里没有内容。第一行应是列名，下面每行一条。",
        "The file is empty. Its first row should name the columns, with one entry on each row below.",
    )


class NotATable(HuiyingError):
    """Data: `looks_like` (a word such as PNG)."""

    code = "tables.not_a_table"
    sentence = Text(
        "这不是表格，看起来是{looks_like}。请选择 CSV、XLSX 或 XLS 文件。",
        "This is not a table; it looks like {looks_like}. Choose a CSV, XLSX or XLS file.",
    )


class UnknownEncoding(HuiyingError):
    """Data: none."""

    code = "tables.unknown_encoding"
    sentence = Text(
        "认不出文件的文字编码。请用表格软件打开，另存为“CSV UTF-8”。",
        "The encoding of the text is not known. Open the file in a spreadsheet and save it as “CSV UTF-8”.",
    )


class BrokenWorkbook(HuiyingError):
    """Data: none."""

    code = "tables.broken_workbook"
    sentence = Text(
        "工作簿打不开，可能已损坏或设了密码。请用表格软件打开，去掉密码后另存。",
        "The workbook cannot be opened: it is damaged or has a password. Open it in a spreadsheet and save it again "
        "without one.",
    )


class WorkbookTooLarge(HuiyingError):
    """Data: none."""

    code = "tables.workbook_too_large"
    sentence = Text(
        "工作簿太大，或者远处有零星的单元格。请删去空白的行列，或另存为“CSV UTF-8”。",
        "The workbook is too large, or a stray cell lies far out. Delete the empty rows and columns, or save it as "
        "“CSV UTF-8”.",
    )


class TooLongForSheet(HuiyingError):
    """Data: `row` (1-based, headers included)."""

    code = "tables.too_long_for_sheet"
    sentence = Text(
        "第{row}行放不进 XLSX（每格最多 32767 字，每表最多 1048576 行）。请改用 CSV。",
        "Row {row} does not fit into XLSX (32,767 characters in a cell, 1,048,576 rows). Use CSV instead.",
    )


class UnclearMoment(HuiyingError):
    """A date or time that cannot be read, or that can be read in two ways. Data: none (it may be anybody's words)."""

    code = "tables.unclear_moment"
    sentence = Text(
        "时间看不懂或有两种读法。请写成 2019-02-28 11:25:05 这样，年份写四位、写在最前面。",
        "The time cannot be read, or can be read in two ways. Write it like 2019-02-28 11:25:05, the four-digit year "
        "first.",
    )


class UnknownColumns(HuiyingError):
    """No mapping fits the headers. Data: `needs` (Text: what at least has to be there)."""

    code = "tables.unknown_columns"
    sentence = Text(
        "表头里没有找到：{needs}。请改列名，或用 --mapping 指定一份对应表。",
        "The headers lack: {needs}. Rename the columns, or name a mapping with --mapping.",
    )


class UnknownMapping(HuiyingError):
    """Data: `known` (names, comma between)."""

    code = "tables.unknown_mapping"
    sentence = Text(
        "没有这份对应表。现有：{known}。",
        "There is no such mapping. There are: {known}.",
    )


class BrokenMapping(HuiyingError):
    """Data: `part` (which part of the file)."""

    code = "tables.broken_mapping"
    sentence = Text(
        "对应表的“{part}”这一部分写得不对。请对照说明改正后再试。",
        "The part “{part}” of the mapping is not right. Mend it after the manual and try again.",
    )


class ParquetNotWritten(HuiyingError):
    """Data: none."""

    code = "tables.parquet_not_written"
    sentence = Text(
        "Parquet 文件没有写成。请改用 CSV，或请管理员查看日志。",
        "The Parquet file could not be written. Choose CSV instead, or ask the administrator to look at the log.",
    )


class ExportNotThere(HuiyingError):
    """No such export of this reader, or its file is no longer kept. Data: none."""

    code = "tables.export_not_there"
    sentence = Text(
        "这个导出文件不在了：只有申请人能下载，保留 24 小时。需要的话请重新导出。",
        "This export is not there: only who asked for it may fetch it, for 24 hours. Export the list again.",
    )


class ExportInterrupted(HuiyingError):
    """The worker stopped while it was made. Data: none."""

    code = "tables.export_interrupted"
    sentence = Text(
        "生成时服务中断了，文件没有写成。请重新导出。",
        "The service stopped while it was being made. Export the list again.",
    )


class ExportBroke(HuiyingError):
    """Something that nobody at the desk can mend. Data: none."""

    code = "tables.export_broke"
    sentence = Text(
        "文件没有写成。请再试一次；还不行请告诉管理员查看日志。",
        "The file could not be written. Try once more; if it fails again, ask the administrator to look at the log.",
    )


class TooManyExports(HuiyingError):
    """Data: `most`."""

    code = "tables.too_many_exports"
    sentence = Text(
        "已有 {most} 个导出在排队。请等它们完成，或先取消几个。",
        "{most} exports are waiting already. Wait for them, or cancel some first.",
    )
