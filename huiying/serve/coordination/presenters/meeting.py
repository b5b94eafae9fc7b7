"""How meetings, items, answers and minutes are shown: the shape of the tag and its word."""

from collections.abc import Mapping
from typing import Literal

from huiying.core.words import Text
from huiying.serve.coordination.enums import (
    InvitationAnswer,
    ItemKind,
    ItemOutcome,
    MeetingState,
    MinutesStage,
    ResolutionKind,
)

Shape = Literal["new", "doing", "wait", "done", "stop", "hold"]

MEETING: Mapping[MeetingState, tuple[Shape, Text]] = {
    MeetingState.PLANNED: ("new", Text(zh="还没发通知", en="planned")),
    MeetingState.CALLED: ("doing", Text(zh="已发通知", en="invited")),
    MeetingState.HELD: ("done", Text(zh="开过了", en="held")),
    MeetingState.OFF: ("stop", Text(zh="取消了", en="called off")),
}
GOING_ON: tuple[Shape, Text] = ("wait", Text(zh="正在开", en="going on"))

OUTCOMES: Mapping[ItemOutcome, tuple[Shape, Text]] = {
    ItemOutcome.OPEN: ("new", Text(zh="待议", en="open")),
    ItemOutcome.SETTLED: ("done", Text(zh="有决定", en="settled")),
    ItemOutcome.PUT_OFF: ("hold", Text(zh="放到以后", en="put off")),
}
STAGES: Mapping[MinutesStage, tuple[Shape, Text]] = {
    MinutesStage.DRAFT: ("new", Text(zh="草稿", en="draft")),
    MinutesStage.AMENDING: ("wait", Text(zh="到会单位在看", en="with those who were there")),
    MinutesStage.SIGNED: ("doing", Text(zh="已签发", en="signed")),
    MinutesStage.PUBLISHED: ("done", Text(zh="已公开", en="published")),
}
ANSWERS: Mapping[InvitationAnswer, tuple[Shape, Text]] = {
    InvitationAnswer.NONE: ("hold", Text(zh="还没回", en="no answer yet")),
    InvitationAnswer.COMING: ("done", Text(zh="来", en="coming")),
    InvitationAnswer.NOT_COMING: ("stop", Text(zh="不来", en="not coming")),
}

KINDS: Mapping[ItemKind, Text] = {
    ItemKind.STANDING: Text(zh="固定议题", en="standing item"),
    ItemKind.ISSUE: Text(zh="共性问题", en="issue"),
    ItemKind.COMPETENCE: Text(zh="受理争议", en="question of competence"),
    ItemKind.OVERDUE: Text(zh="过期的承诺", en="overdue promise"),
    ItemKind.LATE: Text(zh="超期的办件", en="overdue case"),
    ItemKind.PAPER: Text(zh="调研材料", en="adviser’s paper"),
    ItemKind.OTHER: Text(zh="其他", en="other"),
}
RESOLUTIONS: Mapping[ResolutionKind, Text] = {
    ResolutionKind.TASK: Text(zh="要办的事", en="task"),
    ResolutionKind.COMPETENCE: Text(zh="由谁承办", en="who takes the case"),
}

URGENT = (
    Text(zh="还没评", en="not said"),
    Text(zh="可以等", en="can wait"),
    Text(zh="要尽快", en="soon"),
    Text(zh="很急", en="urgent"),
)
EFFECT = (
    Text(zh="还没评", en="not said"),
    Text(zh="要长期做", en="takes long"),
    Text(zh="几个月见效", en="within months"),
    Text(zh="马上见效", en="at once"),
)
"""By 0 to 3, as people judge it."""
