"""What a case is about: set by people, suggested by rows, followed or not, gone with erasure and sealing."""

from datetime import date, timedelta

import pytest

from huiying.core.words import Text
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.categorise_case import categorise_case, set_usual_unit
from huiying.loop.erase_voice import erase_voice
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import withdraw
from huiying.serve.casework.errors import CategoryUnknown, MayNotCategorise, UnitUnknown
from huiying.serve.casework.models import Case, HandledCount, Suggestion, UsualUnit
from huiying.serve.casework.selectors.categories import category_choices, suggested_for, why_unit
from huiying.serve.casework.selectors.usual import table, unit_for
from huiying.serve.casework.services import suggestions
from huiying.serve.casework.services.suggestions import Told
from huiying.serve.casework.services.usual_units import count_handled
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
LAMPS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"


@pytest.fixture
def cast():
    return open_liuxi()


def category(name, parent=None, **more):
    row = Category.objects.create(parent=parent, name=name, path="", **more)
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


@pytest.fixture
def tree(cast):
    building = category("城乡建设", name_en="Building")
    works = category("市政管理", building, name_en="Municipal works")
    return {"building": building, "works": works, "lamps": category("路灯", works), "land": category("国土资源")}


@pytest.fixture
def speak(cast):
    def spoken(place="village", **more):
        given = {"channel": "counter", "kind": "request", "naming": "anonymous", "text": LAMPS, "language": "zh-hans"}
        given |= {"received_at": NOW, "place_id": cast.places[place].pk if place else None} | more
        voice = receive_voice(Spoken(**given), identity={}, actor=SPEAKER, now=NOW).voice
        return Case.objects.get(pk=voice.pk)

    return spoken


def suggest(case, row, probability=0.93, words=("路灯", "不亮")):
    return suggestions.suggest({case.pk: Told(row.pk, probability, words)}, model_date=date(2026, 11, 22))


def set_by(cast, name, case, row, **more):
    return categorise_case(case.pk, actor=cast.actor(name), now=NOW, category_id=row.pk, **more)


def last_event():
    return Event.objects.get(type="case.categorised")


def test_who_dispatches_sets_the_category(cast, tree, speak):
    case = speak()
    assert set_by(cast, "zhou", case, tree["lamps"]).category == tree["lamps"]
    assert Case.objects.get(pk=case.pk).category == tree["lamps"]
    event = last_event()
    assert (event.subject_id, event.actor_id) == (case.pk, cast.staff["zhou"].pk)
    assert event.public == {"category": tree["lamps"].pk, "was": None, "suggested": None, "followed": False}


def test_the_event_says_whether_the_suggestion_was_followed(cast, tree, speak):
    case = speak()
    assert suggest(case, tree["lamps"]) == 1
    set_by(cast, "zhou", case, tree["lamps"])
    assert last_event().public["followed"] is True
    set_by(cast, "zhou", case, tree["land"])
    corrected = Event.objects.filter(type="case.categorised").latest("pk").public
    assert corrected == {
        "category": tree["land"].pk,
        "was": tree["lamps"].pk,
        "suggested": tree["lamps"].pk,
        "followed": False,
    }


def test_the_same_category_again_and_the_same_key_again_change_nothing(cast, tree, speak):
    case = speak()
    set_by(cast, "zhou", case, tree["lamps"], key="once")
    set_by(cast, "zhou", case, tree["lamps"])
    set_by(cast, "zhou", case, tree["land"], key="once")
    assert Event.objects.filter(type="case.categorised").count() == 1
    assert Case.objects.get(pk=case.pk).category == tree["lamps"]


@pytest.mark.parametrize("name", ["outsider", "zhao", "chen", "sun", "guo", "hu"])
def test_who_does_not_work_on_it_may_not_set_it(cast, tree, speak, name):
    with pytest.raises(MayNotCategorise):
        set_by(cast, name, speak(), tree["lamps"])


def test_a_retired_category_cannot_be_chosen(cast, tree, speak):
    Category.objects.filter(pk=tree["lamps"].pk).update(active=False)
    with pytest.raises(CategoryUnknown):
        set_by(cast, "zhou", speak(), tree["lamps"])
    assert tree["lamps"].name not in str(category_choices())


def test_the_category_goes_with_the_act_in_one_transaction(cast, tree, speak):
    case, unit = speak(), cast.units["land"].pk
    suggest(case, tree["lamps"])
    data = {"unit": unit, "reason": "职责"}
    done = act_on_case(
        case.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=data, key="k", category_id=tree["works"].pk
    )
    assert (done.case.category_id, done.case.unit_id) == (tree["works"].pk, unit)
    again = act_on_case(
        case.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=data, key="k", category_id=tree["land"].pk
    )
    assert again.case.category_id == tree["works"].pk


def test_when_the_act_is_refused_the_category_is_not_set(cast, tree, speak):
    case = speak()
    with pytest.raises(UnitUnknown):
        act_on_case(
            case.pk,
            "forward",
            actor=cast.actor("zhou"),
            now=NOW,
            data={"unit": 99_999, "reason": "职责"},
            category_id=tree["works"].pk,
        )
    assert Case.objects.get(pk=case.pk).category is None


def test_handing_on_records_which_unit_was_suggested(cast, tree, speak):
    set_usual_unit(actor=cast.actor("guo"), now=NOW, category_id=tree["works"].pk, unit=cast.units["housing"])
    case = speak()
    suggest(case, tree["lamps"])
    data = {"unit": cast.units["land"].pk, "reason": "职责"}
    act_on_case(case.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=data)
    event = Event.objects.get(type="xinfang.forward")
    assert (event.public["unit"], event.public["suggested_unit"]) == (cast.units["land"].pk, cast.units["housing"].pk)


# Rows of suggestions


def test_a_suggestion_says_how_likely_and_by_which_words(cast, tree, speak):
    case = speak()
    suggest(case, tree["lamps"])
    found = suggested_for(case).category
    assert found.name == Text("城乡建设 › 市政管理 › 路灯", "Building › Municipal works › 路灯")
    assert found.reason == Text("很可能（93%），看这些词：路灯、不亮", "very likely (93%), by these words: 路灯, 不亮")


def test_what_a_person_has_set_is_not_called_in_question(cast, tree, speak):
    case = speak()
    suggest(case, tree["lamps"])
    case = set_by(cast, "zhou", case, tree["land"])
    assert suggested_for(case).category is None


def test_sealed_finished_and_erased_cases_get_no_suggestion(cast, tree, speak):
    sealed, over, erased = speak(kind="report"), speak(), speak()
    assert sealed.sealed
    Case.objects.filter(pk=over.pk).update(standing="archived")
    Voice.objects.filter(pk=erased.pk).update(erased_at=NOW)
    assert [suggest(case, tree["lamps"]) for case in (sealed, over, erased)] == [0, 0, 0]
    assert not Suggestion.objects.exists()


def test_sealing_a_case_drops_its_suggestion(cast, tree, speak):
    case = speak()
    suggest(case, tree["lamps"])
    act_on_case(case.pk, "seal", actor=cast.actor("zhou"), now=NOW, data={})
    assert not Suggestion.objects.exists()


def test_erasing_a_voice_drops_its_suggestion(cast, tree, speak):
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    case = speak()
    suggest(case, tree["lamps"])
    withdraw(case.voice, reason="自己修好了", now=NOW)
    later = NOW + timedelta(days=40)
    erase_voice(case.pk, basis="consent", actor=cast.actor("sun"), now=later, reason="本人到窗口申请")
    assert not Suggestion.objects.exists()


def test_a_second_reading_replaces_the_first(cast, tree, speak):
    case = speak()
    suggest(case, tree["lamps"])
    suggest(case, tree["land"], 0.6)
    row = Suggestion.objects.get()
    assert (row.category, row.probability) == (tree["land"], 0.6)


# Who usually handles it


def handled(cast, speak, row, unit, count, place="village", **more):
    for _ in range(count):
        case = speak(place)
        given = {"category": row, "unit": cast.units[unit], "accepted_at": NOW} | more
        Case.objects.filter(pk=case.pk).update(**given)


def test_counts_of_what_was_handled_suggest_the_unit(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "land", 4)
    handled(cast, speak, tree["lamps"], "housing", 1)
    assert count_handled(now=NOW) == 2
    found = unit_for(tree["lamps"], cast.places["village"])
    assert found.unit_id == cast.units["land"].pk
    assert why_unit(found.source) == Text(
        "柳河村“路灯”的 5 件里有 4 件由它办理", "It handled 4 of 5 cases of “路灯” from Liuhe Village"
    )


def test_of_fewer_than_five_cases_no_number_is_said(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "land", 3)
    count_handled(now=NOW)
    why = why_unit(unit_for(tree["lamps"], cast.places["village"]).source)
    assert why == Text("柳河村的“路灯”以前多由它办理", "It mostly handled “路灯” from Liuhe Village before")


def test_places_and_categories_above_speak_where_there_is_nothing_here(cast, tree, speak):
    handled(cast, speak, tree["works"], "land", 4, place="qingshi")
    count_handled(now=NOW)
    found = unit_for(tree["lamps"], cast.places["village"])
    assert (found.unit_id, found.source["place"]) == (cast.units["land"].pk, cast.places["county"].pk)
    assert found.source["category"] == tree["works"].pk
    assert unit_for(tree["land"], cast.places["village"]) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted_at": None},
        {"sealed": True},
        {"category": None},
        {"opened_at": NOW - timedelta(days=800)},
    ],
    ids=str,
)
def test_what_was_not_handled_or_is_not_to_be_read_does_not_count(cast, tree, speak, changes):
    handled(cast, speak, tree["lamps"], "land", 4, **changes)
    assert count_handled(now=NOW) == 0


def test_what_the_dispatching_office_keeps_says_nothing(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "petition", 4)
    assert count_handled(now=NOW) == 0


def test_a_closed_unit_is_not_suggested(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "land", 4)
    count_handled(now=NOW)
    cast.units["land"].active = False
    cast.units["land"].save()
    assert unit_for(tree["lamps"], cast.places["village"]) is None


def test_what_was_written_down_comes_before_what_was_done(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "land", 4)
    count_handled(now=NOW)
    set_usual_unit(actor=cast.actor("guo"), now=NOW, category_id=tree["building"].pk, unit=cast.units["housing"])
    found = unit_for(tree["lamps"], None)
    assert found.unit_id == cast.units["housing"].pk
    assert why_unit(found.source).zh == "本单位定的：“城乡建设”归它办"
    set_usual_unit(actor=cast.actor("guo"), now=NOW, category_id=tree["lamps"].pk, unit=cast.units["liuhe"])
    assert unit_for(tree["lamps"], None).unit_id == cast.units["liuhe"].pk


def test_an_entry_is_an_event_and_can_be_taken_away(cast, tree):
    for unit in (cast.units["housing"], None):
        set_usual_unit(actor=cast.actor("guo"), now=NOW, category_id=tree["works"].pk, unit=unit)
    events = Event.objects.filter(type="office.changed").order_by("pk")
    assert [event.public["act"] for event in events] == ["category.unit_set"] * 2
    assert events[1].public["before"] == {"unit_id": cast.units["housing"].pk}
    assert not UsualUnit.objects.exists()


def test_the_table_shows_what_was_written_down_beside_what_was_done(cast, tree, speak):
    handled(cast, speak, tree["works"], "land", 4)
    count_handled(now=NOW)
    set_usual_unit(actor=cast.actor("guo"), now=NOW, category_id=tree["works"].pk, unit=cast.units["housing"])
    (entry,) = [one for one in table() if one.unit]
    assert (entry.category, entry.unit, entry.said) == (tree["works"], cast.units["housing"], cast.units["land"])


def test_setting_the_category_brings_the_unit_up_to_date(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "land", 3)
    count_handled(now=NOW)
    case = speak()
    set_by(cast, "zhou", case, tree["lamps"])
    assert suggested_for(Case.objects.get(pk=case.pk)).unit.id == cast.units["land"].pk


def test_counting_again_replaces_the_counts(cast, tree, speak):
    handled(cast, speak, tree["lamps"], "land", 3)
    count_handled(now=NOW)
    count_handled(now=NOW)
    assert HandledCount.objects.count() == 1
    assert Place.objects.filter(pk=HandledCount.objects.get().place_id).exists()
