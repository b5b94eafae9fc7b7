"""Invented voices for the tests of the engine, and the real ones where they are."""

import csv
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from huiying.core.similarity import Shelf, count, profile, read

DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[4] / "shared" / "data")) / "messages"
DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

KITCHEN = "金桂路夜宵店的油烟直接排到居民楼里，凌晨两点还在炒菜，油烟呛人，噪音扰民，老人整晚睡不着。"
KITCHEN_TOO = "我家住金桂路，楼下烧烤店每天营业到凌晨，油烟很大，窗户都不敢开，扰民严重，盼有人来看看。"
LAMPS = "青石巷的路灯坏了半个月，晚上漆黑一片，孩子放学摔了一跤，请派人修一修。"
BUS = "开发区到火车站的公交末班车太早，加班的工人只能走路回宿舍，能不能延长到晚上十点？"
SCHOOL = "杨柳小学门口上下学时间堵得厉害，电动车和汽车抢道，请安排人维持秩序。"
PIPES = "育才小区的水管老化，自来水发黄，有一股铁锈味，已经三个月，业主们都买桶装水喝。"
VOICES = (KITCHEN, KITCHEN_TOO, LAMPS, BUS, SCHOOL, PIPES)


def readings(texts=VOICES):
    """The texts as read, a day apart."""
    return [read(text, written_at=DAY + timedelta(days=number)) for number, text in enumerate(texts)]


def office(texts=VOICES):
    """(shelf, frequencies) of an office that has stored the texts under 0, 1, 2 …"""
    found = readings(texts)
    frequencies = count(one.keys() for one in found)
    shelf = Shelf()
    for number, one in enumerate(found):
        shelf.put(number, profile(one, frequencies))
    return shelf, frequencies


def rows(name):
    """The rows of a file of real messages; the test is skipped where it is not."""
    if not (DATA / name).is_file():
        pytest.skip(f"needs the file messages/{name} in HUIYING_TEST_DATA")
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
