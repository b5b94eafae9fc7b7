"""What can happen around identities, staff and units."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

IDENTITY_VIEWED = EventType(
    "identity.viewed",
    says=Text(zh="查看了诉求人身份", en="Looked at who spoke"),
    speaker_says=Text(zh="有工作人员查看了您的身份", en="A member of staff looked at who you are"),
    speaker_sees=frozenset({"reason"}),
)
PASSWORD_CHOSEN = EventType(
    "staff.password_chosen", says=Text(zh="设了自己的新密码", en="Chose a new password of their own")
)
PEOPLE_CHANGED = EventType("people.changed", says=Text(zh="改了单位和人员", en="Changed units or staff"))
VAULT_ROTATED = EventType(
    "vault.rotated",
    says=Text(
        zh="用新密钥重新加密了 {fields} 项身份信息", en="Sealed {fields} fields of identities anew with the newest key"
    ),
)
TYPES = (IDENTITY_VIEWED, PASSWORD_CHOSEN, PEOPLE_CHANGED, VAULT_ROTATED)

ACTS = {
    "unit.added": Text(zh="加了单位", en="Added a unit"),
    "unit.changed": Text(zh="改了单位", en="Changed a unit"),
    "unit.retired": Text(zh="停用了单位", en="Retired a unit"),
    "unit.restored": Text(zh="恢复了单位", en="Restored a unit"),
    "staff.added": Text(zh="加了人员", en="Added a member of staff"),
    "staff.changed": Text(zh="改了人员信息", en="Changed a member of staff"),
    "staff.deactivated": Text(zh="停用了账号", en="Deactivated an account"),
    "staff.restored": Text(zh="恢复了账号", en="Restored an account"),
    "staff.password_reset": Text(zh="给了新的一次性密码", en="Gave a new one-time password"),
    "grant.given": Text(zh="给了角色", en="Granted a role"),
    "grant.ended": Text(zh="结束了角色", en="Ended a role"),
    "grant.substituted": Text(zh="指定了代理人", en="Named a substitute"),
}
"""What each `act` of `people.changed` is called in a history."""
