"""What can stand in the way of working on a case."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class CaseNotFound(HuiyingError):
    """There is no such case, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "case.not_found"
    sentence = Text(zh="没有这件，或者您看不到它。", en="There is no such case, or you may not see it.")


class UnitUnknown(HuiyingError):
    """A unit was named that does not exist or is no longer active."""

    code: ClassVar[str] = "case.unit_unknown"
    sentence = Text(
        zh="没有这个单位，或已停用，请另选。", en="There is no such unit, or it is closed; please choose another."
    )


class SameUnit(HuiyingError):
    """A case was to be handed to the unit that has it already."""

    code: ClassVar[str] = "case.same_unit"
    sentence = Text(zh="已经在这个单位了，请选别的单位。", en="This unit has it already; please choose another.")


class LeadCaseWrong(HuiyingError):
    """A case was to be joined to one that cannot be named, or though others are joined to itself."""

    code: ClassVar[str] = "case.lead_wrong"
    sentence = Text(
        zh="不能并到那一件：请核对回执号；这一件自己带着别的件的，先分开再并。",
        en="It cannot be joined to that case: please check the receipt number; where others are joined to this one, "
        "part them first.",
    )


class NoLongerJoined(HuiyingError):
    """An act was to be for a joined case that is parted from its lead, or to be handled apart, meanwhile."""

    code: ClassVar[str] = "case.no_longer_joined"
    sentence = Text(
        zh="它已经不和这一件并案了，请单独办。",
        en="It is no longer joined to this case; please handle it on its own.",
    )


class ApprovalGone(HuiyingError):
    """A request for approval was decided or dropped meanwhile."""

    code: ClassVar[str] = "case.approval_gone"
    sentence = Text(zh="这条审批已经处理过了。", en="This request has been decided already.")


class ReplyNotReady(HuiyingError):
    """The gate found something in the reply that must be mended before it goes out."""

    code: ClassVar[str] = "case.reply_not_ready"
    sentence = Text(zh="先别发，请再看看：{findings}", en="Before it goes out, please look at this: {findings}")


class CategoryUnknown(HuiyingError):
    """A category was named that does not exist or is no longer in use."""

    code: ClassVar[str] = "case.category_unknown"
    sentence = Text(
        zh="没有这个类别，或已停用，请另选。", en="There is no such category, or it is retired; please choose another."
    )


class MayNotCategorise(HuiyingError):
    """The category is set by who takes in, dispatches or handles the case."""

    code: ClassVar[str] = "case.may_not_categorise"
    sentence = Text(
        zh="类别由登记、调度和承办这一件的人来定。需要改，请告诉他们。",
        en="The category is set by whoever takes in, dispatches or handles the case. Please tell them.",
    )
