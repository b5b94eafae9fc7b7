"""What can stand in the way of carrying out a decision, of checking it, and of a circular."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class DecisionNotFound(HuiyingError):
    """There is no such decision or task, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "decision.not_found"
    sentence = Text(zh="没有这个决策事项，或者您看不到它。", en="There is no such decision, or you may not see it.")


class MayNotDecide(HuiyingError):
    """Only some may do this; `who` is named."""

    code: ClassVar[str] = "decision.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class DecisionNeedsWords(HuiyingError):
    """Something that others have to understand was left nearly empty."""

    code: ClassVar[str] = "decision.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，别人才看得明白。",
        en="Please write at least {least} characters, so that others understand it.",
    )


class DecisionNamesSomebody(HuiyingError):
    """Words that many read hold a name or a person's number."""

    code: ClassVar[str] = "decision.names_somebody"
    sentence = Text(
        zh="这里的话很多人读得到，不能写出个人。{what}", en="Many read these words; they must name nobody. {what}"
    )


class DecisionDayAhead(HuiyingError):
    """What was done cannot lie in the future."""

    code: ClassVar[str] = "decision.day_ahead"
    sentence = Text(
        zh="{day} 还没到。做过的事请填已经过去的日子或今天。",
        en="{day} is still to come. For what was done, give today or a day that is past.",
    )


class HidingNeedsReason(HuiyingError):
    """A decision is kept from the public without a reason."""

    code: ClassVar[str] = "decision.hidden_without_reason"
    sentence = Text(
        zh="不公开要写明理由，比如依据哪一条不予公开。",
        en="Say why it is not public, for example by which article it is kept back.",
    )


class DecisionHidden(HuiyingError):
    """A step says that it was published, and the decision is not public here."""

    code: ClassVar[str] = "decision.not_public"
    sentence = Text(
        zh="这个决策事项还没有公开，不能打“公布”的勾。请先把它公开，或者写明为什么不公布。",
        en="This decision is not public, so “published” cannot be ticked. Make it public first, or say why it is not.",
    )


class DecisionPublished(HuiyingError):
    """What is ticked as published cannot be kept from the public."""

    code: ClassVar[str] = "decision.published"
    sentence = Text(
        zh="“公布”已经打了勾，不能再改成不公开。打错了，请先收回那一步。",
        en="“Published” is ticked, so it cannot be kept back. If that was a mistake, take the step back first.",
    )


class DecisionOver(HuiyingError):
    """It was carried out or ended."""

    code: ClassVar[str] = "decision.over"
    sentence = Text(
        zh="这个决策事项已经结束。还有事要办，请先收回“落实”那一步。",
        en="This decision is over. If there is more to do, take back the step “carried out” first.",
    )


class TasksOpen(HuiyingError):
    """It cannot be called carried out or ended while tasks are open."""

    code: ClassVar[str] = "decision.tasks_open"
    sentence = Text(
        zh="还有 {count} 项任务没办完。每一项都要先办完，或者写明理由不再办。",
        en="{count} tasks are still open. Each has to be kept first, or dropped with a reason.",
    )


class NothingCarriedOut(HuiyingError):
    """No task was kept."""

    code: ClassVar[str] = "decision.nothing_kept"
    sentence = Text(
        zh="没有一项任务是办完的，不能说落实了。请先分解任务；不再办的，写明为什么没有落实。",
        en="Not one task has been kept, so it cannot be called carried out. Split it into tasks first; if it will not "
        "be carried out, say why.",
    )


class StepsUnsaid(HuiyingError):
    """A major decision cannot end while nobody has said what became of an earlier step; `steps` are named."""

    code: ClassVar[str] = "decision.steps_unsaid"
    sentence = Text(
        zh="这是重大决策，还没有交代：{steps}。做过的打勾，没做的写明理由。",
        en="This is a major decision, and nothing is said of: {steps}. Tick what was done; say why where it was not.",
    )


class StepSaid(HuiyingError):
    """The step was ticked or left out already."""

    code: ClassVar[str] = "decision.step_said"
    sentence = Text(
        zh="这一步已经交代过了。要改，请先收回。", en="This step is accounted for already. To change it, take it back."
    )


class StepNotSaid(HuiyingError):
    """Only what was ticked or left out can be taken back."""

    code: ClassVar[str] = "decision.step_not_said"
    sentence = Text(zh="这一步还没有交代，没有可收回的。", en="Nothing is said of this step yet.")


class LaterStepFirst(HuiyingError):
    """The first four of a decision that is over stand until it is open again."""

    code: ClassVar[str] = "decision.open_it_first"
    sentence = Text(
        zh="这个决策事项已经结束，请先收回“落实”那一步，再改前面的。",
        en="This decision is over. Take back “carried out” first, then change what comes before it.",
    )


class TaskNotToReport(HuiyingError):
    """Nobody above waits for a report on it, or it was told already."""

    code: ClassVar[str] = "decision.no_report_due"
    sentence = Text(
        zh="这项任务没有要上报的，或者已经报过了。", en="No report is due on this task, or it was made already."
    )


class CheckAnswered(HuiyingError):
    """An answer stands."""

    code: ClassVar[str] = "decision.check_answered"
    sentence = Text(zh="这次查看已经回应过了。", en="This check has been answered already.")


class CircularNotFound(HuiyingError):
    """There is no such circular, or it is not for this viewer."""

    code: ClassVar[str] = "circular.not_found"
    sentence = Text(zh="没有这份通报，或者您看不到它。", en="There is no such circular, or you may not see it.")


class CircularNeedsUnits(HuiyingError):
    """It goes to nobody."""

    code: ClassVar[str] = "circular.units_needed"
    sentence = Text(zh="请至少选一个单位。", en="Please choose one unit at least.")


class CircularDayOver(HuiyingError):
    """The last day to answer is over before anybody can."""

    code: ClassVar[str] = "circular.day_over"
    sentence = Text(
        zh="答复的最后一天已经过了，请选今天或以后的一天。",
        en="The last day to answer is over. Choose today or a later day.",
    )


class CircularSent(HuiyingError):
    """What was sent is not changed and not sent again."""

    code: ClassVar[str] = "circular.sent"
    sentence = Text(
        zh="通报已经发出，不能再改。有新情况，请另发一份。",
        en="The circular is out and stays as it is. If there is news, send another.",
    )


class CircularNotSent(HuiyingError):
    """A draft is neither read nor answered."""

    code: ClassVar[str] = "circular.not_sent"
    sentence = Text(zh="通报还没有发出。", en="The circular has not been sent yet.")


class CircularAnswered(HuiyingError):
    """The unit has answered."""

    code: ClassVar[str] = "circular.answered"
    sentence = Text(zh="您的单位已经回复过了。", en="Your unit has answered already.")


class NotForYourUnit(HuiyingError):
    """The circular does not name a unit of this person."""

    code: ClassVar[str] = "circular.not_for_you"
    sentence = Text(zh="这份通报没有发给您的单位。", en="This circular was not sent to your unit.")
