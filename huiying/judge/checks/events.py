"""What can happen to a draw, a call-back and an unannounced check.

Lines about a draw are public: before its period that it is announced, then that its list is fixed, at last its seed.
Of an unannounced check nothing stands in the life of its voice before it is told; the event of tying it is about the
check alone, and the public log holds of it what it holds of any step: a commitment that says nothing.
"""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

CALLED_BACK = EventType(
    "case.called_back",
    says=Text("抽签回访，问到了", "Called back, drawn by lot"),
    speaker_says=Text(
        "抽签抽到这件事，回访员打电话问了您。您说的另外统计，不代替您自己打分",
        "This was drawn by lot and you were called back. What you said is counted apart and never instead of your own "
        "rating",
    ),
)
CALLED_BACK_IN_WORDS = EventType(
    "case.called_back_in_words",
    says=Text("抽签回访，问到了", "Called back, drawn by lot"),
    speaker_says=Text(
        "抽签抽到这件事，回访员打电话问了您，记下您说的“{words}”。您说的另外统计，不代替您自己打分",
        "This was drawn by lot and you were called back; what was written down of you: “{words}”. It is counted apart "
        "and never instead of your own rating",
    ),
    speaker_sees=frozenset({"words"}),
)
NOT_CALLED_BACK = EventType(
    "case.not_called_back",
    says=Text("抽签回访，没有问到", "Drawn by lot for a call-back; nothing was asked"),
    speaker_says=Text(
        "抽签抽到这件事，但没有问到您。没有问到不算满意；您随时可以自己打分",
        "This was drawn by lot for a call-back, but you were not asked. That never counts as satisfied; you can rate "
        "it yourself at any time",
    ),
)
VOICE_CHECKED = EventType(
    "voice.checked",
    says=Text("公布：这是一次暗访", "Told: this was an unannounced check"),
    speaker_says=Text("公布：这是一次暗访", "Told: this was an unannounced check"),
    public_type="voice.checked",
)
"""For a voice whose case is archived; any other case is ended by its act `end_check`, which is public likewise."""
TYPES = (
    EventType("draw.committed", says=Text("预告抽签", "Draw announced"), public_type="draw.committed"),
    EventType("draw.framed", says=Text("名册封存", "List fixed"), public_type="draw.framed"),
    EventType("draw.drawn", says=Text("抽签", "Drawn")),
    EventType("draw.told", says=Text("公布种子", "Seed told"), public_type="draw.told"),
    EventType("call_back.tried", says=Text("打了一次电话", "Tried to call")),
    CALLED_BACK,
    CALLED_BACK_IN_WORDS,
    NOT_CALLED_BACK,
    EventType("check.sent", says=Text("暗访出发", "A test is under way")),
    EventType("check.tied", says=Text("暗访件已登记", "The test voice is tied")),
    EventType("check.revealed", says=Text("公布暗访", "Check told")),
    EventType("check.called_off", says=Text("取消暗访", "Check called off")),
    VOICE_CHECKED,
)
