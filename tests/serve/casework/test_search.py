"""The search of cases as other rooms see it: rights before counting, and the ways to answer quickly."""

from datetime import date

import pytest

from huiying.core.procedures.model import Role
from huiying.core.search import query
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.people.models import Grant, Unit
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import alike, among, search
from huiying.serve.casework.selectors.among import Among
from huiying.serve.casework.selectors.matter import voices_together
from huiying.serve.casework.selectors.search import Filters, cases_found
from huiying.serve.casework.selectors.visible import visible_cases
from tests.cast import NOW, Cast, open_liuxi
from tests.foundation.search.conftest import small_steps  # noqa: F401  a fixture

ASKED = query("油烟")


@pytest.fixture
def cast(db: None) -> Cast:
    return open_liuxi()


def said(text: str = "楼下油烟很大", channel: str = "web") -> int:
    spoken = Spoken(channel, "request", "anonymous", text, "zh-hans", NOW)
    return receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice.pk


def grants_of(cast: Cast, name: str) -> list[Grant]:
    return list(Grant.objects.filter(staff=cast.staff[name]).select_related("unit", "place"))


def found(grants: list[Grant], **more: object) -> list[int]:
    hits, rows = cases_found(ASKED, Filters(), grants, **more)  # type: ignore[arg-type]
    assert [row.case_id for row in rows] == list(hits.ids)
    return list(hits.ids)


def test_a_row_says_what_stands_in_a_list(cast: Cast) -> None:
    case_id = said()
    ((row,),) = (cases_found(ASKED, Filters(), grants_of(cast, "chen"))[1],)
    case = Case.objects.select_related("voice", "unit").get(pk=case_id)
    assert (row.number, row.title, row.unit) == (case.voice.number, case.voice.title, str(case.unit))
    assert (row.received_at, row.lead, row.joined) == (NOW, "", 0)
    assert [words.text for words in row.said if words.text] == ["楼下油烟很大"]


@pytest.mark.parametrize("best_first", [False, True])
def test_who_sees_nothing_finds_nothing(cast: Cast, best_first: bool) -> None:
    said()
    assert found([], best_first=best_first) == []
    hits, rows = cases_found(None, Filters(), [])
    assert (hits.ids, hits.count.number, rows) == ((), 0, [])


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SPEAKER, Role.SYSTEM)])
@pytest.mark.parametrize("unit", ["office", "petition", "land"])
@pytest.mark.parametrize("place", [None, "county", "liuhe"])
def test_the_quick_way_for_the_whole_office_sees_what_the_filter_sees(
    cast: Cast, role: Role, unit: str, place: str | None
) -> None:
    said()
    said(channel="phone")
    where = cast.places[place] if place else None
    grant = Grant(staff=cast.staff["chen"], role=role, unit=cast.units[unit], place=where, starts_on=date(2026, 1, 1))
    wanted = Case.objects.filter(visible_cases([grant]), sealed=False).order_by("-pk").values_list("pk", flat=True)
    assert found([grant]) == list(wanted)
    assert list(cases_found(None, Filters(), [grant])[0].ids) == list(wanted)


def test_beside_a_second_office_nobody_sees_the_whole(cast: Cast) -> None:
    case_id = said()
    other = Unit.objects.create(parent=None, kind="office", name="邻县", path="/90000/")
    Case.objects.filter(pk=case_id).update(office=other, unit=other)
    assert found(grants_of(cast, "chen")) == []


def test_a_viewer_of_few_cases_is_asked_about_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(among, "_ASKED_FIRST", 2)
    mine, *others = [said() for _ in range(6)]
    Case.objects.filter(pk=mine).update(unit=cast.units["land"])
    sees = visible_cases(grants_of(cast, "zhao"))
    asked = Among(sees)
    assert asked([]) == ()
    assert set(asked(others[:2])) == set()
    monkeypatch.setattr(asked, "_look_up", lambda _ids: pytest.fail("asked again"))
    assert set(asked([*others[2:], mine])) == {mine}
    assert set(asked([mine])) == {mine}


def test_of_too_many_cases_the_ids_are_not_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(among, "_ASKED_FIRST", 1)
    monkeypatch.setattr(among, "FEW", 1)
    first, second, third = said(), said(), said()
    Case.objects.filter(pk__in=[second, third]).update(unit=cast.units["land"])
    asked = Among(visible_cases(grants_of(cast, "zhao")))
    assert set(asked([first])) == set()
    assert set(asked([second, third])) == {second, third}
    assert set(asked([first, third])) == {third}


@pytest.mark.parametrize("best_first", [False, True])
def test_the_few_cases_of_a_viewer_are_read_instead_of_walking_on(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    small_steps: None,  # noqa: F811  the fixture
    best_first: bool,
) -> None:
    monkeypatch.setattr(among, "_ASKED_FIRST", 1)
    cases = [said() for _ in range(12)]
    other = said("路灯不亮")
    mine = [*cases[:9:4], other]
    Case.objects.filter(pk__in=mine).update(unit=cast.units["land"])
    grants = grants_of(cast, "zhao")
    read: list[list[int]] = []
    holding = search.holding
    monkeypatch.setattr(search, "holding", lambda *asked: read.append(list(asked[2])) or holding(*asked))
    hits, _rows = cases_found(ASKED, Filters(), grants, best_first=best_first)
    assert (list(hits.ids), hits.count.number, hits.older) == (cases[8::-4], 3, None)
    assert read
    assert all(set(few) <= set(mine) for few in read)


@pytest.mark.parametrize("name", ["chen", "zhao"])
def test_the_number_of_a_lead_stands_only_where_the_viewer_sees_it(cast: Cast, name: str) -> None:
    lead, joined = said(), said()
    Case.objects.filter(pk=joined).update(lead_case=lead, unit=cast.units["land"])

    def shown() -> str:
        rows = cases_found(ASKED, Filters(), grants_of(cast, name))[1]
        return next(row.lead for row in rows if row.case_id == joined)

    number = Case.objects.select_related("voice").get(pk=lead).voice.number
    assert shown() == (number if name == "chen" else "")
    Case.objects.filter(pk=lead).update(sealed=True)
    assert shown() == ""


def test_a_sealed_lead_is_no_voice_of_the_matter(cast: Cast) -> None:
    lead, first, second = said(), said(), said()
    Case.objects.filter(pk__in=[first, second]).update(lead_case=lead)
    case = Case.objects.select_related("voice").get(pk=first)
    assert (voices_together(case), alike._joined([case])) == (3, {first: 3})
    Case.objects.filter(pk=lead).update(sealed=True)
    assert (voices_together(case), alike._joined([case])) == (2, {first: 2})
