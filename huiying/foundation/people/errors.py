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
