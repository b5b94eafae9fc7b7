"""Like cases side by side: which pairs the night finds, where people wait much longer, and the reasons of units."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from huiying.core.fairness import Outcome
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields, record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.improve.insight.errors import DifferenceGone, DifferenceNeedsReason, NotYourUnit
from huiying.improve.insight.models import DifferenceReason, SlowPlace, UnlikePair
from huiying.improve.insight.selectors.decided import cases_decided_since, decisions_of
from huiying.improve.insight.selectors.differences import may_state, pairs_for, seen, slow_for
from huiying.improve.insight.services import differences
from huiying.improve.insight.services.differences import explain_pair, explain_slow
from huiying.improve.insight.services.erasing import empty_reasons
from huiying.listen.voices.models import Voice
from huiying.loop.erase_voice import erase_voice
from huiying.loop.understanding.catching_up import line_up_missed
from huiying.loop.understanding.comparing import compare_decisions, compare_waits
from huiying.loop.understanding.nightly import JOBS
from huiying.loop.understanding.reading import read_all
from huiying.serve.casework.models import Case, Reply
from tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "那一件的证据是现场照片，这一件没有"
PIT = "光明路与建设路口的窨井盖坏了半个月，电动车压上去就翻，请换井盖并赔修车费。"
PIT_TOO = "建设路和光明路交叉口窨井盖塌了，我的电动车翻了，要求换窨井盖，赔我修车的钱。"
HEAT = "锅炉房不烧暖气，室内只有十三度，老人孩子都感冒了。"


@pytest.fixture
def decide(heard, cast, topics):
    """`decide(text, "issue_opinion", ["supported"], "land", days=3)`: a case decided so long ago."""

    def decided(text, act, outcomes=(), unit="land", *, days=1, procedure="xinfang", **more):
        at = NOW - timedelta(days=days)
        more = {"category": topics["water"], "place": cast.places["village"], "unit": cast.units[unit]} | more
        (case,) = heard(1, at, text=text, **more)
        case.facts, case.procedure = {"outcomes": list(outcomes)}, procedure
        case.save(update_fields=["facts", "procedure"])
        with transaction.atomic():
            record(f"{procedure}.{act}", case, actor=SYSTEM, now=at)
        return case

    return decided


@pytest.fixture
def compare():
    """One night: what waits is read, then decisions are compared."""

    def night(now=NOW):
        line_up_missed(now=now)
        read_all(now=now)
        compare_decisions(now=now)
        return list(UnlikePair.objects.order_by("pk"))

    return night


@pytest.fixture
def pair(decide, compare):
    decide(PIT, "issue_opinion", ["supported"], "land", days=90)
    decide(PIT_TOO, "issue_opinion", ["not_supported"], "housing", days=2)
    (found,) = compare()
    return found


def test_like_cases_decided_differently_come_side_by_side(pair, cast):
    assert (pair.outcome, pair.other_outcome) == (Outcome.REFUSED, Outcome.GRANTED)
    assert pair.unit == cast.units["housing"]
    assert pair.other.unit == cast.units["land"]
    assert pair.decided_on > pair.other_decided_on
    assert pair.score >= 0.3


def test_the_same_night_again_finds_the_same(pair, compare):
    assert compare() == [pair]


@pytest.mark.parametrize(
    ("text", "act", "outcomes", "more"),
    [
        (PIT_TOO, "issue_opinion", ["supported"], {}),  # decided alike
        (HEAT, "issue_opinion", ["not_supported"], {}),  # another matter
        (PIT_TOO, "issue_opinion", ["not_supported"], {"kind": "suggestion"}),
        (PIT_TOO, "issue_opinion", ["not_supported"], {"sealed": True}),
        (PIT_TOO, "refuse_same", [], {}),  # the ground lies in the earlier case
        (PIT_TOO, "reply", ["not_supported"], {"procedure": "hotline"}),
        (PIT_TOO, "issue_opinion", ["not_supported"], {"days": 60}),  # not decided lately
    ],
)
def test_what_is_no_unlike_treatment_is_left_alone(decide, compare, text, act, outcomes, more):
    decide(PIT, "issue_opinion", ["supported"], "land", days=90)
    decide(text, act, outcomes, "housing", **({"days": 2} | more))
    assert compare() == []


def test_a_unit_is_asked_for_ten_reasons_at_a_time(decide, compare, monkeypatch):
    monkeypatch.setattr(differences, "MOST_ASKED", 1)
    decide(PIT, "issue_opinion", ["supported"], "land", days=90)
    for _ in range(2):
        decide(PIT_TOO, "issue_opinion", ["not_supported"], "housing", days=2)
    assert len(compare()) == 1
    assert len(compare()) == 1


def test_decisions_that_were_brought_over_are_not_compared(decide, compare):
    decide(PIT, "issue_opinion", ["supported"], "land", days=90)
    case = decide(PIT_TOO, "note", unit="housing", days=60)
    with transaction.atomic():
        record("xinfang.issue_opinion", case, actor=SYSTEM, now=NOW, happened_at=NOW - timedelta(days=60))
    assert compare() == []


def test_joined_cases_are_one_matter(decide, compare):
    lead = decide(PIT, "issue_opinion", ["supported"], "land", days=3)
    joined = decide(PIT_TOO, "issue_opinion", ["not_supported"], "land", days=2)
    Case.objects.filter(pk=joined.pk).update(lead_case=lead)
    assert compare() == []


def test_the_last_decision_stands(decide, compare, pair):
    first = pair.case
    first.facts = {"outcomes": ["supported"]}
    first.save(update_fields=["facts"])
    with transaction.atomic():
        record("xinfang.issue_opinion", first, actor=SYSTEM, now=NOW)
    assert decisions_of([first.pk], calendar())[first.pk].outcome is Outcome.GRANTED
    assert compare() == []
    assert cases_decided_since(NOW - timedelta(days=35)) == [first.pk]


def test_an_erased_or_sealed_case_is_shown_in_no_pair(pair, cast):
    grants = list(cast.staff["chen"].grants.all())
    assert list(pairs_for(grants)) == [pair]
    Voice.objects.filter(pk=pair.other_id).update(erased_at=NOW)
    assert not pairs_for(grants).exists()
    Voice.objects.filter(pk=pair.other_id).update(erased_at=None)
    Case.objects.filter(pk=pair.other_id).update(sealed=True)
    assert not pairs_for(grants).exists()


@pytest.mark.parametrize(
    ("name", "sees", "case", "other", "states"),
    [
        ("chen", True, True, True, False),  # inspects the whole county
        ("outsider", True, True, False, True),  # handles at the unit that decided lately
        ("zhao", True, False, True, False),  # handles at the unit that decided before
        ("town", False, False, False, False),
        ("zhou", False, True, True, False),  # dispatches both, but looks at no differences
    ],
)
def test_who_sees_a_pair_and_who_states_its_reason(pair, cast, name, sees, case, other, states):
    grants = list(cast.staff[name].grants.all())
    assert pairs_for(grants).exists() == sees
    (found,) = seen([pair], grants)
    assert (found.case_visible, found.other_visible) == (case, other)
    assert may_state(pair.unit_id, grants) == states


def test_the_unit_states_the_reason_and_it_is_an_event(pair, cast):
    stated = explain_pair(pair.pk, reason=REASON, actor=cast.actor("outsider"), now=NOW)
    assert stated.pair == pair
    event = Event.objects.get(type="difference.explained")
    assert (event.subject_kind, event.subject_id, event.public) == ("unlike_pair", pair.pk, {"unit": pair.unit_id})
    assert private_fields([event]) == {event.pk: {"reason": REASON}}
    with pytest.raises(DifferenceGone):
        explain_pair(pair.pk, reason=REASON, actor=cast.actor("outsider"), now=NOW)


@pytest.mark.parametrize("name", ["zhao", "chen", "town"])
def test_nobody_else_states_it(pair, cast, name):
    with pytest.raises(NotYourUnit):
        explain_pair(pair.pk, reason=REASON, actor=cast.actor(name), now=NOW)
    assert not DifferenceReason.objects.exists()


def test_a_difference_is_explained_in_words(pair, cast):
    with pytest.raises(DifferenceNeedsReason):
        explain_pair(pair.pk, reason="  无 ", actor=cast.actor("outsider"), now=NOW)
    with pytest.raises(DifferenceGone):
        explain_pair(pair.pk + 1, reason=REASON, actor=cast.actor("outsider"), now=NOW)


def test_a_pair_with_its_reason_stays_when_the_decision_changes(pair, cast, compare):
    explain_pair(pair.pk, reason=REASON, actor=cast.actor("outsider"), now=NOW)
    pair.case.facts = {"outcomes": ["supported"]}
    pair.case.save(update_fields=["facts"])
    assert compare() == [pair]


def test_what_was_written_about_an_erased_case_goes_with_it(pair, cast):
    explain_pair(pair.pk, reason=REASON, actor=cast.actor("outsider"), now=NOW)
    with transaction.atomic():
        emptied, about = empty_reasons(pair.other_id)
    assert (emptied, about) == (1, [About("unlike_pair", pair.pk)])
    assert DifferenceReason.objects.get().reason == ""


def test_a_pair_without_a_reason_goes_with_an_erased_case(pair):
    with transaction.atomic():
        assert empty_reasons(pair.case_id) == (0, [])
    assert not UnlikePair.objects.exists()


def test_erasing_a_voice_erases_the_reason_and_its_secret(pair, cast):
    explain_pair(pair.pk, reason=REASON, actor=cast.actor("outsider"), now=NOW)
    Case.objects.filter(pk=pair.case_id).update(standing="ended", ended_at=NOW, next_due_at=None, state="concluded")
    Grant.objects.create(
        staff=cast.staff["hu"], role="identity_keeper", unit=cast.units["petition"], starts_on=date(2026, 1, 1)
    )
    erase_voice(pair.case_id, basis="consent", actor=cast.actor("hu"), now=NOW, reason="本人到窗口申请")
    assert private_fields([Event.objects.get(type="difference.explained")]) == {}
    assert DifferenceReason.objects.get().reason == ""


@pytest.fixture
def waited(heard, cast, topics):
    """`waited("liuhe", "town's unit", [days…])`: cases answered after so many days; None: still running for 90."""

    def wait(place, unit, waits, **more):
        for days in waits:
            received = NOW - timedelta(days=90)
            given = {"category": topics["night"], "place": cast.places[place], "unit": cast.units[unit]} | more
            (case,) = heard(1, received, **given)
            if days is not None:
                given_at = received + timedelta(days=days)
                Reply.objects.create(
                    case=case, kind="opinion", unit=cast.units[unit], public_text="已办", given_at=given_at
                )

    return wait


@pytest.fixture
def slow(waited):
    waited("village", "liuhe", [20, 22, 25, 30, 31, 40])
    waited("qingshi", "housing", [5, 6, 7, 8, 9, 10, 11, 12])
    compare_waits(now=NOW)
    return SlowPlace.objects.get()


def test_a_place_where_people_wait_much_longer_is_found(slow, cast, topics):
    assert (slow.category, slow.place) == (topics["night"], cast.places["liuhe"])  # its town, and the narrow category
    assert (slow.unit, slow.kind, slow.procedure) == (cast.units["liuhe"], "request", "xinfang")
    assert (slow.cases, slow.others, slow.median, slow.median_of_others) == (6, 8, 25, 8)


def test_waits_are_found_again_each_night_in_one_row(slow):
    compare_waits(now=NOW + timedelta(days=1))
    again = SlowPlace.objects.get()
    assert (again.pk, again.first_on) == (slow.pk, slow.first_on)
    assert again.last_on > slow.last_on


def test_fewer_than_five_sealed_and_unlike_kinds_say_nothing(waited):
    waited("village", "liuhe", [20, 22, 25, 30])
    waited("village", "liuhe", [31, 40], sealed=True)
    waited("village", "liuhe", [31, 40], kind="inquiry")
    waited("qingshi", "housing", [5, 6, 7, 8, 9, 10, 11, 12])
    compare_waits(now=NOW)
    assert not SlowPlace.objects.exists()


def test_cases_that_still_run_count_as_waiting(waited):
    waited("village", "liuhe", [20, 22, 25, 30, 31, None, None, None])
    waited("qingshi", "housing", [5, 6, 7, 8, 9, 10, 11, 12])
    compare_waits(now=NOW)
    assert SlowPlace.objects.get().median == 30


@pytest.mark.parametrize(("name", "sees"), [("chen", True), ("town", True), ("outsider", False), ("zhou", False)])
def test_a_slow_place_shows_to_its_unit_and_to_who_inspects(slow, cast, name, sees):
    today = calendar().local_date(NOW)
    assert slow_for(cast.staff[name].grants.all(), today).exists() == sees


def test_the_unit_says_why_people_waited(slow, cast):
    explain_slow(slow.pk, reason="三月换系统，积压两周", actor=cast.actor("town"), now=NOW)
    assert Event.objects.get(type="difference.explained").subject_kind == "slow_place"


def test_another_unit_does_not_say_why(slow, cast):
    with pytest.raises(NotYourUnit):
        explain_slow(slow.pk, reason="三月换系统，积压两周", actor=cast.actor("outsider"), now=NOW)


def test_what_is_over_is_forgotten_and_what_was_explained_stays(slow, cast):
    fields = ("category", "place", "unit", "kind", "procedure", "cases", "others", "first_on", "last_on")
    same = {field: getattr(slow, field) for field in fields}
    kept = SlowPlace.objects.create(median=30, median_of_others=5, chance=0.01, **same)
    explain_slow(kept.pk, reason="三月换系统，积压两周", actor=cast.actor("town"), now=NOW)
    compare_waits(now=NOW + timedelta(days=300))
    assert list(SlowPlace.objects.all()) == [kept]


def test_cases_are_compared_every_night():
    names = [job.name for job in JOBS]
    assert names.index("line_up_missed") < names.index("compare_decisions")
    assert "compare_waits" in names
