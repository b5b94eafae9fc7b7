"""What whoever sets a target can mend."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NotYourTarget(HuiyingError):
    code = "scorecards.not_yours"
    sentence = Text(
        zh="目标由本单位领导来定。请把您的建议告诉领导。",
        en="The targets are set by whoever leads the office. Tell them what you suggest.",
    )


class TargetOutOfBounds(HuiyingError):
    code = "scorecards.target_out_of_bounds"
    sentence = Text(
        zh="目标请写 1 到 100 之间的整数，表示每 100 件里多少件。",
        en="Write a whole number from 1 to 100: how many of every hundred.",
    )
