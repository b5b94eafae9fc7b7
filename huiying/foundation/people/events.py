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
FACTOR_ADDED = EventType(
    "staff.factor_added",
    says=Text(zh="给账号加了第二道验证", en="Added a second factor to the account"),
)
FACTOR_REMOVED = EventType(
    "staff.factor_removed",
    says=Text(zh="去掉了一道第二验证", en="Removed a second factor from the account"),
)
RECOVERY_CODES_MADE = EventType(
    "staff.recovery_codes_made",
    says=Text(zh="换了一套备用码", en="Made a new set of recovery codes"),
)
RECOVERY_CODE_USED = EventType(
    "staff.recovery_code_used",
    says=Text(zh="用掉了一个备用码", en="Used a recovery code"),
)
SESSIONS_ENDED = EventType(
    "staff.sessions_ended",
    says=Text(zh="让 {count} 处登录退出", en="Ended {count} log-ins"),
)
PEOPLE_CHANGED = EventType("people.changed", says=Text(zh="改了单位和人员", en="Changed units or staff"))
VAULT_ROTATED = EventType(
    "vault.rotated",
    says=Text(zh="用最新的密钥重新加密了 {fields} 项内容", en="Sealed {fields} fields anew with the newest key"),
)
TYPES = (
    IDENTITY_VIEWED,
    PASSWORD_CHOSEN,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    RECOVERY_CODES_MADE,
    RECOVERY_CODE_USED,
    SESSIONS_ENDED,
    PEOPLE_CHANGED,
    VAULT_ROTATED,
)

ACTS = {
    "unit.added": Text(zh="加了单位", en="Added a unit"),
    "unit.changed": Text(zh="改了单位", en="Changed a unit"),
    "unit.retired": Text(zh="停用了单位", en="Retired a unit"),
    "unit.restored": Text(zh="恢复了单位", en="Restored a unit"),
    "staff.added": Text(zh="加了人员", en="Added a member of staff"),
    "staff.changed": Text(zh="改了人员信息", en="Changed a member of staff"),
    "staff.deactivated": Text(zh="停用了账号", en="Deactivated an account"),
    "staff.restored": Text(zh="恢复了账号", en="Restored an account"),
    "staff.invited": Text(zh="发了邀请", en="Sent an invitation"),
    "staff.invitation_revoked": Text(zh="收回了邀请", en="Took an invitation back"),
    "staff.invitation_used": Text(zh="用邀请设了密码", en="Used an invitation to choose a password"),
    "staff.factors_reset": Text(zh="清掉了第二道验证", en="Cleared the second factors"),
    "staff.leaving": Text(zh="定了离开的日子", en="Set the last day of an account"),
    "staff.password_reset": Text(zh="给了新的一次性密码", en="Gave a new one-time password"),
    "grant.given": Text(zh="给了角色", en="Granted a role"),
    "grant.ended": Text(zh="结束了角色", en="Ended a role"),
    "grant.substituted": Text(zh="指定了代理人", en="Named a substitute"),
    "api_key.made": Text(zh="发了接口密钥", en="Made a key of the interface"),
    "api_key.changed": Text(zh="改了接口密钥的限额", en="Changed the limit of a key of the interface"),
    "api_key.revoked": Text(zh="作废了接口密钥", en="Revoked a key of the interface"),
}
"""What each `act` of `people.changed` is called in a history."""
