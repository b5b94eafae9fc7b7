"""What can be got wrong with duty."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class RosterNotYours(HuiyingError):
    """Data: none."""

    code = "duty.roster_not_yours"
    sentence = Text(
        "这个单位的值班表不归您排。请找单位负责人、调度员或管理员。",
        "You do not keep the roster of this unit. Ask its head, a dispatcher or an administrator.",
    )


class PostNeeded(HuiyingError):
    """Data: none."""

    code = "duty.post_needed"
    sentence = Text(
        "这个单位还没有值班岗位。请先写下岗位和电话。",
        "This unit has no duty post yet. Write down its post and number first.",
    )


class ShiftOverlaps(HuiyingError):
    """Data: none."""

    code = "duty.shift_overlaps"
    sentence = Text(
        "和已有的班重叠了。要换人请改那一个班，或者改时间。",
        "This overlaps a shift that is there. Change that one instead, or choose other hours.",
    )


class ShiftTooLong(HuiyingError):
    """Data: `most` (hours)."""

    code = "duty.shift_too_long"
    sentence = Text("一个班最长 {most} 小时。请分成几个班。", "A shift has at most {most} hours. Make several of it.")


class PersonNeeded(HuiyingError):
    """Data: none."""

    code = "duty.person_needed"
    sentence = Text("请选谁值班。", "Choose who is on duty.")


class SamePersonTwice(HuiyingError):
    """Data: none."""

    code = "duty.same_person_twice"
    sentence = Text("同一个人不能又值班又候补。请换一位。", "Nobody can stand in for themselves. Choose somebody else.")


class ShiftNotFound(HuiyingError):
    """Data: none."""

    code = "duty.shift_not_found"
    sentence = Text("没有这个班，可能刚被撤了。请看值班表。", "There is no such shift; look at the roster.")


class NothingToCopy(HuiyingError):
    """Data: none."""

    code = "duty.nothing_to_copy"
    sentence = Text("这一周还没有排班，没有可照抄的。", "This week has no shifts to copy.")


class NotYourCall(HuiyingError):
    """Data: none."""

    code = "duty.not_your_call"
    sentence = Text(
        "没有叫您，也轮不到您应答这一件。请告诉值班人。",
        "You were not called for this matter. Tell whoever is on duty.",
    )


class PhoneNotRead(HuiyingError):
    """Data: none."""

    code = "duty.phone_not_read"
    sentence = Text(
        "电话看不懂。请只写数字，例如 0351-1234567 或手机号。",
        "This number cannot be read. Write digits, such as 0351-1234567 or a mobile number.",
    )


class HandoverSigned(HuiyingError):
    """Data: none."""

    code = "duty.handover_signed"
    sentence = Text("这张交班单已经接过了。", "This handover sheet was taken over already.")


class NotByTheSame(HuiyingError):
    """Data: none."""

    code = "duty.not_by_the_same"
    sentence = Text(
        "交班和接班不能是同一个人。请让接班人登录签字。",
        "Who leaves cannot also take over. Let whoever comes log in and sign.",
    )
