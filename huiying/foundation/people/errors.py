"""What can stand in the way of looking at an identity or managing staff."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class MayNotReveal(HuiyingError):
    """The actor has no right to see this identity."""

    code: ClassVar[str] = "identity.may_not_reveal"
    sentence = Text(
        zh="您没有查看这个人身份的权限。要联系他，请用“请诉求人补充”。",
        en="You may not see who this is. To reach the person, please use “Ask the person for more”.",
    )


class ReasonNeeded(HuiyingError):
    """No reason, or one too short to mean anything, was given for looking at an identity."""

    code: ClassVar[str] = "identity.reason_needed"
    sentence = Text(
        zh="请写明为什么要看，至少 {least} 个字；诉求人会看到这个理由。",
        en="Please say why you need to see it, in at least {least} characters; the person will read this reason.",
    )


class UnitNameTaken(HuiyingError):
    """Another unit, perhaps a retired one, has this name."""

    code: ClassVar[str] = "people.unit_name_taken"
    sentence = Text(
        zh="已经有叫这个名称的单位了。请换一个名称；如果它已停用，可以把它恢复。",
        en="A unit of this name exists. Choose another name; if that unit is retired, you can restore it.",
    )


class UnitStillInUse(HuiyingError):
    """A unit with active staff, grants or open cases cannot be retired. data: staff, cases."""

    code: ClassVar[str] = "people.unit_still_in_use"
    sentence = Text(
        zh="这个单位还有 {staff} 名在用的工作人员、{cases} 件没办完的事。请先把他们和这些事转到别的单位，再停用。",
        en="This unit still has {staff} active staff and {cases} open cases. Move them to another unit first, "
        "then retire it.",
    )


class UnitRetired(HuiyingError):
    """The unit chosen is retired."""

    code: ClassVar[str] = "people.unit_retired"
    sentence = Text(
        zh="选的单位已经停用。请另选，或者先恢复它。",
        en="The unit chosen is retired. Choose another, or restore it first.",
    )


class LogInNameNeeded(HuiyingError):
    """No log-in name, or one with other signs than letters, digits, dots, hyphens and underscores."""

    code: ClassVar[str] = "people.log_in_name_needed"
    sentence = Text(
        zh="登录名要用 2 到 40 个小写字母、数字、点、短横线或下划线，例如 wang.fang。",
        en="The log-in name has 2 to 40 small letters, digits, dots, hyphens or underscores, such as wang.fang.",
    )


class LogInNameTaken(HuiyingError):
    """Somebody, perhaps deactivated, logs in with this name."""

    code: ClassVar[str] = "people.log_in_name_taken"
    sentence = Text(
        zh="这个登录名已经有人用了，请换一个。如果是离开后回来的人，请恢复原来的账号。",
        en="This log-in name is in use; choose another. If the person has come back, restore the old account.",
    )


class StaffNameNeeded(HuiyingError):
    """A member of staff without a name."""

    code: ClassVar[str] = "people.staff_name_needed"
    sentence = Text(zh="请写下姓名。", en="Please write the name.")


class StaffHoldsCases(HuiyingError):
    """A member of staff with open cases cannot be deactivated. data: count."""

    code: ClassVar[str] = "people.staff_holds_cases"
    sentence = Text(
        zh="他手里还有 {count} 件没办完的事。请先在办件页上把它们交给同事，再停用账号。",
        en="There are {count} open cases in this person's hands. Hand them to a colleague on the case pages first, "
        "then deactivate the account.",
    )


class StaffInactive(HuiyingError):
    """The member of staff is deactivated."""

    code: ClassVar[str] = "people.staff_inactive"
    sentence = Text(
        zh="这个账号已经停用。请另选一个人，或者先恢复账号。",
        en="This account is deactivated. Choose somebody else, or restore the account first.",
    )


class LastAdministrator(HuiyingError):
    """Nobody would be left who can administer the office."""

    code: ClassVar[str] = "people.last_administrator"
    sentence = Text(
        zh="这是最后一位管理员。请先给另一个人管理员的权限。",
        en="This is the last administrator. Give somebody else the administrator's role first.",
    )


class RoleUnknown(HuiyingError):
    """No such role can be granted."""

    code: ClassVar[str] = "people.role_unknown"
    sentence = Text(zh="请从清单里选一个角色。", en="Choose a role from the list.")


class DatesReversed(HuiyingError):
    """A grant would end before it begins."""

    code: ClassVar[str] = "people.dates_reversed"
    sentence = Text(
        zh="最后一天不能早于第一天。请改一下日期。", en="The last day cannot come before the first. Change the dates."
    )


class GrantAlreadyHeld(HuiyingError):
    """The person holds the same role for the same units and places at that time."""

    code: ClassVar[str] = "people.grant_already_held"
    sentence = Text(
        zh="他在这段时间已经有这个角色和范围了，不用再给。",
        en="This person already holds the role for these units and places at that time; nothing needs to be added.",
    )


class GrantEnded(HuiyingError):
    """The grant has ended already."""

    code: ClassVar[str] = "people.grant_ended"
    sentence = Text(zh="这个权限已经结束了，不用再动它。", en="This grant has ended already; nothing is left to do.")


class OwnSubstitute(HuiyingError):
    """Somebody was named to stand in for themselves."""

    code: ClassVar[str] = "people.own_substitute"
    sentence = Text(zh="不能自己替自己。请选一位同事。", en="Nobody stands in for themselves. Choose a colleague.")


class SubstituteOfSubstitute(HuiyingError):
    """A grant that itself stands in for somebody was to be stood in for."""

    code: ClassVar[str] = "people.substitute_of_substitute"
    sentence = Text(
        zh="这个权限本身就是代理的，不能再转给别人代理。请在原来那个人的权限上指定代理人。",
        en="This grant is itself a substitution and cannot be passed on. Name the substitute for the original grant.",
    )


class OutsideGrant(HuiyingError):
    """A substitution would begin before or end after the grant it stands in for."""

    code: ClassVar[str] = "people.outside_grant"
    sentence = Text(
        zh="代理的日期超出了原来权限的日期。请改在原权限的起止日期之内。",
        en="The substitution reaches beyond the grant's own dates. Keep it between the grant's first and last day.",
    )


class KeyNameNeeded(HuiyingError):
    """A key without a name says nothing to whoever looks at the list a year later."""

    code: ClassVar[str] = "people.key_name_needed"
    sentence = Text(zh="请写下这把密钥给谁用、做什么用。", en="Please say what the key is for, and who will use it.")


class KeyScopesNeeded(HuiyingError):
    """A key that opens nothing, or something unknown."""

    code: ClassVar[str] = "people.key_scopes_needed"
    sentence = Text(zh="请至少勾选一项这把密钥可以做的事。", en="Tick at least one thing that the key may do.")


class KeyStaffNeeded(HuiyingError):
    """A key for the desk or for lists works for a named member of staff."""

    code: ClassVar[str] = "people.key_staff_needed"
    sentence = Text(
        zh="要在工作台办事或者取清单，密钥必须代表一名在用的工作人员。请选一个人。",
        en="A key for the desk or for lists works for a member of staff. Choose somebody whose account is open.",
    )


class KeyDayPast(HuiyingError):
    """The last day of a key lies in the past."""

    code: ClassVar[str] = "people.key_day_past"
    sentence = Text(
        zh="密钥的最后一天已经过去了。请另选一天，或者不填。",
        en="The last day of the key has passed. Choose a later one, or leave it empty.",
    )


class KeyLimitOutside(HuiyingError):
    """A limit below 1 or above what one machine serves. data: least, most."""

    code: ClassVar[str] = "people.key_limit_outside"
    sentence = Text(
        zh="每分钟的次数要在 {least} 到 {most} 之间。请改一下。",
        en="The number of calls a minute lies between {least} and {most}. Change it, please.",
    )


class KeyRevoked(HuiyingError):
    """The key was revoked before."""

    code: ClassVar[str] = "people.key_revoked"
    sentence = Text(
        zh="这把密钥已经作废了。需要的话，请另发一把。",
        en="This key was revoked already. Make another one where it is needed.",
    )


class SameKeyOtherCall(HuiyingError):
    """An idempotency key came again with something else (draft-ietf-httpapi-idempotency-key-header)."""

    code: ClassVar[str] = "api.idempotency_key_reused"
    sentence = Text(
        zh="这个 Idempotency-Key 已经用在另一个内容不同的请求上了。新的请求请换一个新的。",
        en="This Idempotency-Key was used for another request with other contents. Use a new one for a new request.",
    )


class CodeWrong(HuiyingError):
    """The phone shows another code, or this one was used."""

    code: ClassVar[str] = "account.code_wrong"
    sentence = Text(
        zh="验证码不对或者已经用过。请等手机上出现下一个，再输入；一直不对的话，请看看手机的时间准不准。",
        en="This code is not right, or it was used before. Wait for the next one on the phone and type it; "
        "if none is right, look whether the phone’s clock is.",
    )


class RecoveryCodeWrong(HuiyingError):
    """No recovery code of this account that is still good."""

    code: ClassVar[str] = "account.recovery_code_wrong"
    sentence = Text(
        zh="这个备用码不对或者已经用过。请换一个没划掉的；都用完了，请找管理员核实身份后清掉第二道验证。",
        en="This recovery code is not right, or it was used. Try one that is not crossed out; if none is left, the "
        "administrator makes sure that it is you and clears the second factors.",
    )


class FactorNeeded(HuiyingError):
    """The last second factor of somebody from whom the office asks one."""

    code: ClassVar[str] = "account.factor_needed"
    sentence = Text(
        zh="您的角色必须有第二道验证。请先加好新的，再去掉这一个。",
        en="Your role needs a second factor. Add the new one first, then remove this one.",
    )


class TooManyFactors(HuiyingError):
    """An account has as many second factors as it may. data: most."""

    code: ClassVar[str] = "account.too_many_factors"
    sentence = Text(
        zh="一个账号最多有 {most} 个第二验证。请先去掉不用的。",
        en="An account has at most {most} second factors. Remove one that you no longer use first.",
    )


class PasskeyRefused(HuiyingError):
    """What the browser sent is not the answer of a passkey of this account to what was asked."""

    code: ClassVar[str] = "account.passkey_refused"
    sentence = Text(
        zh="没有认出这个通行密钥。请再试一次，或者用手机验证码。",
        en="This passkey was not recognised. Try once more, or use a code of your phone.",
    )


class InvitationOver(HuiyingError):
    """No invitation that can still be used."""

    code: ClassVar[str] = "account.invitation_over"
    sentence = Text(
        zh="这个邀请链接用过了、过期了或者被收回了。请找单位的管理员再发一个。",
        en="This invitation was used, is too old or was taken back. Ask the administrator of your office for another.",
    )


class RolesMissing(HuiyingError):
    """Roles from whom a second factor must be asked as soon as it is asked of anybody. data: roles."""

    code: ClassVar[str] = "account.roles_missing"
    sentence = Text(
        zh="身份保管员、检举控告受理人和管理员必须有第二道验证，不能不选。",
        en="Identity keepers, sealed officers and administrators need a second factor; these cannot be left out.",
    )


class LeavesInThePast(HuiyingError):
    """The last day of an account lies in the past."""

    code: ClassVar[str] = "account.leaves_in_the_past"
    sentence = Text(
        zh="最后一天不能是过去的日子。今天就走的，请选今天。",
        en="The last day cannot lie in the past. For somebody who leaves today choose today.",
    )


class HeirNeeded(HuiyingError):
    """Whoever takes over is gone, or is the one who leaves."""

    code: ClassVar[str] = "account.heir_needed"
    sentence = Text(
        zh="请选一位在职的同事接手，或者退回单位重新分派。",
        en="Choose a colleague who is at work, or give everything back to the unit’s list.",
    )


class SignOnUnreachable(HuiyingError):
    """The provider of single sign-on does not answer."""

    code: ClassVar[str] = "account.sign_on_unreachable"
    sentence = Text(
        zh="统一身份认证现在没有回应。请过一会儿再试，或者用登录名和密码登录。",
        en="Single sign-on does not answer at the moment. Try again in a while, or log in with name and password.",
    )


class SignOnRefused(HuiyingError):
    """What came back from the provider is not in order. data: why."""

    code: ClassVar[str] = "account.sign_on_refused"
    sentence = Text(
        zh="统一身份认证的回应不对，没有让您登录。请从登录页重新开始；一直这样的话，请告诉管理员（{why}）。",
        en="What single sign-on answered is not in order, so you were not logged in. Begin again at the log-in page; "
        "if it stays so, tell the administrator ({why}).",
    )


class SignOnUnknown(HuiyingError):
    """The provider named somebody who has no open account here."""

    code: ClassVar[str] = "account.sign_on_unknown"
    sentence = Text(
        zh="统一身份认证认得您，但这里没有您的账号。请管理员先开账号，登录名要和那边的一致。",
        en="Single sign-on knows you, but you have no account here. Ask the administrator to add one, with the same "
        "log-in name as there.",
    )
