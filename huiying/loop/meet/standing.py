"""The standing first item: last month's figures, what grows, and what became of the last meeting's resolutions.

All of it in aggregate; a number that rests on fewer than five is not told. Shares are those of the scorecards and come
with them, when the month is over: any others beside them would give few people away.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from huiying.core.disclosure import FEWEST
from huiying.core.rates.measures import Measure
from huiying.core.rates.months import month_of
from huiying.core.words import Text
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.improve.insight.models import EarlySign
from huiying.improve.insight.selectors.signs import signs_open
from huiying.judge.scorecards.selectors.cards import whole
from huiying.listen.voices.models import Voice
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import is_late, progress_of
from huiying.serve.commitments.selectors.speakers import about_one_voice
from huiying.serve.coordination.enums import MeetingState, ResolutionKind
from huiying.serve.coordination.models import Meeting, Resolution

MOST_SIGNS = 5
MONTH = Text("{year}年{month}月", "{month}/{year}")
SO_FAR = Text("（到 {day} 为止）", " (until {day})")
HEARD = Text("听到诉求：{number} 件", "Voices heard: {number}")
IN_TIME = Text("按期答复：{all} 件里 {kept} 件", "Answered in time: {kept} of {all}")
RESOLVED = Text("诉求人说解决了：{all} 件里 {kept} 件", "Resolved, as those who spoke say: {kept} of {all}")
GROWS = Text("增长明显：{signs}", "Growing: {signs}")
EVERYWHERE, ALL_TOPICS = Text("全县域", "everywhere"), Text("各类诉求", "all topics")
FEW = Text("太少，不列数字。", "Too few to tell.")
LAST = Text("上次会议（{day}）议定的事项：", "Settled by the last meeting ({day}):")
NO_LAST = Text(
    "上次会议没有议定事项，或者这是第一次会议。", "Nothing was settled before, or this is the first meeting."
)
KEPT = Text("已兑现", "kept")
DROPPED = Text("不做了：{words}", "dropped: {words}")
LATE = Text(
    "已过期（原定 {first}），完成 {progress}%；{reason}", "late (promised for {first}), {progress}% done; {reason}"
)
NO_REASON = Text("没有说明原因", "no reason given")
GOING_ON = Text("在办，完成 {progress}%，{due} 前", "going on, {progress}% done, by {due}")
TAKEN = Text("{unit}已承办", "{unit} has taken it")
NOT_TAKEN = Text("没有执行成：办件已有变化", "could not take effect: the case had moved on")
DISPUTE = Text("一件受理争议", "a case that units disputed")
"""Not in its words: they are about one voice, and go when it is erased."""
OF_ONE = Text("答应一位诉求人的一件事", "something promised to one person")
"""The same of what was settled about a promise to one voice."""
DROPPED_ONLY = Text("不做了", "dropped")
LATE_ONLY = Text("已过期（原定 {first}），完成 {progress}%", "late (promised for {first}), {progress}% done")
NOT_PUBLIC = Text("不公开的事项", "a matter that is not public")


def standing_text(meeting: Meeting, *, now: datetime) -> str:
    """The paper of the standing item, in the office's language."""
    return "\n".join([*_month(meeting.starts_at, now), "", *_since_last(meeting, now)])


def _say(text: Text, **values: object) -> str:
    return text.say(settings.LANGUAGE_CODE).format(**values)


def _month(at: datetime, now: datetime) -> list[str]:
    """The calendar month before that of the meeting; while it goes on, what was heard so far."""
    this = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    first = timezone.localtime(this - timedelta(days=1)).replace(day=1)
    heard = Voice.objects.filter(received_at__gte=first, received_at__lt=this, revealed_at=None).count()
    figures = [_say(HEARD, number=heard)] if heard >= FEWEST else []
    shares = whole(month_of(first.date())).shares if now >= this else {}
    for text, measure in ((IN_TIME, Measure.ON_TIME), (RESOLVED, Measure.RESOLVED)):
        if told := shares.get(measure):
            figures.append(_say(text, kept=told.k, all=told.n))
    signs = [_sign(one) for one in signs_open()[:MOST_SIGNS]]
    if signs:
        figures.append(_say(GROWS, signs="；".join(signs)))
    heading = _say(MONTH, year=first.year, month=first.month)
    so_far = _say(SO_FAR, day=calendar().local_date(now).isoformat()) if now < this else ""
    return [heading + so_far, *(figures or [_say(FEW)])]


def _sign(sign: EarlySign) -> str:
    return f"{sign.category or _say(ALL_TOPICS)} · {sign.place or _say(EVERYWHERE)}"


def _since_last(meeting: Meeting, now: datetime) -> list[str]:
    last = _last(meeting)
    settled = list(last.resolutions) if last is not None else []
    if last is None or not settled:
        return [_say(NO_LAST)]
    today = calendar().local_date(now)
    return [_say(LAST, day=last.day.isoformat()), *_lines(settled, today)]


class _Last:
    """The meeting before, with its day and what it settled."""

    def __init__(self, meeting: Meeting) -> None:
        self.day = calendar().local_date(meeting.starts_at)
        found = Resolution.objects.filter(item__meeting=meeting).select_related("owner", "item")
        self.resolutions = list(found.order_by("item__position", "position"))


def _last(meeting: Meeting) -> _Last | None:
    same = Q(series=meeting.series_id) if meeting.series_id else Q(office=meeting.office_id)
    held = Meeting.objects.filter(same, state=MeetingState.HELD.value, starts_at__lt=meeting.starts_at)
    found = held.exclude(pk=meeting.pk).order_by("-starts_at", "-pk").first()
    return _Last(found) if found is not None else None


def _lines(settled: list[Resolution], today: date) -> Iterator[str]:
    promises = {
        one.resolution_id: one
        for one in Commitment.objects.filter(resolution__in=settled).prefetch_related("parts").select_related("owner")
    }
    for at, one in enumerate(settled, 1):
        of_one = one.item.case_id is not None or about_one_voice(one.item.commitment)
        promised = _promised(promises.get(one.pk), today, in_words=not of_one)
        outcome = _taken(one) if one.kind == ResolutionKind.COMPETENCE else promised
        text = one.text if one.public and one.item.public else _say(NOT_PUBLIC)
        text = _say(DISPUTE if one.item.case_id is not None else OF_ONE) if of_one else text
        yield f"{at}. {text}（{_unit(one.owner)}）：{outcome}"


def _taken(resolution: Resolution) -> str:
    return _say(NOT_TAKEN) if resolution.refused else _say(TAKEN, unit=_unit(resolution.owner))


def _promised(promise: Commitment | None, today: date, *, in_words: bool) -> str:
    """`in_words`: with the reason that was written."""
    if promise is None:
        return _say(NOT_TAKEN)
    if promise.state == CommitmentState.KEPT:
        return _say(KEPT)
    if promise.state == CommitmentState.DROPPED:
        return _say(DROPPED, words=promise.end_words) if in_words else _say(DROPPED_ONLY)
    values = {"progress": progress_of(promise), "due": promise.due_on, "first": promise.first_due_on}
    if is_late(promise, today) and not in_words:
        return _say(LATE_ONLY, **values)
    if is_late(promise, today):
        return _say(LATE, **values, reason=promise.late_reason or _say(NO_REASON))
    return _say(GOING_ON, **values)


def _unit(unit: Unit) -> str:
    return _say(Text(unit.name, unit.name_en or unit.name))
