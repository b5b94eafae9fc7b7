import json
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.entry import Published
from huiying.core.translog.errors import LogFault, Malformed

C = bytes(range(32))
CID = bytes(range(16))
DAY, DUE = date(2026, 11, 22), date(2026, 12, 7)
HEX_C, HEX_CID = C.hex(), CID.hex()
FULL = {"basis": "consent", "c": HEX_C, "cid": HEX_CID, "day": "2026-11-22", "due": "2026-12-07"} | {
    "role": "leader",
    "type": "voice.erased",
    "v": 1,
}


def written(fields):
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("entry", "data"),
    [
        (Published(C), f'{{"c":"{HEX_C}","v":1}}'),
        (
            Published(C, "voice.received", CID, DAY, DUE),
            f'{{"c":"{HEX_C}","cid":"{HEX_CID}","day":"2026-11-22","due":"2026-12-07","type":"voice.received","v":1}}',
        ),
        (
            Published(C, "voice.answered", CID, DAY),
            f'{{"c":"{HEX_C}","cid":"{HEX_CID}","day":"2026-11-22","type":"voice.answered","v":1}}',
        ),
        (
            Published(C, "voice.erased", CID, DAY, basis="consent", role="leader"),
            f'{{"basis":"consent","c":"{HEX_C}","cid":"{HEX_CID}","day":"2026-11-22","role":"leader",'
            '"type":"voice.erased","v":1}',
        ),
        (
            Published(C, "draw.told", CID, DAY, value=C),
            f'{{"c":"{HEX_C}","cid":"{HEX_CID}","day":"2026-11-22","type":"draw.told","v":1,"value":"{HEX_C}"}}',
        ),
        (
            Published(C, "voice.erased", CID, DAY, role="leader"),
            f'{{"c":"{HEX_C}","cid":"{HEX_CID}","day":"2026-11-22","role":"leader","type":"voice.erased","v":1}}',
        ),
    ],
)
def test_an_entry_has_one_form(entry, data):
    assert (entry.data.decode(), Published.of_data(data.encode())) == (data, entry)


def test_an_event_of_no_public_type_publishes_its_commitment_alone():
    alone = Published(C).data
    assert Published(C, "", CID, DAY, DUE, "basis", "role").data == alone
    assert Published(C, "voice.received", CID, None, DUE, "basis", "role").data == alone


days = st.dates(max_value=date(9999, 12, 30))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    st.builds(Published, st.binary(min_size=32, max_size=32))
    | st.builds(
        Published,
        st.binary(min_size=32, max_size=32),
        words.filter(bool),
        st.binary(min_size=16, max_size=16),
        days,
        days | st.none(),
        words,
        words,
        st.just(b"") | st.binary(min_size=32, max_size=32),
    )
)
def test_an_entry_is_read_as_it_was_written(entry):
    assert Published.of_data(entry.data) == entry


def test_the_fields_of_the_table_of_refusals_would_be_read():
    assert Published.of_data(written(FULL)) == Published(C, "voice.erased", CID, DAY, DUE, "consent", "leader")


def without(*names):
    return {name: value for name, value in FULL.items() if name not in names}


@pytest.mark.parametrize(
    "fields",
    [
        [],
        "text",
        7,
        None,
        {},
        without("c"),
        without("v"),
        without("cid"),
        without("day"),
        without("type"),
        without("type", "cid", "day", "due", "basis"),
        FULL | {"v": 2},
        FULL | {"v": "1"},
        FULL | {"v": True},
        FULL | {"v": 1.0},
        FULL | {"c": HEX_C[2:]},
        FULL | {"c": HEX_C.upper()},
        FULL | {"c": HEX_C + "00"},
        FULL | {"c": " " + HEX_C},
        FULL | {"c": "g" * 64},
        FULL | {"c": None},
        FULL | {"c": 7},
        {"c": "", "v": 1},
        {"c": HEX_C, "cid": HEX_CID, "v": 1},
        FULL | {"cid": ""},
        FULL | {"cid": HEX_CID[2:]},
        FULL | {"cid": HEX_CID + "00"},
        FULL | {"cid": HEX_CID.upper()},
        FULL | {"day": "20261122"},
        FULL | {"day": "2026-W47-7"},
        FULL | {"day": "2026-11-31"},
        FULL | {"day": "2026-11-22T00:00"},
        FULL | {"day": None},
        FULL | {"day": "9999-12-31"},
        FULL | {"due": "9999-12-31"},
        FULL | {"due": ""},
        FULL | {"due": None},
        FULL | {"type": ""},
        FULL | {"type": 5},
        FULL | {"type": ["voice.erased"]},
        FULL | {"type": {"a": 1}},
        FULL | {"type": True},
        FULL | {"basis": ""},
        FULL | {"basis": 5},
        FULL | {"role": None},
        FULL | {"role": ["leader"]},
        FULL | {"z": "more"},
        FULL | {"a": "more"},
        dict(reversed(FULL.items())),
    ],
    ids=count(),
)
def test_fields_that_would_not_have_been_written_are_refused(fields):
    ordered = dict(sorted(fields.items())) if isinstance(fields, dict) and list(fields)[:1] != ["v"] else fields
    with pytest.raises(Malformed) as fault:
        Published.of_data(written(ordered))
    assert fault.value.reason == "entry"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        Published(C).data + b"\n",
        b" " + Published(C).data,
        Published(C).data.replace(b",", b", "),
        Published(C).data.replace(b'"v":1', b'"v":1,"v":1'),
        Published(C).data.decode().encode("utf-16"),
        b"\xef\xbb\xbf" + Published(C).data,
        written(FULL).replace(b"leader", b"\\u006ceader"),
        written(FULL).replace(b"leader", b"\\ud800"),
        b"[" * 100_000,
        b'{"c":' * 100_000,
        b'{"c":"' + HEX_C.encode() + b'","v":' + b"1" * 5000 + b"}",
    ],
    ids=count(),
)
def test_bytes_that_are_not_canonical_are_refused(data):
    with pytest.raises(Malformed, match=r"^entry$"):
        Published.of_data(data)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([HEX_C, HEX_CID, "2026-11-22", "", "x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=3,
)


@given(
    st.binary(max_size=60)
    | st.dictionaries(st.sampled_from([*FULL, "z"]), values).map(lambda d: written(dict(sorted(d.items()))))
)
def test_any_bytes_are_an_entry_or_refused(data):
    try:
        entry = Published.of_data(data)
    except LogFault:
        return
    assert entry.data == data
