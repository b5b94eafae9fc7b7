"""What can happen to a voice itself."""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

VOICE_RECEIVED = EventType(
    "voice.received",
    says=Text(zh="收到诉求，回执已给", en="Voice received, receipt given"),
    speaker_says=Text(zh="收到您的话", en="We have your words"),
    public_type="voice.received",
)
VOICE_IMPORTED = EventType(
    "voice.imported",
    says=Text(zh="从旧系统导入", en="Imported from an earlier system"),
    speaker_says=Text(zh="从旧系统转来", en="Brought over from an earlier system"),
    public_type="voice.imported",
)
RECEIPT_REISSUED = EventType(
    "voice.receipt_reissued",
    says=Text(zh="核对身份后补发回执", en="Receipt issued again after an identity check"),
    speaker_says=Text(zh="核对身份后补发了回执", en="Your receipt was issued again after an identity check"),
)
VOICE_ERASED = EventType(
    "voice.erased",
    says=Text(zh="删除了全部内容和身份信息", en="Everything that was said, and who said it, was erased"),
    speaker_says=Text(zh="您说的话和您的身份信息已全部删除", en="Your words and who you are were erased"),
    public_type="voice.erased",
)
ERASURE_FINISHED = EventType(
    "voice.erasure_finished",
    says=Text(zh="数据库文件里的旧痕迹已清除", en="Old copies are gone from the database file"),
    speaker_says=Text(zh="数据库文件里的旧痕迹也已清除", en="Old copies are gone from the database file, too"),
)

TYPES = (VOICE_RECEIVED, VOICE_IMPORTED, RECEIPT_REISSUED, VOICE_ERASED, ERASURE_FINISHED)
