"""What can stand against a file. The sentences never name the file: the page does, beside them."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 10
MOST_PIXELS = 50_000_000


class FileRefused(HuiyingError):
    """A file was not kept; what was kept before it stays. The classes below say why."""

    code: ClassVar[str] = "file.not_kept"
    sentence = Text(
        zh="这个文件没有收下。请换一种格式，或拍张照片再传。",
        en="This file was not kept. Please send it in another form, or a photo of it.",
    )


class FileEmpty(FileRefused):
    """A file of no bytes at all."""

    code: ClassVar[str] = "file.empty"
    sentence = Text(
        zh="这个文件是空的。请打开看一下，重新选一次。",
        en="This file is empty. Please look at it and choose it once more.",
    )


class FileTooLarge(FileRefused):
    """More bytes than a file may have. data: limit_mb."""

    code: ClassVar[str] = "file.too_large"
    sentence = Text(
        zh="这个文件超过 {limit_mb} MB。照片请用手机缩小一点，文件请分成几份再传。",
        en="This file is larger than {limit_mb} MB. Please send a smaller picture, or a document in parts.",
    )


class TooManyFiles(FileRefused):
    """More files than one voice may carry at a time. data: limit."""

    code: ClassVar[str] = "file.too_many"
    sentence = Text(
        zh="一次最多传 {limit} 个文件，多出来的没有收。要换，请先去掉几个；其余的以后可以再补。",
        en="At most {limit} files are taken at once; those beyond were not kept. Remove some first, or add them later.",
    )


class FileKindRefused(FileRefused):
    """A kind that is not on the list, or bytes of another kind than the ending says."""

    code: ClassVar[str] = "file.kind_refused"
    sentence = Text(
        zh="这种文件收不了，或者内容和文件名对不上。请传照片、PDF、Word、Excel、文本、录音或短视频。",
        en="This kind of file cannot be taken, or its content is not what its name says. Please send a picture, PDF, "
        "Word, Excel, text, sound or a short film.",
    )


class FileIsHeic(FileRefused):
    """A picture as iPhones keep it, which few programs open."""

    code: ClassVar[str] = "file.heic"
    sentence = Text(
        zh="这是 HEIC 格式的照片，暂时收不了。请截一张图再传，或在“设置—相机—格式”里选“兼容性最佳”后重拍。",
        en="This picture is in the format HEIC, which cannot be taken. Please send a screenshot of it, or choose “Most "
        "Compatible” under Settings, Camera, Formats and take it again.",
    )


class FileDamaged(FileRefused):
    """Bytes that do not open as what they should be."""

    code: ClassVar[str] = "file.damaged"
    sentence = Text(
        zh="这个文件打不开，可能没有传完整。请在自己的手机或电脑上打开确认，再传一次；还不行就拍张照片传。",
        en="This file does not open; perhaps it did not arrive whole. Please open it yourself, then send it again, or "
        "send a photo of it.",
    )


class PictureTooLarge(FileRefused):
    """More points than a picture may have. data: limit_millions."""

    code: ClassVar[str] = "file.picture_too_large"
    sentence = Text(
        zh="这张图超过 {limit_millions} 百万像素。请缩小后再传，或截一张图。",
        en="This picture has more than {limit_millions} million points. Please make it smaller or send a screenshot.",
    )


class FileHasPassword(FileRefused):
    """A document that opens with a password alone."""

    code: ClassVar[str] = "file.has_password"
    sentence = Text(
        zh="这个文件设了密码，我们打不开。请去掉密码后再传。",
        en="This file has a password, so nobody here could open it. Please remove the password and send it again.",
    )


class FileHasMacros(FileRefused):
    """An office document that would run something, or load something from elsewhere, when it is opened."""

    code: ClassVar[str] = "file.has_macros"
    sentence = Text(
        zh="这份文档里有宏、嵌入对象或外部链接内容，为了安全没有收。请另存为 PDF 或不带宏的 docx、xlsx 再传。",
        en="This document holds macros, embedded objects or parts loaded from elsewhere, so it was not kept. Please "
        "save it as a PDF, or as docx or xlsx without them, and send that.",
    )


class FileBusy(FileRefused):
    """So many files come at once that this one was not looked at."""

    code: ClassVar[str] = "file.busy"
    sentence = Text(
        zh="现在传文件的人太多，这个文件还没有收。请过一分钟再传一次，别的内容都还在。",
        en="Many files are coming in just now, so this one was not kept. Please send it again in a minute; all else is "
        "still here.",
    )


class FileInfected(FileRefused):
    """The virus scanner found something."""

    code: ClassVar[str] = "file.infected"
    sentence = Text(
        zh="查毒时发现这个文件带病毒，没有收。请先给手机或电脑杀毒；要紧的内容可以打印出来拍照再传。",
        en="The virus scanner found something in this file, so it is not given out. Please clean your device; what "
        "matters can be sent as a photo of the paper.",
    )


class FileGone(FileRefused):
    """A file that is kept no more: what nobody sends within two days is thrown away."""

    code: ClassVar[str] = "file.gone"
    sentence = Text(
        zh="有文件已经不在了：没有发出的文件只留两天。请重新选一次。",
        en="A file is no longer here: what is not sent is kept for two days. Please choose it once more.",
    )


class FileUnreadable(HuiyingError):
    """The bytes on the disk are missing or changed. data: file (its id)."""

    code: ClassVar[str] = "file.unreadable"
    sentence = Text(
        zh="这个文件在服务器上打不开了（编号 {file}）。请告诉管理员运行 huiying check。",
        en="This file cannot be opened on the server any more (number {file}). Please ask the administrator to run "
        "huiying check.",
    )


REFUSALS: dict[str, type[FileRefused]] = {one.code: one for one in FileRefused.__subclasses__()}
"""Every refusal by its code."""
