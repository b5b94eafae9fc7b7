"""The page decides in JavaScript what Python decides: the same receipts, the same verdicts, the same reasons."""

import base64
import json
import random
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from huiying.core.translog.commitment import event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import Note
from huiying.core.translog.offered import compact_text, offered_receipt
from huiying.core.translog.policy import parse_policy
from huiying.core.translog.receipt import Receipt, verify_receipt
from tests.journeys.holders import NO_SUBTLE
from tests.journeys.logged import (
    CONGRESS,
    FULL,
    INDEX,
    LOG,
    LONELY,
    ORIGIN,
    PAPER,
    POLICY,
    SCHOOL,
    SECRET,
    Log,
    address,
    commitment,
    entries,
    key,
    spoken,
)

VERDICTS = """async ([texts, policy]) => {
    const trusted = await hyNote.policyOf(policy), out = [];
    for (const [form, data] of texts) {
        const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        try {
            const receipt = await (form === "compact" ? hyReceipt.ofCompact : hyReceipt.offered)(bytes);
            const { index, words } = await hyReceipt.verify(receipt, trusted);
            out.push(`proved ${index} ${words}`);
        } catch (error) {
            const kind = error instanceof HyFault ? error.malformed ? "Malformed" : "NotProved" : String(error);
            out.push(`${kind} ${error.reason}`);
        }
    }
    return out;
}"""
POLICIES = """async (texts) => {
    const out = [];
    for (const text of texts) {
        const said = ({ logs, witnesses, groups, quorum }) => [
            logs.map((log) => log.vkey), [...witnesses].map(([name, { vkey }]) => [name, vkey]),
            [...groups].map(([name, { least, members }]) => [name, least, members]), quorum,
        ];
        out.push(await hyNote.policyOf(text).then(said, (fault) => [fault.reason, fault.about]));
    }
    return out;
}"""
SIGNED = """async (rows) => {
    const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)), out = [];
    for (const row of rows) out.push(await hyEd25519.verify(...row.map(bytes)));
    return out;
}"""
both_engines = pytest.mark.parametrize("before", ["", NO_SUBTLE], ids=["WebCrypto", "own code"])


def b64(data):
    return base64.b64encode(data).decode()


def verdict(form, data, policy):
    try:
        receipt = Receipt.of_compact(data) if form == "compact" else offered_receipt(data)
        proved = verify_receipt(receipt, policy)
    except LogFault as err:
        return f"{type(err).__name__} {err.reason}"
    return f"proved {proved.index} {proved.words}"


def agrees(person, examples):
    """The verdicts that both gave, which are the same; each is told with its example where they are not."""
    mine = [verdict(form, data, parse_policy(POLICY)) for form, data in examples]
    theirs = person.page.evaluate(VERDICTS, [[(form, b64(data)) for form, data in examples], POLICY])
    rows = zip(examples, mine, theirs, strict=True)
    assert [(example, one, other) for example, one, other in rows if one != other] == []
    return mine


def mutated(seed, count):
    """Receipts in each form with one thing wrong: a bit, a byte less, a byte more, lines out of order."""
    chance = random.Random(seed)
    for _ in range(count):
        receipt = chance.choice([FULL, LOG.receipt(INDEX), LONELY.receipt(INDEX), LOG.receipt(chance.randrange(40))])
        form = chance.choice(["file", "file", "compact", "code"])
        whole = {"file": receipt.data, "compact": receipt.compact, "code": address(receipt).encode()}
        data = bytearray(whole[form])
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0 | 1:
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                del data[at]
            case 3:
                data.insert(at, chance.choice(b"\n A=+\x00\xff"))
            case 4:
                lines = data.splitlines(keepends=True)
                chance.shuffle(lines)
                data = bytearray(b"".join(lines))
        yield form, bytes(data)


@both_engines
def test_receipts_with_one_thing_wrong(holder, before):
    kinds = agrees(holder(before=before), list(mutated(2026, 120)))
    assert len(set(kinds)) > 10, "many kinds of faults among the examples"


def test_receipts_in_every_form_in_which_they_are_offered(holder):
    whole = [
        example
        for one in (FULL, LOG.receipt(0))
        for example in (
            ("file", one.data),
            ("file", b"\xef\xbb\xbf\n" + one.data.replace(b"\n", b"\r\n")),
            ("compact", one.compact),
            ("code", compact_text(one).encode() + b"=\r\n"),
            ("code", address(one).encode()),
        )
    ]
    assert {kind.split()[0] for kind in agrees(holder(), whole)} == {"proved"}


def canonical(value):
    """Canonical JSON without its refusals."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


VOICE = {"v": 1, "c": commitment().hex(), "type": "voice.received", "cid": "00" * 16, "day": "2026-11-22"}
ODD_ENTRIES = [
    *(canonical(VOICE | {"due": due}) for due in ["2026-12-07", "2026-02-30", "", "20261207", "9999-12-31", None]),
    *(
        canonical(VOICE | {"day": day})
        for day in ["0000-01-01", "0001-01-01", "2024-02-29", "2026-W47-7", "9999-12-30"]
    ),
    *(canonical(VOICE | {"type": name}) for name in ["", 5, "未知", "\u2028", "a\ud800"]),
    *(canonical(VOICE | {"cid": cid}) for cid in ["", "AB" * 16, "00" * 15, "00" * 17]),
    *(canonical(VOICE | {"c": code}) for code in [VOICE["c"].upper(), VOICE["c"][:-2], 5]),
    *(canonical(VOICE | {"v": version}) for version in [2, "1", True, 1.0]),
    *(canonical(VOICE | {name: "x"}) for name in ["basis", "role", "constructor", "__proto__", "zzz"]),
    *(canonical({name: value for name, value in VOICE.items() if name != left_out}) for left_out in VOICE),
    *(b"[]", b"null", b"5", b"", b"{}", b"[" * 5000, canonical(VOICE) + b" ", b"\xef\xbb\xbf" + canonical(VOICE)),
    json.dumps(VOICE).encode(),
    canonical(VOICE).decode().encode("utf-16"),
    canonical(VOICE).replace(b'"v":1', b'"v":1,"v":1'),
]


def test_odd_entries_that_are_rightly_in_a_log(holder):
    log = Log(ODD_ENTRIES, witnesses=(CONGRESS, PAPER))
    receipts = [log.receipt(place) for place in range(len(ODD_ENTRIES))]
    receipts += [log.receipt(place, **spoken()) for place in range(len(ODD_ENTRIES))]
    kinds = agrees(holder(), [("file", one.data) for one in receipts])
    assert {"Malformed entry", "proved 0 "} <= set(kinds)


SHOWN = json.loads(FULL.extra)
VKEYS = [
    *("", "a+b", SHOWN["vkey"].replace("+", "-"), f" {SHOWN['vkey']}\n", f"\ufeff{SHOWN['vkey']}"),
    *(key("x.example").verifier.vkey, key(ORIGIN).cosigner.vkey, key(PAPER).cosigner.vkey, key(SCHOOL).cosigner.vkey),
    replace(key(ORIGIN).verifier, public=bytes(32)).vkey,
]
FIELDS = [
    *([], {}, None, {"a": 1.5}, {"a": 1e3}, {"a": 2**60}, {"a": -(10**40)}, {"é": 1}, {"a": {"é": [1]}}, {"": ""}),
    *({"__proto__": 1}, {"a": "\ud83d"}, {"a": "\ud800123"}),
]
ODD_EXTRAS = [
    *(canonical(SHOWN | {"vkey": vkey}) for vkey in VKEYS),
    *(canonical(SHOWN | {"fields": fields}) for fields in FIELDS),
    *(canonical(SHOWN | {"secret": secret}) for secret in ["", "00" * 32, SHOWN["secret"].upper(), "00" * 33, 5]),
    *(canonical(SHOWN | {"words": words}) for words in ["", "x", None, "\ud83d"]),
    *(canonical(SHOWN | {"entry": entry}) for entry in ["", "A", "AA", "AB==", "5!", "AAAA"]),
    *(canonical({name: value for name, value in SHOWN.items() if name != left_out}) for left_out in SHOWN),
    *(canonical({"entry": SHOWN["entry"]}), canonical(SHOWN | {"more": 1}), json.dumps(SHOWN).encode()),
    *(
        canonical(SHOWN).replace(b'"a":-3', b'"a":' + number)
        for number in (b"-0", b"-3.0", b"1" * 30, b"1" * 30 + b".5")
    ),
    *(b"", b"[]", b"null", b'"x"', b"[" * 100_000, b"\xff", canonical(SHOWN).decode().encode("utf-16")),
]


def test_odd_extras(holder):
    receipts = [replace(FULL, extra=extra) for extra in ODD_EXTRAS]
    kinds = agrees(holder(), [("file", one.data) for one in receipts])
    assert {"Malformed extra", "Malformed key", "NotProved named_key", "NotProved fields"} <= set(kinds)


def test_large_whole_numbers_are_not_rounded(holder):
    fields = {"a": 2**60, "b": [-(10**40)], "c": 2**53}
    log = Log([Published(event_commitment(fields, SECRET)).data], witnesses=(CONGRESS, PAPER))
    receipt = log.receipt(0, secret=SECRET, fields=fields, words="")
    rounded = receipt.extra.replace(str(2**60).encode(), str(2**60 + 1).encode())
    kinds = agrees(holder(), [("file", receipt.data), ("file", replace(receipt, extra=rounded).data)])
    assert kinds == ["proved 0 ", "NotProved fields"]


def odd_signatures():
    head = Note.of_data(LOG.checkpoint)
    log, congress, paper = head.signatures
    again = [key(PAPER).cosign(head.text, at) for at in (0, 1, 253_402_300_799, 253_402_300_800, 2**63, 2**64 - 1)]
    order = 2**252 + 27742317777372353535851937790883648493
    turned = (int.from_bytes(log.blob[32:], "little") + order).to_bytes(32, "little")
    rows = [(log, congress, one) for one in again]
    rows += [(log, congress, paper) * 2, (log,) * 98 + (congress, paper), (log,) * 99 + (congress, paper)]
    rows += [(congress, paper, log), (log, congress, congress), (log, again[0], again[1], congress)]
    rows += [(log, congress, paper, key("x").sign(head.text)), (log, congress, key(PAPER).sign(head.text))]
    rows += [(log, congress, replace(paper, blob=blob)) for blob in (b"\0", paper.blob + b"\0", paper.blob[:-1])]
    rows += [(replace(log, blob=blob), congress, paper) for blob in (log.blob[:63], log.blob[:32] + turned)]
    return [replace(FULL, checkpoint=Note(head.text, row).data) for row in rows]


def test_odd_signatures(holder):
    kinds = agrees(holder(), [("file", one.data) for one in odd_signatures()])
    assert {"NotProved signature", "NotProved quorum", "Malformed note"} <= set(kinds)


def test_odd_heads(holder):
    receipts = [
        Log(entries(), origin=origin).receipt(5) for origin in ("é.example", "a\u200bb", "\ufeffa", "b.example")
    ]
    for lines in (("x",), ("x", "y z"), ("— a b",), ("\u2028",), ("\x7f",)):
        receipts.append(Log(entries(), witnesses=(CONGRESS, PAPER), extensions=lines).receipt(5))
    kinds = agrees(holder(), [("file", one.data) for one in receipts] + [("compact", one.compact) for one in receipts])
    assert {"NotProved not_signed", "proved 5 "} <= set(kinds)


def policy_lines():
    log, one, two = LOG.signer.verifier.vkey, key(PAPER).cosigner.vkey, key(SCHOOL).cosigner.vkey
    return [
        *(f"log {log}", f"log {log} u", f"log {log} u v", f"log {one}", "log", "log x", f"log\u00a0{log}"),
        *(f"witness a {one}", f"witness b {two}", f"witness none {one}", f"witness b {one}", "witness", "witness a"),
        *("group g all a", "group g all a b", "group g any a b", "group g 2 a b", "group g 3 a b", "group g 01 a"),
        *("group g 0 a", "group g all", "group", "group none any a", "group h any g a", "group h all g", "group h 1 b"),
        *("quorum none", "quorum g", "quorum a", "quorum h", "quorum", "quorum x", "quorum none x", "quorum none\r"),
        *("# x", "  # y", "\t", "", "\0", "#\x7f", "constructor x"),
    ]


def stated(text):
    try:
        policy = parse_policy(text)
    except LogFault as err:
        return [err.reason, err.about]
    return [
        [party.key.vkey for party in policy.logs],
        [[name, party.key.vkey] for name, party in policy.witnesses.items()],
        [[name, group.least, list(group.members)] for name, group in policy.groups.items()],
        policy.quorum,
    ]


def test_policies_right_and_wrong(holder):
    chance, lines = random.Random(11), policy_lines()
    begin = [lines[0], lines[7], lines[8]]
    texts = ["\n".join(chance.choices(lines, k=chance.randrange(1, 6))) for _ in range(200)]
    texts += ["\n".join([*begin, *chance.choices(lines, k=2), chance.choice(lines[26:30])]) + "\n" for _ in range(300)]
    texts += ["\n".join([*begin, one, two, *lines[26:27]]) for one in lines[13:26] for two in lines[13:26]]
    mine = [stated(text) for text in texts]
    assert holder().page.evaluate(POLICIES, texts) == mine
    assert sum(len(one) == 4 for one in mine) > 20, "some of them are right"


def point(y, odd=0):
    return (y | odd << 255).to_bytes(32, "little")


def test_signatures_at_the_edges_of_the_curve(holder):
    prime, order, chance = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, random.Random(5)
    small = [point(y, odd) for y in (1, prime - 1, 0, prime, prime + 1, 2, 7, 2**255 - 1) for odd in (0, 1)]
    rows = [(a, r + s.to_bytes(32, "little"), b"m") for a in small for r in small for s in (0, 1, order)]
    for place in range(40):
        signer, message = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)), chance.randbytes(5 * place)
        blob = bytearray(signer.sign(message))
        blob[chance.randrange(64)] ^= place % 2 << chance.randrange(8)
        rows.append((signer.public_key().public_bytes_raw(), bytes(blob), message))
    mine = [is_signed(*row) for row in rows]
    for before in ("", NO_SUBTLE):
        assert holder(before=before).page.evaluate(SIGNED, [[b64(part) for part in row] for row in rows]) == mine
    assert 20 < sum(mine) < len(rows)


def is_signed(public, blob, message):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(blob, message)
    except InvalidSignature:
        return False
    return True
