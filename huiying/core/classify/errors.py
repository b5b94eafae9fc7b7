"""What can be wrong with examples and with model files, in the words of whoever has to mend it."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class TooFewExamples(HuiyingError):
    """Fewer than two categories have `least` examples, or their texts have nothing in common."""

    code = "classify.too_few_examples"
    sentence = Text(
        zh="可学的例子太少：至少要有两个类别，每类 {least} 件以上，而且文字要有相同之处。请先人工分类一些再训练。",
        en="Too few examples to learn from: at least two categories with {least} each, in words that recur. "
        "Sort some more by hand first.",
    )


class ModelUnreadable(HuiyingError):
    """The bytes are no model file of this version, or not whole. `reason`: a stable word."""

    code = "classify.model_unreadable"
    sentence = Text(
        zh="模型文件不能用（{reason}）。请重新运行 huiying train 生成。",
        en="The model file cannot be used ({reason}). Make it again with huiying train.",
    )
