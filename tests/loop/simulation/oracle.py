"""The oracle: which rule fires for which simulated life on which local day, counted day by day from the dates alone.

Written from 信访工作条例, the hotline rules of 吕梁 and docs/algorithms/supervision.md. It shares nothing with the
product but the shapes of a life: no calendar, no deadline, no procedure, no rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
DAY, NONE = timedelta(days=1), timedelta(0)
REST = {
    *(date(2026, 1, n) for n in (1, 2, 3)),
    *(date(2026, 2, n) for n in range(15, 24)),
    *(date(2026, 4, n) for n in (4, 5, 6)),
    *(date(2026, 5, n) for n in range(1, 6)),
    *(date(2026, 6, n) for n in (19, 20, 21)),
    *(date(2026, 9, n) for n in (25, 26, 27)),
    *(date(2026, 10, n) for n in range(1, 8)),
}
MADE_UP = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}
"""The State Council's notice for 2026; later days follow the week."""
BEFORE = {"C": 2, "H": 1}
EVERY = {"C": 3, "H": 2}
"""Working days before a limit at which the unit is reminded, and after which it is told one unit higher."""


@dataclass(frozen=True, order=True)
class Fired:
    """One signal that must be there: of which voice or promise, which rule, level, on which local day, told to whom.

    `subject`: "voice 12", "promise of voice 12" or "vow 3". `what`: the clock, "" for none. `told`: key of the unit.
    """

    subject: str
    rule: str
    level: int
    on: date
    what: str
    told: str


@dataclass
class Clock:
    """One limit. `since`: day 0; `due`: the inclusive last day; `late_at`: the first instant after it."""

    name: str
    since: date
    due: date
    late_at: datetime
    over_at: datetime | None = None
    reminds: bool = True
    owner: str = ""

    def running(self, at: datetime) -> bool:
        return self.over_at is None or self.over_at >= at


def works(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in REST)


def after_workdays(day: date, number: int) -> date:
    while number:
        day += DAY
        number -= works(day)
    return day


def with_workdays_left(due: date, number: int) -> date:
    """The last working day on which so many working days are left until `due`."""
    day = due - DAY
    while not works(day) or workdays_in(day, due) < number:
        day -= DAY
    return day


def workdays_in(since: date, until: date) -> int:
    """After `since` up to `until`."""
    count = 0
    while since < until:
        since += DAY
        count += works(since)
    return count


def rolled(day: date) -> date:
    while not works(day):
        day += DAY
    return day


def local(at: datetime) -> date:
    return at.astimezone(BEIJING).date()


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + DAY, time.min, BEIJING)


def in_days(name: str, at: datetime, days: int) -> Clock:
    since = local(at)
    due = rolled(since + days * DAY)
    return Clock(name, since, due, midnight_after(due))


def in_workdays(name: str, at: datetime, number: int) -> Clock:
    since = local(at)
    due = after_workdays(since, number)
    return Clock(name, since, due, midnight_after(due))


def on_day(name: str, at: datetime, due: date) -> Clock:
    return Clock(name, local(at), due, midnight_after(due))


def half_workday(name: str, at: datetime) -> Clock:
    """From a working morning until 18:00, else until noon of the next working day."""
    since, hour = local(at), at.astimezone(BEIJING).time()
    if works(since) and hour < time(12):
        due, end = since, time(18)
    else:
        due, end = after_workdays(since, 1), time(12)
    return Clock(name, since, due, datetime.combine(due, end, BEIJING), reminds=False)


def in_minutes(name: str, at: datetime, minutes: int) -> Clock:
    late_at = at + timedelta(minutes=minutes)
    due = local(late_at - timedelta(microseconds=1))
    return Clock(name, local(at), due, late_at, reminds=False)


@dataclass
class Desk:
    """The clocks of one life as its acts turn them."""

    office: str
    unit: str
    sender: str = ""
    clocks: list[Clock] = field(default_factory=list)

    def start(self, clock: Clock) -> None:
        """The unit that has the case owes it, but for what its office or its sender has to do."""
        clock.owner = (
            self.office if clock.name in OFFICE_OWES else self.sender if clock.name in SENDER_OWES else self.unit
        )
        self.clocks.append(clock)

    def hand_to(self, unit: str) -> None:
        self.sender, self.unit = self.unit, unit

    def running(self, name: str) -> Clock | None:
        return next((one for one in reversed(self.clocks) if one.name == name and one.over_at is None), None)

    def end(self, *names: str, at: datetime | None) -> None:
        for name in names:
            if at is not None and (clock := self.running(name)) is not None:
                clock.over_at = at

    def end_all(self, at: datetime, *, but: frozenset[str] = frozenset()) -> None:
        for clock in self.clocks:
            if clock.over_at is None and clock.name not in but:
                clock.over_at = at


OFFICE_OWES = frozenset({"C-REG", "H-DISPATCH", "H-RETURN-DECIDE", "H-REVIEW", "H-CALLBACK"})
SENDER_OWES = frozenset({"C-OBJECT-DECIDE"})
NOTICE = ("C-NOTICE-DIRECT", "C-NOTICE-FWD")
OUTLIVE = frozenset({"C-ASSIGN", "C-FOLLOWUP"})
"""What goes on when a case has ended: the report to who assigned it, and the follow-up."""
CLAIMS = ("request", "complaint")


def clocks_of(lived) -> list[Clock]:
    """Every limit that an office owed in this life, with its end."""
    return (_hotline if lived.procedure == "hotline" else _petition)(lived)


def _petition(lived) -> list[Clock]:
    desk = Desk("petition", "petition")
    desk.start(in_days("C-REG", lived.came_at, 15))
    noticed, suggestion = False, False
    for did in lived.did:
        noticed = _notice_passed(desk, did.at, noticed, suggestion)
        at, act = did.at, did.act
        if act in ("forward", "assign"):
            desk.end("C-REG", at=at)
            desk.hand_to(did.to)
            desk.start(in_days("C-NOTICE-FWD", at, 15))
            noticed = False
            if act == "assign":
                desk.start(on_day("C-ASSIGN", at, date.fromisoformat(did.data["due_on"])))
        elif act == "forward_down":
            desk.end(*NOTICE, at=at)
            desk.hand_to(did.to)
            desk.start(in_days("C-NOTICE-FWD", at, 15))
            noticed = False
        elif act == "object":
            desk.start(in_workdays("C-OBJECT-DECIDE", at, 2))
        elif act == "refuse_return":
            desk.end("C-OBJECT-DECIDE", at=at)
        elif act == "consent_return":
            desk.end("C-OBJECT-DECIDE", "C-NOTICE-FWD", "C-ASSIGN", at=at)
            desk.unit = desk.sender
            desk.start(in_days("C-REG", lived.came_at, 15))
        elif act == "refuse_same":
            desk.end("C-REG", at=at)
        elif act == "undo_refusal":
            desk.start(in_days("C-REG", lived.came_at, 15))
        elif act == "accept":
            desk.end(*NOTICE, "C-REG", at=at)
            suggestion = did.data.get("class") == "suggestion"
            if suggestion:
                desk.end("C-HANDLE", at=at)
                desk.start(in_days("C-SUGGEST", at, 60))
            elif desk.running("C-HANDLE") is None:
                desk.start(in_days("C-HANDLE", at, 60))
        elif act == "enter_simple":
            desk.end(*NOTICE, "C-REG", at=at)
            desk.start(in_workdays("C-SIMPLE", at, 10))
            _simple_accept(desk, lived, at)
            if desk.running("C-HANDLE") is None:
                desk.start(in_days("C-HANDLE", at, 60))
        elif act == "answer_simple":
            desk.end_all(at, but=OUTLIVE)
        elif act == "extend":
            clock = desk.running("C-HANDLE")
            clock.due = rolled(clock.since + (60 + int(did.data["days"])) * DAY)
            clock.late_at = midnight_after(clock.due)
        elif act == "issue_opinion":
            desk.end("C-HANDLE", at=at)
            desk.start(in_workdays("C-DELIVER", at, 5))
        elif act == "deliver":
            desk.end("C-DELIVER", at=at)
        elif act in ("adopt", "not_adopt", "reroute"):
            desk.end_all(at, but=OUTLIVE)
        elif act == "report_done":
            desk.end("C-ASSIGN", at=at)
        elif act == "withdraw":
            desk.end_all(at)
        elif act == "open_follow_up":
            desk.start(in_workdays("C-FOLLOWUP", at, 10))
        elif act == "reply_follow_up":
            desk.end("C-FOLLOWUP", at=at)
    _notice_passed(desk, datetime.max.replace(tzinfo=BEIJING) - DAY, noticed, suggestion)
    return desk.clocks


def _notice_passed(desk: Desk, now: datetime, noticed: bool, suggestion: bool) -> bool:
    """Nobody was told whether it is accepted: the handling limit runs from the last day of the notice's."""
    clock = next((one for name in NOTICE if (one := desk.running(name)) is not None), None)
    if clock is None or noticed or now < clock.late_at:
        return noticed
    if desk.running("C-HANDLE") is None and not suggestion:
        desk.start(in_days("C-HANDLE", clock.late_at - timedelta(microseconds=1), 60))
    return True


def _simple_accept(desk: Desk, lived, at: datetime) -> None:
    """Three working days to take it the simple way, from the day on which the unit received it."""
    got = next((did.at for did in reversed(lived.did) if did.act == "forward" and did.at < at), lived.came_at)
    clock = in_workdays("C-SIMPLE-ACCEPT", got, 3)
    clock.over_at = at
    desk.start(clock)


def _hotline(lived) -> list[Clock]:
    desk = Desk("hotline", "hotline")
    desk.start(half_workday("H-DISPATCH", lived.came_at))
    handle = 3 if lived.kind == "inquiry" else 5
    for did in lived.did:
        at, act = did.at, did.act
        if act == "dispatch":
            desk.end("H-DISPATCH", at=at)
            desk.hand_to(did.to)
            desk.start(in_workdays("H-HANDLE", at, handle))
            desk.start(in_workdays("H-CONTACT", at, 1))
        elif act == "mark_urgent":
            desk.start(in_minutes("H-URGENT", at, 30))
        elif act == "object":
            desk.start(in_workdays("H-RETURN-DECIDE", at, 1))
        elif act == "refuse_return":
            desk.end("H-RETURN-DECIDE", at=at)
        elif act == "allow_return":
            desk.end("H-RETURN-DECIDE", "H-HANDLE", "H-CONTACT", at=at)
            desk.unit = desk.sender
            desk.start(on_day("H-DISPATCH", at, local(at)))
        elif act == "contact":
            desk.end("H-CONTACT", "H-URGENT", at=at)
        elif act == "interim_reply":
            desk.end("H-HANDLE", "H-CONTACT", "H-URGENT", at=at)
            desk.start(on_day("H-PROMISED", at, date.fromisoformat(did.data["due_on"])))
        elif act == "extend":
            clock = desk.running("H-HANDLE")
            clock.due = after_workdays(clock.since, handle + int(did.data["days"]))
            clock.late_at = midnight_after(clock.due)
        elif act == "reply":
            desk.end("H-HANDLE", "H-PROMISED", "H-REDO", "H-CONTACT", "H-URGENT", at=at)
            desk.start(in_workdays("H-REVIEW", at, 1))
        elif act == "check_reply":
            desk.end("H-REVIEW", at=at)
            good = did.data["verdict"] == "calling_back"
            desk.start(in_workdays("H-CALLBACK", at, 3) if good else in_workdays("H-REDO", at, 3))
        elif act in ("call_back", "answer_now", "withdraw"):
            desk.end_all(at)
    if (call := desk.running("H-CALLBACK")) is not None:
        call.over_at = call.late_at  # closed by itself when nobody was reached
    return desk.clocks


def all_fired(lives, vows, parents: Mapping[str, str], until: datetime) -> set[Fired]:
    """Every signal of the year up to `until`. `parents`: the unit above each unit.

    Copied answers are looked for in the night after.
    """
    found: set[Fired] = set()
    for lived in lives:
        if lived.kind != "report":  # sealed from the start: nothing of it is supervised here
            found.update(_of_life(lived, parents))
    found.update(_of_matters(lives))
    for vow in vows:
        found.update(_of_vow(vow, parents))
    return {one for one in found if one.on <= until.date() - (DAY if one.rule == "copied" else NONE)}


def _of_life(lived, parents: Mapping[str, str]) -> Iterator[Fired]:
    subject = f"voice {lived.number}"
    for clock in clocks_of(lived):
        yield from _reminded(subject, clock)
        yield from _climbing(subject, "clock.past", clock, parents)
        if clock.name == "C-DELIVER" and clock.running(clock.late_at):
            yield Fired(subject, "notice.unsent", 1, local(clock.late_at), clock.name, clock.owner)
    for rule, at, told in _acts(lived):
        yield Fired(subject, rule, 1, local(at), "", told)
    if lived.promised is not None:
        yield from _executed(lived)
    for rule, asked in (("order.late", lived.ordered), ("advice.late", lived.advised)):
        if asked is not None:
            yield from _unanswered(subject, rule, asked, lived.unit, parents)


def _reminded(subject: str, clock: Clock) -> Iterator[Fired]:
    """So many working days before the last day; not of a limit shorter than twice that."""
    before = BEFORE[clock.name[0]]
    if not clock.reminds or workdays_in(clock.since, clock.due) < 2 * before:
        return
    on = with_workdays_left(clock.due, before)
    if clock.running(datetime.combine(on, time.min, BEIJING)):
        yield Fired(subject, "clock.near", 0, on, clock.name, clock.owner)


def _climbing(subject: str, rule: str, clock: Clock, parents: Mapping[str, str]) -> Iterator[Fired]:
    """At the limit the unit hears of it, and each time after so many working days the next unit above, three in all."""
    told, every = clock.owner, EVERY[clock.name[0]]
    higher = (midnight_after(after_workdays(clock.due, times * every)) for times in (1, 2))
    for level, at in enumerate((clock.late_at, *higher), 1):
        if level > 1:
            told = parents.get(told) or told
        if clock.running(at):
            yield Fired(subject, rule, level, local(at), clock.name, told)


def _acts(lived) -> Iterator[tuple[str, datetime, str]]:
    """What units did that an inspector should see: rule, when, and whose doing it was."""
    office = "hotline" if lived.procedure == "hotline" else "petition"
    handed, refused, followed, unit = [], [], [], office
    for did in lived.did:
        unit = did.to or unit
        if did.act in ("forward", "assign", "forward_down", "dispatch"):
            handed.append((did.at, office))
        elif did.act == "refuse_return":
            refused.append((did.at, unit))
        elif did.act == "open_follow_up":
            followed.append((did.at, unit))
        elif did.act == "undo_refusal":
            yield "refused_own", did.at, unit
        elif did.act == "call_back" and did.data.get("solved") == "no":
            yield "callback_contradicts", did.at, unit
        elif did.act == "reroute" and _little_left(lived, did.at):
            yield "rerouted_late", did.at, unit
    if passed := sorted([*handed[2:3], *refused[1:2]]):
        yield "bounced", *passed[0]
    if lived.copies:
        yield "copied", _answered(lived), unit
    if followed[1:]:
        yield "repeated", *followed[1]
    if lived.unhappy_at is not None:
        yield "rated_unresolved", lived.unhappy_at, unit
    for look in lived.looks:
        yield from _looked(lived, look)


def _little_left(lived, at: datetime) -> bool:
    """Fewer than ten working days of the handling limit."""
    clock = next(one for one in clocks_of(lived) if one.name == "C-HANDLE")
    return workdays_in(local(at), clock.due) < 10


def _looked(lived, look: datetime) -> Iterator[tuple[str, datetime, str]]:
    """The petition department looked at who spoke, and did nothing for five working days more."""
    until = midnight_after(after_workdays(local(look), 5))
    begun = datetime.combine(local(look), time.min, BEIJING)
    if not any(begun <= did.at < until for did in lived.did if did.act == "forward"):
        yield "identity.idle", until, "petition"


def _of_matters(lives) -> Iterator[Fired]:
    """Five voices of one matter, and thirty days later its first case is open; a voice joined after the answer."""
    by_number = {lived.number: lived for lived in lives}
    groups: dict[int, list[datetime]] = {}
    again: dict[int, list[datetime]] = {}
    for lived in lives:
        for did in lived.did:
            if did.act == "join":
                groups.setdefault(lived.leads, [by_number[lived.leads].came_at]).append(lived.came_at)
                again.setdefault(lived.leads, []).append(did.at)
    for number, came in groups.items():
        lead = by_number[number]
        if len(came) >= 5:
            at = midnight_after(local(sorted(came)[4]) + 30 * DAY)
            if _ended(lead) is None or _ended(lead) > at:
                yield Fired(f"voice {number}", "many", 1, local(at), "", _unit_at(lead, at))
        told = _answered(lead)
        if told is not None and (after := [at for at in again[number] if at > told]):
            yield Fired(f"voice {number}", "repeated", 1, local(min(after)), "", lead.unit)


def _unit_at(lived, at: datetime) -> str:
    return next((did.to for did in reversed(lived.did) if did.to and did.at <= at), "petition")


def _ended(lived) -> datetime | None:
    return next((did.at for did in lived.did if did.act in ("answer_simple", "reroute", "withdraw")), None)


def _answered(lived) -> datetime | None:
    return next((did.at for did in lived.did if did.act in ("answer_simple", "issue_opinion")), None)


def _executed(lived) -> Iterator[Fired]:
    """What an opinion asks for: its unit hears when the day is over, an inspector ten working days later."""
    promised = lived.promised
    days = (promised.due_on, after_workdays(promised.due_on, 10))
    for level, at in enumerate(midnight_after(day) for day in days):
        if promised.kept_at is None or promised.kept_at >= at:
            yield Fired(f"promise of voice {lived.number}", "execution.late", level, local(at), "", lived.unit)


def _of_vow(vow, parents: Mapping[str, str]) -> Iterator[Fired]:
    """A promise climbs like a limit of 信访."""
    rule = "decision.late" if vow.source == "decision" else "promise.late"
    clock = on_day("C", vow.made_at, vow.due_on)
    clock.owner, clock.over_at = vow.unit, vow.kept_at
    for one in _climbing(f"vow {vow.number}", rule, clock, parents):
        yield replace(one, what="")
    if vow.ordered is not None:
        yield from _unanswered(f"vow {vow.number}", "order.late", vow.ordered, vow.unit, parents)


def _unanswered(subject: str, rule: str, asked, unit: str, parents: Mapping[str, str]) -> Iterator[Fired]:
    """The day of an order or of an advice is over: the unit above hears of it."""
    at = midnight_after(asked.by)
    if asked.answered_at is None or asked.answered_at >= at:
        yield Fired(subject, rule, 2, local(at), "", parents.get(unit) or unit)
