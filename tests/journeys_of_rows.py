"""Journeys through the services, step by step: each yields a call, gets back what the call returned, and goes on.

Whoever drives them decides what each step is put through: watched, broken first, or simply done.
"""

import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office import services as office
from huiying.foundation.office.services.notices import NoticeDay
from huiying.foundation.people import services as people
from huiying.foundation.people.services.staff import StaffData
from huiying.foundation.people.services.units import UnitData
from huiying.listen.voices.services.drafts import save_draft
from huiying.listen.voices.services.receipts import reissue_receipt
from huiying.listen.voices.services.register import Spoken
from huiying.loop import administer
from huiying.loop.act_on_case import act_on_case, approve, refuse
from huiying.loop.categorise_case import categorise_case, set_usual_unit
from huiying.loop.erase_voice import erase_voice
from huiying.loop.join_cases import join_cases, join_or_propose, part_cases
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.new_calendar import publish_year
from huiying.loop.receive_voice import SPEAKER, receive_draft, receive_voice
from huiying.loop.speaker_acts import add_words, rate, read_opinion, undo_withdraw, withdraw
from huiying.loop.understanding.asking import ask_for_training
from tests.cast import NOW, Cast

Steps = Generator[Callable[[], Any], Any, Any]
LAMPS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"
LI = {"name": "李桂英", "phone": "00001234567", "email": "li@example.org"}
OPINION = {
    "public_text": "三盏灯是线路进水烧坏的，已换线换灯。",
    "puts_right": "责任在我们。",
    "looked": True,
    "requests": [
        {
            "request": "修好三盏路灯",
            "facts": "线路进水烧坏",
            "outcome": "supported",
            "decision": "换线换灯",
            "basis": "柳溪县城乡照明管理办法第九条",
        }
    ],
}


@dataclass(frozen=True, slots=True)
class Li:
    """Who speaks in a journey and what is said."""

    cast: Cast
    identity: dict[str, str] = field(default_factory=lambda: dict(LI))
    text: str = LAMPS
    naming: str = "named"

    def said(self, channel: str, kind: str = "request") -> Spoken:
        return Spoken(channel, kind, self.naming, self.text, "zh-hans", NOW)

    def act(self, name: str, case_id: int, act_id: str, *, days: float = 0, **data: Any) -> Callable[[], Any]:
        actor, now = self.cast.actor(name), NOW + timedelta(days=days)
        return lambda: act_on_case(case_id, act_id, actor=actor, now=now, data=data)

    def receive(self, channel: str, kind: str = "request") -> Callable[[], Any]:
        return lambda: receive_voice(self.said(channel, kind), identity=self.identity, actor=SPEAKER, now=NOW)


def petition(li: Li) -> Steps:
    """A draft is sent, forwarded, refused back once, answered, read, rated "not resolved", answered again, resolved."""
    draft_id = uuid.uuid4()
    save_draft(draft_id, {"words": li.text}, now=NOW)
    receipt = yield lambda: receive_draft(draft_id, li.said("counter"), identity=li.identity, now=NOW)
    voice, case_id = receipt.voice, receipt.voice.pk
    land, town, zhou = li.cast.units["land"].pk, li.cast.units["liuhe"].pk, li.cast.actor("zhou")
    yield li.act("zhou", case_id, "forward", unit=land, reason="职责目录第三项")
    asked = yield li.act("zhao", case_id, "object", reason="路灯归镇里管", proposed_unit=town)
    yield lambda: refuse(asked.approval.pk, actor=li.cast.actor("qian"), now=NOW, reason="归我们管")
    asked = yield li.act("zhao", case_id, "object", reason="线路归镇里管", proposed_unit=town)
    yield lambda: approve(asked.approval.pk, actor=li.cast.actor("qian"), now=NOW)
    yield li.act("zhou", case_id, "consent_return", reason="核实属实")
    yield li.act("zhou", case_id, "forward", unit=town, reason="镇里的事")
    yield lambda: look_at_identity(case_id, actor=zhou, reason="约她到现场指灯的位置", now=NOW)
    yield li.act("town", case_id, "accept", days=1, legal_class="claim", route="petition")
    yield li.act("town", case_id, "begin", days=1)
    yield lambda: add_words(voice, text="灯杆上有编号 17", now=NOW + timedelta(days=1))
    yield li.act("town", case_id, "hear_person", days=3, heard_on="2026-11-26", form="phone", record="听了")
    yield li.act("town", case_id, "investigate", days=4, finding="现场查看")
    yield li.act("town", case_id, "issue_opinion", days=6, **OPINION)
    yield lambda: read_opinion(voice, now=NOW + timedelta(days=7))
    yield lambda: rate(voice, resolved="no", words="还是不亮", now=NOW + timedelta(days=8))
    yield li.act("town", case_id, "reply_follow_up", days=9, public_text="又换了一根线，都亮了。", looked=True)
    yield lambda: rate(voice, responded="yes", resolved="yes", now=NOW + timedelta(days=10))
    yield lambda: reissue_receipt(voice, actor=li.cast.actor("wang"), now=NOW + timedelta(days=11))
    return voice


def taken_back(li: Li) -> Steps:
    """A voice is withdrawn, and the withdrawal is taken back."""
    voice = (yield li.receive("counter")).voice
    yield lambda: withdraw(voice, reason="自己修好了", now=NOW + timedelta(days=2))
    yield lambda: undo_withdraw(voice, now=NOW + timedelta(days=3))
    return voice


def report(li: Li) -> Steps:
    """A report of wrongdoing: sealed as it is written down, seen by its officer alone."""
    voice = (yield li.receive("web", "report")).voice
    yield lambda: look_at_identity(
        voice.pk, actor=li.cast.actor("feng"), reason="与举报人核对时间", now=NOW + timedelta(days=1)
    )
    return voice


def hotline(li: Li) -> Steps:
    """A ticket is dispatched, answered, checked, called back, rated "not resolved"; another becomes a petition."""
    voice = (yield li.receive("phone")).voice
    town = li.cast.units["liuhe"].pk
    yield li.act("hotline", voice.pk, "dispatch", unit=town, reason="镇里的排水")
    yield li.act("town", voice.pk, "sign_for")
    yield li.act("town", voice.pk, "contact", form="phone", record="约好明天看现场")
    reply = {"public_text": "雨水口清了。", "basis": "柳溪县排水管理办法第六条", "evidence": "照片两张", "looked": True}
    yield li.act("town", voice.pk, "reply", days=1, **reply)
    yield li.act("hotline", voice.pk, "check_reply", days=1, verdict="calling_back", reason="内容属实")
    yield li.act("hu", voice.pk, "call_back", days=2, contacted="yes", solved="yes", satisfied="no")
    yield lambda: rate(voice, resolved="no", words="今天又积水了", now=NOW + timedelta(days=3))
    other = (yield li.receive("phone")).voice
    yield li.act("hotline", other.pk, "to_petition", consent="电话里本人同意")
    return voice


def same_matter(li: Li) -> Steps:
    """Three tickets on one matter are joined, dispatched and answered together; one is parted, one comes at intake."""
    he = li.cast.actor("hotline")
    lead = (yield li.receive("phone")).voice.pk
    second = (yield li.receive("phone")).voice.pk
    third = (yield li.receive("phone")).voice.pk
    yield lambda: join_cases(lead, [second, third], actor=he, now=NOW, reason="同一处积水")
    town = li.cast.units["liuhe"].pk
    yield li.act("hotline", lead, "dispatch", unit=town, reason="镇里的排水", also=[second, third])
    yield lambda: part_cases([third], actor=he, now=NOW, reason="不是一处")
    yield li.act("town", lead, "sign_for", also=[second])
    reply = {"public_text": "雨水口清了。", "basis": "柳溪县排水管理办法第六条", "looked": True}
    yield li.act("town", lead, "reply", days=1, also=[second], **reply)
    first = (yield li.receive("counter")).voice.pk
    new = (yield li.receive("counter")).voice.pk
    said = {"reason": "登记时并案", "proposal": "建议并案", "key": "intake:1"}
    yield lambda: join_or_propose(new, first, actor=li.cast.actor("wang"), now=NOW, **said)


def erased(li: Li) -> Steps:
    """A voice is withdrawn and erased by the keeper whom the administrator has named."""
    sun, guo = li.cast.staff["sun"], li.cast.actor("guo")
    given = {"staff_id": sun.pk, "role": "identity_keeper", "unit_id": sun.unit_id, "starts_on": date(2026, 11, 1)}
    yield lambda: people.grant_role(**given, actor=guo, now=NOW)
    voice = (yield li.receive("counter")).voice
    yield lambda: withdraw(voice, reason="自己修好了", now=NOW + timedelta(days=2))
    keeper, later = li.cast.actor("sun"), NOW + timedelta(days=40)
    yield lambda: erase_voice(voice.pk, basis="consent", actor=keeper, now=later, reason="本人到窗口申请")
    return voice


def categories(li: Li) -> Steps:
    """A usual unit is written down, a category set when the case is handed on, and corrected by the handler."""
    guo, zhou, zhao = (li.cast.actor(name) for name in ("guo", "zhou", "zhao"))
    works = yield lambda: office.add_category(actor=guo, now=NOW, parent_id=None, name="市政管理")
    lamps = yield lambda: office.add_category(actor=guo, now=NOW, parent_id=works.pk, name="路灯")
    land = li.cast.units["land"]
    yield lambda: set_usual_unit(actor=guo, now=NOW, category_id=works.pk, unit=land)
    voice = (yield li.receive("counter")).voice
    data = {"unit": land.pk, "reason": "职责目录第三项"}
    yield lambda: act_on_case(voice.pk, "forward", actor=zhou, now=NOW, data=data, category_id=works.pk)
    yield lambda: categorise_case(voice.pk, actor=zhao, now=NOW, category_id=lamps.pk)
    yield lambda: ask_for_training(actor=guo, now=NOW)
    return voice


def administration(li: Li) -> Steps:
    """The administrator changes units, staff, grants, places, categories, days, letters and limits."""
    who: dict[str, Any] = {"actor": li.cast.actor("guo"), "now": NOW}
    yield from _units_and_staff(li.cast, who)
    yield from _places_and_categories(who)
    yield from _days_letters_and_limits(who)


def _units_and_staff(cast: Cast, who: dict[str, Any]) -> Steps:
    new = UnitData(name="柳溪县水利局", kind="department")
    root = cast.units["office"].pk
    unit = yield lambda: people.add_unit(parent_id=root, data=new, **who)
    yield lambda: people.change_unit(
        unit.pk, parent_id=root, data=UnitData(name="柳溪县水务局", kind="department"), **who
    )
    data = StaffData(name="马丽", unit_id=unit.pk)
    staff = (yield lambda: people.add_staff(username="ma", data=data, **who)).staff
    yield lambda: people.change_staff(staff.pk, data=StaffData(name="马莉", unit_id=unit.pk), **who)
    yield lambda: people.reset_password(staff.pk, **who)
    yield lambda: people.choose_password(staff, "a-quiet-river-2026", actor=own(staff), now=NOW)
    given = {"staff_id": staff.pk, "role": "handler", "unit_id": unit.pk, "starts_on": date(2026, 11, 1)}
    grant = yield lambda: people.grant_role(**given, **who)
    days = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 5)}
    yield lambda: people.name_substitute(grant.pk, staff_id=cast.staff["zhao"].pk, **days, **who)
    yield lambda: people.end_grant(grant.pk, ends_on=date(2026, 12, 3), **who)
    yield lambda: administer.deactivate_staff(staff.pk, **who)
    yield lambda: administer.retire_unit(unit.pk, **who)
    yield lambda: people.restore_unit(unit.pk, **who)
    yield lambda: people.restore_staff(staff.pk, **who)


def own(staff: Any) -> Actor:
    """A member of staff acting for themselves."""
    return Actor(SPEAKER.kind.STAFF, id=staff.pk, unit=staff.unit_id)


def _places_and_categories(who: dict[str, Any]) -> Steps:
    place = yield lambda: office.add_place(parent_id=None, kind="town", name="白沙镇", **who)
    yield lambda: office.change_place(place.pk, parent_id=None, kind="town", name="白沙街道", **who)
    yield lambda: office.retire_place(place.pk, **who)
    yield lambda: office.restore_place(place.pk, **who)
    category = yield lambda: office.add_category(parent_id=None, name="路灯", **who)
    yield lambda: office.change_category(category.pk, parent_id=None, name="照明", **who)
    yield lambda: office.retire_category(category.pk, **who)
    yield lambda: office.restore_category(category.pk, **who)
    yield lambda: office.seed_categories(**who)


def _days_letters_and_limits(who: dict[str, Any]) -> Steps:
    yield lambda: office.save_profile(name="柳溪县", phone="12345", **who)
    yield lambda: office.seed_calendar(**who)
    notice = [NoticeDay(date(2027, 1, 1), working=False, name="元旦")]
    yield lambda: publish_year(2027, days=notice, source="国办发明电〔2026〕5号", **who)
    yield lambda: office.set_office_day(date(2026, 12, 7), working=False, name="停电", **who)
    yield lambda: office.clear_office_day(date(2026, 12, 7), **who)
    wording = office_wording()
    yield lambda: office.save_letter_template("D02", "zh-hans", title=wording.title, body=wording.body + "\n", **who)
    yield lambda: office.reset_letter_template("D02", "zh-hans", **who)
    key, value = a_limit()
    yield lambda: office.set_limit(key, value, **who)
    yield lambda: office.reset_limit(key, **who)


def early_signs(li: Li) -> Steps:
    """Signs of growth that the night has found: one is looked into, one is set aside."""
    from huiying.improve.insight.models import EarlySign, Night
    from huiying.improve.insight.services.signs import decide_sign

    day = NOW.date() - timedelta(days=1)
    Night.objects.create(first_on=day, last_on=day, tried=9, looked_at=NOW)
    grown: dict[str, Any] = {"span": 7, "count": 14, "low": 4, "high": 5, "chance": 1e-4, "weeks": [5, 14]}
    one, other = (
        EarlySign.objects.create(place=li.cast.places[place], first_on=day, last_on=day, **grown)
        for place in ("village", "qingshi")
    )
    who: dict[str, Any] = {"actor": li.cast.actor("chen"), "now": NOW}
    yield lambda: decide_sign(one.pk, decision="looked", reason="工地夜里赶工，已约谈", **who)
    yield lambda: decide_sign(other.pk, decision="set_aside", reason="学校开学，每年如此", **who)


def like_cases(li: Li) -> Steps:
    """Two like cases, decided differently by two units: the one that decided lately states the reason."""
    from huiying.improve.insight.models import UnlikePair
    from huiying.improve.insight.services.differences import explain_pair

    one, other = (yield li.receive("counter")).voice, (yield li.receive("counter")).voice
    pair = UnlikePair.objects.create(
        case_id=other.pk,
        other_id=one.pk,
        unit=li.cast.units["housing"],
        outcome="refused",
        other_outcome="granted",
        decided_on=NOW.date(),
        other_decided_on=NOW.date(),
        score=0.6,
        found_on=NOW.date(),
    )
    actor = li.cast.actor("outsider")
    yield lambda: explain_pair(pair.pk, reason="那一件有现场照片，这一件没有", actor=actor, now=NOW)


def common_issue(li: Li) -> Steps:
    """An issue is opened from a proposal, described, planned, solved and told; reopened and set down; one set aside."""
    from huiying.serve.coordination.services import ending, keeping, members, proposals

    first = (yield li.receive("counter")).voice.pk
    second = (yield li.receive("counter")).voice.pk
    third = (yield li.receive("counter")).voice.pk
    proposal, other = _proposals((first, second), (third,))
    land = li.cast.units["land"].pk
    who: dict[str, Any] = {"actor": li.cast.actor("zhou"), "grants": _grants(li, "zhou"), "now": NOW}
    said = keeping.Description("小学路口的灯不亮", owner_id=land)
    issue = yield lambda: keeping.open_issue(said, [first], proposal_id=proposal, **who)
    better = keeping.Description("小学路口的灯不亮", cause="线路老化", owner_id=land, public=True)
    yield lambda: keeping.change_issue(issue.pk, better, **who)
    yield lambda: members.add_cases(issue.pk, [second], **who)
    yield lambda: members.remove_case(issue.pk, second, **who)
    yield lambda: keeping.plan_issue(issue.pk, "月底前换线", plan_by=date(2026, 12, 31), **who)
    yield lambda: ending.solve_issue(issue.pk, "线路换了，灯都亮了。", **who)
    yield lambda: ending.reopen_issue(issue.pk, "路灯又不亮了", **who)
    yield lambda: ending.set_down(issue.pk, "各灯各的原因", **who)
    yield lambda: proposals.set_aside(other, "只有这一件", **who)


def _proposals(*groups: tuple[int, ...]) -> list[int]:
    """What a night may leave: proposals of these cases."""
    from huiying.serve.coordination.models import Proposal, ProposalCase

    made = []
    for group in groups:
        one = Proposal.objects.create(state="open", voices=len(group), texts=1, tightness=0.9, heat=1, made_at=NOW)
        ProposalCase.objects.bulk_create([ProposalCase(proposal=one, case_id=case, closeness=0.9) for case in group])
        made.append(one.pk)
    return made


def _grants(li: Li, name: str) -> Any:
    from huiying.foundation.people.selectors import grants_in_force

    return grants_in_force(li.cast.staff[name].pk, today=NOW.date())


def office_wording() -> Any:
    """The shipped wording of a letter."""
    from huiying.foundation.office.selectors import template_of

    return template_of("D02", "zh-hans")


def a_limit() -> tuple[str, Any]:
    """The first limit that an office may set, with the value that it has."""
    from huiying.foundation.office.selectors import limits

    first = next(iter(limits()))
    return first.setting.key, first.value


JOURNEYS = {
    one.__name__: one
    for one in (
        petition,
        taken_back,
        report,
        hotline,
        same_matter,
        erased,
        categories,
        administration,
        common_issue,
        early_signs,
    )
}


def play(journey: Steps, through: Callable[[Callable[[], Any]], Any] = lambda step: step()) -> Any:
    """Drive a journey to its end, each step `through` what is given; returns what the journey returns."""
    result = None
    try:
        while True:
            result = through(journey.send(result))
    except StopIteration as end:
        return end.value
