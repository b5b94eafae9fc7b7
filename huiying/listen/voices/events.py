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
WORDS_TAKEN_DOWN = EventType(
    "voice.words_taken_down",
    says=Text(zh="窗口替诉求人记下了补充", en="An addition was taken down for the person at the desk"),
    speaker_says=Text(zh="您补充的话由窗口人员代记", en="A clerk wrote down what you added"),
)
IDENTITY_AGREED = EventType(
    "voice.identity_agreed",
    says=Text(zh="核对姓名或电话：和当初留的一致", en="Compared a name or phone with what was left: it agrees"),
    speaker_says=Text(
        zh="有人拿您的回执号来办事，核对姓名或电话：和您留的一致",
        en="Somebody came with your receipt number; the name or phone they gave agrees with yours",
    ),
)
IDENTITY_DIFFERED = EventType(
    "voice.identity_differed",
    says=Text(
        zh="核对姓名或电话：和当初留的不一致",
        en="Compared a name or phone with what was left: it does not agree",
    ),
    speaker_says=Text(
        zh="有人拿您的回执号来办事，核对姓名或电话：和您留的不一致",
        en="Somebody came with your receipt number; the name or phone they gave does not agree with yours",
    ),
)
FILES_ADDED = EventType(
    "voice.files_added",
    says=Text(zh="诉求人附上了材料", en="Files came from the person"),
    speaker_says=Text(zh="收到您附上的文件 {files} 个", en="Files received from you: {files}"),
)
FILES_GIVEN = EventType(
    "voice.files_given",
    says=Text(zh="给诉求人附上了材料", en="Files were given to the person"),
    speaker_says=Text(zh="给您附上了文件 {files} 个", en="Files for you: {files}"),
)
FILES_FILED = EventType(
    "voice.files_filed",
    says=Text(zh="存入内部材料", en="Files were filed for staff"),
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
PUBLICATION_WITHDRAWN = EventType(
    "voice.publication_withdrawn",
    says=Text(
        zh="诉求人收回了公开的同意，已不再公开",
        en="The person took back the consent to publish; it is public no more",
    ),
    speaker_says=Text(
        zh="您收回了公开的同意，已不再公开", en="You took back the consent to publish; it is public no more"
    ),
)
CONSENT_WITHDRAWN = EventType(
    "voice.consent_withdrawn",
    says=Text(zh="诉求人收回了一项同意", en="The person took one consent back"),
    speaker_says=Text(zh="您收回了一项同意", en="You took one consent back"),
)
ERASURE_ASKED = EventType(
    "voice.erasure_asked",
    says=Text(zh="诉求人请求删除全部内容和身份信息", en="The person asked that everything be erased"),
    speaker_says=Text(
        zh="您请求删除，已转给保管身份的人", en="You asked for deletion; the keeper of identities has it"
    ),
)
ERASURE_REFUSED = EventType(
    "voice.erasure_refused",
    says=Text(zh="没有同意删除，写明了理由", en="It was not erased, with the reason"),
    speaker_says=Text(zh="现在还不能删除，理由在下面", en="It cannot be erased now; the reason is below"),
    speaker_sees=frozenset({"reason"}),
)
DATA_GIVEN = EventType(
    "voice.data_given",
    says=Text(zh="诉求人拿了一份自己的数据", en="The person took a copy of their own data"),
    speaker_says=Text(zh="凭回执拿走了一份您的数据", en="A copy of your data was taken with the receipt"),
)
IDENTITY_FORGOTTEN = EventType(
    "voice.identity_forgotten",
    says=Text(zh="保存时间到了，删除了身份信息", en="The time of keeping is over: who spoke was deleted"),
    speaker_says=Text(zh="保存时间到了，您的身份信息已删除", en="The time of keeping is over: who you are was deleted"),
)
HELP_ASKED = EventType(
    "voice.help_asked",
    says=Text(zh="诉求人需要帮助才能说清、听懂", en="The person asked for help to be heard and to understand"),
    speaker_says=Text(zh="您说了需要什么帮助", en="You said what help you need"),
)
HELP_ARRANGED = EventType(
    "voice.help_arranged",
    says=Text(zh="需要的帮助已安排", en="The help that was asked for is arranged"),
    speaker_says=Text(zh="您需要的帮助已安排好", en="The help you asked for is arranged"),
)
FOUND_AGAIN = EventType(
    "voice.found_again",
    says=Text(zh="凭留的联系方式找回了回执", en="The receipt was found again by the contact that was left"),
    speaker_says=Text(
        zh="有人找回了回执，号码只发到您留的联系方式",
        en="The receipt was asked for again; it went to the contact you left, and nowhere else",
    ),
)
FOUND_AT_COUNTER = EventType(
    "voice.found_at_counter",
    says=Text(zh="核对身份后在窗口查到回执号", en="Receipt number found at the counter after an identity check"),
    speaker_says=Text(
        zh="窗口核对身份后查到了您的回执号", en="A clerk found your receipt number after checking who was there"
    ),
)

TYPES = (
    FOUND_AGAIN,
    FOUND_AT_COUNTER,
    HELP_ASKED,
    HELP_ARRANGED,
    VOICE_RECEIVED,
    VOICE_IMPORTED,
    RECEIPT_REISSUED,
    WORDS_TAKEN_DOWN,
    IDENTITY_AGREED,
    IDENTITY_DIFFERED,
    FILES_ADDED,
    FILES_GIVEN,
    FILES_FILED,
    VOICE_ERASED,
    ERASURE_FINISHED,
    PUBLICATION_WITHDRAWN,
    CONSENT_WITHDRAWN,
    ERASURE_ASKED,
    ERASURE_REFUSED,
    DATA_GIVEN,
    IDENTITY_FORGOTTEN,
)
