"""Whichever door somebody takes, they see the same cases; when the house is rebuilt, what they see follows."""

import pytest

from huiying.foundation.people.services.units import UnitData, change_unit
from huiying.loop.export_lists.kind import reader_of
from huiying.loop.export_lists.kinds import kind_for
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.api.conftest import Caller, keys  # noqa: F401  a fixture
from tests.faces.desk.search.conftest import ids, searcher  # noqa: F401  a fixture

WORD = "老槐树"


@pytest.fixture
def cases(cast, speak, act):
    """One with each office and unit, one a report, by name."""
    made = {
        "petition": speak(text=f"{WORD}倒了，信访。"),
        "hotline": speak(text=f"{WORD}倒了，热线。", channel="phone"),
    }
    for name in ("land", "housing", "liuhe"):
        made[name] = speak(text=f"{WORD}倒了，{name}。")
        act(made[name], "zhou", "forward", unit=cast.units[name].pk, reason="职责目录第三项")
    made["report"] = speak(text=f"{WORD}，检举某科长。", kind="report")
    return made


@pytest.fixture
def doors(cast, cases, at_desk, searcher, keys, client):  # noqa: F811  fixtures
    """By door: the cases that somebody of the cast gets to see."""

    def by_page(name):
        worker = at_desk(name)
        return {voice.pk for voice in cases.values() if worker.get(f"/desk/cases/{voice.pk}/").status_code == 200}

    def by_interface(name):
        caller = Caller(client, keys("desk", staff=name))
        return {v.pk for v in cases.values() if caller.get(f"/desk/cases/{v.pk}").status_code == 200}

    def by_search(name):
        return set(ids(searcher(name).ask(WORD)))

    def by_list(name):
        reader = reader_of(cast.staff[name], NOW)
        return set(kind_for("cases", reader).find(reader, {"words": WORD}).ids)

    return {"page": by_page, "interface": by_interface, "search": by_search, "list": by_list}


SEES = {
    "wang": "petition land housing liuhe",
    "zhou": "petition land housing liuhe",
    "hotline": "hotline",
    "zhao": "land",
    "outsider": "housing",
    "town": "liuhe",
    "chen": "petition hotline land housing liuhe",
}


@pytest.mark.parametrize("name", SEES)
def test_every_door_shows_the_same_cases(doors, cases, name):
    wanted = {cases[one].pk for one in SEES[name].split()}
    assert {door: see(name) for door, see in doors.items()} == dict.fromkeys(doors, wanted)


def test_a_report_shows_to_its_officer_alone_and_to_no_search(doors, cases):
    seen = {door: doors[door]("feng") for door in ("page", "interface", "search")}
    assert seen == {"page": {cases["report"].pk}, "interface": {cases["report"].pk}, "search": set()}


def test_a_bureau_put_under_the_town_is_seen_from_the_town_at_once(doors, cases, cast):
    land, before = cast.units["land"], list(Case.objects.order_by("pk").values())
    data = UnitData(name=land.name, name_en=land.name_en, kind=land.kind)
    change_unit(land.pk, actor=cast.actor("guo"), now=NOW, parent_id=cast.units["liuhe"].pk, data=data)
    wanted = {cases["liuhe"].pk, cases["land"].pk}
    assert {door: see("town") for door, see in doors.items()} == dict.fromkeys(doors, wanted)
    assert doors["page"]("zhao") == {cases["land"].pk}
    assert list(Case.objects.order_by("pk").values()) == before, "nothing is stamped on a case"
