"""A row of a list in words: where, how it stands, by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from huiying.core.deadlines import Due, Measure, Standing, standing
from huiying.core.procedures import procedure
from huiying.core.procedures.model import Look, Procedure, StateKind
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.foundation.office.models import in_language
from huiying.listen.voices.enums import Channel, Kind, Naming, Wants
from huiying.listen.voices.models import ERASED

HANDS_ON = ("forward", "dispatch")
"""The acts that hand a new case to a unit, one in each procedure."""
SHIELDED = Text("身份保密", "shielded")
STILL_OWED: Mapping[str, Text] = {
    "C-ASSIGN": Text("已答复，还差办结报告", "answered; the report to the sender is still due"),
    "C-FOLLOWUP": Text("诉求人说没解决，正在再办", "not resolved, says the person; being handled again"),
    "C-SUPERVISE": Text("督办要反馈", "supervised; an answer is due"),
    "H-SUPERVISE": Text("督办要反馈", "supervised; an answer is due"),
    "C-ADVICE": Text("收到建议，要反馈", "advised; an answer is due"),
}
"""What an office owes in a case that is over otherwise, by its clock."""
LEADS = Text("另并 {count} 件", "+{count} joined")
"""How many more voices are handled together with this one: a count of voices, no rank."""
FOLLOWS = Text("已并案", "joined")
URGENT = Text("紧急", "urgent")


@dataclass(frozen=True, slots=True)
class QueuedCase:
    """What look's queue draws, and what the board says beside it."""

    case_id: int
    url: str
    title: str
    where: str
    look: str
    state: Text
    due: Due | None
    standing: Standing | None
    procedure: Text
    hops: int
    handler: str
    unit: str
    kind: Text
    channel: Text
    since: datetime
    urgent: bool
    quick_act: str
    reason: Text | str = ""


def queued(row: Mapping[str, Any], *, url: str, now: datetime, calendar: Calendar, english: bool) -> QueuedCase:
    """A row of selectors.queues as it is shown."""
    table = procedure(row["procedure"])
    state = table.state(row["state"])
    due = due_of(table, row["next_clock"], row["next_due_at"], calendar)
    # What is over and runs again says what is still owed, not that it is over.
    still = STILL_OWED.get(row["next_clock"]) if due and state.kind is not StateKind.OPEN else None
    return QueuedCase(
        case_id=row["voice_id"],
        url=url,
        title=row["voice__title"] or ERASED.say("en" if english else "zh"),
        where=_where(row, english=english),
        look=Look.DOING.value if still else state.look.value,
        state=still or state.name,
        due=due,
        standing=standing(due, now, calendar) if due else None,
        procedure=table.name,
        hops=row["hops"],
        handler=in_language(row["handler__name"], row["handler__name_en"]) if row["handler_id"] else "",
        unit=in_language(row["unit__name"], row["unit__name_en"]),
        kind=KINDS[row["voice__kind"]],
        channel=CHANNELS[row["voice__channel"]],
        since=row["voice__received_at"],
        urgent=row["urgent"],
        quick_act=next((act for act in HANDS_ON if (found := table.act(act)) and state.id in found.from_), ""),
    )


def due_of(table: Procedure, clock: str, at: datetime | None, calendar: Calendar) -> Due | None:
    """The limit that a case carries on its row. `at`: the first late instant, so the last day is the moment before."""
    if at is None or not clock:
        return None
    limit = table.clock(clock).limit
    measure = limit.measure if limit else Measure.days
    on = calendar.local_date(at - timedelta.resolution)
    return Due(on, on, at, measure, on > calendar.published_through and measure is not Measure.minutes)


def _where(row: Mapping[str, Any], *, english: bool) -> str:
    language = "en" if english else "zh"
    place = (
        in_language(row["voice__place__name"] or "", row["voice__place__name_en"] or "") or row["voice__place_words"]
    )
    said = [URGENT.say(language)] if row["urgent"] else []
    said.append(place or CHANNELS[row["voice__channel"]].say(language))
    if row["joined"]:
        said.append(LEADS.say(language).format(count=row["joined"]))
    elif row["lead_case_id"]:
        said.append(FOLLOWS.say(language))
    if row["voice__naming"] == Naming.SHIELDED:
        said.append(SHIELDED.say(language))
    return " · ".join(said)


# As a row says them, in the words of the field.
KINDS = {
    Kind.REQUEST.value: Text("求决", "request"),
    Kind.COMPLAINT.value: Text("投诉", "complaint"),
    Kind.REPORT.value: Text("检举控告", "report"),
    Kind.SUGGESTION.value: Text("建议", "suggestion"),
    Kind.INQUIRY.value: Text("咨询", "inquiry"),
    Kind.PRAISE.value: Text("表扬", "praise"),
    Kind.OBJECTION.value: Text("异议", "objection"),
}
CHANNELS = {
    Channel.WEB.value: Text("网上", "web"),
    Channel.SUGGESTION_BOX.value: Text("意见箱", "suggestion box"),
    Channel.COUNTER.value: Text("来访", "counter"),
    Channel.PHONE.value: Text("来电", "phone"),
    Channel.LETTER.value: Text("来信", "letter"),
    Channel.HOME_VISIT.value: Text("走访", "home visit"),
    Channel.RECEPTION.value: Text("接访", "reception day"),
    Channel.LISTENING_SESSION.value: Text("座谈会", "listening session"),
    Channel.FIELD_OFFICE.value: Text("现场办公", "field office"),
    Channel.SURVEY.value: Text("意见征集", "survey"),
    Channel.EMAIL.value: Text("电子邮件", "e-mail"),
    Channel.MESSENGER.value: Text("公众号", "messenger"),
    Channel.API.value: Text("接口", "API"),
    Channel.OPEN311.value: Text("Open311", "Open311"),
    Channel.IMPORT.value: Text("旧系统", "earlier system"),
}
WANTS = {
    Wants.EXPLANATION.value: Text("给个说法", "an explanation"),
    Wants.FAIR_LOOK.value: Text("公道，重新看一遍", "a fair second look"),
    Wants.RESPECT.value: Text("尊重或道歉", "respect or an apology"),
    Wants.ACTION.value: Text("把事办了", "something done"),
    Wants.MONEY.value: Text("钱或帮助", "money or help"),
    Wants.UNKNOWN.value: Text("说不好", "doesn’t know"),
}
