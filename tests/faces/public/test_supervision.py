"""Supervision on the public site: who is listed now, orders only as counts, every rule with its article."""

from datetime import date

import pytest

from huiying.core.supervision.rules import RULES
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.models import Order
from huiying.serve.supervision.services.measures import end_measure, take_measure
from tests.cast import open_liuxi
from tests.faces.desk.tongues import unmarked_chinese
from tests.serve.decisions.decided import LATER, by
from tests.serve.supervision.ordered import ASKED, at_land, ordered

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
ZH = {"accept-language": "zh-hans"}
WHY = "三件超期没有说明原因"


@pytest.fixture
def cast(time):
    time.pass_by(days=2)
    return open_liuxi()


def read(client, headers=ZH):
    answer = client.get("/supervision/", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def taken(cast, kind=MeasureKind.LISTED, **more):
    days = (date(2026, 11, 25), date(2026, 12, 20))
    return take_measure(kind, cast.units["land"].pk, WHY, *days, **more, **by(cast, "chen"))


def test_a_unit_is_listed_while_its_measure_lasts(client, cast):
    measure = taken(cast)
    page = read(client)
    assert all(words in page for words in (cast.units["land"].name, WHY, "挂牌督办", "2026年12月20日"))
    assert cast.staff["chen"].name not in page
    end_measure(measure.pk, "都办完了，原因说清", **by(cast, "chen"))
    assert WHY not in read(client)


def test_a_measure_that_is_not_public_stands_nowhere(client, cast):
    taken(cast, MeasureKind.TALK)
    assert WHY not in read(client)
    assert "现在没有挂牌的单位" in read(client)


def test_few_orders_are_no_number_and_no_order_is_told_word_for_word(client, cast):
    case = at_land(cast)
    ordered(cast, case)
    page = read(client)
    assert "不到 5 份" in page
    assert ASKED not in page
    assert case.voice.heading not in page
    one = Order.objects.get()
    fields = {"unit": one.unit, "about": one.about, "office": one.office, "words": one.words, "trigger": "S3"}
    for _ in range(5):
        case = at_land(cast)
        Order.objects.create(
            case=case, reply_by=one.reply_by, ordered_at=LATER, ordered_by=cast.staff["chen"], **fields
        )
    assert "<dd>6</dd>" in read(client)


def test_every_rule_stands_there_with_its_article_in_both_languages(client, cast):
    page, english = read(client), read(client, EN)
    assert all(rule.name.zh in page and rule.name.en in english for rule in RULES.values())
    assert "《信访工作条例》第三十九条" in page
    assert "信访 2，热线 1" in page
    assert "petitions 2, hotline 1" in english
    assert unmarked_chinese(english) == []
