from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.canonical import canonical
from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.commitment import event_commitment
from huiying.core.translog.entry import Published
from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.note import Note, Signature, SigningKey
from huiying.core.translog.policy import Policy
from huiying.core.translog.receipt import (
    WORDS_FIELD,
    Proved,
    Receipt,
    extra_of,
    named_key,
    verify_receipt,
)
from huiying.core.translog.said import FAULTS
from huiying.core.translog.tree import leaf_hash
from tests.core.translog.logs import LOG_KEY, ORIGIN, TIME, WITNESS_KEYS, Log, flips, policy

SECRET = bytes(range(100, 132))
WORDS = "路灯不亮，已经三天"
FIELDS = {"type": "voice.received", "public.unit": None, "n": 3, WORDS_FIELD: sha256(WORDS.encode()).hexdigest()}
SHOWN = {"secret": SECRET, "fields": FIELDS, "words": WORDS}
VKEY = LOG_KEY.verifier.vkey
SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 300]


class SpeakingLog(Log):
    """A log whose entry 7 commits to what was said."""

    def __init__(self, size):
        super().__init__(size)
        cid, day = bytes(range(16)), date(2026, 11, 22)
        self.entries[7] = Published(event_commitment(FIELDS, SECRET), "voice.received", cid, day).data
        self.rows[0][7], at = leaf_hash(self.entries[7]), 7
        for below, row in zip(self.rows, self.rows[1:], strict=False):
            at //= 2
            row[at] = sha256(b"\x01" + below[2 * at] + below[2 * at + 1]).digest()


@pytest.fixture(name="log", scope="module")
def small_log():
    return SpeakingLog(300)


def with_extra(receipt, **shown):
    return replace(receipt, extra=canonical(shown))


@pytest.mark.parametrize("size", SIZES)
def test_a_receipt_proves_its_entry_at_every_place(log, size):
    for index in {0, 1, size // 2, size - 1} & set(range(size)):
        receipt = Receipt.of_data(log.receipt(index, size).data)
        proved = verify_receipt(receipt, policy())
        head = Checkpoint(ORIGIN, size, log.root(size))
        entry = Published.of_data(log.entries[index])
        assert proved == Proved(index, head, entry, log.leaves[index], {})


def test_a_receipt_tells_who_saw_the_checkpoint(log):
    receipt = log.receipt(5, 300, WITNESS_KEYS)
    proved = verify_receipt(receipt, policy(*WITNESS_KEYS[:2]))
    assert proved.witnesses == {"witness1.example": TIME, "witness2.example": TIME}
    with pytest.raises(NotProved, match="quorum"):
        verify_receipt(log.receipt(5, 300, WITNESS_KEYS[:1]), policy(*WITNESS_KEYS[:2]))


def test_a_receipt_with_the_secret_shows_what_was_recorded(log):
    proved = verify_receipt(log.receipt(7, 300, WITNESS_KEYS[:1], **SHOWN), policy(WITNESS_KEYS[0]))
    head, entry = Checkpoint(ORIGIN, 300, log.root(300)), Published.of_data(log.entries[7])
    assert proved == Proved(7, head, entry, log.leaves[7], {"witness1.example": TIME}, FIELDS, WORDS)
    without_words = verify_receipt(log.receipt(7, 300, secret=SECRET, fields=FIELDS), policy())
    assert (without_words.fields, without_words.words) == (FIELDS, "")


def test_the_file_has_the_form_of_the_standard(log):
    receipt = log.receipt(2, 7)
    lines = receipt.data.decode().split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", f"extra {b64encode(receipt.extra).decode()}", "index 2"]
    assert lines[3:7] == [*(b64encode(one).decode() for one in receipt.path), ""]
    assert "\n".join(lines[7:]).encode() == receipt.checkpoint == log.checkpoint(7)
    assert replace(receipt, extra=b"").data.decode().split("\n")[1] == "index 2"


@pytest.mark.parametrize("size", SIZES)
def test_file_and_compact_form_are_read_as_they_were_written(log, size):
    receipts = [log.receipt(index, size, WITNESS_KEYS[: index % 4]) for index in range(0, size, 13)]
    receipts += [log.receipt(7, size, **SHOWN)] if size > 7 else []
    for receipt in receipts:
        assert Receipt.of_data(receipt.data) == receipt
        assert Receipt.of_compact(receipt.compact) == receipt


@pytest.mark.parametrize(
    "extra",
    [
        b"",
        b"\x00",
        b"anything at all",
        extra_of(b"", VKEY),
        extra_of(b"\xff" * 300, VKEY),
        extra_of(b"entry", "no key"),
        extra_of(b"entry", ""),
        extra_of(b"entry", WITNESS_KEYS[0].verifier.vkey),
        extra_of(b"entry", LOG_KEY.cosigner.vkey),
        extra_of(b"entry", f" {VKEY}"),
        canonical({"entry": "YQ=="}),
        canonical({"entry": "not base64", "vkey": VKEY}),
        extra_of(b"entry", VKEY) + b"\n",
        extra_of(b"entry", VKEY, secret=SECRET, fields={}, words="x"),
    ],
)
def test_any_extra_is_carried_by_both_forms(log, extra):
    receipt = replace(log.receipt(3, 9), extra=extra)
    assert Receipt.of_data(receipt.data) == receipt
    assert Receipt.of_compact(receipt.compact) == receipt


def test_the_compact_form_holds_the_key_and_the_entry_raw(log):
    receipt = log.receipt(3, 9)
    assert bytes([32]) + LOG_KEY.verifier.public in receipt.compact
    assert log.entries[3] in receipt.compact
    assert len(receipt.compact) < len(receipt.data) * 2 // 3


def varint(number):
    out = b""
    while number >= 128:
        out, number = out + bytes([number % 128 + 128]), number // 128
    return out + bytes([number])


def sized(blob):
    return varint(len(blob)) + blob


@pytest.mark.parametrize("size", [5, 200, 300, 20_000, (1 << 63) - 1])
def test_the_compact_form_is_what_the_documents_say(size):
    """version 1, index, path, key, entry, origin, size, root, further lines, then name and blob of each signature."""
    head, path, entry, index = (
        Checkpoint(ORIGIN, size, b"r" * 32, ("more of it", "lines")),
        b"p" * 96,
        b"e" * 200,
        size - 1,
    )
    log, witness = LOG_KEY.sign(head.text), WITNESS_KEYS[0].cosign(head.text, TIME)
    written = b"\x01" + varint(index) + sized(path) + sized(LOG_KEY.verifier.public) + sized(entry)
    written += sized(ORIGIN.encode()) + varint(size) + b"r" * 32 + sized(b"more of it\nlines")
    written += sized(b"") + sized(log.key_id + log.blob)
    written += sized(witness.name.encode()) + sized(witness.key_id + witness.blob)
    receipt = Receipt(index, (b"p" * 32,) * 3, Note(head.text, (log, witness)).data, extra_of(entry, VKEY))
    assert (receipt.compact, Receipt.of_compact(written)) == (written, receipt)


hashes = st.binary(min_size=32, max_size=32)
names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="+"), min_size=1, max_size=8)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
numbers = st.integers(0, (1 << 63) - 2)
signatures = st.builds(Signature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80))


@st.composite
def receipts(draw):
    head = Checkpoint(draw(lines), draw(numbers), draw(hashes), tuple(draw(st.lists(lines, max_size=3))))
    note = Note(head.text, tuple(draw(st.lists(signatures, min_size=1, max_size=4))))
    extra = draw(st.binary(max_size=40) | st.binary(max_size=40).map(lambda entry: extra_of(entry, VKEY)))
    return Receipt(draw(numbers), tuple(draw(st.lists(hashes, max_size=63))), note.data, extra)


@given(receipts())
def test_any_receipt_is_read_as_it_was_written_in_either_form(receipt):
    assert Receipt.of_data(receipt.data) == receipt
    assert Receipt.of_compact(receipt.compact) == receipt


TOP = "c2sp.org/tlog-proof@v1"
HASH = b64encode(b"h" * 32).decode()


@pytest.mark.parametrize(
    ("top", "reason"),
    [
        ("", "receipt"),
        ("index 0", "receipt"),
        ("C2SP.org/tlog-proof@v1\nindex 0", "receipt"),
        ("c2sp.org/tlog-proof@v2\nindex 0", "receipt"),
        (TOP, "receipt"),
        (f"{TOP}\nextra YQ==", "receipt"),
        (f"{TOP}\nindex 0\nextra YQ==", "base64"),
        (f"{TOP}\nextra YQ==\nextra YQ==\nindex 0", "receipt"),
        (f"{TOP}\nextra Y\nindex 0", "base64"),
        (f"{TOP}\nextra  YQ==\nindex 0", "base64"),
        (f"{TOP}\nindex", "receipt"),
        (f"{TOP}\nindex ", "receipt"),
        (f"{TOP}\nindex x", "receipt"),
        (f"{TOP}\nindex 00", "receipt"),
        (f"{TOP}\nindex 01", "receipt"),
        (f"{TOP}\nindex +1", "receipt"),
        (f"{TOP}\nindex -1", "receipt"),
        (f"{TOP}\nindex 1 ", "receipt"),
        (f"{TOP}\nindex 1_0", "receipt"),
        (f"{TOP}\nindex {(1 << 63) - 1}", "receipt"),
        (f"{TOP}\nindex 10000000000000000000", "receipt"),
        (f"{TOP}\nindex {'1' * 5000}", "receipt"),
        (f"{TOP}\nindex 1\nYQ==", "hash_length"),
        (f"{TOP}\nindex 1\n{b64encode(b'h' * 16).decode()}\n{b64encode(b'h' * 16).decode()}", "hash_length"),
        (f"{TOP}\nindex 1\n{HASH[:-1]}", "base64"),
        (f"{TOP}\nindex 1\n" + "\n".join([HASH] * 64), "proof_length"),
        (f"{TOP}\r\nindex 1", "receipt"),
        (f"{TOP}\nindex ١", "receipt"),
    ],
)
def test_a_file_without_the_form_is_refused(log, top, reason):
    with pytest.raises(Malformed) as fault:
        Receipt.of_data(top.encode() + b"\n\n" + log.checkpoint(3))
    assert fault.value.reason == reason


def test_the_largest_index_and_the_longest_path_are_read():
    top = f"{TOP}\nindex {(1 << 63) - 2}\n" + "\n".join([HASH] * 63)
    receipt = Receipt.of_data(f"{top}\n\nanything".encode())
    assert receipt == Receipt((1 << 63) - 2, (b"h" * 32,) * 63, b"anything")
    with pytest.raises(Malformed, match=r"^receipt$"):
        Receipt.of_data(f"{top}\n".encode())


def test_a_receipt_of_another_log_or_another_key_proves_nothing(log):
    receipt = log.receipt(5, 300)
    other = SigningKey(ORIGIN, b"n" * 32)
    for trusted in (Policy(), policy(key=other), policy(key=SigningKey("other.example", LOG_KEY.seed))):
        with pytest.raises(NotProved, match="not_signed"):
            verify_receipt(receipt, trusted)


def test_another_entry_or_another_place_proves_nothing(log):
    receipt = log.receipt(5, 300)
    for wrong in (replace(receipt, index=4), replace(receipt, extra=extra_of(log.entries[4], VKEY))):
        with pytest.raises(NotProved, match=r"^not_included$"):
            verify_receipt(wrong, policy())
    with pytest.raises(Malformed, match=r"^index$"):
        verify_receipt(replace(receipt, index=300), policy())


def test_what_is_in_the_log_but_no_entry_of_ours_is_refused():
    with pytest.raises(Malformed) as fault:
        verify_receipt(one_leaf_receipt(b'{"v":2}'), policy())
    assert fault.value.reason == "entry"


def one_leaf_receipt(entry, *, keys=(LOG_KEY,), vkey=VKEY):
    text = Checkpoint(ORIGIN, 1, leaf_hash(entry)).text
    return Receipt(0, (), Note(text, tuple(key.sign(text) for key in keys)).data, extra_of(entry, vkey))


def test_a_receipt_names_its_key_or_none(log):
    receipt = log.receipt(5, 300)
    assert named_key(receipt) == LOG_KEY.verifier
    assert named_key(with_extra(receipt, entry="YQ==")) is None
    assert named_key(with_extra(receipt, entry="YQ==", vkey="")) is None
    for vkey in ("x", "\u00e9+00000000+"):
        with pytest.raises(Malformed):
            named_key(with_extra(receipt, entry="YQ==", vkey=vkey))


def test_a_receipt_that_names_no_key_is_proved_by_the_trusted_one(log):
    receipt = log.receipt(5, 300)
    entry = b64encode(log.entries[5]).decode()
    assert verify_receipt(with_extra(receipt, entry=entry), policy()) == verify_receipt(receipt, policy())


def test_the_key_that_a_receipt_names_must_have_signed_but_need_not_be_trusted():
    entry, new = Published(bytes(32)).data, SigningKey(ORIGIN, b"n" * 32)
    for vkey in (VKEY, new.verifier.vkey):
        assert verify_receipt(one_leaf_receipt(entry, keys=(LOG_KEY, new), vkey=vkey), policy()).index == 0
    with pytest.raises(NotProved) as fault:
        verify_receipt(one_leaf_receipt(entry, vkey=new.verifier.vkey), policy())
    assert (fault.value.reason, fault.value.about) == ("named_key", ORIGIN)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"fields": FIELDS | {"n": 4}}, "fields"),
        ({"fields": FIELDS | {"more": ""}}, "fields"),
        ({"fields": {}}, "fields"),
        ({"secret": SECRET[::-1]}, "fields"),
        ({"words": WORDS + "。"}, "words"),
    ],
)
def test_fields_secret_and_words_must_be_those_of_the_entry(log, change, reason):
    with pytest.raises(NotProved) as fault:
        verify_receipt(log.receipt(7, 300, **(SHOWN | change)), policy())
    assert fault.value.reason == reason


def test_words_that_the_event_does_not_bind_are_refused():
    fields = {"type": "voice.received"}
    entry = Published(event_commitment(fields, SECRET)).data
    receipt = one_leaf_receipt(entry)
    shown = replace(receipt, extra=extra_of(entry, VKEY, secret=SECRET, fields=fields, words="something"))
    with pytest.raises(NotProved, match=r"^words$"):
        verify_receipt(shown, policy())
    silent = replace(receipt, extra=extra_of(entry, VKEY, secret=SECRET, fields=fields))
    assert verify_receipt(silent, policy()).fields == fields


ENTRY = {"entry": "YQ=="}
FULL = ENTRY | {"vkey": VKEY, "secret": SECRET.hex(), "fields": {}, "words": ""}


@pytest.mark.parametrize(
    "extra",
    [
        b"",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"fields":' * 100_000,
        canonical({"vkey": VKEY}),
        canonical(ENTRY | {"secret": SECRET.hex()}),
        canonical(ENTRY | {"more": ""}),
        canonical(FULL | {"more": ""}),
        canonical({name: value for name, value in FULL.items() if name != "vkey"}),
        canonical({"entry": 7}),
        canonical(ENTRY | {"vkey": None}),
        canonical(FULL | {"secret": 7}),
        canonical(FULL | {"fields": []}),
        canonical(FULL | {"words": []}),
        canonical(ENTRY) + b" ",
        canonical(ENTRY).decode().encode("utf-16"),
        b'{"entry":"YQ==","entry":"YQ=="}',
        b'{"entry":"Y\\u0051=="}',
        canonical(FULL).replace(b'"fields":{}', b'"fields":{"n":1.5}'),
        canonical(FULL).replace(b'"fields":{}', b'"fields":{"n":NaN}'),
        canonical(FULL).replace(b'"fields":{}', '"fields":{"é":1}'.encode()),
        canonical(FULL).replace(b'"fields":{}', b'"fields":{"n":"\\ud800"}'),
        canonical(FULL).replace(b'"words":""', b'"words":"\\udfff"'),
        canonical(FULL).replace(b'"fields":{}', b'"fields":{"n":' + b"1" * 5000 + b"}"),
    ],
    ids=count(),
)
def test_an_extra_that_is_not_ours_is_refused(log, extra):
    receipt = replace(log.receipt(7, 300), extra=extra)
    for refused in (lambda: verify_receipt(receipt, policy()), lambda: named_key(receipt)):
        with pytest.raises(Malformed) as fault:
            refused()
        assert fault.value.reason == "extra"


@pytest.mark.parametrize(
    "secret",
    ["", "00", SECRET.hex()[2:], SECRET.hex() + "00", SECRET.hex().upper(), f" {SECRET.hex()}", "g" * 64, "é" * 64],
)
def test_a_secret_is_32_bytes_in_small_hex(log, secret):
    shown = {"entry": b64encode(log.entries[7]).decode(), "vkey": VKEY, "fields": FIELDS, "words": WORDS}
    with pytest.raises(Malformed) as fault:
        verify_receipt(with_extra(log.receipt(7, 300), secret=secret, **shown), policy())
    assert fault.value.reason == "extra"


def test_an_entry_that_is_no_base64_is_refused(log):
    with pytest.raises(Malformed, match=r"^base64$"):
        verify_receipt(with_extra(log.receipt(7, 300), entry="YQ"), policy())


def compact(
    index=b"\x05", path=b"\x00", key=b"\x00", extra=b"\x00", origin=b"\x01a", size=b"\x09", root=b"r" * 32, more=b"\x00"
):
    signature = sized(b"w") + sized(b"ididblob")
    return b"\x01" + index + path + key + extra + origin + size + root + more + signature


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" + compact()[1:],
        b"\x02" + compact()[1:],
        compact()[:-1],
        compact()[: -len(sized(b"w") + sized(b"ididblob"))],
        compact() + b"\x00",
        compact() + sized(b"w") + sized(b"idid"),
        compact() + sized(b"") + sized(b"ididx") + sized(b"a") + sized(b"ididx"),
        compact() + sized(b"a b") + sized(b"ididx"),
        compact() + sized(b"\xff") + sized(b"ididx"),
        compact(index=b"\x85\x00"),
        compact(index=b"\xff" * 9 + b"\x01"),
        compact(index=b"\xff" * 8 + b"\x7f"),
        compact(index=b"\x80" * 20),
        compact(path=sized(b"x" * 31)),
        compact(path=sized(b"x" * 32 * 64)),
        compact(key=sized(b"k" * 31)),
        compact(key=sized(b"k" * 32), origin=sized(b"a b")),
        compact(extra=sized(extra_of(b"entry", SigningKey("a", b"k" * 32).verifier.vkey))),
        compact(origin=b"\x00"),
        compact(origin=sized(b"a\nb")),
        compact(origin=sized(b"\xff")),
        compact(origin=sized(b"a\x00")),
        compact(size=b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"),
        compact(more=sized(b"\n")),
        compact(more=sized(b"x\n")),
        compact(more=sized(b"\xff")),
        compact(more=b"\xff"),
    ],
)
def test_compact_bytes_that_would_not_have_been_written_are_refused(data):
    assert Receipt.of_compact(compact()).compact == compact()
    with pytest.raises(Malformed) as fault:
        Receipt.of_compact(data)
    assert fault.value.reason in FAULTS


def test_the_largest_numbers_are_read_from_the_compact_form():
    largest = b"\xfe" + b"\xff" * 7 + b"\x7f"
    assert Receipt.of_compact(compact(index=largest)).index == (1 << 63) - 2


def test_a_receipt_without_a_checkpoint_has_no_compact_form():
    for checkpoint in (b"", b"anything", Note("text\n", (LOG_KEY.sign("text\n"),)).data):
        with pytest.raises(Malformed):
            _ = Receipt(0, (), checkpoint).compact


GOOD = SpeakingLog(40).receipt(7, 40, WITNESS_KEYS[:1], **SHOWN)


@st.composite
def damaged(draw, data):
    """Pieces of `data`, cut, repeated, and with other bytes between."""
    pieces = st.tuples(st.integers(0, len(data)), st.integers(0, len(data))).map(
        lambda ends: data[min(ends) : max(ends)]
    )
    return b"".join(draw(st.lists(pieces | st.binary(max_size=6), max_size=4)))


@st.composite
def with_one_byte(draw, data):
    at = draw(st.integers(0, len(data) - 1))
    return data[:at] + draw(st.binary(max_size=2)) + data[at + 1 :]


hostile_extras = st.dictionaries(
    st.sampled_from(sorted(FULL)), st.text(max_size=3) | st.integers() | st.dictionaries(st.text(max_size=2), st.none())
).map(lambda shown: {**FULL, **shown})


@given(
    st.binary(max_size=99)
    | damaged(GOOD.data)
    | damaged(GOOD.compact)
    | with_one_byte(GOOD.data)
    | with_one_byte(GOOD.compact)
)
def test_any_bytes_are_a_receipt_or_refused(data):
    trusted = policy(WITNESS_KEYS[0])
    for read in (Receipt.of_data, Receipt.of_compact):
        try:
            receipt = read(data)
            assert (receipt.data if read == Receipt.of_data else receipt.compact) == data or b"extra \n" in data
            proved = verify_receipt(receipt, trusted)
        except LogFault:
            continue
        assert proved == verify_receipt(GOOD, trusted)


@given(hostile_extras)
def test_any_extra_is_proved_or_refused(shown):
    try:
        receipt = with_extra(GOOD, **shown)
    except ValueError:
        return
    try:
        verify_receipt(Receipt.of_data(receipt.data), policy())
    except LogFault:
        return
    raise AssertionError("the entry is another")


def test_every_changed_bit_of_a_receipt_is_noticed():
    trusted = policy(WITNESS_KEYS[0])
    assert verify_receipt(GOOD, trusted).words == WORDS
    for changed in flips(GOOD.data):
        with pytest.raises(LogFault):
            verify_receipt(Receipt.of_data(changed), trusted)


def test_every_changed_bit_of_a_compact_receipt_is_noticed():
    trusted, receipt = policy(WITNESS_KEYS[0]), Log(300).receipt(77, 300, WITNESS_KEYS[:1])
    assert verify_receipt(Receipt.of_compact(receipt.compact), trusted).index == 77
    for changed in flips(receipt.compact):
        with pytest.raises(LogFault):
            verify_receipt(Receipt.of_compact(changed), trusted)
