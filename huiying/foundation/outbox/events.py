"""What happens to messages. Events carry a message's number, its way and a trouble code; never address or words."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

QUEUED = EventType("message.queued", says=Text("通知待发出", "Message waiting to be sent"))
SENT = EventType(
    "message.sent",
    says=Text("通知已发出", "Message sent"),
    speaker_says=Text("已按您留的联系方式发出通知", "We sent a message to the contact you gave"),
)
FAILED = EventType(
    "message.failed",
    says=Text("通知没有发出", "Message could not be sent"),
    speaker_says=Text(
        "没能按您留的联系方式发出通知，请凭回执查看",
        "We could not reach the contact you gave; follow it with your receipt",
    ),
)
RETURNED = EventType(
    "message.returned",
    says=Text("通知邮件被退回，没有送到：请改打电话", "The mail came back and was not delivered: call instead"),
    speaker_says=Text(
        "通知邮件被退回，没有送到您手里，请凭回执查看",
        "A mail to you came back; follow it with your receipt",
    ),
)
EVENTS = (QUEUED, SENT, FAILED, RETURNED)

ACTS = {
    "webhook.made": Text(zh="加了推送", en="Added a webhook"),
    "webhook.changed": Text(zh="改了推送", en="Changed a webhook"),
    "webhook.paused": Text(zh="暂停了推送", en="Paused a webhook"),
    "webhook.resumed": Text(zh="恢复了推送", en="Resumed a webhook"),
}
"""What each `act` of `office.changed` about a webhook is called in a history."""
