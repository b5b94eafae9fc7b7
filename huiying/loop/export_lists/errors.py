"""Why a list does not go out as a file."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class ExportNotOpen(HuiyingError):
    """No such list, or not for this reader. Data: none."""

    code = "export.not_open"
    sentence = Text(
        "没有这个列表，或者您的角色不能导出它。请回到列表页重新点“导出”。",
        "There is no such list, or it is not open to your role. Go back to the list and press “Export” again.",
    )


class IdentitiesNotOpen(HuiyingError):
    """Data: none."""

    code = "export.identities_not_open"
    sentence = Text(
        "您的角色不能查看身份，导出时请不要勾选姓名和联系方式。",
        "Your role may not see who spoke. Export the list without names and contacts.",
    )


class TooManyIdentities(HuiyingError):
    """Data: `most`, `rows`."""

    code = "export.too_many_identities"
    sentence = Text(
        "带身份一次最多导出 {most} 件，这里有 {rows} 件。请先缩小范围。",
        "At most {most} cases go out with identities at once; these are {rows}. Narrow the list first.",
    )


class TooManyForNow(HuiyingError):
    """Data: `most`."""

    code = "export.too_many_for_now"
    sentence = Text(
        "超过 {most} 行的列表在后台生成。请选择后台导出。",
        "A list of more than {most} rows is made in the background. Choose that instead.",
    )
