"""What can be wrong in a mediation, and what to do then."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class MediationNotFound(HuiyingError):
    """There is no such mediation, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "mediation.not_found"
    sentence = Text(zh="没有这次调解，或者您看不到它。", en="There is no such mediation, or you may not see it.")


class MayNotMediate(HuiyingError):
    """Only the mediator writes what is said in confidence."""

    code: ClassVar[str] = "mediation.may_not"
    sentence = Text(zh="这一步由调解员来做。", en="This is for the mediator to do.")


class MayNotKeepMediators(HuiyingError):
    """The list of mediators is kept by the office that dispatches."""

    code: ClassVar[str] = "mediation.may_not_keep_list"
    sentence = Text(
        zh="调解员名册由调度员管。请找他们。", en="The dispatcher keeps the list of mediators; please ask them."
    )


class MediationOver(HuiyingError):
    """It is not under way, or not any more."""

    code: ClassVar[str] = "mediation.over"
    sentence = Text(
        zh="这次调解已经结束，或者还没有到这一步。请回到调解页看现在的情况。",
        en="This mediation is over, or not there yet. Please go back to its page and see how it stands.",
    )


class MediatorUnfit(HuiyingError):
    """Not on the list, or without the role, or had a hand in the matter."""

    code: ClassVar[str] = "mediation.mediator_unfit"
    sentence = Text(
        zh="不能由这位来调解：要在名册上、有调解员岗位、没有经办过这件事。请换一位。",
        en="This mediator does not fit: on the list, with that role, and without a hand in the matter. Choose another.",
    )


class MediatorNotChosen(HuiyingError):
    """Both sides have to agree on whom."""

    code: ClassVar[str] = "mediation.not_chosen"
    sentence = Text(
        zh="双方选的不是同一位调解员。请他们再选一次，或者其中一方说“谁都行”。",
        en="The sides chose different mediators. Please ask them again; one of them may also leave it open.",
    )


class MediationNeedsWords(HuiyingError):
    """Something that has to be said was left empty, or is too long."""

    code: ClassVar[str] = "mediation.words_needed"
    sentence = Text(zh="请写明白，最多 {most} 个字。", en="Please write it, in at most {most} characters.")


class MediationNeedsDay(HuiyingError):
    """A meeting that lies in the past, or one held that lies ahead."""

    code: ClassVar[str] = "mediation.day_wrong"
    sentence = Text(zh="日期不对，请改一下再记。", en="This day does not fit; please change it.")


class MediationNeedsMail(HuiyingError):
    """To be invited by mail, without an address."""

    code: ClassVar[str] = "mediation.mail_missing"
    sentence = Text(
        zh="要发邮件，联系方式里只写对方的电子邮箱，例如 name@example.org；没有邮箱的，不选发邮件，打印邀请函寄去。",
        en="For a mail, write nothing but their address as the contact, such as name@example.org; or print the letter.",
    )


class AgreementNotDrafted(HuiyingError):
    """Nothing was written down that could be signed."""

    code: ClassVar[str] = "mediation.not_drafted"
    sentence = Text(
        zh="协议还没有写。先写好、打印，双方签了再来记。",
        en="There is no draft yet. Write and print it first; note it here once both have signed.",
    )


class AgreementNotConfirmable(HuiyingError):
    """Courts confirm, in this way, what a people's mediation committee mediated, within 30 days."""

    code: ClassVar[str] = "mediation.not_confirmable"
    sentence = Text(
        zh="这份协议不能这样申请司法确认：要由人民调解委员会主持，并且在签字后 30 日内。",
        en="A court does not confirm this one: a people's mediation committee has to mediate, and within 30 days.",
    )
