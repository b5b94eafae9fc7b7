"""Why a message did not leave: a stable code for events, and words for pages."""

from huiying.core.words import Text

NOT_CONFIGURED, BAD_ADDRESS = "not_configured", "bad_address"
REFUSED, CONNECTION, NO_TLS, WRONG_SETTING, INTERRUPTED = (
    "refused",
    "connection",
    "no_tls",
    "wrong_setting",
    "interrupted",
)
RETURNED = "returned"

SAYS: dict[str, Text] = {
    NOT_CONFIGURED: Text(
        "本单位还没有开通这种通知方式，请凭回执查看进展",
        "This office does not send messages this way yet; follow your voice with the receipt",
    ),
    BAD_ADDRESS: Text("联系方式写得不对，没有发出", "The address or number is not valid; nothing was sent"),
    REFUSED: Text("对方不接收，没有送达", "The other side refused it; it was not delivered"),
    CONNECTION: Text("暂时连不上发送服务", "The sending service could not be reached"),
    NO_TLS: Text("邮件服务器没有加密连接，密码不能明文发送", "The mail server offers no encryption for the password"),
    WRONG_SETTING: Text(
        "发送服务的设置不对，请管理员检查", "The sending service is set up wrongly; ask the administrator"
    ),
    RETURNED: Text("邮件被退回，没有送到，请改打电话", "The mail came back and was not delivered; call instead"),
    INTERRUPTED: Text("发送多次被中断，已停止", "Sending was interrupted many times and has been stopped"),
}

PAUSED, NOT_ALLOWED, NO_SUCH_HOST = "paused", "not_allowed", "no_such_host"
SAYS |= {
    PAUSED: Text("推送已暂停", "The webhook is paused"),
    NOT_ALLOWED: Text("地址在内网，设置不允许", "The address lies inside the network, which the settings do not allow"),
    NO_SUCH_HOST: Text("找不到这个网址的主机", "No such host was found"),
}


class Undelivered(Exception):
    """A message did not leave. `for_good`: another try would end the same way."""

    def __init__(self, code: str, *, for_good: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.for_good = for_good


def says(code: str) -> Text:
    """The words for a trouble code; a code may carry a number after a colon, such as refused:550."""
    return SAYS[code.partition(":")[0]]
