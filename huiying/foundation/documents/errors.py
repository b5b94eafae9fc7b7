"""What can stand in the way of printing."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NoPango(HuiyingError):
    """The libraries of the system that set text are absent."""

    code: ClassVar[str] = "documents.no_pango"
    sentence = Text(
        zh="这台服务器还不能做 PDF：缺少 Pango。请先下载 Word 文件；管理员装上 libpango-1.0-0、libpangoft2-1.0-0、"
        "libharfbuzz-subset0 就行了。",
        en="This server cannot make PDFs yet: Pango is not installed. Take the Word file meanwhile; the administrator "
        "installs libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.",
    )


class NoChineseFont(HuiyingError):
    """No font of the system has Chinese characters."""

    code: ClassVar[str] = "documents.no_font"
    sentence = Text(
        zh="这台服务器还不能做 PDF：没有中文字体。请先下载 Word 文件；管理员装上 fonts-noto-cjk 就行了。",
        en="This server cannot make PDFs yet: no Chinese font is installed. Take the Word file meanwhile; the "
        "administrator installs fonts-noto-cjk.",
    )


class NotPrinted(HuiyingError):
    """It took too long, or the printer broke off."""

    code: ClassVar[str] = "documents.not_printed"
    sentence = Text(
        zh="PDF 没有做成，可能是内容太长。请下载 Word 文件，或者过一会再试。",
        en="The PDF was not finished; the text may be too long. Take the Word file, or try again in a while.",
    )
