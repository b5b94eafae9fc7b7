"""Measures towards a unit, each with an end, and what came of it (条例 Art 39(3))."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.errors import (
    MayNotSupervise,
    MeasureCauseGone,
    MeasureDaysWrong,
    MeasureNotFound,
    MeasureOver,
    SupervisionNamesSomebody,
    SupervisionNeedsUnit,
    SupervisionNeedsWords,
)
from huiying.serve.supervision.models import Measure
from huiying.serve.supervision.selectors.measures import (
    measure_for_viewer,
    measures_for,
    measures_over,
    measures_public,
)
from huiying.serve.supervision.services.measures import end_measure, take_measure
from tests.cast import open_liuxi
from tests.serve.coordination.issues import grants_of
from tests.serve.supervision.ordered import who

pytestmark = pytest.mark.django_db
FROM, TO = date(2026, 11, 24), date(2026, 12, 24)
WHY = "路灯三个月不修，三次督办没有整改"


@pytest.fixture
def cast():
    return open_liuxi()


def taken(cast, kind=MeasureKind.LISTED, *, by="chen", unit="land", words=WHY, days=(FROM, TO), **more):
    return take_measure(kind, cast.units[unit].pk, words, *days, **who(cast, by), **more)


def test_a_unit_is_listed_for_everybody_while_it_lasts(cast):
    measure = taken(cast, key="form:1")
    assert taken(cast, key="form:1") == measure
    talk = taken(cast, MeasureKind.TALK)
    assert (measure.public, talk.public, measure.office) == (True, False, cast.units["office"])
    assert [measures_public(today=day) for day in (FROM, TO)] == [[measure], [measure]]
    assert measures_public(today=FROM - timedelta(days=1)) == measures_public(today=TO + timedelta(days=1)) == []
    for _ in range(2):
        end_measure(measure.pk, "已全部修好，巡查制度已建立", key="form:2", **who(cast, "chen", days=9))
    assert measures_public(today=TO) == []
    assert list(Event.objects.filter(subject_kind="measure").order_by("pk").values_list("type", flat=True)) == [
        "measure.taken", "measure.taken", "measure.ended",
    ]  # fmt: skip
    with pytest.raises(MeasureOver):
        end_measure(measure.pk, "再写一遍结果", **who(cast, "chen"))


def test_the_day_after_its_end_it_waits_for_the_inspector(cast):
    measure = taken(cast, MeasureKind.DEADLINE)
    inspector = grants_of(cast, "chen")
    assert list(measures_over(inspector, today=TO)) == []
    assert list(measures_over(inspector, today=TO + timedelta(days=1))) == [measure]
    end_measure(measure.pk, "整改到位，复查通过", **who(cast, "chen", days=40))
    assert list(measures_over(inspector, today=TO + timedelta(days=60))) == []


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (MeasureDaysWrong, {"days": (FROM, FROM - timedelta(days=1))}),
        (MeasureDaysWrong, {"days": (date(2026, 1, 1), date(2026, 11, 23))}),
        (MeasureDaysWrong, {"days": (FROM, date(2028, 1, 1))}),
        (SupervisionNeedsWords, {"words": "约谈"}),
        (SupervisionNamesSomebody, {"words": "机主电话 13812345678，请当面说明"}),
        (MeasureCauseGone, {"order_id": 4711}),
        (MeasureCauseGone, {"issue_id": 4711}),
        (MeasureCauseGone, {"resolution_id": 4711}),
        (MayNotSupervise, {"by": "zhou"}),
        (MayNotSupervise, {"by": "qian"}),
    ],
)
def test_what_stands_in_the_way_of_a_measure(cast, error, changed):
    with pytest.raises(error):
        taken(cast, **changed)
    assert not Measure.objects.exists()


def test_the_unit_must_be_there(cast):
    with pytest.raises(SupervisionNeedsUnit):
        take_measure(MeasureKind.TALK, 4711, WHY, FROM, TO, **who(cast, "chen"))


def test_the_unit_concerned_reads_it_and_no_other_unit(cast):
    measure = taken(cast, MeasureKind.TALK)
    assert [list(measures_for(grants_of(cast, name))) for name in ("qian", "zhao", "sun", "outsider")] == [
        [measure], [measure], [measure], [],
    ]  # fmt: skip
    with pytest.raises(MeasureNotFound):
        measure_for_viewer(measure.pk, grants_of(cast, "outsider"))
    with pytest.raises(MayNotSupervise):
        end_measure(measure.pk, "我们觉得可以了", **who(cast, "qian"))
