"""`huiying eval same-matter`: how well the product finds voices about the same matter, on judged pairs.

Times are those of the processor: the engine waits for nothing, so other work on the machine does not change them.
The engine is imported when it runs: its libraries would slow the start of every other command.
"""

import csv
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, command, option

if TYPE_CHECKING:
    from huiying.core.similarity.measure import Message, Pair

LARGEST_FIELD = 100_000_000
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class NotSuchAFile(HuiyingError):
    """The file is no CSV in UTF-8, or a column is missing."""

    code = "eval.not_such_a_file"
    sentence = Text(
        zh="{file} 不是所需的文件。请用 UTF-8 编码的 CSV，第一行是列名，至少有这些列：{columns}。",
        en="{file} is not the file that is needed. Give a CSV in UTF-8 whose first line names at least these columns: "
        "{columns}.",
    )


@command(
    "same-matter",
    zh="衡量“同一件事”找得准不准、快不快。",
    en="Measure how rightly and how fast the same matter is found.",
)
@option(
    "--messages", type=FILE, required=True, zh="留言：msg_id、subject、time、text。", en="msg_id, subject, time, text."
)
@option(
    "--pairs",
    type=FILE,
    required=True,
    zh="成对的判断：a、b、same（0 或 1）。",
    en="Judged pairs: a, b, same (0 or 1).",
)
def same_matter(messages: Path, pairs: Path) -> Outcome:
    from huiying.core.similarity.measure import measure

    figures = asdict(measure(list(read_messages(messages)), list(read_pairs(pairs)), time.process_time))
    return Outcome(
        Text(
            zh="AUC {auc}，最好 F1 {best_f1}；前 5 个中找对 {p_at_5}，前 20 个中找到 {r_at_20}；"
            "每次查找用处理器 {milliseconds_per_query} 毫秒。".format(**figures),
            en="AUC {auc}, best F1 {best_f1}; right among the first 5 {p_at_5}, found among the first 20 {r_at_20}; "
            "{milliseconds_per_query} ms of the processor a query.".format(**figures),
        ),
        figures,
    )


def read_messages(file: Path) -> "Iterator[Message]":
    """The messages of a file in the format of messages.csv. Raises NotSuchAFile."""
    from huiying.core.similarity.measure import Message

    for row in rows_of(file, ("msg_id", "subject", "time", "text")):
        yield Message(row["msg_id"], row["subject"], row["text"], moment_of(row["time"]))


def read_pairs(file: Path) -> "Iterator[Pair]":
    """The pairs of a file in the format of same_matter_pairs.csv. Raises NotSuchAFile."""
    from huiying.core.similarity.measure import Pair

    for row in rows_of(file, ("a", "b", "same")):
        yield Pair(row["a"], row["b"], row["same"].strip() == "1")


def rows_of(file: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(LARGEST_FIELD)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines, restval="")
            if not set(columns) <= set(table.fieldnames or ()):
                raise NotSuchAFile(file=file.name, columns=", ".join(columns))
            yield from table
    except (UnicodeDecodeError, csv.Error) as err:
        raise NotSuchAFile(file=file.name, columns=", ".join(columns)) from err


def moment_of(text: str) -> datetime | None:
    """The moment; None when the file has none or one that cannot be read. Without an offset it counts as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
