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


class EasyWordsMissing(HuiyingError):
    """The person asked for the answer in easy words. data: field."""

    code: ClassVar[str] = "case.easy_words_missing"
    sentence = Text(
        zh="诉求人要浅白的答复：请用短句和日常话再写一遍，写不了的说明理由。",
        en="The person asked for easy words: write the answer once more in short, plain sentences, or say why not.",
    )


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


class HostUnfit(HuiyingError):
    """Who was to host a hearing may not, or has handled the matter."""

    code: ClassVar[str] = "case.host_unfit"
    sentence = Text(
        zh="主持人要有听证主持的权限，而且没有经办过这件事。请另选一位。",
        en="A host holds the grant for hearings and has not handled the matter. Please choose somebody else.",
    )


class MayNotHold(HuiyingError):
    """Only the keeper of identities and the archivist of the office hold a case back from erasure, and release it."""

    code: ClassVar[str] = "hold.may_not"
    sentence = Text(
        zh="只有本单位的身份保管员或者档案员可以暂缓删除、恢复删除。请找他们。",
        en="Only the keeper of identities or the archivist of this office may hold a case back from deletion or "
        "release it. Please ask them.",
    )


class HoldBasisUnknown(HuiyingError):
    """No ground of the list was chosen."""

    code: ClassVar[str] = "hold.basis_unknown"
    sentence = Text(zh="请选为什么要暂缓删除。", en="Please choose why deletion has to wait.")


class HoldDayWrong(HuiyingError):
    """The day on which it is looked at again is missing, past, or more than two years ahead."""

    code: ClassVar[str] = "hold.day_wrong"
    sentence = Text(
        zh="请写明哪一天再看一次：从明天起，最多两年。",
        en="Say on which day it is looked at again: from tomorrow on, two years ahead at most.",
    )


class HoldNeedsReason(HuiyingError):
    """No reason, or one too short to mean anything. data: least."""

    code: ClassVar[str] = "hold.needs_reason"
    sentence = Text(
        zh="请写明依据，例如哪个法院的哪份文书，至少 {least} 个字。",
        en="Say on what it rests, such as which paper of which court, in at least {least} characters.",
    )


class HoldInForce(HuiyingError):
    """The case is held back already, or was to be erased while it is."""

    code: ClassVar[str] = "hold.in_force"
    sentence = Text(
        zh="这件因为诉讼、调查或归档暂缓删除，现在不能删，也不用再设一次。不再需要时，先取消暂缓。",
        en="This case is held back from deletion for a suit, an inquiry or the archives: it cannot be erased now, nor "
        "held a second time. Release it first when that is over.",
    )


class HoldGone(HuiyingError):
    """The hold was lifted before, or never was."""

    code: ClassVar[str] = "hold.gone"
    sentence = Text(zh="这个暂缓已经取消了，不用再做。", en="This hold was released already; nothing is left to do.")


class RecusalNotFound(HuiyingError):
    """There is no such request that somebody keep out, or it is not for this viewer, or it was decided meanwhile."""

    code: ClassVar[str] = "recusal.not_found"
    sentence = Text(
        zh="没有这条回避申请，或者已经决定了。请回到办件看看。",
        en="There is no such request to keep out, or it was decided already. Please look at the case.",
    )


class AlreadyKeptOut(HuiyingError):
    """The same officer or unit was asked to keep out before, and was not refused."""

    code: ClassVar[str] = "recusal.already"
    sentence = Text(
        zh="已经申请过了，正在等决定，或者已经同意。不用再申请。",
        en="This was asked already: it waits for the decision or was granted. You need not ask again.",
    )


class SayWho(HuiyingError):
    """It is not said who is to keep out, or nobody fits what was said."""

    code: ClassVar[str] = "recusal.say_who"
    sentence = Text(zh="请写明要谁回避：姓名或者单位。", en="Please say who is to keep out: a name or a unit.")


class SayWhyKeepOut(HuiyingError):
    """No reason was given."""

    code: ClassVar[str] = "recusal.say_why"
    sentence = Text(zh="请写一句为什么。", en="Please say in a sentence why.")


class OfficeItself(HuiyingError):
    """The office that dispatches the case cannot keep out of it as a whole: the one above it decides that."""

    code: ClassVar[str] = "recusal.office_itself"
    sentence = Text(
        zh="派办机关整体回避，要由上一级机关决定：请向上一级机关提出。具体到人，可以在这里申请。",
        en="Whether the whole office that dispatches this keeps out is for the body above it: please write there. Of "
        "one person you can ask it here.",
    )


class MayNotDecideRecusal(HuiyingError):
    """Whoever is concerned, or has no say over the unit, does not decide."""

    code: ClassVar[str] = "recusal.may_not_decide"
    sentence = Text(
        zh="回避由单位负责人或者调度员决定，被申请的人自己不能决定。请转给他们。",
        en="The head of the unit or a dispatcher decides, never the one concerned. Please pass it to them.",
    )


class KeptOut(HuiyingError):
    """A case was to be given to somebody, or to a unit, that keeps out of it."""

    code: ClassVar[str] = "recusal.kept_out"
    sentence = Text(
        zh="这个人（单位）要回避这一件，请另选。", en="They keep out of this case; please choose somebody else."
    )


class BodyIsAccused(HuiyingError):
    """A report of wrongdoing was to go to the accused unit or to one below it (条例 Art 30(3))."""

    code: ClassVar[str] = "sealed.body_is_accused"
    sentence = Text(
        zh="不能转给被反映人所在的单位或者它下面的单位。请选按管理权限有权处理的机关。",
        en="It must not go to the unit of the accused or one below it. Please choose the body that manages the person.",
    )


class NobodyLeft(HuiyingError):
    """If this unit is noted as accused, no sealed officer is left who may handle the report."""

    code: ClassVar[str] = "sealed.nobody_left"
    sentence = Text(
        zh="这样一来，这里就没有专办员能办了。反映的是整个机关或者专办员自己的，请直接转送上一级纪检监察机关"
        "（电话 12388）。",
        en="Then no sealed officer here could handle it. A report against the whole office, or against its sealed "
        "officers, goes straight to the discipline body above (phone 12388).",
    )
