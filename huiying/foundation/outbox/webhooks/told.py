"""What a webhook can be told: the lines of the public log, and every other change of a case."""

from huiying.core.words import Text

CASE_CHANGED = "case.changed"
TOLD: dict[str, Text] = {
    "voice.received": Text("收到诉求", "A voice was received"),
    "voice.imported": Text("导入诉求", "A voice was imported"),
    "voice.accepted": Text("受理", "A voice was accepted"),
    "voice.declined": Text("不予受理", "A voice was declined"),
    "voice.transferred": Text("转交单位", "A voice was handed on"),
    "voice.extended": Text("延期", "The time was extended"),
    "voice.answered": Text("答复", "A voice was answered"),
    "voice.reopened": Text("重新办理", "A voice was taken up again"),
    "voice.withdrawn": Text("撤回", "A voice was withdrawn"),
    "voice.erased": Text("删除", "A voice was erased"),
    "voice.checked": Text("公布是暗访", "A voice was told to be an unannounced check"),
    CASE_CHANGED: Text("办件的其他变化", "Any other change of a case"),
}
