"""What can stand in the way of an improvement item and of a mirror."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class ImprovementNotFound(HuiyingError):
    """There is no such item, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "improvement.not_found"
    sentence = Text(
        zh="没有这个改进事项，或者您看不到它。", en="There is no such improvement item, or you may not see it."
    )


class MayNotImprove(HuiyingError):
    """Only some may do this; `who` is named."""

    code: ClassVar[str] = "improvement.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class ImprovementNeedsWords(HuiyingError):
    """Something that others have to understand was left nearly empty."""

    code: ClassVar[str] = "improvement.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，别人才看得明白。",
        en="Please write at least {least} characters, so that others understand it.",
    )


class ImprovementNamesSomebody(HuiyingError):
    """Words that many read hold a name or a person's number."""

    code: ClassVar[str] = "improvement.names_somebody"
    sentence = Text(
        zh="这里的话很多人读得到，不能写出个人。{what}", en="Many read these words; they must name nobody. {what}"
    )


class ImprovementOver(HuiyingError):
    """It was measured again, or closed."""

    code: ClassVar[str] = "improvement.over"
    sentence = Text(zh="这个改进事项已经结束了。", en="This improvement item is over.")


class MeasureStands(HuiyingError):
    """There is a measure already, and it was not dropped."""

    code: ClassVar[str] = "improvement.measure_stands"
    sentence = Text(
        zh="已经有一项改进措施。要改日期或者报进展，请到那项承诺里去。",
        en="There is a measure already. To move its day or to report on it, go to its promise.",
    )


class MeasureMissing(HuiyingError):
    """Published is what the unit does about it."""

    code: ClassVar[str] = "improvement.measure_missing"
    sentence = Text(zh="要先写明原因和措施，再公布。", en="Cause and measure come first; then it can be published.")


class ContestedAlready(HuiyingError):
    """The unit has said why it should not stand, or a measure is promised."""

    code: ClassVar[str] = "improvement.contested"
    sentence = Text(
        zh="已经提过异议，或者已经写了改进措施。有新情况，请直接告诉督查员。",
        en="It was contested before, or has a measure. If there is something new, please tell an inspector.",
    )


class NothingContested(HuiyingError):
    """There is nothing to decide, or it is decided."""

    code: ClassVar[str] = "improvement.nothing_contested"
    sentence = Text(zh="没有等您定的异议。", en="There is no contest waiting for a decision.")


class WordsGone(HuiyingError):
    """There are no such words any more."""

    code: ClassVar[str] = "improvement.words_gone"
    sentence = Text(zh="这段话已经不在了。", en="These words are not there any more.")


class MirrorNotFound(HuiyingError):
    """There is no such mirror, or it is not yet for this viewer (the two are not told apart)."""

    code: ClassVar[str] = "mirror.not_found"
    sentence = Text(
        zh="没有这一面镜子，或者还没到您能看的时候。", en="There is no such mirror, or it is not yet for you to see."
    )


class MirrorSettled(HuiyingError):
    """Its list is complete."""

    code: ClassVar[str] = "mirror.settled"
    sentence = Text(
        zh="整改清单已经定了。还要加，请另立一项承诺。",
        en="The rectification list is complete. If there is more to do, promise it by itself.",
    )
