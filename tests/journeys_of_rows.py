"""Journeys through the services, step by step: each yields a call, gets back what the call returned, and goes on.

Whoever drives them decides what each step is put through: watched, broken first, or simply done.
"""

import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from huiying.core.contact_time import of_quarter
from huiying.core.duty import Span
from huiying.core.economy import quarter_of
from huiying.core.meetings.order import By
from huiying.core.open311.reading import OuterUpdate, read_request
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.office import services as office
from huiying.foundation.office.services.notices import NoticeDay
from huiying.foundation.outbox.webhooks.services import change_webhook, make_webhook, switch_webhook
from huiying.foundation.people import services as people
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import actor_of_key, grants_in_force
from huiying.foundation.people.services.staff import StaffData
from huiying.foundation.people.services.units import UnitData
from huiying.foundation.tables.enums import ExportFormat
from huiying.foundation.tables.services import ask_for_export, cancel_export
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.services.days import Spent, note_day, remove_day
from huiying.judge.contacts.services.reports import (
    Wording,
    change_report,
    draft_report,
    publish_report,
    refresh_report,
)
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.services.batches import correct_batch, count_again, start_batch
from huiying.listen.boxes.services.keeping import BoxData, add_box, switch_box
from huiying.listen.boxes.services.papers import Sheet, note_paper
from huiying.listen.boxes.services.signing import explain_gap, explain_slips, sign_batch, take_signature_back
from huiying.listen.boxes.services.slips import print_slips, void_slips
from huiying.listen.duty.models import DutyCall
from huiying.listen.duty.services.calling import answer_call
from huiying.listen.duty.services.roster import (
    add_shift,
    change_shift,
    copy_week,
    remove_shift,
    set_contact,
    set_post,
)
from huiying.listen.voices.enums import AttachedAs, Checked
from huiying.listen.voices.services.drafts import save_draft
from huiying.listen.voices.services.receipts import reissue_receipt
from huiying.listen.voices.services.register import Spoken
from huiying.loop import administer
from huiying.loop.act_on_case import act_on_case, approve, refuse
from huiying.loop.at_the_desk import add_words_for, compare_identity, reissue, send_again
from huiying.loop.attach_files import attach_to_case
from huiying.loop.categorise_case import categorise_case, set_usual_unit
from huiying.loop.duty_calls import call_duty
from huiying.loop.empty_box import Written, take_paper
from huiying.loop.erase_voice import erase_voice
from huiying.loop.export_lists.at_once import export_now
from huiying.loop.export_lists.kind import reader_of
from huiying.loop.export_lists.kinds import kind_for
from huiying.loop.export_lists.table import Wanted
from huiying.loop.hand_over_duty import hand_over, take_over
from huiying.loop.join_cases import join_cases, join_or_propose, part_cases
from huiying.loop.keep_promise import accept_on_site, accept_with_receipt, say_verdict, sweep_promises
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.new_calendar import publish_year
from huiying.loop.open311.bringing import Origin, bring_in, follow_update
from huiying.loop.open311.receiving import Posted, receive_request
from huiying.loop.open311.taking import take_update
from huiying.loop.pass_on_praise import pass_praise
from huiying.loop.receive_group import receive_group, sign_with
from huiying.loop.receive_voice import SPEAKER, receive_draft, receive_voice
from huiying.loop.speaker_acts import (
    add_words,
    judge_encounter,
    rate,
    read_opinion,
    speaker,
    undo_withdraw,
    withdraw,
)
from huiying.loop.understanding.asking import ask_for_training
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import (
    drop_commitment,
    finish_part,
    give_reason,
    keep_commitment,
    link_cases,
    move_due,
    reopen_commitment,
    report_progress,
)
from huiying.serve.commitments.services.making import PartOf, Promise, make_commitment
from huiying.serve.coordination.enums import InvitationAnswer, ItemKind, ResolutionKind
from tests.cast import NOW, Cast
from tests.journeys_of_aid import aid
from tests.journeys_of_keeping import kept_and_let_go
from tests.journeys_of_keeping_out import kept_out_and_found_again
from tests.journeys_of_mediation import mediation
from tests.journeys_of_reviews import reviewed

Call = Callable[..., Any]
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

    def tell(
        self, service: Callable[..., Any], name: str, *what: Any, days: float = 0, **more: Any
    ) -> Callable[[], Any]:
        """A service that asks for the rights of who does it."""
        staff, now = self.cast.staff[name], NOW + timedelta(days=days)
        grants = grants_in_force(staff.pk, today=now.date())
        return lambda: service(*what, actor=self.cast.actor(name), grants=grants, now=now, **more)

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
    task = {"unit": town, "what": "查一遍去小学路上的线路", "due_on": "2026-12-10"}
    yield li.act("town", case_id, "issue_opinion", days=6, **OPINION, tasks=[task])
    yield lambda: read_opinion(voice, now=NOW + timedelta(days=7))
    yield lambda: judge_encounter(voice, came_in="yes", understood="no", now=NOW + timedelta(days=7))
    yield lambda: rate(voice, resolved="no", words="还是不亮", now=NOW + timedelta(days=8))
    yield li.act("town", case_id, "reply_follow_up", days=9, public_text="又换了一根线，都亮了。", looked=True)
    yield lambda: rate(voice, responded="yes", resolved="yes", now=NOW + timedelta(days=10))
    promise = Commitment.objects.latest("pk")
    photo = keep_file(b"a line that was mended", "line.txt", now=NOW)
    yield li.tell(keep_commitment, "town", promise.pk, "线路查过一遍，换了两处接头", days=10, files=[photo.pk])
    yield lambda: say_verdict(voice, promise.pk, kept="partly", words="还有一处在晃", now=NOW + timedelta(days=11))
    yield li.tell(pass_praise, "zhou", case_id, town, "说修就修，当天就来看了", days=11, public=False)
    yield lambda: reissue_receipt(voice, how=Checked.PAPERS, actor=li.cast.actor("wang"), now=NOW + timedelta(days=11))
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


def group(li: Li) -> Steps:
    """A group comes, another signs later; their slip is lost, compared, issued again; words are added at the desk."""
    wang, draft = li.cast.actor("wang"), uuid.uuid4()
    more: dict[str, Any] = {"reason": "同一批来访", "actor": wang, "now": NOW}
    said = li.said("counter")
    save_draft(draft, {"words": li.text}, now=NOW, staff_id=wang.id)
    come = yield lambda: receive_group(
        draft, replace(said, people_count=9), identity=li.identity, signers=[li.identity], **more
    )
    voice = come.first.voice
    later = {**more, "now": NOW + timedelta(days=1)}
    yield lambda: sign_with(voice.pk, li.identity, draft_id=uuid.uuid4(), **later)
    given = {IdentityField.PHONE: "00001234567"}
    yield lambda: compare_identity(voice.pk, given, actor=wang, now=NOW, key="compared")
    yield lambda: reissue(voice.pk, how="papers", actor=wang, now=NOW, draft_id=uuid.uuid4())
    yield lambda: add_words_for(
        voice.pk, text=li.text, how="papers", opened=False, actor=wang, now=NOW + timedelta(days=2), key="added"
    )
    yield lambda: send_again(voice.pk, actor=wang, now=NOW + timedelta(days=3), key="sent")
    return voice


def with_files(li: Li) -> Steps:
    """A voice comes with a file, its speaker adds words and a file, the office puts one there and files another."""

    def kept(words: str) -> list[int]:
        return [keep_file(words.encode(), "说明.txt", now=NOW).pk]

    came, added, given, filed = kept("三盏灯"), kept("灯杆编号"), kept("换灯记录"), kept("内部清单")
    said, later = li.said("counter"), NOW + timedelta(days=1)
    receipt = yield lambda: receive_voice(said, identity=li.identity, actor=SPEAKER, now=NOW, files=came)
    voice, zhou = receipt.voice, {"actor": li.cast.actor("zhou"), "grants": _grants(li, "zhou"), "now": later}
    yield lambda: add_words(voice, text="照片在附件里", files=added, now=later, key="form:1")
    yield lambda: attach_to_case(voice.pk, given, of=AttachedAs.REPLY, **zhou)
    yield lambda: attach_to_case(voice.pk, filed, of=AttachedAs.OFFICE, **zhou)
    return voice


def boxes(li: Li) -> Steps:
    """A box is emptied: a slip that nobody could read at first is explained, read after all, and both sign."""
    guo, wang = ({"actor": li.cast.actor(name), "now": NOW} for name in ("guo", "wang"))
    box = yield lambda: add_box(BoxData("农贸市场东门内", li.cast.units["hotline"].pk, "week"), **guo)
    he = {"actor": li.cast.actor("hotline"), "now": NOW}
    yield lambda: print_slips(box.pk, 4, key=uuid.UUID(int=1), **he)
    yield lambda: void_slips(box.pk, first=4, last=4, reason="卡纸", **he)
    opened = {"opened_at": NOW, "counted": 1, "next_slip": 4}
    batch = yield lambda: start_batch(box.pk, key=uuid.UUID(int=2), **opened, **he)
    yield lambda: count_again(batch.pk, counted=3, next_slip=4, **he)
    noted = yield lambda: note_paper(batch.pk, Sheet(number=1), Became.UNREADABLE, key=uuid.UUID(int=3), **he)
    written = Written(li.text, "request", li.naming, "zh-hans", li.identity if li.naming != "anonymous" else {})
    missing = box.slips.get(number=2).pk
    yield lambda: explain_slips(batch.pk, [missing], reason="门卫说李桂英带回家了", **he)
    yield lambda: explain_slips(batch.pk, [box.slips.get(number=3).pk], reason="没有取走，压在箱下", **he)
    paper = yield lambda: take_paper(batch.pk, Sheet(number=2), written, key=uuid.UUID(int=4), **he)
    yield lambda: take_paper(batch.pk, Sheet(paper_id=noted.pk), written, key=uuid.UUID(int=5), **he)
    yield lambda: explain_gap(batch.pk, reason="点数时两张粘在一起", **he)
    yield lambda: sign_batch(batch.pk, grants=_grants(li, "hotline"), **he)
    yield lambda: take_signature_back(batch.pk, **he)
    yield lambda: sign_batch(batch.pk, grants=_grants(li, "hotline"), **he)
    second = Grant(role="receptionist", unit=li.cast.units["office"])
    yield lambda: sign_batch(batch.pk, grants=[second], **wang)
    yield lambda: correct_batch(batch.pk, counted=2, reason="第三张是另一箱的", **he)
    yield lambda: switch_box(box.pk, active=False, **guo)
    return paper.voice


def _grants(li: Li, name: str) -> list[Grant]:
    return list(Grant.objects.filter(staff=li.cast.staff[name]).select_related("unit", "place"))


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


def mails(li: Li) -> Steps:
    """A mail becomes a voice, its answer is added, our mail comes back; one is taken up, one set aside; a letter."""
    from huiying.foundation.outbox.models import Message
    from huiying.foundation.outbox.selectors import parcel_id
    from huiying.foundation.outbox.transports.email import own_host
    from huiying.loop.receive_letter import receive_letter
    from huiying.loop.receive_mail import arriving, later
    from tests.mails import plain, postfix_bounce

    def came(raw: bytes) -> Callable[[], Any]:
        arrival, fate = arriving.looked_at(raw, arriving.key_of(raw), NOW, len(raw), NOW)
        return lambda: arriving.write_down(arrival, fate, NOW)

    first = yield came(plain(li.text, 1))
    ours = f"<{parcel_id(Message.objects.latest('pk'))}@{own_host()}>"
    yield came(plain("还有两盏也不亮。", 2, In_Reply_To=ours))
    yield came(postfix_bounce(ours))
    yield came(plain("冒名来信。", 3, subject=f"回执 {first.voice.number}", sender="other@example.org"))
    away = yield came(plain("我在休假。", 4, subject="自动回复：休假"))
    advert = yield came(plain("打折", 5, List_Id="<a.b>"))
    who: dict[str, Any] = {"actor": li.cast.actor("hotline"), "now": NOW}
    yield lambda: later.set_mail_aside(advert.pk, reason="卖家具的广告", **who)
    yield lambda: later.look_at_mail(advert.pk, reason="看看是不是诉求", **who)
    yield lambda: later.take_up_mail(away.pk, words="我在休假时路灯坏了。", **who)
    yield lambda: later.look_at_mail(first.pk, reason="核对邮件原文", **who)
    pages = [keep_file("桥栏杆断了".encode(), "来信.txt", now=NOW).pk]
    wang = li.cast.actor("wang")
    yield lambda: receive_letter(
        uuid.uuid4(),
        replace(li.said("letter"), taken_by_id=wang.id),
        identity=li.identity,
        pages=pages,
        files=[],
        postmarked_on=date(2026, 11, 19),
        actor=wang,
        now=NOW,
    )
    return first.voice


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


def supervised(li: Li) -> Steps:
    """An order whose answer lacks, raised and closed; advice and its feedback; an order on a promise; a measure."""
    from huiying.loop.supervise import advising, ordering
    from huiying.serve.supervision.enums import Adoption, AdviceKind, MeasureKind
    from huiying.serve.supervision.services import measures, verifying

    land, by = li.cast.units["land"].pk, date(2026, 12, 7)
    case = (yield li.receive("counter")).voice.pk
    yield li.act("zhou", case, "forward", unit=land, reason="归自然资源局")
    order = yield li.tell(ordering.give_order, "chen", "请查清为什么拖着不修", by, trigger="S3", case_id=case)
    photo = keep_file(b"the lamps by night", "lamps.txt", now=NOW)
    yield li.tell(ordering.answer_order, "zhao", order.pk, "已经派人去看", files=[photo.pk])
    yield li.tell(verifying.verify_order, "chen", order.pk, "没有写明日期", satisfied=False)
    raised = yield li.tell(ordering.raise_order, "chen", order.pk, "请督促按期修好", by)
    yield li.tell(ordering.close_order, "chen", raised.pk, "已经修好，结束督办")
    words = ("建立路灯巡查制度", "城乡照明管理办法第九条", by)
    advice = yield li.tell(advising.give_advice, "chen", AdviceKind.IMPROVE, land, *words, case_id=case)
    yield li.tell(advising.feed_back, "qian", advice.pk, Adoption.ADOPTED, "下月起每周巡查")
    wanted = Promise("换三盏路灯", land, by, Source.PLEDGE)
    promise = yield li.tell(make_commitment, "qian", wanted)
    told = {"trigger": "S4", "commitment_id": promise.pk}
    yield li.tell(ordering.give_order, "chen", "请说明换灯的进度", by, **told)
    taken = yield li.tell(measures.take_measure, "chen", MeasureKind.LISTED, land, "三次督办没有整改", NOW.date(), by)
    yield li.tell(measures.end_measure, "chen", taken.pk, "整改到位，复查通过")


def found_by_rules(li: Li) -> Steps:
    """The rules look; a unit objects in vain and with success, and an inspector dismisses a flag."""
    from huiying.core.supervision.rules import PAST
    from huiying.loop.supervise.sweep import sweep_supervision
    from huiying.serve.supervision.models import Flag, Signal
    from huiying.serve.supervision.services.contests import contest_signal, decide_contest
    from huiying.serve.supervision.services.flags import dismiss_flag

    town = li.cast.units["liuhe"].pk
    case = (yield li.receive("phone")).voice.pk
    yield li.act("hotline", case, "dispatch", unit=town, reason="镇里的排水")
    yield lambda: sweep_supervision(now=NOW + timedelta(days=20))
    first, second = Signal.objects.filter(rule=PAST, unit=town).order_by("pk")[:2]
    for signal, upheld in ((first, False), (second, True)):
        yield li.tell(contest_signal, "town", signal.pk, "那两天系统停机检修", days=20)
        yield li.tell(decide_contest, "chen", signal.pk, upheld, "核对过停机的通知", days=20)
    yield li.tell(dismiss_flag, "chen", Flag.objects.get(pk=first.flag_id).pk, "当天已经补上，不督办", days=20)
    yield li.act("town", case, "sign_for", days=21)
    yield li.act("town", case, "contact", days=21, form="phone", record="约好了")
    yield lambda: sweep_supervision(now=NOW + timedelta(days=22))


def improved(li: Li) -> Steps:
    """What was judged poor is opened, contested in vain, mended, read, published, measured again; one is closed, and
    two units look into their mirrors."""
    from huiying.core.improving import RULE_OF, Found, Question, window
    from huiying.improve.improvements.enums import Reflected
    from huiying.improve.improvements.services import deciding, mirrors
    from huiying.improve.improvements.services.opening import open_improvement
    from huiying.loop.improve_on import Measure, improve, promise_measure, write_line

    land, system = li.cast.units["land"].pk, {"actor": SYSTEM, "now": NOW}
    case = (yield li.receive("counter")).voice.pk
    found = Found(RULE_OF[Question.RESOLVED], None, None, *window(NOW.date()), (case,), ())
    item = yield lambda: open_improvement(found, land, key="item", **system)
    other = yield lambda: open_improvement(found, land, key="other", **system)
    yield li.tell(deciding.contest_improvement, "zhao", item.pk, "这一件是抢修，已经公示过")
    yield li.tell(deciding.decide_contest, "chen", item.pk, False, "抢修只有一晚")
    measure = Measure("每晚派两人巡查路灯", NOW.date() + timedelta(days=9))
    mended = yield li.tell(promise_measure, "zhao", item.pk, "夜里没有人值班", measure)
    quote = item.cases.get()
    yield li.tell(deciding.read_words, "zhou", item.pk, quote.pk, quote.words, True)
    yield li.tell(deciding.publish_improvement, "chen", item.pk)
    yield li.tell(deciding.close_improvement, "chen", other.pk, "跟另一项是同一回事")
    yield li.tell(keep_commitment, "qian", mended.commitment_id, "每晚都有人巡查", days=1)
    yield lambda: improve(now=NOW + timedelta(days=99))
    quarter = quarter_of(NOW.date()).moved(-1)
    seen = yield lambda: mirrors.make_mirror(land, quarter, key="mirror", **system)
    yield li.tell(mirrors.open_mirror, "zhao", seen.pk)
    yield li.tell(write_line, "zhao", seen.pk, Reflected.LATE, measure)
    yield li.tell(mirrors.settle_mirror, "zhao", seen.pk, "")


def scorecard_targets(li: Li) -> Steps:
    """Who leads the office says what is aimed at from next month on, and says otherwise."""
    from huiying.core.rates.measures import DEFAULT_TARGETS
    from huiying.judge.scorecards.services.targets import set_targets

    yield li.tell(set_targets, "sun", DEFAULT_TARGETS)
    yield li.tell(set_targets, "sun", dict.fromkeys(DEFAULT_TARGETS, 80))


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


def promises(li: Li) -> Steps:
    """A promise to two voices is made, told of, moved, late, explained, kept, judged, opened again and dropped."""
    first = yield li.receive("counter")
    second = yield li.receive("counter")
    voices = [first.voice, second.voice]
    due, owner = NOW.date() + timedelta(days=10), li.cast.units["housing"].pk
    parts = (PartOf("换灯", 2), PartOf("换线", 3, due))
    wanted = Promise("三盏路灯都换成新的", owner, due, Source.RECEPTION, case_ids=[voices[0].pk], parts=parts)
    of = yield li.tell(make_commitment, "zhou", wanted)
    photo = keep_file(b"a lamp that works", "lamp.txt", now=NOW)
    yield li.tell(link_cases, "zhou", of.pk, [voice.pk for voice in voices], days=1)
    yield li.tell(report_progress, "outsider", of.pk, "新灯已经订购", days=2, files=[photo.pk], show_files=True)
    for part in of.parts.all():
        yield li.tell(finish_part, "outsider", of.pk, part.pk, "这一部分做完了", days=3)
    yield li.tell(move_due, "zhou", of.pk, due + timedelta(days=2), "灯杆要从外地运来", days=4)
    yield lambda: sweep_promises(now=NOW + timedelta(days=14))
    yield li.tell(give_reason, "zhou", of.pk, "运灯杆的车坏在路上", days=14)
    yield li.tell(keep_commitment, "zhou", of.pk, "三盏灯都亮了", days=15)
    yield lambda: say_verdict(voices[0], of.pk, kept="yes", now=NOW + timedelta(days=16))
    yield lambda: say_verdict(voices[0], of.pk, kept="no", words="又灭了一盏", now=NOW + timedelta(days=17))
    asked = {"there": "yes", "works": "no", "now": NOW + timedelta(days=17)}
    yield lambda: accept_with_receipt(voices[1], of.pk, **asked)
    yield lambda: accept_on_site(of.pk, token="0f" * 16, words="晚上不亮", **asked)
    again = {"due_on": due + timedelta(days=30)}
    yield li.tell(reopen_commitment, "zhou", of.pk, "灭了的一盏要换", days=18, **again)
    yield li.tell(drop_commitment, "zhou", of.pk, "这条路要重修，路灯一起换", days=19)
    return voices[0]


def decision_carried_out(li: Li) -> Steps:
    """A decision with its papers, voices, a task, a check on the spot, steps ticked and left out, and a circular."""
    from huiying.core.ticks import TickStep
    from huiying.loop import carry_out_decision as loop
    from huiying.serve.commitments.services.keeping import keep_commitment
    from huiying.serve.decisions.enums import CircularKind, Found
    from huiying.serve.decisions.services import checking, circulars, making, tasks, ticking

    case = (yield li.receive("counter")).voice.pk
    other = (yield li.receive("counter")).voice.pk
    office, land = li.cast.units["office"].pk, li.cast.units["land"].pk
    zhou, chen, qian = ({"actor": li.cast.actor(n), "grants": _grants(li, n), "now": NOW} for n in _DECIDE)
    said = loop.Described("小学路口换灯", office, NOW.date(), "换线换灯，年底前完成。", major=True)
    decision = yield lambda: loop.make_decision(said, case_ids=[case], **zhou)
    better = replace(said, number="柳政〔2026〕9号", from_above="市政府")
    yield lambda: making.change_decision(decision.pk, better, **zhou)
    paper = keep_file(b"decided", "d.txt", now=NOW)
    yield lambda: making.add_files(decision.pk, [paper.pk], public=True, **zhou)
    yield lambda: loop.link_cases(decision.pk, [other], **zhou)
    wanted = loop.TaskOf("换三盏灯", land, date(2026, 12, 31), report_by=date(2026, 12, 20))
    task = yield lambda: loop.give_task(decision.pk, wanted, **zhou)
    yield lambda: tasks.report_task(task.pk, "已向市里报告进度", **zhou)
    for step in (TickStep.ANNOUNCED, TickStep.DECIDED, TickStep.PUBLISHED):
        yield lambda step=step: loop.tick_step(decision.pk, step, NOW.date(), "按规定办了", **zhou)
    yield lambda: loop.leave_out_step(decision.pk, TickStep.HEARD, "抢修来不及", **zhou)
    yield lambda: keep_commitment(task.commitment_id, "灯都换好了", **qian)
    yield lambda: loop.tick_step(decision.pk, TickStep.CARRIED_OUT, NOW.date(), "灯都亮了", **zhou)
    seen = {"open_again": True, "due_on": date(2026, 12, 31)}
    check = yield lambda: loop.look_on_the_spot(task.pk, Found.NOT, NOW.date(), "第三盏没亮", **seen, **chen)
    yield lambda: checking.answer_check(check.pk, "今晚再换一次", **qian)
    yield lambda: ticking.take_back_step(decision.pk, TickStep.HEARD, "补听了意见", **zhou)
    to_land = circulars.Wording("换灯进度通报", CircularKind.NOTICE, "请抓紧换灯。", (land,), decision_id=decision.pk)
    circular = yield lambda: circulars.write_circular(to_land, **chen)
    yield lambda: circulars.change_circular(circular.pk, replace(to_land, answer_by=date(2026, 12, 1)), **chen)
    yield lambda: circulars.send_circular(circular.pk, **chen)
    yield lambda: circulars.read_circular(circular.pk, **qian)
    yield lambda: circulars.answer_circular(circular.pk, land, "本周换完", **qian)


_DECIDE = ("zhou", "chen", "qian")


def practical_matters(li: Li) -> Steps:
    """A year of the list: nominated, released, refused, joined, screened, voted, counted, listed, spent, closed."""
    from huiying.core.voting.criteria import STANDARD
    from huiying.loop.list_matters import count_votes_due, publish_list
    from huiying.serve.matters.services import deciding, listing, nominating, voting, years

    voice, day = (yield li.receive("counter")).voice, NOW.date()
    days = (day, day + timedelta(days=2), day + timedelta(days=2), day + timedelta(days=9))
    year = yield li.tell(years.open_year, "zhou", 2027, years.YearData(*days, 1, 1, STANDARD[:1]))
    yield li.tell(years.change_year, "zhou", year.pk, years.YearData(*days, 2, 1, STANDARD[:2]))
    of_voice = nominating.NominationData("学校门口装路灯", words="孩子看不见路", case_id=voice.pk)
    lamps = yield li.tell(nominating.nominate, "zhou", year.pk, of_voice)
    square = yield li.tell(nominating.nominate, "town", year.pk, nominating.NominationData("广场换铺装"))
    said = yield lambda: nominating.nominate_in_public(year.pk, LAMPS, now=NOW)
    same = yield lambda: nominating.nominate_in_public(year.pk, "学校门口太黑", now=NOW)
    yield li.tell(deciding.release_nomination, "zhou", square.pk, "广场换铺装")
    yield li.tell(deciding.refuse_nomination, "zhou", said.pk, "写到了具体的人")
    yield li.tell(deciding.join_nomination, "zhou", same.pk, lamps.pk)
    yield li.tell(years.end_nominations, "zhou", year.pk, days=1)
    met = {one.pk: deciding.Met(True) for one in year.criteria.all()}
    for one in (lamps, square):
        yield li.tell(deciding.screen_nomination, "zhou", one.pk, met, days=1)
    yield li.tell(years.open_vote, "zhou", year.pk, days=1)
    for number in range(6):
        voting.cast_ballot(year.pk, f"{number:032x}", [lamps.pk, square.pk], now=NOW + timedelta(days=2))
    yield lambda: count_votes_due(NOW + timedelta(days=3))
    unit = li.cast.units["liuhe"].pk
    of_lamps = listing.LineData(
        "学校门口装灯", "学校门口装三盏灯", unit, date(2027, 6, 1), 900_00, nominations=[lamps.pk]
    )
    line = yield li.tell(listing.write_line, "zhou", year.pk, of_lamps, days=4)
    extra = replace(of_lamps, nominations=(), reason="镇里要修")
    other = yield li.tell(listing.write_line, "zhou", year.pk, extra, days=4)
    yield li.tell(listing.take_line_out, "zhou", other.pk, days=4)
    yield li.tell(deciding.leave_out, "zhou", square.pk, "铺装还能用", days=4)
    yield li.tell(publish_list, "zhou", year.pk, days=5)
    yield li.tell(listing.tell_spending, "town", line.pk, 850_00, days=6)
    line.refresh_from_db()
    yield li.tell(keep_commitment, "town", line.commitment_id, "三盏灯都亮了", days=7)
    yield li.tell(years.close_year, "zhou", year.pk, days=8)
    return voice


def checked_by_lot(li: Li) -> Steps:
    """Two people are drawn: one is called, one closed without a call. Of two tests one is told, one called off."""
    from huiying.judge.checks.enums import CallOutcome
    from huiying.judge.checks.services.calling import Said, close_uncalled
    from huiying.judge.checks.services.checking import Result, call_off, send_tester, tie_voice
    from huiying.judge.checks.services.drawing import DrawData, draw_lots, open_draw
    from huiying.loop.check_on import call_back, look_at_phone, reveal_check, sweep_draws

    day = [NOW.date() + timedelta(days=number) for number in range(20)]
    town, places = li.cast.units["liuhe"].pk, [li.cast.places[name].pk for name in ("liuhe", "qingshi")]
    drawn = yield li.tell(open_draw, "chen", DrawData("callback", day[1], day[2], 5, "福利彩票 1 期", day[3]))
    reply = {"public_text": "三盏灯都换了。", "basis": "柳溪县照明办法第六条", "evidence": "照片", "looked": True}
    for _ in range(2):
        voice = (yield li.receive("phone")).voice
        yield li.act("hotline", voice.pk, "dispatch", unit=town, reason="镇里的路灯")
        yield li.act("town", voice.pk, "sign_for")
        yield li.act("town", voice.pk, "contact", form="phone", record="约好明天看现场")
        yield li.act("town", voice.pk, "reply", days=1, **reply)
        yield li.act("hotline", voice.pk, "check_reply", days=1, verdict="calling_back", reason="内容属实")
        yield li.act("hu", voice.pk, "call_back", days=2, contacted="yes", solved="yes", satisfied="yes")
    connection.finish_waiting()  # type: ignore[attr-defined]  # their names in the log, from which is drawn
    yield lambda: sweep_draws(now=NOW + timedelta(days=3))
    yield li.tell(draw_lots, "chen", drawn.pk, "123456", days=4)
    one, other = drawn.call_backs.order_by("position")
    yield li.tell(look_at_phone, "hu", one.pk, days=4)
    yield li.tell(call_back, "hu", one.pk, CallOutcome.NO_ANSWER, days=4)
    yield li.tell(call_back, "hu", one.pk, CallOutcome.REACHED, Said("yes", "yes", words="亮了"), days=5)
    yield li.tell(close_uncalled, "chen", other.pk, "没有留电话", days=5)
    yield lambda: sweep_draws(now=NOW + timedelta(days=6))
    grid: dict[str, Any] = {"channels": ["web"], "places": places}
    plan = DrawData("unannounced", day[3], day[13], 2, "福利彩票 2 期", day[2], **grid)
    drawn = yield li.tell(open_draw, "chen", plan)
    yield li.tell(draw_lots, "chen", drawn.pk, "654321", days=2)
    one, other = drawn.checks.order_by("position")
    yield li.tell(send_tester, "chen", one.pk, "问路灯什么时候亮", days=8)
    later = NOW + timedelta(days=8)
    said = Spoken("web", "request", "anonymous", "路口的灯什么时候亮", "zh-hans", later)
    test = yield lambda: receive_voice(said, identity={}, actor=SPEAKER, now=later)
    yield li.tell(tie_voice, "chen", one.pk, test.voice.number, test.code, days=8)
    yield li.tell(reveal_check, "chen", one.pk, Result("yes", 1, "yes"), days=9)
    yield li.tell(call_off, "chen", other.pk, "那一周大雪封路", days=9)
    return voice


def contact_report(li: Li) -> Steps:
    """A leader's days are noted, one of them wrongly; the report on last quarter is drafted, written and signed."""
    sun, quarter = li.cast.staff["sun"], of_quarter(quarter_of(NOW.date()).moved(-1))
    day = yield li.tell(note_day, "sun", sun, Spent(quarter.last, DayKind.RECEPTION, 2, words="青石街道"))
    yield li.tell(note_day, "zhou", sun, Spent(quarter.last, DayKind.RECEPTION, 1))
    report = yield li.tell(draft_report, "zhou", sun, quarter)
    wording = Wording("青石巷的路灯说得最多，三处还是不亮。", "路灯换完了，十一月再看一遍。")
    yield li.tell(change_report, "sun", report.pk, wording)
    yield li.tell(remove_day, "sun", day.pk)
    yield li.tell(refresh_report, "zhou", report.pk)
    yield li.tell(publish_report, "sun", report.pk)


def joint_meeting(li: Li) -> Steps:
    """A dispute comes to the joint meeting, which is moved, held, closed; its minutes go through their stages."""
    from huiying.loop.meet import closing, inviting, planning
    from huiying.serve.coordination.services import agenda, meetings, minutes, resolving, series
    from huiying.serve.coordination.services import inviting as guests

    voice = (yield li.receive("counter")).voice
    land, housing, town = (li.cast.units[name].pk for name in ("land", "housing", "liuhe"))
    yield li.act("zhou", voice.pk, "forward", unit=land, reason="职责目录第三项")
    asked = yield li.act("zhao", voice.pk, "object", reason="路灯归住建局管", proposed_unit=housing)
    yield lambda: approve(asked.approval.pk, actor=li.cast.actor("qian"), now=NOW)
    yield li.act("zhou", voice.pk, "to_dispute", positions="两家都说不归自己管")
    rhythm = series.SeriesPlan("联席会议", time(9), venue="三楼会议室", chair_id=li.cast.staff["sun"].pk)
    regular = yield li.tell(series.make_series, "zhou", rhythm)
    yield li.tell(series.change_series, "zhou", regular.pk, replace(rhythm, minutes=60))
    at = NOW + timedelta(days=4)
    plan = meetings.MeetingPlan("十一月联席会议", at, "三楼会议室", li.cast.staff["sun"].pk)
    meeting = yield li.tell(planning.plan_meeting, "zhou", plan, series_id=regular.pk)
    about = agenda.ItemPlan(ItemKind.COMPETENCE, "小学路口的灯由谁管", "谁来换灯？", case_id=voice.pk)
    dispute = yield li.tell(agenda.add_item, "zhou", meeting.pk, about)
    lamps, other = agenda.ItemPlan(ItemKind.OTHER, "全县的路灯"), agenda.ItemPlan(ItemKind.PAPER, "灯杆的编号")
    items = []
    for more in (lamps, other, other):
        items.append((yield li.tell(agenda.add_item, "zhou", meeting.pk, more)))
    paper = keep_file("路灯一览".encode(), "lamps.txt", now=NOW)
    yield li.tell(agenda.put_paper, "zhou", dispute.pk, "镇里量过三盏灯", files=[paper.pk])
    yield li.tell(agenda.change_item, "zhou", items[0].pk, replace(lamps, urgent=3))
    yield li.tell(agenda.order_by, "zhou", meeting.pk, By.URGENT)
    yield li.tell(agenda.remove_item, "zhou", items[2].pk)
    yield li.tell(guests.invite, "zhou", meeting.pk, [town])
    yield li.tell(guests.uninvite, "zhou", meeting.pk, town)
    yield li.tell(guests.leave_out, "zhou", meeting.pk, town, "镇里不管这条路")
    yield li.tell(inviting.invite_concerned, "zhou", meeting.pk)
    yield li.tell(inviting.call_meeting, "zhou", meeting.pk)
    yield li.tell(planning.move_meeting, "zhou", meeting.pk, replace(plan, venue="二楼"))
    yield li.tell(guests.answer_invitation, "qian", meeting.pk, land, InvitationAnswer.COMING, "来一个人")
    yield li.tell(meetings.begin_meeting, "zhou", meeting.pk, days=4)
    yield li.tell(resolving.note_attendance, "zhou", meeting.pk, {land: 1, housing: 2}, days=4)
    yield li.tell(resolving.write_discussion, "zhou", dispute.pk, "灯杆是住建局立的", days=4)
    takes = resolving.ResolutionPlan("小学路口的灯由住建局管", housing, kind=ResolutionKind.COMPETENCE)
    yield li.tell(resolving.resolve, "zhou", dispute.pk, takes, days=4)
    task = resolving.ResolutionPlan("路口先装一盏临时的灯", town, due_on=date(2026, 12, 5))
    for item in (dispute, items[0], items[0]):
        made = yield li.tell(resolving.resolve, "zhou", item.pk, task, days=4)
    yield li.tell(resolving.remove_resolution, "zhou", made.pk, days=4)
    first = items[0].resolutions.get()
    yield li.tell(resolving.change_resolution, "zhou", first.pk, replace(task, evidence_wanted="照片"), days=4)
    off = ("编号还没有核完", date(2027, 1, 4))
    yield li.tell(resolving.put_off, "zhou", items[1].pk, *off, days=4)
    yield li.tell(resolving.take_up, "zhou", items[1].pk, days=4)
    yield li.tell(resolving.put_off, "zhou", items[1].pk, *off, days=4)
    yield li.tell(closing.close_meeting, "zhou", meeting.pk, days=4.1)
    later = replace(plan, starts_at=NOW + timedelta(days=50))
    after = yield li.tell(planning.plan_meeting, "zhou", later, series_id=regular.pk, days=5)
    yield li.tell(planning.call_off, "zhou", after.pk, "编号核完了，不用开会", days=6)
    part = minutes.Part("小学路口的灯由谁管", "由住建局管，路口先装一盏临时的灯。", True)
    yield li.tell(minutes.change_part, "zhou", meeting.pk, 2, part, days=5)
    yield li.tell(minutes.send_minutes, "zhou", meeting.pk, date(2026, 11, 29), days=5)
    wish = yield li.tell(minutes.amend, "qian", meeting.pk, 2, "请写明灯杆是谁立的", days=5)
    yield li.tell(minutes.answer_amendment, "zhou", wish.pk, taken=True, days=5)
    yield li.tell(minutes.sign_minutes, "sun", meeting.pk, days=7)
    yield li.tell(minutes.publish_minutes, "zhou", meeting.pk, days=7)
    yield li.tell(series.end_series, "zhou", regular.pk, "改为随时召开", days=8)
    return voice


def interests_at_stake(li: Li) -> Steps:
    """A table of interests is filled, published, answered twice, taken back; what a unit asks is noted and changed."""
    from huiying.serve.coordination.services import burdens, interests, keeping
    from huiying.serve.coordination.services.saying import say_interest

    voice = (yield li.receive("counter")).voice
    who: dict[str, Any] = {"actor": li.cast.actor("zhou"), "grants": _grants(li, "zhou"), "now": NOW}
    issue = yield lambda: keeping.open_issue(keeping.Description("小学路口的灯不亮"), [voice.pk], **who)
    table = yield lambda: interests.open_table("issue", issue.pk, "灯换成哪一种", **who)
    yield lambda: interests.change_question(table.pk, "灯换成哪一种、什么时候换", **who)
    near = interests.Situation("路口的住户", gains="晚上看得见")
    groups = []
    for said in (near, interests.Situation("路边摆摊的人")):
        groups.append((yield lambda said=said: interests.add_group(table.pk, said, **who)))
    yield lambda: interests.change_group(groups[0].pk, replace(near, loses="窗户太亮", balance="加灯罩"), **who)
    yield lambda: interests.publish_interests(table.pk, public=True, **who)
    mine: dict[str, Any] = {"actor": speaker(voice), "now": NOW + timedelta(days=1)}
    for words in ("晚上敢出门了", "可是照得睡不着"):
        yield lambda words=words: say_interest(voice.pk, table.pk, group_id=groups[0].pk, words=words, **mine)
    yield lambda: interests.take_out_group(groups[1].pk, **who)
    yield lambda: interests.publish_interests(table.pk, public=False, **who)
    asks = {"actor": li.cast.actor("qian"), "grants": _grants(li, "qian"), "now": NOW}
    form = burdens.BurdenData(
        "form", "路灯周报表", li.cast.units["land"].pk, quarter_of(NOW.date()), 12, 1, Decimal("0.5"), 13, "看修了几盏"
    )
    line = yield lambda: burdens.note_burden(form, **asks)
    yield lambda: burdens.change_burden(line.pk, replace(form, outcome="取消了"), **asks)
    return voice


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


def duty(li: Li) -> Steps:
    """A roster is kept; an urgent ticket calls the person on duty, is answered and handed over; the number goes."""
    guo, town, staff = li.cast.actor("guo"), li.cast.actor("town"), li.cast.staff["town"]
    unit, who = li.cast.units["liuhe"], {"actor": guo, "now": NOW}
    yield lambda: set_post(unit.pk, name="值班室", name_en="", phone="0999-1234567", public=True, **who)
    span = Span(NOW - timedelta(hours=1), NOW + timedelta(hours=7))
    shift = yield lambda: add_shift(unit.pk, span, [staff.pk], **who)
    yield lambda: change_shift(shift.pk, Span(span.start, NOW + timedelta(hours=6)), [staff.pk], **who)
    yield lambda: copy_week(unit.pk, NOW.date(), 1, **who)
    yield lambda: set_contact(staff, "0999-7654321", actor=town, now=NOW)
    voice = (yield li.receive("phone")).voice
    yield li.act("hotline", voice.pk, "dispatch", unit=unit.pk, reason="镇里的水管")
    yield li.act("hotline", voice.pk, "mark_urgent", danger="水里有电")
    yield lambda: call_duty(now=NOW + timedelta(minutes=1))
    call = DutyCall.objects.get()
    yield lambda: answer_call(call.pk, actor=town, now=NOW + timedelta(minutes=2))
    told = {"words": "夜里再看一次", "until": NOW + timedelta(hours=9), "actor": town, "now": NOW}
    sheet = yield lambda: hand_over(unit, {voice.pk: "总闸已关"}, **told)
    yield lambda: take_over(sheet, **who)
    yield lambda: remove_shift(shift.pk, **who)
    yield lambda: set_contact(staff, "", actor=town, now=NOW)
    return voice


def exports(li: Li) -> Steps:
    """A list is taken out at once; a background export is asked for and cancelled."""
    zhou, staff = li.cast.actor("zhou"), li.cast.staff["zhou"]
    yield li.receive("counter")
    reader = reader_of(staff, NOW)
    yield lambda: export_now(Wanted(kind_for("board", reader), {}, "en"), ExportFormat.CSV, reader)
    asked: dict[str, Any] = {"kind": "board", "form": ExportFormat.XLSX, "asked": {}, "language": "en"}
    job = yield lambda: ask_for_export(staff, **asked, reason="逐户核对", actor=zhou, now=NOW)
    yield lambda: cancel_export(job.pk, actor=zhou, now=NOW)


def other_systems(li: Li) -> Steps:
    """An app sends a request by Open311; another's is brought in and followed; a unit's system tells its news."""
    guo, town = li.cast.actor("guo"), li.cast.units["liuhe"].pk
    made = yield lambda: people.make_key(actor=guo, now=NOW, name="柳河镇系统", scopes=["open311"], unit_id=town)
    posted = Posted(li.said("open311"), li.identity, None, "n-1", forever=True)
    voice = (yield lambda: receive_request(posted, key=made.key, now=NOW)).voice
    yield li.act("hotline", voice.pk, "dispatch", unit=town, reason="镇里的路灯")
    news = OuterUpdate("u-1", voice.number, over=False, words="已派人", at=NOW)
    yield lambda: take_update(news, key=made.key, now=NOW)
    origin, row = Origin("city.example", {}), {"service_request_id": "7", "status": "open", "description": li.text}
    brought = yield lambda: bring_in(read_request(row), origin, now=NOW)
    yield lambda: follow_update(brought, OuterUpdate("u-2", "7", over=True, words="修好了", at=NOW), now=NOW)
    return voice


def interface(li: Li) -> Steps:
    """Keys and webhooks are made, changed and ended; a desk key acts."""
    guo, zhou = {"actor": li.cast.actor("guo"), "now": NOW}, li.cast.staff["zhou"]
    made = yield lambda: people.make_key(**guo, name="县平台", scopes=["desk"], staff_id=zhou.pk)
    voice = (yield li.receive("counter")).voice
    desk = actor_of_key(made.key, today=NOW.date())
    yield lambda: act_on_case(voice.pk, "note", actor=desk, now=NOW, data={"note": "看过了"}, key="api:1")
    yield lambda: people.change_key_limit(made.key.pk, **guo, per_minute=30)
    yield lambda: people.revoke_key(made.key.pk, **guo)
    told: dict[str, Any] = {"name": "县平台", "url": "https://app.example.cn/", "types": ["voice.received"]}
    hook = (yield lambda: make_webhook(**guo, **told)).webhook
    yield lambda: change_webhook(hook.pk, **guo, **told | {"types": ["voice.answered"]})
    yield lambda: switch_webhook(hook.pk, **guo, active=False)
    return voice


JOURNEYS = {
    one.__name__: one
    for one in (
        petition,
        taken_back,
        report,
        hotline,
        same_matter,
        with_files,
        mails,
        group,
        boxes,
        erased,
        categories,
        administration,
        common_issue,
        joint_meeting,
        interests_at_stake,
        promises,
        decision_carried_out,
        supervised,
        found_by_rules,
        practical_matters,
        contact_report,
        checked_by_lot,
        improved,
        scorecard_targets,
        early_signs,
        exports,
        duty,
        other_systems,
        interface,
        aid,
        mediation,
        kept_and_let_go,
        kept_out_and_found_again,
        reviewed,
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
