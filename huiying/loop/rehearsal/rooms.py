"""The rooms of the demo that invented voices do not fill: three suggestion boxes, one of them emptied, and a roster."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_DNS, UUID, uuid5

from huiying.core.duty import span_on
from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Staff
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.boxes.enums import Became, Rhythm
from huiying.listen.boxes.models import Batch, Box
from huiying.listen.boxes.selectors.figures import figures_of
from huiying.listen.boxes.services.batches import start_batch
from huiying.listen.boxes.services.keeping import BoxData, add_box
from huiying.listen.boxes.services.papers import Sheet, note_paper
from huiying.listen.boxes.services.signing import explain_slips, sign_batch
from huiying.listen.boxes.services.slips import print_slips
from huiying.listen.duty.services.roster import add_shift, copy_week, set_contact, set_post
from huiying.listen.voices.enums import Kind, Naming
from huiying.loop.empty_box import Written, take_paper
from huiying.loop.rehearsal.county import County

HALL, VILLAGE, HOSPITAL = "hall", "village", "hospital"
# unit · place · where it hangs, Chinese · English · rhythm · days since it was hung up · who prints its slips
BOXES: dict[str, tuple[str, str, str, str, Rhythm, int, Role]] = {
    HALL: ("centre", "qingshi", "县政务大厅一楼咨询台旁", "County hall, ground floor, beside the information desk",
           Rhythm.WORKDAY, 60, Role.RECEPTIONIST),
    VILLAGE: ("liuhe", "liuhe/liuhecun", "党群服务中心门口", "Service centre, beside the door",
              Rhythm.WEEK, 30, Role.UNIT_HEAD),
    HOSPITAL: ("health", "qingshi", "县人民医院门诊大厅", "County hospital, hall of the outpatients",
               Rhythm.WEEK, 3, Role.UNIT_HEAD),
}  # fmt: skip
"""The village's has not been opened for weeks, which is what its page and the desk say."""
SLIPS = 20
PAPERS: tuple[tuple[int | None, Kind, str], ...] = (
    (1, Kind.SUGGESTION, "大厅中午没有人，我们从村里来一趟要等到两点。能不能中午留一个窗口？"),
    (2, Kind.REQUEST, "大厅门口的台阶没有扶手，老人上下不方便，请装一个。"),
    (5, Kind.COMPLAINT, "复印一张要一块钱，墙上没有写价钱，请写明或者免费。"),
    (6, Kind.SUGGESTION, "墙上的表格样本字太小，看不清，请印大一点，放几副老花镜。"),
    (None, Kind.REQUEST, "县政务大厅外面的公交站没有遮雨的棚子，下雨天等车都淋着。"),
)
"""Number of the slip, None for paper of the writer's own. Slip 3 cannot be read; slip 4 did not come."""
UNREADABLE, NEXT_SLIP = 3, 7
WHERE_IT_IS = "来访人说带回家写，还没有投进来；咨询台登记过"
DAY, NIGHT = (time(8), time(20)), (time(20), time(8))
WEEKS_MORE = 3
"""After last week: this one and the next two."""


def fill_rooms(county: County, *, now: datetime) -> int:
    """Hang up the boxes, empty that of the county hall, put together the roster of the hotline; how many voices came.

    Everything is recorded at `now`, but that the boxes were hung up before. Outside any transaction.
    """
    boxes = {name: _hang(name, county, now) for name in BOXES}
    _empty(boxes[HALL], county, now)
    _roster(county, now)
    return len(PAPERS)


def _key(name: str) -> UUID:
    """What a form would bring along."""
    return uuid5(NAMESPACE_DNS, f"{name}.demo")


def _hang(name: str, county: County, now: datetime) -> Box:
    unit, place, spot, spot_en, rhythm, days, printer = BOXES[name]
    data = BoxData(spot, county.units[unit].pk, rhythm.value, county.places[place], spot_en)
    keeper = county.hand("centre", Role.ADMINISTRATOR.value)
    box = add_box(data, actor=keeper, now=now - timedelta(days=days))
    print_slips(box.pk, SLIPS, key=_key(f"slips.{name}"), actor=county.hand(unit, printer.value), now=now)
    return box


def _empty(box: Box, county: County, now: datetime) -> None:
    """Opened at nine on the last working day, written down, explained and signed by two."""
    first, second = (county.hand("centre", role.value) for role in (Role.RECEPTIONIST, Role.UNIT_HEAD))
    counted = len(PAPERS) + 1
    opened_at = _last_workday(calendar(), now)
    batch = start_batch(
        box.pk, key=_key("batch"), opened_at=opened_at, counted=counted, next_slip=NEXT_SLIP, actor=first, now=now
    )
    for position, (number, kind, text) in enumerate(PAPERS):
        written = Written(text, kind.value, Naming.ANONYMOUS.value, "zh-hans", place_id=box.place_id)
        take_paper(batch.pk, Sheet(number), written, key=_key(f"paper{position}"), actor=first, now=now)
    note_paper(batch.pk, Sheet(UNREADABLE), Became.UNREADABLE, key=_key("unreadable"), actor=first, now=now)
    missing = [slip.pk for slip in figures_of(batch).missing]
    explain_slips(batch.pk, missing, reason=WHERE_IT_IS, actor=first, now=now)
    for actor in (first, second):
        _sign(batch, actor, now)


def _last_workday(days: Calendar, now: datetime) -> datetime:
    day = days.local_date(now) - timedelta(days=1)
    while not days.is_workday(day):
        day -= timedelta(days=1)
    return days.instant(day, time(9))


def _sign(batch: Batch, actor: Actor, now: datetime) -> None:
    grants = grants_in_force(actor.id or 0, today=calendar().local_date(now))
    sign_batch(batch.pk, grants=grants, actor=actor, now=now)


def _roster(county: County, now: datetime) -> None:
    """Two shifts a day in turn, who comes next stands in; from last week to the end of the week after next."""
    unit, days = county.units["hotline"], calendar()
    lead = county.hand("hotline", Role.DISPATCHER.value)
    set_post(
        unit.pk, name="热线值班席", name_en="Hotline duty desk", phone=unit.phone, public=True, actor=lead, now=now
    )
    staff = list(Staff.objects.filter(unit=unit).order_by("pk"))
    for number, person in enumerate(staff):
        own = Actor(ActorKind.STAFF, id=person.pk, unit=unit.pk)
        set_contact(person, f"0000-55590{number:02d}", actor=own, now=now)
    monday = days.local_date(now) - timedelta(days=7 + days.local_date(now).weekday())
    turns = [(monday + timedelta(days=day), hours) for day in range(7) for hours in (DAY, NIGHT)]
    for turn, (day, hours) in enumerate(turns):
        people = [staff[(turn + after) % len(staff)].pk for after in (0, 1)]
        add_shift(unit.pk, span_on(day, *hours, days), people, actor=lead, now=now)
    copy_week(unit.pk, monday, WEEKS_MORE, actor=lead, now=now)
