"""What a look at a log found, in words and as keys."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from huiying.core.translog.promises import Count
from huiying.core.translog.said import fault_said, witness_said
from huiying.core.words import Text
from huiying.faces.look.terminal import language
from huiying.faces.witness.looking import Look, Trust
from huiying.faces.witness.watched import Record
from huiying.faces.witness.words import item, joined

DAYS = 7
MOST_FAULTS = 20

WHOSE_KEY: Mapping[Trust, Text] = {
    Trust.GIVEN: Text(zh="公钥是您给的。", en="The key is the one that you gave."),
    Trust.FIRST_USE: Text(
        zh="第一次使用：公钥和见证人名单取自网站自己，没有核对是谁的，记下了，以后都按它检查。",
        en="First use: key and witnesses are the ones that the site itself names. Whose they are was NOT checked; they "
        "are remembered and hold from now on.",
    ),
    Trust.REMEMBERED: Text(
        zh="公钥是第一次使用时记下的，没有核对是谁的。",
        en="The key is the one remembered from the first use; whose it is was NOT checked.",
    ),
}


def told(look: Look, record: Record, today: date, *, kept: bool) -> Text:
    """All of it for a person. `kept` False: nothing will be remembered."""
    if look.faults:
        return joined([_wrong(look), *map(item, _faults(look))])
    lines = [_whole(look), WHOSE_KEY[look.trust], *_witnesses(look), *_promises(record, today)]
    return joined(lines if kept else [*lines, _NOT_KEPT])


def line(look: Look, record: Record, today: date) -> Text:
    """One line for a log of checks."""
    if look.faults:
        return joined([_wrong(look), *map(item, _faults(look))])
    late = record.totals(today)[Count.PAST_DUE]
    return Text(
        zh=f"{look.origin}：{look.size} 条，新读 {look.read} 条，完好；过期未答 {late} 件",
        en=f"{look.origin}: {look.size} entries, {look.read} new, in order; {late} past due",
    )


def keys(look: Look, record: Record, today: date, says: Text) -> dict[str, Any]:
    """All of it for a program; counts are those of the last good look."""
    totals, days = record.totals(today), record.by_day(today)
    wrong = [
        {"reason": fault.reason, "about": fault.about, "says": fault_said(fault).say(language())}
        for fault in look.faults[:MOST_FAULTS]
    ]
    return {
        "ok": not look.faults,
        "size": look.size,
        "says": says.say(language()),
        "past_due": totals[Count.PAST_DUE],
        "answered": totals[Count.ANSWERED],
        "received": totals[Count.RECEIVED],
        "answered_late": totals[Count.ANSWERED_LATE],
        "due": days.get(today, {}).get(Count.DUE, 0),
        "today": today.isoformat(),
        "origin": look.origin,
        "read": look.read,
        "witnesses": look.witnesses,
        "key_checked": look.trust is Trust.GIVEN,
        "trust": look.trust.value,
        "wrong": wrong,
        "before": look.before.decode("utf-8", "replace"),
        "checkpoint": look.checkpoint.decode("utf-8", "replace"),
        "days": {day.isoformat(): {count.value: n for count, n in counts.items()} for day, counts in days.items()},
    }


def _whole(look: Look) -> Text:
    return Text(
        zh=f"账本 {look.origin} 完好：共 {look.size} 条，这次读了 {look.read} 条，条目、数据块和签名都对得上。",
        en=f"The log {look.origin} is in order: {look.size} entries, {look.read} read this time; entries, tiles and "
        "signatures fit.",
    )


def _wrong(look: Look) -> Text:
    return Text(
        zh=f"{look.url} 的账本有问题，这次的内容没有记下：",
        en=f"Something is WRONG with the log at {look.url}; nothing of it was remembered:",
    )


def _faults(look: Look) -> Iterator[Text]:
    yield from map(fault_said, look.faults[:MOST_FAULTS])
    more = len(look.faults) - MOST_FAULTS
    if more > 0:
        yield Text(zh=f"还有 {more} 处。", en=f"And {more} more.")


def _witnesses(look: Look) -> Iterator[Text]:
    for name, at in sorted(look.witnesses.items()):
        yield witness_said(name, at)


def _promises(record: Record, today: date) -> Iterator[Text]:
    totals, days = record.totals(today), record.by_day(today)
    due = days.get(today, {}).get(Count.DUE, 0)
    received, answered = totals[Count.RECEIVED], totals[Count.ANSWERED]
    late, past = totals[Count.ANSWERED_LATE], totals[Count.PAST_DUE]
    yield Text(
        zh=f"截至 {today}：收到 {received} 件，答复 {answered} 件（{late} 件答晚了），"
        f"当天到期 {due} 件，过期未答 {past} 件。",
        en=f"Up to {today}: {received} received, {answered} answered ({late} of them late), {due} due that day, "
        f"{past} past due.",
    )
    for day, counts in list(days.items())[-DAYS:]:
        n = {count.value: value for count, value in counts.items()}
        yield item(
            Text(
                zh=f"{day}：收到 {n['received']}，答复 {n['answered']}，到期未答 {n['due']}，累计过期 {n['past_due']}",
                en=f"{day}: {n['received']} received, {n['answered']} answered, {n['due']} due and not answered, "
                f"{n['past_due']} past due",
            )
        )


_NOT_KEPT = Text(
    zh="没有保存。加 --state 文件，下次才能查出账本有没有变短、有没有改动以前的内容。",
    en="Nothing is kept. With --state FILE the next look finds whether the log became shorter or changed its past.",
)
