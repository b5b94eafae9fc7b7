"""What can stand in the way of an administrator, each with what to do next."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NameNeeded(HuiyingError):
    """A name was left empty."""

    code = "office.name_needed"
    sentence = Text(zh="请写下名称。", en="Please give it a name.")


class NameTaken(HuiyingError):
    """Another one at the same place of the tree has this name."""

    code = "office.name_taken"
    sentence = Text(
        zh="同一级已经有叫这个名称的了。请换一个名称；如果它已停用，可以把它恢复。",
        en="Another one beside it has this name. Choose another name; if that one is retired, you can restore it.",
    )


class UnderItself(HuiyingError):
    """A branch was to be moved below itself."""

    code = "office.under_itself"
    sentence = Text(
        zh="不能把它移到自己或自己的下级下面。请另选上级。",
        en="It cannot stand below itself or below one of its own. Choose another one above it.",
    )


class ParentRetired(HuiyingError):
    """What would stand above is retired."""

    code = "office.parent_retired"
    sentence = Text(
        zh="选的上级已经停用。请另选，或者先恢复上级。",
        en="The one chosen above it is retired. Choose another, or restore that one first.",
    )


class StillHasChildren(HuiyingError):
    """There are active ones below. data: count."""

    code = "office.still_has_children"
    sentence = Text(
        zh="下面还有 {count} 个在用的。请先停用或移走它们。",
        en="There are {count} in use below it. Retire them or move them first.",
    )


class TooDeep(HuiyingError):
    """A category below the third level. data: most."""

    code = "office.too_deep"
    sentence = Text(
        zh="类别最多 {most} 级。请另选上级。", en="Categories have at most {most} levels. Choose another one above it."
    )


class NoticeUnreadable(HuiyingError):
    """A line of a notice of holidays could not be read. data: line (1-based; 0: the file as a whole)."""

    code = "calendar.notice_unreadable"
    sentence = Text(
        zh="第 {line} 行看不懂。每行写一天：日期、“休”或“班”、节日名，例如“2027-01-01 休 元旦”。",
        en="Line {line} cannot be read. Write one day a line: the date, “off” or “work”, the holiday, "
        "such as “2027-01-01 off New Year”.",
    )


class NoticeEmpty(HuiyingError):
    """A notice without a single day. data: year."""

    code = "calendar.notice_empty"
    sentence = Text(
        zh="里面没有 {year} 年的日子，可能还没有公布。请等国务院办公厅的通知出来再录入。",
        en="It holds no day of {year}; perhaps it is not out yet. "
        "Enter it when the State Council's notice is published.",
    )


class DayOutsideYear(HuiyingError):
    """A notice names a day of another year than its own or the December before. data: year, day."""

    code = "calendar.day_outside_year"
    sentence = Text(
        zh="{day} 不在 {year} 年，也不在上一年12月。请核对年份。",
        en="{day} is neither in {year} nor in the December before. Check the year.",
    )


class YearSkipped(HuiyingError):
    """The year before has no notice yet. data: year, needed."""

    code = "calendar.year_skipped"
    sentence = Text(
        zh="还没有 {needed} 年的放假安排。请先录入 {needed} 年，再录入 {year} 年。",
        en="The notice of {needed} is not entered yet. Enter {needed} first, then {year}.",
    )


class SourceNeeded(HuiyingError):
    """A year's notice without saying where it comes from."""

    code = "calendar.source_needed"
    sentence = Text(
        zh="请写明出处，例如通知的文号或网址。", en="Say where it comes from: the number or address of the notice."
    )


class NotOfOffice(HuiyingError):
    """There is nothing of the office's own on this day to take back."""

    code = "calendar.not_of_office"
    sentence = Text(
        zh="这一天没有单独定过，不用取消。",
        en="The office has set nothing for this day; there is nothing to take back.",
    )


class UnknownPlaceholder(HuiyingError):
    """A template asks for what nothing fills. data: what (labels)."""

    code = "letters.unknown_placeholder"
    sentence = Text(
        zh="模板里有填不进去的内容：{what}。请从右边的清单里选，或者删掉。",
        en="Nothing can fill these in the template: {what}. Choose from the list beside it, or remove them.",
    )


class TitleNeeded(HuiyingError):
    """A letter without a title."""

    code = "letters.title_needed"
    sentence = Text(zh="请写下文书的标题。", en="Please give the letter a title.")


class PauseReasonNeeded(HuiyingError):
    """The web was to be paused without a reason."""

    code = "office.pause_reason_needed"
    sentence = Text(zh="请写明为什么暂停网上接收，公众会看到。", en="Say why the web is paused; everybody reads it.")


class PauseTooLong(HuiyingError):
    """A pause of more than `most` hours, or of none. data: most."""

    code = "office.pause_too_long"
    sentence = Text(
        zh="一次最多暂停 {most} 小时，到时自动恢复；还需要的话，到时重新写明理由再暂停。",
        en="A pause lasts {most} hours at most and ends by itself. If it is still needed then, give a reason anew.",
    )


class WebPaused(HuiyingError):
    """Nothing is taken in by the web now. data: until (words), seconds, why, phone."""

    code = "office.web_paused"
    sentence = Text(
        zh="网上暂停接收到 {until}。急事请打电话 {phone} 或到窗口来；已收到的照常办，可以照常查进展。",
        en="Nothing is taken in by the web until {until}. Please call {phone} or come to the counter; "
        "what was received goes on, and can be followed as always.",
    )
