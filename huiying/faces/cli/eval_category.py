"""`huiying eval category`: how rightly and how fast the product tells what a message is about, on sorted messages."""

import csv
import io
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, command, option

if TYPE_CHECKING:
    from huiying.core.classify.growing import Sorted
    from huiying.core.classify.training import Example

COLUMNS = ("subject", "text", "label")
ENCODINGS = ("utf-8-sig", "gb18030")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class NoSortedMessages(HuiyingError):
    """The file is no CSV in UTF-8 or GB 18030, lacks a column, or has no row with text and label."""

    code = "eval.no_sorted_messages"
    sentence = Text(
        zh="{file} 里读不出分好类的留言。请用 UTF-8 或 GBK 编码的 CSV，第一行写列名 {columns}，下面至少有一行。",
        en="No sorted messages can be read from {file}. Give a CSV in UTF-8 or GBK whose first line names the columns "
        "{columns}, with at least one row.",
    )


@command(
    "category",
    zh="衡量类别判断得准不准、快不快：用一个文件训练，用另一个检验。",
    en="Measure how rightly and how fast categories are told: learn from one file, judge the other.",
)
@option("--train", type=FILE, required=True, zh="用来学的留言：subject、text、label。", en="To learn from.")
@option("--test", type=FILE, required=True, zh="用来检验的留言，列名相同。", en="To judge, with the same columns.")
def category(train: Path, test: Path) -> Outcome:
    learn, judge = list(read_examples(train)), list(read_examples(test))
    changed = datetime.fromtimestamp(train.stat().st_mtime, UTC)
    figures = measure(learn, judge, changed.date())
    return Outcome(
        Text(
            zh="宏平均 F1 {macro_f1:.4f}，准确率 {accuracy:.4f}；每秒 {messages_per_second:.0f} 件；"
            "训练 {train_seconds:.1f} 秒，模型 {model_bytes} 字节。".format(**figures),
            en="Macro-F1 {macro_f1:.4f}, accuracy {accuracy:.4f}; {messages_per_second:.0f} messages a second; "
            "{train_seconds:.1f} s to train, model {model_bytes} bytes.".format(**figures),
        ),
        figures,
    )


def measure(learn: "list[Example]", judge: "list[Example]", data_date: date) -> dict[str, float]:
    """The figures of a model trained on `learn`, written, read back and asked about `judge`; real seconds.

    Raises TooFewExamples.
    """
    from huiying.core.classify import treefile
    from huiying.core.classify.figures import accuracy, macro_f1
    from huiying.core.classify.growing import Sorted, grow

    begun = time.perf_counter()
    examples = [*(Sorted(one.text, (one.category,)) for one in learn), *_beginnings(learn)]
    written = treefile.to_bytes(grow(examples, data_date=data_date, clock=time.perf_counter).tree)
    trained = time.perf_counter()
    model = treefile.from_bytes(written).root
    asked = time.perf_counter()
    predicted = model.predict([one.text for one in judge])
    done = time.perf_counter()
    truth = [one.category for one in judge]
    return {
        "macro_f1": round(macro_f1(truth, predicted), 4),
        "accuracy": round(accuracy(truth, predicted), 4),
        "messages_per_second": round(len(judge) / (done - asked), 1),
        "train_seconds": round(trained - begun, 2),
        "model_bytes": len(written),
    }


def _beginnings(learn: "list[Example]") -> "Iterator[Sorted]":
    """What the product ships for labels that are names of its widest categories; nothing for others."""
    from huiying.loop.understanding.starter import for_labels

    own = Counter(one.category for one in learn)
    return for_labels(own, own)


def read_examples(file: Path) -> "Iterator[Example]":
    """The rows of a CSV that have text (or a subject) and a label. Raises NoSortedMessages."""
    from huiying.core.classify.message import joined
    from huiying.core.classify.training import Example

    found = False
    for row in _rows(file):
        text, label = joined(row["subject"], row["text"]), row["label"].strip()
        if text and label:
            found = True
            yield Example(text, label)
    if not found:
        raise _refused(file)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    table = csv.DictReader(io.StringIO(_decoded(file), newline=""), restval="", strict=True)
    try:
        if not set(COLUMNS) <= set(table.fieldnames or ()):
            raise _refused(file)
        yield from table
    except csv.Error as err:
        raise _refused(file) from err


def _decoded(file: Path) -> str:
    data = file.read_bytes()
    csv.field_size_limit(max(len(data), 1))
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(file)


def _refused(file: Path) -> NoSortedMessages:
    return NoSortedMessages(file=file.name, columns=", ".join(COLUMNS))
