"""What can be wrong with a template or with what is put into it."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class ContentMissing(HuiyingError):
    """Data: `document` (code), `names` (placeholder paths), `what` (their labels)."""

    code = "letters.content_missing"
    sentence = Text(
        "这份文书还缺：{what}。请补上再出具。", "This letter still lacks: {what}. Add it, then make the letter again."
    )


class RequiredContentDropped(HuiyingError):
    """Data: `document`, `names`, `what` (labels with articles)."""

    code = "letters.required_dropped"
    sentence = Text(
        "这份模板删掉了法定内容：{what}。请把它放回去。",
        "This template leaves out what the law requires: {what}. Put it back.",
    )


class TemplateBroken(HuiyingError):
    """Data: `line` (1-based), `text` (the tag that has no partner)."""

    code = "letters.template_broken"
    sentence = Text(
        "模板第{line}行的“{text}”没有配对。请检查每个 [名称] 都有 [/名称]。",
        "Line {line} of the template: “{text}” has no partner. Check that every [name] has its [/name].",
    )


class UnknownDocument(HuiyingError):
    """Data: `document`."""

    code = "letters.unknown_document"
    sentence = Text(
        "没有编号为{document}的文书。请从清单里选。", "There is no letter {document}. Choose one from the list."
    )
