"""What was decided between units is kept: which acts decide, whose territory, the finest, nearest and last decision."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.loop.act_on_case import act_on_case
from huiying.loop.categorise_case import categorise_case
from huiying.serve.casework.models import Case, CompetenceRule, Suggestion
from huiying.serve.casework.selectors.categories import suggested_for, why_unit
from huiying.serve.casework.selectors.usual import SETTLED, unit_for
from huiying.serve.casework.services.competence import DECIDES
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import speak
from tests.serve.coordination.meetings import act, disputed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def category(name, parent=None):
    row = Category.objects.create(parent=parent, name=name, name_en=name, path="")
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


def decided(cast, name, unit, *, days=0, about=None, **more):
    """A dispute decided by this act, given to `unit`."""
    case = disputed(cast, **more)
    if about is not None:
        categorise_case(case.pk, actor=cast.actor("zhou"), now=NOW, category_id=about.pk)
    said = {"unit": cast.units[unit].pk, "decision": "各方都同意的决定"}
    return act(cast, case, name, "zhou", now=NOW + timedelta(days=days), **said)


@pytest.mark.parametrize(("name", "basis"), [("joint_coordinates", "joint"), ("government_names", "government")])
def test_a_decision_is_kept_with_who_decided_and_when(cast, name, basis):
    works = category("市政管理")
    case = decided(cast, name, "land", about=works, days=1)
    rule = CompetenceRule.objects.get()
    assert (rule.case, rule.category, rule.unit, rule.place) == (case, works, cast.units["land"], None)
    assert (rule.basis, rule.decided_on) == (basis, date(2026, 11, 24))
    assert Event.objects.filter(subject_id=case.pk, type=f"xinfang.{name}").count() == 1
    assert unit_for(works, None).source == {SETTLED: case.pk}
    assert basis in {one.value for one in DECIDES.values()}


@pytest.mark.parametrize("name", ["negotiate", "successor"])
def test_what_units_agree_on_binds_nobody_in_the_next_case(cast, name):
    decided(cast, name, "land", about=category("市政管理"))
    assert not CompetenceRule.objects.exists()


def test_a_decision_follows_the_category_that_a_person_sets_later(cast):
    works, lamps = category("市政管理"), category("路灯")
    case = decided(cast, "joint_coordinates", "land")
    assert unit_for(works, None) is None
    categorise_case(case.pk, actor=cast.actor("zhao"), now=NOW, category_id=works.pk)
    assert unit_for(works, None).unit_id == cast.units["land"].pk
    categorise_case(case.pk, actor=cast.actor("zhao"), now=NOW, category_id=lamps.pk)
    assert unit_for(works, None) is None
    assert unit_for(lamps, None).unit_id == cast.units["land"].pk


def test_a_town_is_given_what_lies_in_it_and_a_department_everything(cast):
    works = category("市政管理")
    lamps = category("路灯", works)
    wide = decided(cast, "joint_coordinates", "land", about=works, days=3)
    near = decided(cast, "joint_coordinates", "liuhe", about=works, place_id=cast.places["liuhe"].pk)
    assert unit_for(works, cast.places["village"]).source == {SETTLED: near.pk}
    assert unit_for(works, cast.places["qingshi"]).source == {SETTLED: wide.pk}
    assert unit_for(works, None).source == {SETTLED: wide.pk}
    finer = decided(cast, "joint_coordinates", "housing", about=lamps)
    assert unit_for(lamps, cast.places["village"]).source == {SETTLED: finer.pk}
    last = decided(cast, "joint_coordinates", "land", about=lamps, days=5)
    assert unit_for(lamps, None).source == {SETTLED: last.pk}


def test_a_retired_unit_and_a_sealed_case_teach_nothing(cast):
    works = category("市政管理")
    case = decided(cast, "joint_coordinates", "land", about=works)
    cast.units["land"].active = False
    cast.units["land"].save()
    assert unit_for(works, None) is None
    cast.units["land"].active = True
    cast.units["land"].save()
    act_on_case(case.pk, "seal", actor=cast.actor("zhao"), now=NOW, data={"reason": "举报了个人"})
    assert Case.objects.get(pk=case.pk).sealed
    assert not CompetenceRule.objects.exists()
    assert why_unit({SETTLED: case.pk}).zh == ""


def test_the_next_case_says_why_it_is_suggested(cast):
    works = category("市政管理")
    decided(cast, "joint_coordinates", "land", about=works)
    case = speak("村口的路灯不亮。")
    categorise_case(case.pk, actor=cast.actor("zhou"), now=NOW, category_id=works.pk)
    found = suggested_for(Case.objects.get(pk=case.pk)).unit
    assert found.id == cast.units["land"].pk
    assert found.reason.zh == "“市政管理”归谁办有过争议，联席会议 2026-11-23 定给了它"
    assert set(Suggestion.objects.get(case=case).source) == {SETTLED}
