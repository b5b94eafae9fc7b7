"""What can be wrong with key files. The sentences name the file, never what is in it."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class KeyMissing(HuiyingError):
    """A key file is not there. data: file."""

    code = "keys.missing"
    sentence = Text(
        zh="找不到密钥文件 {file}。新单位请先运行 huiying init；已有数据的，请把原来的密钥文件放回原处。",
        en="The key file {file} is not there. For a new office run huiying init; "
        "for an office with data put the original key file back.",
    )


class KeyUnreadable(HuiyingError):
    """A key file cannot be read by this user. data: file."""

    code = "keys.unreadable"
    sentence = Text(
        zh="无法读取密钥文件 {file}。请检查它的属主和权限（文件夹 0700，文件 0600）。",
        en="The key file {file} cannot be read. Check its owner and permissions (folder 0700, file 0600).",
    )


class KeyDamaged(HuiyingError):
    """A key file does not hold a key of 32 bytes. data: file."""

    code = "keys.damaged"
    sentence = Text(
        zh="密钥文件 {file} 不完整：应为 64 个十六进制字符。请从密钥备份中恢复它，不要自行编辑。",
        en="The key file {file} is damaged: it should hold 64 hexadecimal characters. "
        "Restore it from the copy of the keys; do not edit it.",
    )


class KeysLost(HuiyingError):
    """The database has data and the keys folder lacks a key that was made with it. data: folder."""

    code = "keys.lost"
    sentence = Text(
        zh="数据库里已有数据，但密钥文件夹 {folder} 里缺少密钥。请先放回原来的密钥；新密钥打不开旧数据，因此没有生成。",
        en="The database holds data, but keys are missing from {folder}. Put the original keys back first; "
        "new keys would not open the old data, so none were made.",
    )
