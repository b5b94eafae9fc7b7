"""What a receipt proves, what it does not, and what can be wrong with a log, in sentences."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from huiying.core.translog.errors import LogFault
from huiying.core.translog.receipt import Proved
from huiying.core.words import Text

FAULTS: Mapping[str, Text] = {
    "receipt": Text(
        zh="这不是存证回执，或者内容不完整。请重新下载回执文件，原样保存。",
        en="This is no receipt of the log, or a part of it is missing. Download the file again and keep it as it is.",
    ),
    "extra": Text(
        zh="回执里附带的条目内容已损坏，或不是我们认识的写法。",
        en="What the receipt shows of its entry is damaged, or written in a form that we do not know.",
    ),
    "no_key": Text(
        zh="回执没有写明账本的公钥。请向受理单位要公钥，再核对一次。",
        en="The receipt does not name the key of its log. Ask the office for the key and check again with it.",
    ),
    "base64": Text(zh="有一行编码已损坏。", en="One of the encoded lines is damaged."),
    "entry": Text(
        zh="条目 {about} 不是账本公开条目的写法：已损坏或被改动。",
        en="Entry {about} is not written as entries of the log are: it is damaged or was changed.",
    ),
    "entry_length": Text(zh="条目太长，账本装不下。", en="An entry is too long for a log."),
    "note": Text(
        zh="账本检查点已损坏，或者不是签名文本。", en="The checkpoint is damaged, or it is not a signed text at all."
    ),
    "control_character": Text(
        zh="账本检查点里有不该有的控制字符。", en="The checkpoint holds control characters that do not belong there."
    ),
    "signature_line": Text(zh="账本检查点的签名行已损坏。", en="A signature line of the checkpoint is damaged."),
    "checkpoint": Text(
        zh="账本检查点没有写清账本名称、条数和根值。",
        en="The checkpoint does not state name, size and root of the log as it must.",
    ),
    "hash_length": Text(zh="有一个指纹不是 32 字节。", en="A fingerprint is not 32 bytes long."),
    "proof_length": Text(
        zh="证明的长度不对：少了或多了内容。", en="The proof has the wrong length: something is missing or was added."
    ),
    "index": Text(zh="条目序号不在账本范围内。", en="The number of the entry lies outside the log."),
    "size": Text(
        zh="账本条数不对：比先前见过的还少，或者超出范围。",
        en="The size of the log is wrong: it is smaller than one seen before, or out of range.",
    ),
    "frontier": Text(zh="保存的账本状态已损坏。", en="The state kept of the log is damaged."),
    "key": Text(
        zh="公钥写得不对。公钥是“名称+8位编号+编码”这样的一个词。",
        en="This is no key. A key is one word: name+8 hex digits+code.",
    ),
    "named_key": Text(
        zh="回执写明的公钥“{about}”没有签过这个检查点：回执被改动过。",
        en="The key of {about} that the receipt names did not sign the checkpoint: the receipt was changed.",
    ),
    "policy": Text(zh="信任名单第 {about} 行写得不对。", en="Line {about} of the policy is wrong."),
    "not_signed": Text(
        zh="您信任的公钥都没有签过“{about}”的检查点：它可能属于别的账本，也可能是伪造的。",
        en="None of the keys that you trust signed the checkpoint of {about}: it may be of another log, or made up.",
    ),
    "signature": Text(
        zh="以“{about}”名义的签名是假的：检查点被改动过，或是伪造的。",
        en="The signature in the name of {about} is false: the checkpoint was changed or made up.",
    ),
    "quorum": Text(
        zh="“{about}”的检查点没有足够多您信任的见证人签名。",
        en="Too few of the witnesses that you trust have signed the checkpoint of {about}.",
    ),
    "not_included": Text(
        zh="证明不成立：条目、序号或证明被改动过，账本在这个位置没有这一条。",
        en="The proof does not hold: entry, number or proof was changed. The log has no such entry at that place.",
    ),
    "not_consistent": Text(
        zh="前后两个账本接不上：以前的内容被改动或删除了。",
        en="The later log does not begin with the earlier one: something in it was changed or removed.",
    ),
    "step": Text(
        zh="请求的写法不对：应为 old 条数、证明、空行、检查点。",
        en="The request is not written as it must be: old size, proof, a blank line, the checkpoint.",
    ),
    "stale": Text(
        zh="请从最后见过的 {about} 条开始证明。",
        en="Prove the step from the {about} entries that were seen last.",
    ),
    "fields": Text(
        zh="回执显示的登记内容和当时登记的不一致：有一项被改动过。",
        en="What the receipt shows as recorded is not what was recorded: something in it was changed.",
    ),
    "words": Text(
        zh="回执显示的原话和当时登记的不一致：被改动过。",
        en="The words that the receipt shows are not the words that were recorded: they were changed.",
    ),
    "root": Text(
        zh="账本公布的数据和 {about} 条时签名的根值对不上：有内容被改动。",
        en="What the log serves does not give the root that was signed at {about} entries: something was changed.",
    ),
    "tile": Text(
        zh="数据块 {about} 已损坏，或和签名的检查点对不上。",
        en="Tile {about} is damaged, or not what the signed checkpoint vouches for.",
    ),
    "missing": Text(
        zh="账本没有给出 {about}，而签名的检查点说它应该在。",
        en="The log does not serve {about}, which the signed checkpoint says must be there.",
    ),
    "too_large": Text(zh="{about} 大得不合规定。", en="{about} is larger than it may be."),
    "entry_changed": Text(
        zh="第 {about} 条（从 0 数起）和签名的检查点对不上：被改动过。",
        en="Entry number {about}, counted from 0, was changed: it is not the one that the signed checkpoint vouches "
        "for.",
    ),
    "went_back": Text(
        zh="账本变短了：现在签名的只有 {about} 条，比上次见过的少。",
        en="The log became shorter: only {about} entries are signed now, fewer than were seen before.",
    ),
    "other_log": Text(zh="这个地址给出的是另一个账本“{about}”。", en="The address serves another log: {about}."),
    "path": Text(zh="“{about}”不是账本里的地址。", en="{about} is no address within a log."),
}
"""A sentence for each `reason` of a LogFault; {about} is what the fault is about."""

TYPES: Mapping[str, Text] = {
    "voice.received": Text(zh="收到一件诉求", en="a voice was received"),
    "voice.imported": Text(zh="从旧系统转入一件诉求", en="a voice was taken over from another system"),
    "voice.accepted": Text(zh="受理", en="it was accepted"),
    "voice.declined": Text(zh="不予受理", en="it was declined"),
    "voice.transferred": Text(zh="转送", en="it was passed on"),
    "voice.extended": Text(zh="延长期限", en="the time for it was extended"),
    "voice.answered": Text(zh="答复", en="it was answered"),
    "voice.reopened": Text(zh="重新办理", en="it was opened again"),
    "voice.withdrawn": Text(zh="撤回", en="it was withdrawn"),
    "voice.erased": Text(zh="内容已删除", en="its content was erased"),
    "voice.checked": Text(zh="公布是一次暗访", en="it was told to be an unannounced check"),
    "draw.committed": Text(zh="预告一次抽查抽签", en="a draw of checks was announced"),
    "draw.framed": Text(zh="抽签名册封存", en="the list to draw from was fixed"),
    "draw.told": Text(zh="公布抽签种子", en="the seed of a draw was told"),
}
"""What the public type of an entry tells."""


def fault_said(fault: LogFault) -> Text:
    """The sentence for what is wrong."""
    return _filled(FAULTS[fault.reason], about=fault.about)


def proved_said(proved: Proved, *, key_checked: bool) -> list[Text]:
    """What a receipt has proved, line by line. `key_checked` False: nobody vouches for whose key it was."""
    return [
        _place(proved),
        *_entry(proved),
        *(witness_said(*one) for one in sorted(proved.witnesses.items())),
        _key(proved, key_checked=key_checked),
    ]


def not_proved_said(proved: Proved) -> list[Text]:
    """What the same receipt does not prove, line by line."""
    lines = [] if proved.fields else [_SEALED]
    return [*lines, _TYPED, _SINCE]


def witness_said(name: str, at: int) -> Text:
    """That a witness saw the log, `at` Unix seconds."""
    moment = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"
    return Text(zh=f"见证人 {name} 在 {moment} 见过同一个账本。", en=f"Witness {name} saw the same log at {moment}.")


def _place(proved: Proved) -> Text:
    return _filled(
        Text(
            zh="这一条在账本 {origin} 里，是第 {index} 条（从 0 数起），账本当时共 {size} 条。指纹：{leaf}",
            en="The entry is in the log {origin}: number {index}, counted from 0, of {size} at that time. "
            "Fingerprint: {leaf}",
        ),
        origin=proved.head.origin,
        size=proved.head.size,
        index=proved.index,
        leaf=proved.leaf.hex(),
    )


def _entry(proved: Proved) -> Iterator[Text]:
    entry = proved.entry
    if entry.day is not None:
        told = TYPES.get(entry.type, Text(zh=entry.type, en=entry.type))
        yield Text(zh=f"它写的是：{entry.day}，{told.zh}。", en=f"It says: on {entry.day} {told.en}.")
    if entry.due is not None:
        yield Text(
            zh=f"答应最迟 {entry.due} 给答复，或者告诉您交给谁办。",
            en=f"Promised by {entry.due}: an answer, or word of who takes it.",
        )
    if proved.words:
        yield Text(
            zh="回执里的原话和其他登记内容，与当时登记的完全一致。",
            en="The words and the other fields in the receipt are exactly what was recorded.",
        )
    elif proved.fields:
        yield Text(
            zh="回执里的登记内容与当时登记的完全一致；没有附原话。",
            en="The fields in the receipt are exactly what was recorded; it does not hold the words.",
        )


def _key(proved: Proved, *, key_checked: bool) -> Text:
    if key_checked:
        return _filled(
            Text(
                zh="检查点由您信任的 {origin} 公钥签名。",
                en="The checkpoint is signed with a key of {origin} that you trust.",
            ),
            origin=proved.head.origin,
        )
    return Text(
        zh="签名成立，但没有核对公钥是谁的：用的是回执自己写的公钥。请向受理单位要公钥再核对。",
        en="The signature holds, but whose key it is was NOT checked: it is the one that the receipt itself names. "
        "Get the key from the office and check again with it.",
    )


_SEALED = Text(
    zh="没有证明说了什么：这份回执不显示内容。",
    en="What was said is not proved: this receipt does not show it.",
)
_TYPED = Text(
    zh="账本不能证明工作人员当时如实录入：请保留您亲笔写的、有编号的纸条。",
    en="A log cannot prove that an official typed in what you said: keep the numbered slip in your own hand.",
)
_SINCE = Text(
    zh="没有检查账本后来有没有被改：用 huiying monitor 检查。",
    en="Whether the log was changed since was not looked at: huiying monitor does that.",
)


def _filled(text: Text, **values: object) -> Text:
    return Text(zh=text.zh.format(**values), en=text.en.format(**values))
