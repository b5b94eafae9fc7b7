"""What can stand in the way of a public notice, of objecting to it, and of its result."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NoticeNotFound(HuiyingError):
    """There is no such notice, or the viewer may not see it (the two are not told apart)."""

    code: ClassVar[str] = "notice.not_found"
    sentence = Text(zh="没有这份公示，或者您看不到它。", en="There is no such notice, or you may not see it.")


class MayNotNotice(HuiyingError):
    """Only some may do this; `who` is named."""

    code: ClassVar[str] = "notice.may_not"
    sentence = Text(
        zh="这一步由{who}来做。需要的话，请转告他们。", en="This step is for {who}. Please tell them if it is needed."
    )


class NeedsSecondPerson(HuiyingError):
    """Who wrote it or asked for the check cannot be the one who checks it."""

    code: ClassVar[str] = "notice.second_person"
    sentence = Text(
        zh="写的人不能自己核对。请另一个人来核对、公布。",
        en="Whoever wrote it does not check it. Please let somebody else check and publish it.",
    )


class NoticeNeedsWords(HuiyingError):
    """Title, words, who may object or a reason was left nearly empty."""

    code: ClassVar[str] = "notice.words_needed"
    sentence = Text(
        zh="请写几句，至少 {least} 个字，别人才看得明白。",
        en="Please write at least {least} characters, so that others understand it.",
    )


class NoticeTellsTooMuch(HuiyingError):
    """It tells of people what nobody needs in order to object."""

    code: ClassVar[str] = "notice.too_much"
    sentence = Text(
        zh="公示只写必要的。请去掉：{what}。",
        en="A notice tells no more than is needed. Please take out: {what}.",
    )


class NoticeTooShort(HuiyingError):
    """Shorter than its kind allows."""

    code: ClassVar[str] = "notice.too_short"
    sentence = Text(
        zh="这类公示最少{least}，可以更长，不能更短，最长 {most} 天。",
        en="A notice of this kind is open for at least {least}; it may be longer, up to {most}, never shorter.",
    )


class KindUnknown(HuiyingError):
    """There is no such kind of notice."""

    code: ClassVar[str] = "notice.kind_unknown"
    sentence = Text(zh="请选一种公示。", en="Please choose a kind of notice.")


class NoticeNotAsked(HuiyingError):
    """Nobody gave it to a second person."""

    code: ClassVar[str] = "notice.not_asked"
    sentence = Text(
        zh="这一稿还没有交给别人核对，或者刚刚改过。",
        en="This draft waits for nobody's check; it may have been changed.",
    )


class NoticeNoDraft(HuiyingError):
    """There is nothing to be changed or published."""

    code: ClassVar[str] = "notice.no_draft"
    sentence = Text(zh="没有等着公布的草稿，请刷新看看。", en="There is no draft to be published; please look again.")


class NoticeOver(HuiyingError):
    """Its result is out, or it was given up."""

    code: ClassVar[str] = "notice.over"
    sentence = Text(
        zh="这份公示已经结束，不能再改。", en="This notice has come to its end and is not changed any more."
    )


class NoticeClosed(HuiyingError):
    """Its days for objections are over, or have not begun."""

    code: ClassVar[str] = "notice.closed"
    sentence = Text(
        zh="公示期已过。您仍然可以照常反映：点“我要说事”，我们一样受理、答复。",
        en="The days for objections are over. You can still speak up in the ordinary way and get your answer.",
    )


class ResultTooEarly(HuiyingError):
    """Its days have not passed yet. `day`: the last of them."""

    code: ClassVar[str] = "notice.result_too_early"
    sentence = Text(
        zh="公示到{day}为止，期满以后才能公布结果。",
        en="Objections are open through {day}; the result follows after that.",
    )


class ResultBarred(HuiyingError):
    """An objection has no answer yet. `count` is for staff, who alone read this."""

    code: ClassVar[str] = "notice.result_barred"
    sentence = Text(
        zh="还有 {count} 件异议没有答复。全部答复以后，才能公布结果。",
        en="Objections without an answer: {count}. The result follows once all of them are answered.",
    )


class ChangeWaits(HuiyingError):
    """A change of the notice was begun and is neither published nor dropped."""

    code: ClassVar[str] = "notice.change_waits"
    sentence = Text(
        zh="公示还有一处改动没有公布。请先公布它，或者不用它。",
        en="A change of this notice waits. Please publish it or drop it first.",
    )
