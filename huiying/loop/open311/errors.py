"""What can go wrong when another system is asked."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class AddressWrong(HuiyingError):
    """No http(s) address, or one that holds a password."""

    code: ClassVar[str] = "open311.address_wrong"
    sentence = Text(
        zh="网址不对。应为对方 Open311 的根网址，如 https://city.example/open311/v2，不含用户名和密码。",
        en="This is no address of an Open311 endpoint such as https://city.example/open311/v2, without a user name or "
        "password in it.",
    )


class NoAnswer(HuiyingError):
    """The other system does not answer, or says that it cannot. data: url, why."""

    code: ClassVar[str] = "open311.no_answer"
    sentence = Text(
        zh="对方系统没有给出回答（{why}）：{url}。已经取到的都保留，稍后再运行一次就接着取。",
        en="The other system gave no answer ({why}): {url}. What was fetched is kept; run it again later to go on.",
    )


class AnswerUnreadable(HuiyingError):
    """Neither XML nor JSON as the specification has it, or too large, or with a document type. data: url, why."""

    code: ClassVar[str] = "open311.answer_unreadable"
    sentence = Text(
        zh="对方系统的回答读不懂（{why}）：{url}。请核对网址，或者请对方检查。",
        en="The other system's answer cannot be read ({why}): {url}. Check the address, or ask its operator.",
    )


class Refused(HuiyingError):
    """The other system refuses what was asked or told. data: url, status."""

    code: ClassVar[str] = "open311.refused"
    sentence = Text(
        zh="对方系统拒绝了（{status}）：{url}。403 是密钥不对；其他请核对网址。",
        en="The other system refused ({status}): {url}. 403 means that the key is wrong; else check the address.",
    )


class KeyNeeded(HuiyingError):
    """Updates are to be pushed to a system that wants a key for it."""

    code: ClassVar[str] = "open311.key_needed"
    sentence = Text(
        zh="把进展推给对方要用密钥。请把密钥写进一个文件，用 --api-key-file 指明。",
        en="A key is needed to push updates there. Put it into a file and name that with --api-key-file.",
    )
