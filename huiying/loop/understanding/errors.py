"""What can stand in the way of a training."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class TrainingGoesOn(HuiyingError):
    """Another training of the same office has not ended yet."""

    code = "model.training_goes_on"
    sentence = Text(
        zh="上一次训练还没结束，请过几分钟再来。", en="A training is still going on. Please try again in a few minutes."
    )
