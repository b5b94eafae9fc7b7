from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import LogFault, Malformed
from huiying.core.translog.note import Note, Signature
from huiying.core.translog.offered import compact_text, offered_receipt
from huiying.core.translog.receipt import Receipt
from tests.core.translog.logs import WITNESS_KEYS, Log

LOG = Log(20)
RECEIPTS = [replace(LOG.receipt(index, 20, WITNESS_KEYS[: index % 3]), extra=b"x" * index) for index in range(6)]
"""Compact forms of every length modulo 3, so that each padding occurs."""
ONE = LOG.receipt(0, 20)
TEXT = compact_text(ONE)


def test_only_the_padding_is_cut_from_the_end():
    text = Checkpoint("a", 1, bytes(32)).text
    note = Note(text, (Signature("a", b"idid", b"ends with an X" + bytes([0, 0, 23])),))
    receipts = (Receipt(0, (), note.data, b"x" * count) for count in range(1, 4))
    receipt = next(receipt for receipt in receipts if len(receipt.compact) % 3 == 0)
    assert compact_text(receipt).endswith("AAAX")
    assert offered_receipt(compact_text(receipt).encode()) == receipt


def test_each_padding_occurs():
    assert {len(receipt.compact) % 3 for receipt in RECEIPTS} == {0, 1, 2}


@pytest.mark.parametrize("receipt", RECEIPTS, ids=lambda receipt: str(receipt.index))
def test_the_compact_form_is_base64url_without_padding(receipt):
    text = compact_text(receipt)
    assert text == urlsafe_b64encode(receipt.compact).decode().rstrip("=")
    assert offered_receipt(text.encode()) == receipt


@pytest.mark.parametrize("receipt", RECEIPTS, ids=lambda receipt: str(receipt.index))
def test_a_padded_text_and_an_address_are_the_receipt_too(receipt):
    text = compact_text(receipt)
    for offered in (
        urlsafe_b64encode(receipt.compact).decode(),
        f"https://voices.example/check#{text}",
        f"#{text}\n",
        f"  {text[:50]}\n{text[50:]}\t",
    ):
        assert offered_receipt(offered.encode()) == receipt


@pytest.mark.parametrize(
    "data",
    [
        ONE.data,
        b"\xef\xbb\xbf" + ONE.data,
        b"\n  " + ONE.data,
        ONE.data.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf\r\n" + ONE.data.replace(b"\n", b"\r\n"),
    ],
)
def test_a_file_is_read_with_what_editors_add(data):
    assert offered_receipt(data) == ONE


def test_a_million_bytes_are_read_and_no_more():
    assert offered_receipt(b" " * (1_000_000 - len(ONE.data)) + ONE.data) == ONE
    with pytest.raises(Malformed) as fault:
        offered_receipt(b" " * (1_000_001 - len(ONE.data)) + ONE.data)
    assert fault.value.reason == "receipt"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"#",
        b"hello",
        b"a",
        TEXT.encode() + b"!",
        TEXT.encode()[:8] + b"!!!!" + TEXT.encode()[8:],
        b"=" + TEXT.encode(),
        TEXT.encode() + b"A",
        TEXT.encode()[:-1],
        TEXT.encode() + b"#" + TEXT.encode()[1:],
        TEXT.encode() + b"\xff",
        b"+" + TEXT.encode()[1:],
        b"\xef\xbb\xbf" * 2 + ONE.data,
        b"c2sp.org/tlog-proof@v1",
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(Malformed) as fault:
        offered_receipt(data)
    assert fault.value.reason == "receipt"


@given(st.binary(max_size=200) | st.text(alphabet="AQ_-=#\n ", max_size=60).map(str.encode))
def test_whatever_is_offered_is_a_receipt_or_refused(data):
    with pytest.raises(LogFault):
        offered_receipt(data)
