"""One row of a table as a voice that can be written down, or the reason why not."""

import re
from dataclasses import dataclass
from datetime import datetime

from huiying.core.errors import HuiyingError
from huiying.core.spoken import clean_line_ends, clean_words
from huiying.core.words import Text
from huiying.foundation.tables.mapped import MappedVoice, map_row
from huiying.foundation.tables.mapping import Bound
from huiying.foundation.tables.rows import Row, RowTrouble
from huiying.listen.voices.enums import Channel, Kind, Naming
from huiying.listen.voices.services.register import Spoken

LONGEST_REPLY = 20_000
LONGEST_TITLE = 120
CHINESE = re.compile(r"[\u3400-\u9fff]")
FUTURE = Text(
    "第{line}行的时间在将来。请核对留言时间和答复时间。",
    "Line {line} has a time in the future. Check the times of the voice and of its reply.",
)
REPLY_TOO_LONG = Text(
    "第{line}行的答复超过{longest}字。请缩短，其余作为附件另存。",
    "Line {line}: the reply has more than {longest} characters. Shorten it and keep the rest as an attachment.",
)
WORDS = Text("第{line}行：{why}", "Line {line}: {why}")


@dataclass(frozen=True, slots=True)
class PastVoice:
    """A voice that came and, where the table knows one, its reply. `category`: names, widest first."""

    spoken: Spoken
    reply: str
    replied_at: datetime | None
    category: tuple[str, ...]


def past_voice(bound: Bound, row: Row, *, now: datetime) -> PastVoice | RowTrouble:
    """What `row` says. Who spoke is not taken over: without the person's word nobody is named (product note)."""
    mapped = map_row(bound, row)
    if isinstance(mapped, RowTrouble):
        return mapped
    if max(mapped.said_at, mapped.replied_at or mapped.said_at) > now:
        return _trouble(row, "future", FUTURE)
    reply = clean_line_ends(mapped.reply or "")
    if len(reply) > LONGEST_REPLY:
        return _trouble(row, "reply_too_long", REPLY_TOO_LONG, longest=str(LONGEST_REPLY))
    try:
        return PastVoice(
            _spoken(bound.mapping.name, mapped), reply, mapped.replied_at if reply else None, mapped.category
        )
    except HuiyingError as err:
        sentence = Text(err.say("zh-hans"), err.say("en"))
        return RowTrouble(row.number, err.code, _filled(WORDS, row, zh=sentence.zh, en=sentence.en), row.cells)


def _spoken(source: str, mapped: MappedVoice) -> Spoken:
    title = " ".join(clean_line_ends(mapped.title).split())
    words = f"{title}\n{mapped.text}" if len(title) > LONGEST_TITLE else mapped.text
    text = clean_words(words)
    return Spoken(
        channel=mapped.channel or Channel.IMPORT.value,
        kind=mapped.kind or Kind.REQUEST.value,
        naming=Naming.ANONYMOUS.value,
        text=text,
        language="zh-hans" if CHINESE.search(text) else "en",
        received_at=mapped.said_at,
        title=title,
        place_words=clean_line_ends(mapped.place),
        source=source,
        external_id=mapped.external_id,
    )


def _trouble(row: Row, code: str, says: Text, **values: str) -> RowTrouble:
    zh = en = values
    return RowTrouble(row.number, code, Text(_say(says.zh, row, zh), _say(says.en, row, en)), row.cells)


def _filled(says: Text, row: Row, *, zh: str, en: str) -> Text:
    return Text(says.zh.format(line=row.number, why=zh), says.en.format(line=row.number, why=en))


def _say(template: str, row: Row, values: dict[str, str]) -> str:
    return template.format(line=row.number, **values)
