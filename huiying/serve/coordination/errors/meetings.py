"""What can stand in the way of a meeting, its agenda, its resolutions and its minutes."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class MeetingNotFound(HuiyingError):
    """There is no such meeting, series, item, invitation or resolution, or the viewer may not see it."""

    code: ClassVar[str] = "meeting.not_found"
    sentence = Text(zh="没有这个会议，或者您看不到它。", en="There is no such meeting, or you may not see it.")


class MayNotKeepMeeting(HuiyingError):
    """Only some may do this with a meeting; `who` is named."""

    code: ClassVar[str] = "meeting.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class MeetingMovedOn(HuiyingError):
    """The meeting stands where this is no longer, or not yet, possible; `how` says what stands."""

    code: ClassVar[str] = "meeting.moved_on"
    sentence = Text(zh="现在不能这样做：{how}", en="This cannot be done now: {how}")


class MeetingNeedsWords(HuiyingError):
    """Something that others have to understand was left empty or too short; `what` is named."""

    code: ClassVar[str] = "meeting.words_needed"
    sentence = Text(
        zh="{what}请写至少 {least} 个字，别人才看得明白。",
        en="{what}: please write at least {least} characters, so that others understand it.",
    )


class MeetingWrongDay(HuiyingError):
    """A day or time that cannot be; `why` says so."""

    code: ClassVar[str] = "meeting.wrong_day"
    sentence = Text(zh="日期不对：{why}", en="The day does not fit: {why}")


class MeetingNeedsItem(HuiyingError):
    """No agenda item, no meeting."""

    code: ClassVar[str] = "meeting.item_needed"
    sentence = Text(
        zh="没有议题不开会。请先加一个议题，或者取消这次会议。",
        en="No agenda item, no meeting. Add an item first, or call the meeting off.",
    )


class OrganisationLeftOut(HuiyingError):
    """A mass organisation was neither invited nor left out with a reason; `units` are named."""

    code: ClassVar[str] = "meeting.organisation_left_out"
    sentence = Text(
        zh="还没有说请不请：{units}。请他们来，或者写明不请的原因。",
        en="Nothing is said yet about: {units}. Invite them, or write why they are not invited.",
    )


class InvitationWrong(HuiyingError):
    """The unit cannot be invited, left out or counted like this; `why` says so."""

    code: ClassVar[str] = "meeting.invitation_wrong"
    sentence = Text(zh="{why}", en="{why}")


class ItemWrong(HuiyingError):
    """An agenda item that does not fit; `why` says so."""

    code: ClassVar[str] = "meeting.item_wrong"
    sentence = Text(zh="{why}", en="{why}")


class ItemChanged(HuiyingError):
    """Somebody else wrote it anew, or erased it, after this form was opened."""

    code: ClassVar[str] = "meeting.item_changed"
    sentence = Text(
        zh="您写的时候，这一项被改过或删过。请另开一页看看现在的内容，再决定要不要改；您写的还在下面。",
        en="This item was changed or erased while you wrote. Open it in another window to see what stands there now, "
        "then decide; what you wrote is kept below.",
    )


class SuperiorDecides(HuiyingError):
    """The two sides have a common superior, so it is not for the joint meeting (条例 Art 24(1)); `unit` decides."""

    code: ClassVar[str] = "meeting.superior_decides"
    sentence = Text(
        zh="双方有共同的上一级：{unit}。受理争议由它决定（条例第二十四条第一款），不上联席会议。",
        en="Both sides have a common superior: {unit}. It decides (Regulations Art 24(1)), not the joint meeting.",
    )


class ResolutionWrong(HuiyingError):
    """A resolution that does not fit; `why` says so."""

    code: ClassVar[str] = "meeting.resolution_wrong"
    sentence = Text(zh="{why}", en="{why}")


class ItemsOpen(HuiyingError):
    """A meeting ends only when every item is settled or put off; `items` are named by their place."""

    code: ClassVar[str] = "meeting.items_open"
    sentence = Text(
        zh="第 {items} 项还没有结果。每一项要有决定，或者写明原因和日期，放到以后。",
        en="Items {items} have no outcome yet. Each needs a resolution, or is put off with a reason and a day.",
    )


class NobodyCame(HuiyingError):
    """A meeting without a note of who came."""

    code: ClassVar[str] = "meeting.nobody_came"
    sentence = Text(
        zh="还没有记谁到了会。请先记到会情况。", en="Nobody is noted as present yet. Please note who came first."
    )


class MinutesWrong(HuiyingError):
    """The minutes stand elsewhere, or a part of them does not fit; `why` says so."""

    code: ClassVar[str] = "meeting.minutes_wrong"
    sentence = Text(zh="{why}", en="{why}")


class AmendmentsOpen(HuiyingError):
    """Minutes are signed when every wish of those who were there is answered."""

    code: ClassVar[str] = "meeting.amendments_open"
    sentence = Text(
        zh="还有 {number} 条修改意见没有答复。请先逐条采纳，或者说明为什么不改。",
        en="{number} wishes for changes are not answered yet. Take each, or say why not.",
    )
