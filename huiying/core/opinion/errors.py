"""What can be wrong with a file of votes or statements."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class FileUnreadable(HuiyingError):
    """A file that is no CSV in UTF-8."""

    code: ClassVar[str] = "opinion.unreadable"
    sentence = Text(
        zh="{file} 读不出来。请给 UTF-8 编码的 CSV 文件。",
        en="{file} cannot be read. Give a CSV file in UTF-8.",
    )


class ColumnMissing(HuiyingError):
    """The first line does not name a column that is needed, or names it twice."""

    code: ClassVar[str] = "opinion.column_missing"
    sentence = Text(
        zh="{file} 第 1 行要有列名 {column}，而且只有一次。",
        en="The first line of {file} must name the column {column}, once.",
    )


class ValueWrong(HuiyingError):
    """A line with a value that cannot be. `wanted`: what can."""

    code: ClassVar[str] = "opinion.value_wrong"
    sentence = Text(
        zh="{file} 第 {line} 行的 {column} 不对，应当是{wanted}。请改正这一行再来。",
        en="{file}, line {line}: {column} must be {wanted}. Mend this line and run it again.",
    )


class StatementTwice(HuiyingError):
    """A statement that is listed twice."""

    code: ClassVar[str] = "opinion.statement_twice"
    sentence = Text(
        zh="{file} 第 {line} 行的意见编号前面已经有了。每条意见只能有一行。",
        en="{file}, line {line}: this comment-id stands above already. Each statement has one line.",
    )
