"""What checking a receipt on the server gave, in the words that the verifier says where scripts run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from huiying.core.translog.errors import LogFault, Malformed
from huiying.core.translog.offered import offered_receipt
from huiying.core.translog.policy import Policy, parse_policy
from huiying.core.translog.receipt import Proved, verify_receipt
from huiying.core.words import Text
from huiying.faces.look import dates
from huiying.faces.public.log.verifier_words import WORDS

_LIKE_SIGNATURE = {"named_key", "not_included", "fields", "words"}
"""Faults after which one does the same as after a false signature."""

Line = tuple[Text, Text | str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds`, or what is wrong. `lines`: the heading's sentences; `rows`: what the entry says."""

    holds: bool
    heading: Text
    lines: tuple[Text, ...]
    rows: tuple[Line, ...] = ()
    proved: tuple[Line, ...] = ()
    not_proved: tuple[Text, ...] = ()


def verdict_of(data: bytes, policy: str) -> Verdict:
    """Of a receipt as a file or as the address of its code, for somebody who trusts `policy` (tlog-policy)."""
    if not data:
        return Verdict(False, WORDS["fault.nothing"], (WORDS["todo.nothing"],))
    known: tuple[str, ...] = ()
    try:
        trusted = parse_policy(policy)
        known = _logs(trusted)
        return _holds(verify_receipt(offered_receipt(data), trusted))
    except LogFault as fault:
        return _fails(fault, known)


def _logs(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.key.name for party in policy.logs))


def _holds(proved: Proved) -> Verdict:
    unproved = ["typed", "time", "before", *([] if proved.words else ["words"]), "page"]
    return Verdict(
        True,
        WORDS["ok"],
        (WORDS["ok_what"],),
        tuple(_rows(proved)),
        tuple(_proved(proved)),
        tuple(WORDS[f"not.{name}"] for name in ([] if proved.witnesses else ["split"]) + unproved),
    )


def _rows(proved: Proved) -> Iterator[Line]:
    entry = proved.entry
    yield WORDS["row.log"], proved.head.origin
    yield WORDS["row.number"], _said("number", n=f"{proved.index + 1:,}", size=f"{proved.head.size:,}")
    yield WORDS["row.what"], WORDS.get(f"type.{entry.type}", entry.type)
    if entry.day is not None:
        yield WORDS["row.day"], dates.full(entry.day)
    if entry.due is not None:
        yield WORDS["row.due"], _said("due", day=dates.full(entry.due))
    for name, words in (("basis", entry.basis), ("role", entry.role), ("words", proved.words)):
        if words:
            yield WORDS[f"row.{name}"], words


def _proved(proved: Proved) -> Iterator[Line]:
    yield _said("proved.entry", n=f"{proved.index + 1:,}"), WORDS["proved.entry_more"]
    yield WORDS["proved.signed"], WORDS["proved.signed_more"]
    for name, at in sorted(proved.witnesses.items()):
        time = dates.moment(datetime.fromtimestamp(at, UTC), year=True)
        yield _said("proved.witness", name=name), _said("proved.witness_more", time=time)
    if proved.words or proved.fields:
        name = "words" if proved.words else "fields"
        yield WORDS[f"proved.{name}"], WORDS[f"proved.{name}_more"]


def _fails(fault: LogFault, known: tuple[str, ...]) -> Verdict:
    name = _named(fault, known)
    todo = "signature" if name in _LIKE_SIGNATURE else name
    about = {"origin": fault.about, "name": fault.about, "line": fault.about, "known": ", ".join(known) or "–"}
    return Verdict(False, WORDS["fault"], (_said(f"fault.{name}", **about), WORDS[f"todo.{todo}"]))


def _named(fault: LogFault, known: tuple[str, ...]) -> str:
    """The sentence for a fault, chosen as the script of the page does."""
    name = fault.reason
    if name == "proof_length" and not isinstance(fault, Malformed):
        name = "not_included"
    elif name == "not_signed" and fault.about in known:
        name = "other_key"
    return name if f"fault.{name}" in WORDS else "damaged"


def _said(key: str, **values: str) -> Text:
    text = WORDS[key]
    return Text(zh=text.zh.format(**values), en=text.en.format(**values))
