"""Dates and times as they stand in the tables of Chinese offices."""

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.foundation.tables.errors import UnclearMoment
from huiying.foundation.tables.moments import parse_moment
from huiying.foundation.tables.numerals import plain_digits

SHANGHAI = ZoneInfo("Asia/Shanghai")
FULL, MINUTE, DAY = "2019-02-28T11:25:05", "2019-02-28T11:25:00", "2019-02-28T00:00:00"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2019/2/28 11:25:05", FULL),
        ("2019-02-28T11:25:05", FULL),
        ("2019-02-28 11:25:05.123456789", "2019-02-28T11:25:05.123456"),
        ("2019-02-28 11:25", MINUTE),
        ("2019.2.28", DAY),
        (" 2019年2月28日 ", DAY),
        ("2019年2月28号", DAY),
        ("2019年2月28日 上午11时25分", MINUTE),
        ("2019年2月28日11时25分05秒", FULL),
        ("2019年2月28日 11点", "2019-02-28T11:00:00"),
        ("2019年2月28日 11点半", "2019-02-28T11:30:00"),
        ("2019年2月28日 11时整", "2019-02-28T11:00:00"),
        ("2019年元月8日", "2019-01-08T00:00:00"),
        ("２０１９年２月２８日　１１：２５", MINUTE),
        ("２０１９／２／２８", DAY),
        ("二〇一九年二月二十八日", DAY),
        ("二○一九年十二月三十一日", "2019-12-31T00:00:00"),
        ("二零一九年十月十日上午十一时二十五分", "2019-10-10T11:25:00"),
        ("二〇一九年廿月", None),
        ("2019年2月28日 星期四 11:25", MINUTE),
        ("2019-02-28（周四）11:25", MINUTE),
        ("20190228", DAY),
        ("20190228112505", FULL),
        ("43524", DAY),
        ("43524.476", "2019-02-28T11:25:26"),
        ("43524.4757523148", FULL),
        ("2019-02-28 下午3:05", "2019-02-28T15:05:00"),
        ("2019-02-28 下午15:05", "2019-02-28T15:05:00"),
        ("2019-02-28 下午11:05", "2019-02-28T23:05:00"),
        ("2019-02-28 下午12:05", "2019-02-28T12:05:00"),
        ("2019-02-28 中午12点", "2019-02-28T12:00:00"),
        ("2019-02-28 中午1点", "2019-02-28T13:00:00"),
        ("2019-02-28 中午11点", "2019-02-28T11:00:00"),
        ("2019-02-28 晚上8点", "2019-02-28T20:00:00"),
        ("2019-02-28 凌晨12点", DAY),
        ("2019-02-28 凌晨2点", "2019-02-28T02:00:00"),
        ("2019-02-28 11:25:05 PM", "2019-02-28T23:25:05"),
        ("2019-02-28 12:00 am", DAY),
        ("2019-02-28 PM 1:00", "2019-02-28T13:00:00"),
        ("2019-02-28 24:00", "2019-03-01T00:00:00"),
        ("2019-02-28T03:25:05Z", FULL),
        ("2019-02-28T03:25:05.5z", "2019-02-28T11:25:05.500000"),
        ("2019-02-28T04:25:05+01:00", FULL),
        ("2019-02-28 04:25:05 +0100", FULL),
        ("2020年2月29日", "2020-02-29T00:00:00"),
        ("", None),
        ("昨天", None),
        ("2月28日", None),
        ("19/2/28", None),
        ("2/28/2019", None),
        ("28.2.2019", None),
        ("2019-2/28", None),
        ("2019-02-29", None),
        ("2019年13月1日", None),
        ("2019-02-28 25:00", None),
        ("2019-02-28 11:60", None),
        ("2019-02-28 24:01", None),
        ("2019-02-28T24:00Z", None),
        ("2019-02-28 上午12点", None),
        ("2019-02-28 晚上12点", None),
        ("2019-02-28 上午13点", None),
        ("2019-02-28 13:00 PM", None),
        ("2019-02-28 下午3:00 PM", None),
        ("0019-02-28", None),
        ("1551324305", None),
        ("99999999", None),
        ("4352", None),
        ("1986-05-04 02:30", None),
        ("二十十年二月一日", None),
    ],
)
def test_a_moment_is_read_when_there_is_one_way_to_read_it(text, means):
    if means is None:
        with pytest.raises(UnclearMoment):
            parse_moment(text, SHANGHAI)
    else:
        assert parse_moment(text, SHANGHAI) == datetime.fromisoformat(means).replace(tzinfo=SHANGHAI)


def test_an_hour_that_summer_time_repeats_is_refused_and_its_neighbours_are_not():
    berlin = ZoneInfo("Europe/Berlin")
    for text in ("2019-10-27 02:30", "2019-03-31 02:30"):
        with pytest.raises(UnclearMoment):
            parse_moment(text, berlin)
    assert parse_moment("2019-10-27 03:00", berlin).astimezone(UTC).hour == 2


def test_the_sentence_shows_how_to_write_it():
    with pytest.raises(UnclearMoment) as refused:
        parse_moment("3/4/05", SHANGHAI)
    assert "2019-02-28 11:25:05" in refused.value.say("zh-hans")
    assert "2019-02-28 11:25:05" in refused.value.say("en")


@given(st.datetimes(min_value=datetime.fromisoformat("1992-01-01"), max_value=datetime.fromisoformat("2199-12-31")))
def test_what_a_program_writes_is_read_back(moment):
    exact = moment.replace(tzinfo=SHANGHAI)
    assert parse_moment(moment.isoformat(), SHANGHAI) == exact
    whole = exact.replace(microsecond=0)
    assert parse_moment(whole.strftime("%Y年%m月%d日 %H时%M分%S秒"), SHANGHAI) == whole
    assert parse_moment(whole.isoformat(), UTC) == whole


@given(st.text(max_size=40))
def test_any_words_are_a_moment_or_a_sentence(text):
    with suppress(UnclearMoment):
        assert parse_moment(text, SHANGHAI).tzinfo is not None


@given(st.integers(1, 99))
def test_numerals_below_one_hundred_are_read(number):
    tens, ones = divmod(number, 10)
    signs = "〇一二三四五六七八九"
    written = (signs[tens] if tens > 1 else "") + ("十" if tens else "") + (signs[ones] if ones else "")
    assert plain_digits(written) == str(number)
