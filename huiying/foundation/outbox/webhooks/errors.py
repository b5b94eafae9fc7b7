"""What an administrator can get wrong about a webhook."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class WebhookNameNeeded(HuiyingError):
    """A webhook without a name says nothing to whoever looks at the list a year later."""

    code: ClassVar[str] = "webhook.name_needed"
    sentence = Text(zh="请写下推送给哪个系统。", en="Please say which system is told.")


class WebhookTypesNeeded(HuiyingError):
    """A webhook that tells nothing, or something unknown."""

    code: ClassVar[str] = "webhook.types_needed"
    sentence = Text(zh="请至少勾选一种要推送的事。", en="Tick at least one thing that it is to be told.")


class WebhookAddressWrong(HuiyingError):
    """No https address; http is taken for this machine alone."""

    code: ClassVar[str] = "webhook.address_wrong"
    sentence = Text(
        zh="请写完整的 https 网址，例如 https://app.example.cn/hook；网址里不要带用户名和密码。",
        en="Write a whole https address such as https://app.example.cn/hook, without user name and password.",
    )


class WebhookAddressInside(HuiyingError):
    """An address inside the network, which the settings do not allow."""

    code: ClassVar[str] = "webhook.address_inside"
    sentence = Text(
        zh="这个地址在内网。要推送到内网，请先把设置 HUIYING_PRIVATE_WEBHOOKS 改为 yes。",
        en="This address lies inside the network. To tell systems there, set HUIYING_PRIVATE_WEBHOOKS to yes first.",
    )


class NothingToSendAgain(HuiyingError):
    """The message was not given up, or is no longer there."""

    code: ClassVar[str] = "webhook.nothing_to_send_again"
    sentence = Text(
        zh="这一条没有停发，不用重发。请刷新页面看看。",
        en="This one was not given up, so there is nothing to send again. Reload the page.",
    )
