"""The ways out: one small file each. A transport returns when the other side has taken the message, else it raises."""

from collections.abc import Callable

from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.transports import email, sms, webhook
from huiying.foundation.outbox.transports.parcel import Parcel

SEND: dict[str, Callable[[Parcel], None]] = {
    Way.EMAIL: email.send,
    Way.SMS: sms.send,
    Way.WEBHOOK: webhook.send,
}
IS_CONFIGURED: dict[str, Callable[[], bool]] = {
    Way.EMAIL: email.is_configured,
    Way.SMS: sms.is_configured,
    Way.WEBHOOK: webhook.is_configured,
}
IS_ADDRESS: dict[str, Callable[[str], bool]] = {
    Way.EMAIL: email.is_address,
    Way.SMS: sms.is_number,
    Way.WEBHOOK: webhook.is_handle,
}
