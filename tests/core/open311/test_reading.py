"""Rows of other systems: whatever stands in them, they are read or refused by the name of what is wrong."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.open311.reading import MOST_ID, RowWrong, read_request, read_update

ROW = {"service_request_id": 7, "status": "OPEN", "description": " 灯\r\n坏了 ", "service_code": 12}
KEYS = [*ROW, "status_notes", "lat", "long", "address", "media_url", "requested_datetime", "updated_datetime", "kind"]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.lists(st.integers(), max_size=2)
)


def test_a_row_is_read_with_whatever_types_it_has():
    found = read_request(ROW | {"lat": 31.1234567, "long": "121", "kind": "complaint", "address": " 路\n口 "})
    assert (found.id, found.over, found.words, found.service_code) == ("7", False, "灯\n坏了", "12")
    assert (found.latitude, found.longitude) == (Decimal("31.123457"), Decimal("121"))
    assert (found.kind, found.address) == ("complaint", "路 口")


def test_half_a_point_is_none_and_a_kind_that_people_may_not_choose_is_a_request():
    found = read_request(ROW | {"lat": 31, "kind": "report"})
    assert (found.latitude, found.longitude, found.kind) == (None, None, "request")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"service_request_id": None}, "service_request_id"),
        ({"service_request_id": "x" * (MOST_ID + 1)}, "service_request_id"),
        ({"status": "done"}, "status"),
        ({"description": "null"}, "description"),
        ({"lat": "x"}, "lat"),
        ({"long": 181}, "long"),
        ({"requested_datetime": "x"}, "requested_datetime"),
        ({"updated_datetime": "0000-00-00"}, "updated_datetime"),
    ],
)
def test_a_row_that_is_wrong_names_what(change, why):
    with pytest.raises(RowWrong) as refused:
        read_request(ROW | change)
    assert refused.value.why == why


def test_an_update_needs_its_ids_a_status_and_a_moment():
    row = {"update_id": 1, "service_request_id": 7, "status": "closed", "updated_datetime": "2026-11-23T01:40:00Z"}
    assert read_update(row).over
    for name in row:
        with pytest.raises(RowWrong) as refused:
            read_update(row | {name: None})
        assert refused.value.why == name


@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_any_row_is_read_or_refused(row):
    for given_row in (row, ROW | row):
        with suppress(RowWrong):
            found = read_request(given_row)
            assert found.words
            assert found.id
