"""What can stand in the way of keeping an issue."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class IssueNotFound(HuiyingError):
    """There is no such issue or proposal, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "issue.not_found"
    sentence = Text(zh="没有这个共性问题，或者您看不到它。", en="There is no such issue, or you may not see it.")


class MayNotKeepIssue(HuiyingError):
    """Only some may do this with an issue; `roles` are named."""

    code: ClassVar[str] = "issue.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class IssueNeedsTitle(HuiyingError):
    """No title, or an empty one."""

    code: ClassVar[str] = "issue.title_needed"
    sentence = Text(
        zh="请用一句话写明是什么问题，比如“丽水新城旁搅拌站扰民”。",
        en="Say in one sentence what the issue is, for example “Concrete plant beside Lishui estate”.",
    )


class IssueNeedsWords(HuiyingError):
    """A step that others have to understand was taken without a word."""

    code: ClassVar[str] = "issue.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，别人才看得明白。",
        en="Please write at least {least} characters, so that others understand it.",
    )


class IssueNamesSomebody(HuiyingError):
    """Words that everybody who spoke reads, or anybody, hold a name or a person's number."""

    code: ClassVar[str] = "issue.names_somebody"
    sentence = Text(
        zh="共性问题里的话，说过的人和公众都可能读到。{what}",
        en="What is written about an issue is read by those who spoke, and may be read by anybody. {what}",
    )


class IssueNeedsOwner(HuiyingError):
    """A plan without a unit that carries it out."""

    code: ClassVar[str] = "issue.owner_needed"
    sentence = Text(
        zh="还没有牵头单位。请先定下由哪个单位来解决，再写打算。",
        en="No unit is in charge yet. Choose the unit that is to solve it, then write the plan.",
    )


class IssueNeedsCases(HuiyingError):
    """Not one case was chosen that the person may see."""

    code: ClassVar[str] = "issue.cases_needed"
    sentence = Text(zh="请至少选一件。", en="Please choose one case at least.")


class CaseInIssue(HuiyingError):
    """A case is in another issue already."""

    code: ClassVar[str] = "issue.case_elsewhere"
    sentence = Text(
        zh="回执号 {number} 已经在别的共性问题里。一件只放在一个问题里，要换，请先从那里移出。",
        en="Receipt {number} is part of another issue. A case is part of one issue only; take it out there first.",
    )


class IssueOver(HuiyingError):
    """The issue was solved or set down."""

    code: ClassVar[str] = "issue.over"
    sentence = Text(
        zh="这个共性问题已经结束。问题又出现了，请先“重新打开”。",
        en="This issue is over. If it has come back, reopen it first.",
    )


class IssueNotOver(HuiyingError):
    """Only what is over can be reopened."""

    code: ClassVar[str] = "issue.not_over"
    sentence = Text(zh="这个共性问题还没有结束。", en="This issue is not over.")


class ProposalDecided(HuiyingError):
    """Somebody took it up or set it aside meanwhile."""

    code: ClassVar[str] = "issue.proposal_decided"
    sentence = Text(zh="这条提议已经有人处理过了。", en="Somebody has dealt with this proposal already.")
