"""Units: added, moved, retired, restored."""

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.errors import NameNeeded, ParentRetired, StillHasChildren, UnderItself
from huiying.foundation.people.errors import UnitNameTaken, UnitStillInUse
from huiying.foundation.people.models import Unit
from huiying.foundation.people.services import add_unit, change_unit, restore_unit, retire_unit
from huiying.foundation.people.services.units import UnitData
from huiying.loop import administer
from huiying.serve.casework.models import Case

WATER = UnitData(name="柳溪县水务局", name_en="Liuxi Water Bureau", kind="department", phone="0351-1")


def test_new_unit_knows_its_path_and_is_recorded(cast, by_guo, last):
    office = cast.units["office"]
    unit = add_unit(parent_id=office.pk, data=WATER, **by_guo)
    assert unit.path == f"{office.path}{unit.pk}/"
    assert last().type == "people.changed"
    assert last().public["act"] == "unit.added"
    assert last().public["after"]["name"] == "柳溪县水务局"


def test_unit_name_is_its_own_everywhere(cast, by_guo):
    with pytest.raises(UnitNameTaken):
        add_unit(parent_id=cast.units["liuhe"].pk, data=UnitData(name="柳溪县信访局", kind="office"), **by_guo)
    with pytest.raises(NameNeeded):
        add_unit(parent_id=None, data=UnitData(name=" ", kind="office"), **by_guo)


def test_moved_unit_takes_those_below_along(cast, by_guo, last):
    land, liuhe = cast.units["land"], cast.units["liuhe"]
    below = add_unit(parent_id=land.pk, data=WATER, **by_guo)
    change_unit(land.pk, parent_id=liuhe.pk, data=UnitData(name=land.name, kind="department"), **by_guo)
    below.refresh_from_db()
    assert below.path == f"{liuhe.path}{land.pk}/{below.pk}/"
    assert last().public["after"]["parent_id"] == liuhe.pk
    with pytest.raises(UnderItself):
        change_unit(liuhe.pk, parent_id=below.pk, data=UnitData(name=liuhe.name, kind="street"), **by_guo)


def test_unit_in_use_is_not_retired(cast, by_guo):
    with pytest.raises(StillHasChildren):
        retire_unit(cast.units["office"].pk, open_cases=0, **by_guo)
    with pytest.raises(UnitStillInUse) as refused:
        retire_unit(cast.units["land"].pk, open_cases=3, **by_guo)
    assert refused.value.data == {"staff": 2, "cases": 3}
    assert "3" in refused.value.say("zh-hans")
    assert not Event.objects.exists()


def test_empty_unit_is_retired_and_restored(cast, by_guo):
    unit = add_unit(parent_id=cast.units["land"].pk, data=WATER, **by_guo)
    assert not administer.retire_unit(unit.pk, **by_guo).active
    Unit.objects.filter(pk=cast.units["land"].pk).update(active=False)
    with pytest.raises(ParentRetired):
        restore_unit(unit.pk, **by_guo)
    Unit.objects.filter(pk=cast.units["land"].pk).update(active=True)
    assert restore_unit(unit.pk, **by_guo).active
    assert not Case.objects.exists()
