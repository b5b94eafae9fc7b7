"""What a person can get wrong when opening, filling or feeding an office."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class OfficeExists(HuiyingError):
    """The data folder holds an office already."""

    code: ClassVar[str] = "office.exists"
    sentence = Text(
        zh="这个数据文件夹里已经有单位“{name}”。要建新单位，请用 --data 指定另一个文件夹。",
        en="This data folder already holds the office “{name}”. For a new one name another folder with --data.",
    )


class OfficeMissing(HuiyingError):
    """The database is there, but no office has been opened in it."""

    code: ClassVar[str] = "office.missing"
    sentence = Text(
        zh="这里还没有单位。请先运行 huiying init --office 名称。",
        en="No office has been opened here. Please run huiying init --office NAME first.",
    )


class TemplateUnknown(HuiyingError):
    """No template of that name."""

    code: ClassVar[str] = "office.template_unknown"
    sentence = Text(zh="没有“{name}”这个模板。可用：{known}。", en="There is no template “{name}”. There are: {known}.")
