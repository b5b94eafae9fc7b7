"""Places and categories: added, moved, retired, restored; what the ledger keeps of it."""

import pytest

from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.office.errors import (
    NameNeeded,
    NameTaken,
    ParentRetired,
    StillHasChildren,
    TooDeep,
    UnderItself,
)
from huiying.foundation.office.models import Category, Place
from huiying.foundation.office.selectors import places_below
from huiying.foundation.office.services import (
    add_category,
    add_place,
    change_category,
    change_place,
    restore_place,
    retire_category,
    retire_place,
    seed_categories,
)


def test_new_place_knows_its_path_and_is_recorded(cast, by_guo, last):
    liuhe = cast.places["liuhe"]
    place = add_place(
        parent_id=liuhe.pk, kind="community", name=" 东  桥村 ", name_en="Dongqiao", population=812, **by_guo
    )
    assert place.path == f"{liuhe.path}{place.pk}/"
    assert place.name == "东 桥村"
    event = last()
    assert (event.type, event.subject_kind, event.subject_id) == ("office.changed", "place", place.pk)
    assert event.actor_id == cast.staff["guo"].pk
    assert event.public["act"] == "place.added"
    assert event.public["before"] == {}
    assert event.public["after"]["population"] == 812
    assert EventSecret.objects.filter(event=event).exists()


def test_moving_a_place_takes_everything_below_along(cast, by_guo, last):
    liuhe, village, qingshi = (cast.places[name] for name in ("liuhe", "village", "qingshi"))
    change_place(liuhe.pk, parent_id=qingshi.pk, kind="town", name=liuhe.name, **by_guo)
    village.refresh_from_db()
    assert village.path == f"{qingshi.path}{liuhe.pk}/{village.pk}/"
    assert last().public["before"] == {"parent_id": cast.places["county"].pk, "name_en": "Liuhe"}
    assert last().public["after"] == {"parent_id": qingshi.pk, "name_en": ""}


def test_place_cannot_stand_below_itself(cast, by_guo):
    county, village = cast.places["county"], cast.places["village"]
    for below in (county.pk, village.pk):
        with pytest.raises(UnderItself):
            change_place(county.pk, parent_id=below, kind="district", name="柳溪县", **by_guo)
    county.refresh_from_db()
    assert county.parent_id is None


def test_place_needs_a_name_of_its_own(cast, by_guo):
    county = cast.places["county"]
    with pytest.raises(NameNeeded):
        add_place(parent_id=county.pk, kind="town", name="  ", **by_guo)
    with pytest.raises(NameTaken):
        add_place(parent_id=county.pk, kind="town", name="柳河镇", **by_guo)
    with pytest.raises(NameTaken):
        add_place(parent_id=None, kind="district", name="柳溪县", **by_guo)
    assert not Event.objects.exists()


def test_retired_place_leaves_the_forms_and_comes_back(cast, by_guo):
    village, liuhe = cast.places["village"], cast.places["liuhe"]
    with pytest.raises(StillHasChildren) as refused:
        retire_place(liuhe.pk, **by_guo)
    assert refused.value.data["count"] == 1
    retire_place(village.pk, **by_guo)
    retire_place(liuhe.pk, **by_guo)
    assert places_below(liuhe) == []
    with pytest.raises(ParentRetired):
        restore_place(village.pk, **by_guo)
    with pytest.raises(ParentRetired):
        add_place(parent_id=liuhe.pk, kind="community", name="新村", **by_guo)
    restore_place(liuhe.pk, **by_guo)
    assert restore_place(village.pk, **by_guo).active
    assert [e.public["act"] for e in Event.objects.order_by("id")] == [
        "place.retired",
        "place.retired",
        "place.restored",
        "place.restored",
    ]


def test_saving_without_a_change_leaves_no_event(cast, by_guo):
    village = cast.places["village"]
    change_place(
        village.pk, parent_id=village.parent_id, kind="community", name=village.name, name_en=village.name_en, **by_guo
    )
    assert not Event.objects.exists()


def test_category_has_three_levels_and_no_more(by_guo):
    first = add_category(parent_id=None, name="城乡建设", **by_guo)
    second = add_category(parent_id=first.pk, name="供水", **by_guo)
    third = add_category(parent_id=second.pk, name="停水", **by_guo)
    with pytest.raises(TooDeep):
        add_category(parent_id=third.pk, name="夜间停水", **by_guo)
    other = add_category(parent_id=None, name="民生", **by_guo)
    with pytest.raises(TooDeep):
        change_category(first.pk, parent_id=other.pk, name="城乡建设", **by_guo)
    first.refresh_from_db()
    assert (first.parent_id, first.path) == (None, f"/{first.pk}/")
    assert Category.objects.count() == 4


def test_category_in_use_above_others_is_not_retired(by_guo):
    first = add_category(parent_id=None, name="城乡建设", **by_guo)
    second = add_category(parent_id=first.pk, name="供水", **by_guo)
    with pytest.raises(StillHasChildren):
        retire_category(first.pk, **by_guo)
    retire_category(second.pk, **by_guo)
    assert not retire_category(first.pk, **by_guo).active


def test_shipped_categories_come_once(by_guo, last):
    added = seed_categories(**by_guo)
    assert added == Category.objects.count() > 500
    assert last().public["act"] == "category.seeded"
    deep = Category.objects.filter(parent__parent__isnull=False).select_related("parent__parent").first()
    assert deep.path == f"/{deep.parent.parent_id}/{deep.parent_id}/{deep.pk}/"
    assert seed_categories(**by_guo) == 0
    assert Event.objects.count() == 1


def test_every_shipped_category_has_an_english_name_of_its_own_under_its_parent(by_guo):
    seed_categories(**by_guo)
    named = Category.objects.values_list("parent", "name_en")
    assert all(english for _, english in named)
    assert len(set(named)) == len(named)


def test_rows_below_are_found_by_path(cast):
    assert Place.objects.filter(path__startswith=cast.places["liuhe"].path).count() == 2
