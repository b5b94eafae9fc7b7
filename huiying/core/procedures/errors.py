"""Why an act is refused: each with a sentence that says what to do next."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class ActUnknown(HuiyingError):
    """The table has no such act, or it is not offered yet."""

    code: ClassVar[str] = "case.act_unknown"
    sentence = Text(zh="没有“{act}”这个操作。请刷新页面再选。", en="There is no act “{act}”. Please reload the page.")


class NotFromHere(HuiyingError):
    """The case has moved on: the act does not start in its state."""

    code: ClassVar[str] = "case.not_from_here"
    sentence = Text(
        zh="这件事现在是“{state}”，不能{act}。请刷新页面，看看现在到哪一步了。",
        en="This case is now “{state}”, so “{act}” is not possible. Please reload the page to see where it stands.",
    )


class NotYourAct(HuiyingError):
    """The actor holds none of the roles that may do this."""

    code: ClassVar[str] = "case.not_your_act"
    sentence = Text(
        zh="“{act}”要由{roles}来做，您这里没有这个权限。需要的话请找他们。",
        en="“{act}” is done by: {roles}. You do not hold that role for this case; please ask them.",
    )


class FieldMissing(HuiyingError):
    """A required field is empty."""

    code: ClassVar[str] = "case.field_missing"
    sentence = Text(zh="请填写“{label}”。", en="Please fill in “{label}”.")


class FieldWrong(HuiyingError):
    """A field holds something that cannot be."""

    code: ClassVar[str] = "case.field_wrong"
    sentence = Text(zh="“{label}”不对：{wanted}", en="“{label}” is not right: {wanted}")


class Guarded(HuiyingError):
    """A rule of the procedure forbids it now; `why` says which and what to do."""

    code: ClassVar[str] = "case.guarded"
    sentence = Text(zh="{why}", en="{why}")


class ApprovalNeeded(HuiyingError):
    """The act takes effect once somebody with `role` has approved it."""

    code: ClassVar[str] = "case.approval_needed"
    sentence = Text(zh="这一步要由{roles}批准。", en="This step needs approval by: {roles}.")


class ApproverIsAsker(HuiyingError):
    """Two people are needed: nobody approves what they asked for."""

    code: ClassVar[str] = "case.approver_is_asker"
    sentence = Text(
        zh="“{act}”不能由申请的人自己批准，请换一位负责人批准。",
        en="“{act}” cannot be approved by whoever asked for it; please let another head approve it.",
    )


class SettingOutOfBounds(HuiyingError):
    """An office setting leaves its bounds: a limit of law may become shorter, never longer."""

    code: ClassVar[str] = "procedure.setting_out_of_bounds"
    sentence = Text(
        zh="“{name}”只能在 {least} 到 {most} 之间，现在填的是 {value}。法定期限只能缩短，不能延长。",
        en="“{name}” must be between {least} and {most}, not {value}. A limit of law can only be shortened.",
    )


class SettingUnknown(HuiyingError):
    """No procedure has a setting of this name, or not this choice."""

    code: ClassVar[str] = "procedure.setting_unknown"
    sentence = Text(
        zh="没有“{key}”这个设置，或不能设成“{value}”。", en="There is no setting “{key}”, or it cannot be “{value}”."
    )
