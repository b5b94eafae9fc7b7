"""`huiying verify`: what a receipt proves, and what it does not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from huiying.core.translog.errors import LogFault, Malformed
from huiying.core.translog.offered import MOST_BYTES, offered_receipt
from huiying.core.translog.policy import Party, Policy
from huiying.core.translog.receipt import Proved, Receipt, named_key, verify_receipt
from huiying.core.translog.said import fault_said, not_proved_said, proved_said
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, language
from huiying.faces.witness.trust import trusted
from huiying.faces.witness.words import item, joined


def verify(*, file: Path, policy: Path | None, vkeys: Sequence[str]) -> Outcome:
    trust = trusted(policy, vkeys)
    try:
        receipt = offered_receipt(_read(file))
        proved = verify_receipt(receipt, trust or _its_own(receipt))
    except LogFault as fault:
        return _refuted(fault)
    return _held(proved, key_checked=trust is not None)


def _read(file: Path) -> bytes:
    with click.open_file(str(file), "rb") as opened:
        data: bytes = opened.read(MOST_BYTES + 1)
    return data


def _its_own(receipt: Receipt) -> Policy:
    key = named_key(receipt)
    if key is None:
        raise Malformed("no_key")
    return Policy((Party(key),))


def _refuted(fault: LogFault) -> Outcome:
    why = fault_said(fault)
    words = joined([Text(zh=f"不成立。{why.zh}", en=f"It does NOT hold. {why.en}")])
    nothing = dict.fromkeys(("size", "index", "origin", "leaf", "day", "type", "due"))
    keys = {"ok": False, "reason": fault.reason, "says": words.say(language()), "witnesses": {}, "key_checked": False}
    return Outcome(words, {**keys, **nothing}, done=False)


def _held(proved: Proved, *, key_checked: bool) -> Outcome:
    words = _paper(proved, key_checked=key_checked)
    return Outcome(words, {**_keys(proved), "key_checked": key_checked, "says": words.say(language())})


def _keys(proved: Proved) -> Mapping[str, Any]:
    entry = proved.entry
    shown = {"fields": dict(proved.fields), "words": proved.words} if proved.fields else {}
    return {
        "ok": True,
        "size": proved.head.size,
        "index": proved.index,
        "origin": proved.head.origin,
        "leaf": proved.leaf.hex(),
        "day": entry.day and entry.day.isoformat(),
        "type": entry.type or None,
        "due": entry.due and entry.due.isoformat(),
        "witnesses": dict(proved.witnesses),
        **shown,
    }


def _paper(proved: Proved, *, key_checked: bool) -> Text:
    shows = [Text(zh=f"原话：{proved.words}", en=f"The words: {proved.words}")] if proved.words else []
    good = [*proved_said(proved, key_checked=key_checked), *shows]
    return joined(
        [
            Text(zh="成立。证明了：", en="It holds. Proved:"),
            *map(item, good),
            Text(zh="没有证明：", en="Not proved:"),
            *map(item, not_proved_said(proved)),
        ]
    )
