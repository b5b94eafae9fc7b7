"""From a household's yes to the last visit: who may do what, what is posted, what nobody reads."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.errors import MayNotReveal
from huiying.foundation.people.models import SealedField
from huiying.loop.act_on_case import act_on_case
from huiying.loop.look_at_household import look_at_household
from huiying.serve.aid.enums import Agreed, Means, Met, Need, Outcome
from huiying.serve.aid.errors import (
    AidAmountWrong,
    AidHasOpenHelp,
    AidNamesSomebody,
    AidNeedsDay,
    AidNeedsGiver,
    AidNeedsHousehold,
    AidNeedsWords,
    AidNeedsYes,
    AidNotFound,
    AidOver,
    HelpMustBePosted,
    MayNotHelp,
)
from huiying.serve.aid.models import Aid, Help, Visit
from huiying.serve.aid.selectors.aids import (
    aid_for_viewer,
    aids_for,
    aids_of_case,
    given_in,
    posted_now,
    told_to_speaker,
)
from huiying.serve.aid.services.helping import HelpData, drop_help, give_help, plan_help, post_help
from huiying.serve.aid.services.opening import end_aid, note_visit, open_aid
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case, Recusal
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import speak
from tests.serve.supervision.ordered import who

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NAME = {"name": "覃秀兰", "phone": "13955507777"}
LACKS = "老人一个人住，房顶漏雨，冬天没有取暖的。"
STOVE = HelpData(
    programme="charity", means=Means.GOODS, words="取暖炉一台", due_on=date(2026, 12, 1), giver="柳溪慈善会"
)
MONEY = HelpData(
    programme="temporary", means=Means.MONEY, words="临时救助金", due_on=date(2026, 12, 5), amount=Decimal("1500.00")
)


@pytest.fixture
def cast():
    return open_liuxi()


def opened(cast, name="town", **changes):
    given = {
        "unit_id": cast.units["liuhe"].pk,
        "place_id": cast.places["village"].pk,
        "need": Need.HOUSING,
        "words": LACKS,
        "agreed": Agreed.SPOKEN,
        "agreed_on": TODAY,
        "identity": NAME,
        "next_visit_on": TODAY + timedelta(days=14),
    } | changes
    return open_aid(**given, **who(cast, name))


def money(cast):
    return HelpData(
        **{**{name: getattr(MONEY, name) for name in MONEY.__slots__}, "giver_unit_id": cast.units["liuhe"].pk}
    )


def planned(cast, aid, data, **more):
    plan_help(aid.pk, data, **who(cast, "town"), **more)
    return Help.objects.filter(aid=aid).latest("pk")


def test_a_household_that_agreed_is_helped_to_the_end(cast):
    aid = opened(cast)
    assert (aid.household.sealed_fields.count(), aid.words) == (2, LACKS)
    stove, relief = planned(cast, aid, STOVE), planned(cast, aid, money(cast))
    give_help(stove.pk, TODAY, **who(cast, "town"))
    with pytest.raises(HelpMustBePosted) as refused:
        give_help(relief.pk, TODAY, **who(cast, "town"))
    assert "48" in refused.value.say("zh-hans")
    until = post_help(relief.pk, **who(cast, "town")).posted_until
    assert until == date(2026, 12, 1)
    assert [row.pk for row in posted_now(today=until)] == [relief.pk]
    assert posted_now(today=until + timedelta(days=1)) == []
    later = who(cast, "town", days=8)
    with pytest.raises(AidHasOpenHelp):
        end_aid(aid.pk, Outcome.MET, **later)
    give_help(relief.pk, date(2026, 12, 2), **later)
    note_visit(aid.pk, date(2026, 12, 2), Met.FULLY, "炉子好用，房顶补好了", **later)
    assert end_aid(aid.pk, Outcome.MET, **later).ended_at == later["now"]
    with pytest.raises(AidOver):
        note_visit(aid.pk, date(2026, 12, 2), Met.FULLY, "再去一次", **later)
    types = list(Event.objects.filter(type__startswith="aid.").order_by("pk").values_list("type", flat=True))
    assert types == [
        "aid.opened", "aid.help_planned", "aid.help_planned", "aid.help_given", "aid.posted", "aid.help_given",
        "aid.visited", "aid.ended",
    ]  # fmt: skip


def test_in_an_emergency_temporary_relief_is_given_at_once_and_marked(cast):
    relief = planned(cast, opened(cast), money(cast))
    assert give_help(relief.pk, TODAY, hurried=True, **who(cast, "town")).hurried is True


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"words": " "}, AidNeedsWords),
        ({"agreed_on": TODAY + timedelta(days=1)}, AidNeedsYes),
        ({"identity": {}}, AidNeedsHousehold),
        ({"identity": {"name": " ", "phone": "13955507777"}}, AidNeedsHousehold),
        ({"words": "覃秀兰家漏雨"}, AidNamesSomebody),
        ({"next_visit_on": TODAY - timedelta(days=1)}, AidNeedsDay),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(cast, changes, error):
    with pytest.raises(error) as refused:
        opened(cast, **changes)
    assert refused.value.say("en") != refused.value.say("zh-hans")
    assert (Aid.objects.count(), SealedField.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["wang", "zhou", "zhao", "chen", "sun", "guo", "outsider"])
def test_other_units_neither_open_nor_see_nor_change_it(cast, name):
    aid = opened(cast)
    with pytest.raises(MayNotHelp):
        opened(cast, name)
    grants = who(cast, name)["grants"]
    assert list(aids_for(grants)) == []
    with pytest.raises(AidNotFound):
        aid_for_viewer(aid.pk, grants)
    with pytest.raises(MayNotHelp):
        plan_help(aid.pk, STOVE, **who(cast, name))


def test_a_unit_that_gives_something_sees_it_but_neither_changes_it_nor_learns_who_it_is(cast):
    aid = opened(cast)
    from_land = HelpData(
        programme="service",
        means=Means.SERVICE,
        words="代办宅基地证",
        due_on=TODAY,
        giver_unit_id=cast.units["land"].pk,
    )
    planned(cast, aid, from_land)
    zhao = who(cast, "zhao")
    assert [row.pk for row in aids_for(zhao["grants"])] == [aid.pk]
    with pytest.raises(MayNotHelp):
        end_aid(aid.pk, Outcome.MET, **zhao)
    with pytest.raises(MayNotReveal):
        look_at_household(aid.pk, reason="送炉子上门", **{name: zhao[name] for name in ("actor", "grants", "now")})


@pytest.mark.django_db(transaction=True)
def test_looking_at_the_household_is_recorded_before_a_word_is_shown(cast):
    aid, town = opened(cast), who(cast, "town")
    given = {name: town[name] for name in ("actor", "grants", "now")}
    assert look_at_household(aid.pk, reason="送炉子上门", **given)[IdentityField.NAME] == NAME["name"]
    seen = Event.objects.get(type="identity.viewed")
    assert private_fields([seen])[seen.pk] == {"reason": "送炉子上门"}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"giver": ""}, AidNeedsGiver),
        ({"amount": Decimal(5)}, AidAmountWrong),
        ({"means": Means.MONEY}, AidAmountWrong),
        ({"means": Means.MONEY, "amount": Decimal("0.001")}, AidAmountWrong),
        ({"due_on": TODAY - timedelta(days=1)}, AidNeedsDay),
        ({"words": "给覃秀兰的炉子"}, AidNamesSomebody),
    ],
)
def test_a_plan_needs_one_giver_a_day_and_a_sum_for_money_alone(cast, changes, error):
    aid = opened(cast)
    with pytest.raises(error):
        plan_help(
            aid.pk, HelpData(**{**{n: getattr(STOVE, n) for n in STOVE.__slots__}, **changes}), **who(cast, "town")
        )
    assert not Help.objects.exists()


def test_what_is_dropped_has_a_reason_and_stays_dropped(cast):
    stove = planned(cast, opened(cast), STOVE)
    with pytest.raises(AidNeedsWords):
        drop_help(stove.pk, "", **who(cast, "town"))
    drop_help(stove.pk, "慈善会的炉子发完了", **who(cast, "town"))
    with pytest.raises(AidOver):
        give_help(stove.pk, TODAY, **who(cast, "town"))


def test_the_same_press_twice_makes_one(cast):
    first = opened(cast, key="desk:1")
    assert opened(cast, key="desk:1") == first
    planned(cast, first, STOVE, key="desk:2")
    planned(cast, first, STOVE, key="desk:2")
    assert (Aid.objects.count(), Help.objects.count()) == (1, 1)
    for _ in range(2):
        note_visit(first.pk, TODAY, Met.NOT, "还没有送到", **who(cast, "town"), key="desk:3")
    assert Visit.objects.count() == 1


def test_events_hold_neither_names_nor_sums_nor_words(cast):
    aid = opened(cast)
    planned(cast, aid, money(cast))
    note_visit(aid.pk, TODAY, Met.NOT, "还没有送到", **who(cast, "town"))
    plain = json.dumps(list(Event.objects.values_list("public", flat=True)), ensure_ascii=False)
    assert not any(word in plain for word in (NAME["name"], NAME["phone"], LACKS, "1500", "还没有送到"))


def test_fewer_than_five_households_are_not_counted_in_public(cast):
    for number in range(5):
        aid = opened(cast, identity={"name": f"户主{number}"})
        stove = planned(cast, aid, STOVE)
        give_help(stove.pk, TODAY, **who(cast, "town"))
        shown = {row.programme: row.households for row in given_in(2026)}
        assert shown == {"charity": 5 if number == 4 else None}
    assert given_in(2025) == []


KEPT = ("sealed", "staff", "unit")


def keep_from_the_town(cast, case, how):
    if how == "sealed":
        Case.objects.filter(pk=case.pk).update(sealed=True)
    else:
        out = {"staff": cast.staff["town"]} if how == "staff" else {"unit": cast.units["liuhe"]}
        Recusal.objects.create(case=case, state="granted", by_speaker=True, asked_at=NOW, **out)


def at_town(cast):
    case = speak("家里漏雨，没有炉子。")
    data = {"unit": cast.units["liuhe"].pk, "reason": "归镇里"}
    act_on_case(case.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=data)
    return case


@pytest.mark.parametrize("how", KEPT)
def test_an_aid_from_a_case_that_is_kept_from_them_is_not_there(cast, how):
    case = at_town(cast)
    aid = opened(cast, case_id=case.pk)
    stove, town = planned(cast, aid, STOVE), who(cast, "town")
    keep_from_the_town(cast, case, how)
    assert (list(aids_for(town["grants"])), aids_of_case(case.pk, town["grants"])) == ([], [])
    for change in (
        lambda: aid_for_viewer(aid.pk, town["grants"]),
        lambda: plan_help(aid.pk, STOVE, **town),
        lambda: give_help(stove.pk, TODAY, **town),
        lambda: drop_help(stove.pk, "不发了", **town),
        lambda: note_visit(aid.pk, TODAY, Met.NOT, "没有送到", **town),
        lambda: end_aid(aid.pk, Outcome.MET, **town),
        lambda: look_at_household(aid.pk, reason="送炉子", **town),
    ):
        with pytest.raises(AidNotFound):
            change()
    with pytest.raises(CaseNotFound):
        opened(cast, case_id=case.pk)
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_what_came_of_a_case_that_is_sealed_later_goes_over_to_its_officer(cast):
    case, officer = at_town(cast), who(cast, "feng")
    aid = opened(cast, case_id=case.pk)
    stove = planned(cast, aid, STOVE)
    assert not aids_for(officer["grants"])
    Case.objects.filter(pk=case.pk).update(sealed=True)
    assert list(aids_for(officer["grants"])) == [aid]
    give_help(stove.pk, TODAY, **officer)
    note_visit(aid.pk, TODAY, Met.FULLY, "炉子烧上了", **officer)
    end_aid(aid.pk, Outcome.MET, **officer)
    assert not Message.objects.filter(key__contains=":aid:", queued_at__gt=NOW).exists()


def test_what_came_of_a_sealed_case_is_told_to_nobody(cast):
    case = at_town(cast)
    aid = opened(cast, case_id=case.pk)
    relief, stove = planned(cast, aid, money(cast)), planned(cast, aid, STOVE)
    post_help(relief.pk, **who(cast, "town"))
    give_help(stove.pk, TODAY, **who(cast, "town"))
    assert (len(posted_now(today=TODAY)), len(told_to_speaker(case.pk)), len(given_in(2026))) == (1, 2, 1)
    Case.objects.filter(pk=case.pk).update(sealed=True)
    assert (posted_now(today=TODAY), told_to_speaker(case.pk), given_in(2026)) == ([], [], [])


def test_a_unit_whose_gift_was_dropped_sees_the_aid_no_more(cast):
    aid, land = opened(cast), cast.units["land"].pk
    gift = planned(
        cast,
        aid,
        HelpData(programme="service", means=Means.SERVICE, words="代办宅基地证", due_on=TODAY, giver_unit_id=land),
    )
    assert aids_for(who(cast, "zhao")["grants"])
    drop_help(gift.pk, "已经办好了", **who(cast, "town"))
    assert not aids_for(who(cast, "zhao")["grants"])
