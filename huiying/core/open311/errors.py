"""What a client of Open311 can get wrong: each with the number that the specification gives it."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class Open311Error(HuiyingError):
    """`status`: 404 for an unknown resource, jurisdiction or service; 403 for the key; 400 for the rest."""

    status: ClassVar[int] = 400


class NothingHere(Open311Error):
    """No such resource, or it may not be shown: nobody learns which."""

    status = 404
    code: ClassVar[str] = "open311.nothing_here"
    sentence = Text(
        zh="这里没有这一项。请看 discovery.xml 里的网址；诉求只有本人同意公开的才能查到。",
        en="There is nothing at this address. See discovery.xml for the addresses; only requests whose speaker agreed "
        "to publication are shown.",
    )


class ServiceUnknown(Open311Error):
    """A service code that this office does not offer."""

    status = 404
    code: ClassVar[str] = "open311.service_unknown"
    sentence = Text(
        zh="没有这个 service_code。请从 services.xml 里取一个；说不清归哪类的用 0。",
        en="There is no such service_code. Take one from services.xml; 0 is for whatever fits none.",
    )


class KeyMissing(Open311Error):
    """A post without a key, or with one that does not open this door."""

    status = 403
    code: ClassVar[str] = "open311.key_missing"
    sentence = Text(
        zh="需要有效的 api_key，范围含 open311。请向本单位管理员领取。",
        en="A valid api_key with the scope open311 is needed. The administrator of this office gives them out.",
    )


class TooManyCalls(Open311Error):
    """More posts in this minute than the key may make. data: limit, seconds."""

    status = 429
    code: ClassVar[str] = "open311.too_many_calls"
    sentence = Text(
        zh="这把密钥每分钟最多 {limit} 次，已经用完。请过 {seconds} 秒再发。",
        en="This key may make {limit} posts a minute and has made them. Send it again in {seconds} seconds.",
    )


class MethodUnknown(Open311Error):
    """POST where there is only GET, and the like."""

    code: ClassVar[str] = "open311.method_unknown"
    sentence = Text(
        zh="这个网址不支持这种请求方法，只支持 {allowed}。",
        en="This address does not take that method, only {allowed}.",
    )


class BodyUnreadable(Open311Error):
    """A form that cannot be read, or that is too large."""

    code: ClassVar[str] = "open311.body_unreadable"
    sentence = Text(
        zh="表单读不出来，或者太大。请用 UTF-8 的 application/x-www-form-urlencoded 或 multipart/form-data 再发一次。",
        en="The form cannot be read, or is too large. Send it again as application/x-www-form-urlencoded or "
        "multipart/form-data in UTF-8.",
    )


class ParameterWrong(Open311Error):
    """A value that its parameter cannot have. data: name, wanted."""

    code: ClassVar[str] = "open311.parameter_wrong"
    sentence = Text(zh="参数 {name} 不对，应为：{wanted}。", en="The parameter {name} is wrong. It must be {wanted}.")


class WindowTooLong(Open311Error):
    """More than so many days between two dates. data: days."""

    code: ClassVar[str] = "open311.window_too_long"
    sentence = Text(
        zh="起止日期之间最多 {days} 天。请缩短，分几次取。",
        en="At most {days} days fit between the two dates. Shorten it and ask several times.",
    )


class WindowBackwards(Open311Error):
    """The end lies before the start."""

    code: ClassVar[str] = "open311.window_backwards"
    sentence = Text(zh="结束时间在开始时间之前。请改正。", en="The end lies before the start. Correct it, please.")


class WhereMissing(Open311Error):
    """A request without any of the three ways to say where."""

    code: ClassVar[str] = "open311.where_missing"
    sentence = Text(
        zh="请说明在哪里：lat 和 long，或 address_string，或 address_id，三者之一。",
        en="Say where it is: lat and long together, or address_string, or address_id.",
    )


class DescriptionMissing(Open311Error):
    """Nothing was said."""

    code: ClassVar[str] = "open311.description_missing"
    sentence = Text(
        zh="请在 description 里写下要说的事，一句话也行。",
        en="Please put what there is to say into description; one sentence is enough.",
    )


class DescriptionTooLong(Open311Error):
    """More than the specification allows. data: most."""

    code: ClassVar[str] = "open311.description_too_long"
    sentence = Text(
        zh="description 最多 {most} 字。请先写最要紧的，收到回执后还可以补充。",
        en="description holds at most {most} characters. Put the most important part first; more can be added with the "
        "receipt.",
    )


class AttributeUnknown(Open311Error):
    """An attribute that no service of this office has. data: known."""

    code: ClassVar[str] = "open311.attribute_unknown"
    sentence = Text(
        zh="没有这个 attribute。可用：{known}；见 services/代码.xml。",
        en="There is no such attribute. There are: {known}; see services/CODE.xml.",
    )
