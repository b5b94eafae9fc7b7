"""What a caller can get wrong about the interface itself; what is wrong with a voice or a case the rooms say."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class KeyNeeded(HuiyingError):
    """No key, or one that opens nothing (RFC 6750, section 3)."""

    code: ClassVar[str] = "api.key_needed"
    sentence = Text(
        zh="请在 Authorization: Bearer 里带上有效的接口密钥；没有的话，请向本单位管理员要一把。",
        en="Send a valid key as Authorization: Bearer; ask the administrator of the office for one.",
    )


class ScopeNeeded(HuiyingError):
    """The key does not open this. data: scope."""

    code: ClassVar[str] = "api.scope_needed"
    sentence = Text(
        zh="这把密钥不能做这件事，需要“{scope}”这一项。请管理员另发一把。",
        en="This key may not do that: it needs the scope {scope}. Ask the administrator for another key.",
    )


class ReceiptNeeded(HuiyingError):
    """No token of an opened receipt, an old one, or one that another key was given."""

    code: ClassVar[str] = "api.receipt_needed"
    sentence = Text(
        zh="请先用回执号和查询密码打开回执（POST /receipts/open），再在 Huiying-Receipt 里带上得到的令牌，"
        "30 分钟内有效。",
        en="Open the receipt first with its number and code (POST /receipts/open) and send the token as "
        "Huiying-Receipt; it holds for 30 minutes.",
    )


class TooManyCalls(HuiyingError):
    """More calls than the key may make in a minute. data: limit, seconds."""

    code: ClassVar[str] = "api.too_many_calls"
    sentence = Text(
        zh="这把密钥每分钟最多用 {limit} 次。请等 {seconds} 秒再试。",
        en="This key may make {limit} calls a minute. Wait {seconds} seconds and try again.",
    )


class BodyUnreadable(HuiyingError):
    """What was sent is no JSON in UTF-8 (RFC 8259)."""

    code: ClassVar[str] = "api.body_unreadable"
    sentence = Text(
        zh="发来的内容不是 UTF-8 编码的 JSON。请检查后再发。",
        en="What was sent is no JSON in UTF-8. Mend it and send it again.",
    )


class TypeUnsupported(HuiyingError):
    """Another media type than the operation takes. data: wanted."""

    code: ClassVar[str] = "api.type_unsupported"
    sentence = Text(
        zh="这里只接收 {wanted}。请改 Content-Type。", en="Only {wanted} is taken here. Change Content-Type."
    )


class TooLarge(HuiyingError):
    """More bytes than are taken at once. data: most."""

    code: ClassVar[str] = "api.too_large"
    sentence = Text(
        zh="一次最多发 {most} MB。请把内容变小，或者分几次发。",
        en="At most {most} MB are taken at once. Make it smaller, or send it in parts.",
    )


class FieldsWrong(HuiyingError):
    """Fields are missing, unknown or not as they should be; which ones, stands in `errors`."""

    code: ClassVar[str] = "api.fields_wrong"
    sentence = Text(
        zh="有的内容不对，errors 里逐项写明了。请改好再发。",
        en="Some fields are not right; errors names each of them. Mend them and send it again.",
    )


class NothingHere(HuiyingError):
    """No such address, or nothing that this key may see; the two are not told apart."""

    code: ClassVar[str] = "api.nothing_here"
    sentence = Text(
        zh="这个地址没有内容，或者这把密钥看不到它。请对照文档检查地址。",
        en="There is nothing at this address, or this key may not see it. Compare the address with the documentation.",
    )


class MethodUnknown(HuiyingError):
    """The address does not take this method. data: allowed."""

    code: ClassVar[str] = "api.method_not_allowed"
    sentence = Text(zh="这个地址只接受 {allowed}。", en="This address takes {allowed} only.")


class CursorWrong(HuiyingError):
    """A cursor that we did not give, or gave for another list."""

    code: ClassVar[str] = "api.cursor_wrong"
    sentence = Text(
        zh="cursor 不对。请原样使用上一页给的，或者不带它从头取。",
        en="The cursor is not right. Use the one of the page before as it is, or leave it out to begin anew.",
    )


class RequestWrong(HuiyingError):
    """A request that cannot be read at all."""

    code: ClassVar[str] = "api.request_wrong"
    sentence = Text(
        zh="读不懂这个请求。请对照文档检查。", en="This request cannot be read. Compare it with the documentation."
    )


class OurFault(HuiyingError):
    """Something broke on our side."""

    code: ClassVar[str] = "api.our_fault"
    sentence = Text(
        zh="我们这边出了错，已经记录。请过一会儿带着同一个 Idempotency-Key 再发一次。",
        en="Something broke on our side and was logged. Send it again in a while with the same Idempotency-Key.",
    )
