"""Each rule comes true once, on its day, of the unit whose doing it is, and flags what an inspector should see."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from huiying.core.supervision.rules import RULES
from huiying.foundation.ledger.models import Event
from huiying.judge.ratings.models import Rating
from huiying.loop.act_on_case import approve
from huiying.loop.join_cases import join_cases
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.speaker_acts import ask_follow_up, rate
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.casework.models import Case, Document
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import keep_commitment, move_due
from huiying.serve.supervision.models import Flag, Signal
from huiying.serve.supervision.presenters.why import why
from tests.cast import NOW, open_liuxi
from tests.loop.supervise.lives import DAY, OPINION, Office, at
from tests.serve.commitments.promises import promised, who

pytestmark = pytest.mark.django_db
LI = {"name": "李桂英", "phone": "13800000000"}


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def office(cast):
    return Office(cast)


def only(rule):
    """The one signal of the rule, with its flag, said in both languages."""
    signal = Signal.objects.select_related("flag", "unit", "told").get(rule=rule)
    assert why(signal).zh
    assert why(signal).en
    assert "{" not in why(signal).zh + why(signal).en
    return signal


def swept(day, hour=1):
    """As a worker would: every day up to this one, the last one twice."""
    start = date(2026, 11, 23)
    for number in range((date.fromisoformat(day) - start).days + 1):
        sweep_supervision(now=at((start + timedelta(days=number)).isoformat(), hour))
    sweep_supervision(now=at(day, hour, 1))


def objected(office, voice, *, days):
    asked = office.act(
        "zhao", voice, "object", days=days, reason="路灯归镇里管", proposed_unit=office.cast.units["liuhe"].pk
    )
    approve(asked.approval.pk, actor=office.cast.actor("qian"), now=NOW + days * DAY)


def test_the_second_refused_objection_is_of_the_unit(cast, office):
    from huiying.foundation.office.kept import forget
    from huiying.foundation.office.models import OfficeSetting

    OfficeSetting.objects.create(key="xinfang.returns_per_unit", value=3)
    forget()
    voice = office.forwarded()
    for days in (0.1, 0.3):
        objected(office, voice, days=days)
        office.act("zhou", voice, "refuse_return", days=days + 0.1, reason="职责在你们")
        # the clock of the objection was met by the first one
        Case.objects.get(pk=voice.pk).deadlines.filter(clock="C-OBJECT").update(met_at=None)
    for days in (0.9, 1):
        sweep_supervision(now=NOW + days * DAY)
    signal = only("bounced")
    assert (signal.unit, signal.at, signal.flag.trigger) == (cast.units["land"], NOW + 0.4 * DAY, "S4")
    assert signal.facts == {"refused": 2, "hops": 1}


def test_the_third_hand_over_is_of_the_office(cast, office):
    voice = office.forwarded()
    for days, unit in ((0.2, "housing"), (0.6, "liuhe")):
        if days == 0.2:
            objected(office, voice, days=0.1)
        else:
            asked = office.act(
                "outsider", voice, "object", days=0.4, reason="归镇里管", proposed_unit=cast.units["liuhe"].pk
            )
            assert asked.approval is not None
            cast.staff["outsider"].grants.create(
                role="unit_head", unit=cast.units["housing"], starts_on=date(2026, 1, 1)
            )
            approve(asked.approval.pk, actor=cast.actor("outsider"), now=NOW + 0.5 * DAY)
        office.act("zhou", voice, "consent_return", days=days, reason="核实属实")
        office.forward(voice, unit, days=days + 0.01)
    sweep_supervision(now=NOW + DAY)
    signal = only("bounced")
    assert signal.unit == Case.objects.get(pk=voice.pk).office
    assert signal.facts["hops"] == 3


def test_a_refusal_that_was_undone_is_flagged_at_once(cast, office):
    voice = office.petition()
    body = {"competent_body": "县人民法院", "where_to_go": "和平路 41 号", "reason": "已经起诉"}
    office.act("zhou", voice, "guide_justice", days=1, **body)
    office.act("chen", voice, "undo_refusal", days=3, reason="不是同一件事")
    sweep_supervision(now=NOW + 3.01 * DAY)
    signal = only("refused_own")
    assert (signal.unit, signal.flag.trigger) == (cast.units["petition"], "S2")
    assert why(signal).zh == "不予受理的决定在 2026年11月26日 被撤销：这件事本来该受理。"


def opinion(office, *, deliver=None, days=5.0, **more):
    """The land bureau issues its opinion on Saturday 28 November."""
    voice = office.forwarded(**more)
    office.act("zhao", voice, "accept", days=1, legal_class="claim", route="petition")
    office.act("zhao", voice, "begin", days=1)
    office.act("zhao", voice, "hear_person", days=2, heard_on="2026-11-25", form="phone", record="听了")
    office.act("zhao", voice, "investigate", days=3, finding="现场查看")
    office.act("qian", voice, "issue_opinion", days=days, **OPINION)
    if deliver is not None:
        day = (NOW + deliver * DAY).date().isoformat()
        office.act("zhao", voice, "deliver", days=deliver, delivered_on=day, proof="signature")
    return voice


def test_an_opinion_that_nobody_delivered_is_flagged_when_its_days_are_over(cast, office):
    opinion(office)
    noted = opinion(office)
    Document.objects.filter(case=noted.pk, code="D11").update(exception="没有留地址，两人核过")
    swept("2026-12-04", 23)
    assert not Signal.objects.filter(rule="notice.unsent").exists()
    sweep_supervision(now=at("2026-12-05"))
    sweep_supervision(now=at("2026-12-07"))
    signal = only("notice.unsent")
    assert (signal.on, signal.unit, signal.flag.trigger) == (date(2026, 12, 5), cast.units["land"], "S2")
    late = Signal.objects.filter(rule="clock.past", deadline__clock="C-DELIVER", level=1)
    assert late.count() == 2
    assert not late.exclude(flag=None).exists()


def test_a_rating_that_says_not_resolved_is_flagged_unless_nothing_was_supported(cast, office):
    voice = opinion(office, deliver=6)
    refused = opinion(office, deliver=6)
    Case.objects.filter(pk=refused.pk).update(
        facts=Case.objects.get(pk=refused.pk).facts | {"outcomes": ["not_supported", "explained"]}
    )
    for one in (voice, refused):
        rate(one, responded="yes", resolved="no", now=NOW + 7 * DAY)
    sweep_supervision(now=NOW + 7.1 * DAY)
    signal = only("rated_unresolved")
    assert (signal.case_id, signal.unit, signal.flag.trigger) == (voice.pk, cast.units["land"], "S4")
    assert Rating.objects.count() == 2


def test_a_second_round_of_follow_up_is_flagged_once(cast, office):
    voice = opinion(office, deliver=6)
    for round_, days in enumerate((7, 10, 13)):
        if round_ < 2:
            ask_follow_up(voice, words="还是不亮", now=NOW + days * DAY)
            office.act("zhao", voice, "reply_follow_up", days=days + 1, public_text="又换了一根线。", looked=True)
        sweep_supervision(now=NOW + (days + 2) * DAY)
    signal = only("repeated")
    assert (signal.at, signal.flag.trigger) == (NOW + 10 * DAY, "S7")
    assert signal.facts == {"rounds": 2, "joined": 0}


def test_the_call_back_that_hears_it_is_not_solved_is_flagged(cast, office):
    voice = office.replied()
    office.act("hotline", voice, "check_reply", days=1, verdict="calling_back", reason="内容属实")
    office.act("hu", voice, "call_back", days=2, contacted="yes", solved="no", satisfied="no", again="no")
    sweep_supervision(now=NOW + 2.1 * DAY)
    signal = only("callback_contradicts")
    assert (signal.unit, signal.at, signal.flag.trigger) == (cast.units["liuhe"], NOW + 2 * DAY, "S4")


@pytest.mark.parametrize(("days", "flagged"), [(45, False), (52, True)])
def test_a_route_that_changes_near_the_end_is_flagged(cast, office, days, flagged):
    """Accepted on 24 November: 60 days end on Saturday 23, so Monday 25 January 2027; ten working days: 11 January."""
    voice = office.forwarded()
    office.act("zhao", voice, "accept", days=1, legal_class="claim", route="petition")
    office.act("zhao", voice, "begin", days=1)
    where = {"competent_body": "县劳动人事争议仲裁院", "where_to_go": "和平路 41 号", "reason": "属于仲裁"}
    asked = office.act("zhao", voice, "reroute", days=days, route="arbitration", **where)
    if asked.approval is not None:
        approve(asked.approval.pk, actor=cast.actor("qian"), now=NOW + days * DAY)
    sweep_supervision(now=NOW + (days + 0.1) * DAY)
    assert Signal.objects.filter(rule="rerouted_late").exists() is flagged


def test_five_voices_of_one_matter_that_are_open_after_thirty_days_are_flagged(cast, office):
    lead, *others = [office.speak("phone", days=number) for number in range(5)]
    he = cast.actor("hotline")
    join_cases(lead.pk, [other.pk for other in others], actor=he, now=NOW + 5 * DAY, reason="同一处积水")
    office.act("hotline", lead, "dispatch", days=5, unit=cast.units["liuhe"].pk, reason="镇里的排水")
    sweep_supervision(now=at("2026-12-27", 23, 59))
    assert not Signal.objects.filter(rule="many").exists()
    sweep_supervision(now=at("2026-12-28"))
    signal = only("many")
    assert (signal.case_id, signal.unit, signal.flag.trigger) == (lead.pk, cast.units["liuhe"], "S7")
    assert signal.facts == {"joined": 5, "days": 30, "due": "2026-12-27"}


def test_an_identity_that_was_looked_at_for_nothing_is_flagged_without_anybodys_name(cast, office):
    """On Wednesday 25 November: five working days are over when Wednesday 2 December is."""
    idle, busy = office.forwarded(**LI), office.forwarded(**LI)
    for voice in (idle, busy):
        look_at_identity(voice.pk, actor=cast.actor("zhou"), reason="约她到现场", now=NOW + 2 * DAY)
        office.act("zhao", voice, "accept", days=3, legal_class="claim", route="petition")
    office.act("zhou", busy, "note", days=5, note="约好了")
    swept("2026-12-02", 23)
    assert not Signal.objects.filter(rule="identity.idle").exists()
    swept("2026-12-03")
    signal = only("identity.idle")
    assert (signal.case_id, signal.unit, signal.flag.trigger) == (idle.pk, cast.units["petition"], "P1")
    assert signal.facts == {"on": "2026-11-25", "due": "2026-12-02"}
    event = Event.objects.get(type="case.flagged", subject_id=idle.pk)
    assert (event.actor_kind, event.actor_id) == ("system", None)
    assert event.public.keys() == {"signal", "rule", "level", "unit", "told"}


def test_a_late_promise_climbs_like_a_limit_and_is_settled_when_it_is_kept(cast):
    of = promised(cast)
    swept("2026-12-20")
    found = Signal.objects.filter(rule="promise.late").order_by("level")
    assert [(one.level, one.on.isoformat(), one.told) for one in found] == [
        (1, "2026-12-11", cast.units["housing"]),
        (2, "2026-12-16", cast.units["office"]),
        (3, "2026-12-19", cast.units["office"]),
    ]
    assert Flag.objects.get(commitment=of.pk).trigger == "S3"
    assert Event.objects.filter(type="commitment.raised", subject_id=of.pk).count() == 2
    done = at("2026-12-20", 9)
    keep_commitment(of.pk, "围挡和喷淋装好了", **who(cast, "zhou", at=done))
    sweep_supervision(now=at("2026-12-20", 10))
    assert set(Signal.objects.values_list("settled_at", flat=True)) == {done}


def test_a_promise_whose_day_was_moved_is_told_again_and_the_old_one_is_settled(cast):
    of = promised(cast)
    sweep_supervision(now=at("2026-12-11"))
    move_due(of.pk, date(2026, 12, 20), "设备要从外地运来", **who(cast, "zhou", at=at("2026-12-11", 9)))
    sweep_supervision(now=at("2026-12-12"))
    assert Signal.objects.get().settled_at == at("2026-12-12")
    sweep_supervision(now=at("2026-12-21"))
    assert Signal.objects.filter(settled_at=None).get().due_on == date(2026, 12, 20)


def test_a_task_of_a_decision_is_called_one(cast):
    promised(cast, source=Source.DECISION)
    sweep_supervision(now=at("2026-12-11"))
    assert only("decision.late").flag.trigger == "S3"


def test_what_an_opinion_asks_for_reminds_at_its_day_and_is_flagged_ten_working_days_later(cast, office):
    case = Case.objects.get(pk=office.forwarded().pk)
    promised(cast, source=Source.REPLY, public=False, case_id=case.pk)
    swept("2026-12-24")
    found = Signal.objects.filter(rule="execution.late")
    assert [(one.level, one.flag) for one in found] == [(0, None)]
    sweep_supervision(now=at("2026-12-25"))
    flagged = found.get(level=1)
    assert (flagged.flag.trigger, flagged.on) == ("S5", date(2026, 12, 25))


def test_promises_in_a_sealed_matter_say_nothing(cast, office):
    case = Case.objects.get(pk=office.forwarded().pk)
    promised(cast, source=Source.REPLY, public=False, case_id=case.pk)
    Case.objects.filter(pk=case.pk).update(sealed=True)
    sweep_supervision(now=at("2027-02-01"))
    assert not Signal.objects.exists()
    assert Commitment.objects.exists()


def test_each_rule_has_its_test():
    """Those that are not here: limits in test_sweep, orders and advice in test_unanswered, copies in test_copied."""
    elsewhere = {"clock.near", "clock.past", "order.late", "advice.late", "copied"}
    text = Path(__file__).read_text("utf-8")
    assert {rule for rule in RULES.keys() - elsewhere if f'("{rule}")' not in text and f'"{rule}"' not in text} == set()
