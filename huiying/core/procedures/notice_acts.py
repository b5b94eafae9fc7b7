"""An objection to a public notice 公示异议, in both procedures: answered in one act, within the limit of the notice's kind.

How long an objection may wait stands with the kind of its notice (core.notices: for bids 招标投标法实施条例 Art 54), not
here: the clocks of the procedure run beside it.
"""

from huiying.core.procedures.build import act, meet
from huiying.core.procedures.fields import ANSWER
from huiying.core.procedures.model import Act, Choice, Field, FieldKind, Source
from huiying.core.words import Text

ANSWER_OBJECTION = "answer_objection"
OUTCOME = Field(
    "outcome",
    FieldKind.CHOICE,
    Text("异议成不成立", "Does the objection hold?"),
    shown=True,
    choices=(
        Choice("upheld", Text("成立", "It holds")),
        Choice("partly", Text("部分成立", "It holds in part")),
        Choice("not_upheld", Text("不成立", "It does not hold")),
    ),
)


def answer_objection(from_: str, to: str, clocks: str, practice: Source, *, documents: str = "") -> Act:
    """The act; `clocks` are met by it, as far as they run."""
    return act(
        ANSWER_OBJECTION,
        "答复异议",
        "Answer the objection",
        from_,
        to,
        "dispatcher handler unit_head",
        practice,
        fields=(OUTCOME, *ANSWER),
        guards="is_objection",
        documents=documents,
        clocks=meet(clocks),
        told=("{unit}答复了您的异议", "{unit} answered your objection"),
        public="voice.answered",
        weight=95,
    )
