"""What can be wrong with an aid, and what to do then."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class AidNotFound(HuiyingError):
    """There is no such aid or help, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "aid.not_found"
    sentence = Text(zh="没有这份帮扶，或者您看不到它。", en="There is no such aid, or you may not see it.")


class MayNotHelp(HuiyingError):
    """Who looks after it changes it."""

    code: ClassVar[str] = "aid.may_not"
    sentence = Text(
        zh="帮扶由负责单位的承办人或负责人办理。请找他们。",
        en="The unit that looks after this aid changes it: please ask its head or a handler.",
    )


class AidNeedsWords(HuiyingError):
    """What is lacking, what is given or why it is dropped was not said."""

    code: ClassVar[str] = "aid.words_needed"
    sentence = Text(zh="请用几个字写明白。", en="Please say it in a few words.")


class AidNeedsYes(HuiyingError):
    """The household has not agreed, or later than today."""

    code: ClassVar[str] = "aid.yes_needed"
    sentence = Text(
        zh="要先问过这户人家，他们同意了才登记。请写哪天同意的，不能晚于今天。",
        en="Ask the household first; it is written down once they agreed. Please give the day, today at the latest.",
    )


class AidNeedsHousehold(HuiyingError):
    """Nobody knows which household it is: no name was given, and whoever spoke in the case left none."""

    code: ClassVar[str] = "aid.household_needed"
    sentence = Text(
        zh="请写户主姓名：不知道是哪一户，就没法上门。姓名会加密保管。",
        en="Please give the name of the householder: without it nobody finds the house. It is kept sealed.",
    )


class AidNeedsGiver(HuiyingError):
    """Neither a unit nor somebody else gives it, or both."""

    code: ClassVar[str] = "aid.giver_needed"
    sentence = Text(
        zh="请选由哪个单位给，或者写是哪个组织给，只填一个。",
        en="Please choose the unit that gives it, or write which organisation does: one of the two.",
    )


class AidNeedsDay(HuiyingError):
    """A day that lies on the wrong side of today."""

    code: ClassVar[str] = "aid.day_wrong"
    sentence = Text(zh="日期不对：{why}", en="This day does not fit: {why}")


class AidAmountWrong(HuiyingError):
    """Money without a sum, or a sum that is none."""

    code: ClassVar[str] = "aid.amount_wrong"
    sentence = Text(
        zh="给钱的请写多少元，大于 0，最多两位小数；不是给钱的不用写。",
        en="For money please give a sum in yuan above 0 with at most two decimals; for anything else leave it empty.",
    )


class AidOver(HuiyingError):
    """It has ended, or this help is given or dropped already."""

    code: ClassVar[str] = "aid.over"
    sentence = Text(zh="这件事已经办完，不能再改。", en="This is over and is not changed any more.")


class HelpMustBePosted(HuiyingError):
    """It has to be posted in the village first. `until`: the last day of the posting, "" before it was posted."""

    code: ClassVar[str] = "aid.posting_needed"
    sentence = Text(
        zh="这类救助要先在村（社区）公示，期满才能给（{articles}）。情况紧急的临时救助可以先给，请勾选。",
        en="This help is posted in the village first and given when the days are over ({articles}). "
        "Temporary relief may be given first in an emergency: please tick that.",
    )


class AidHasOpenHelp(HuiyingError):
    """Something that was planned is neither given nor dropped."""

    code: ClassVar[str] = "aid.still_open"
    sentence = Text(
        zh="还有 {count} 项没有落实。给了或者写明不给的理由，再结束。",
        en="{count} things are neither given nor dropped. Settle them first, then end it.",
    )


class AidNamesSomebody(HuiyingError):
    """The name of somebody of the household stands in words that others read."""

    code: ClassVar[str] = "aid.names_somebody"
    sentence = Text(
        zh="文字里有这户人家的姓名、电话或证件号。请删掉，身份另外保管。",
        en="A name, phone or identity number of the household stands in the words. Please take it out; "
        "who they are is kept apart.",
    )
