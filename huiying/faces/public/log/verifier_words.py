"""What the verifier says, in both languages: the page switches between them where it lies, without the office.

`fault.…` and `todo.…` end in the reason of a LogFault; a reason without a sentence of its own means a damaged receipt.
Experts read the exact sentence of each reason besides.
"""

from collections.abc import Mapping
from typing import Final

from huiying.core.translog.said import FAULTS, TYPES
from huiying.core.words import Text

TAGS: Final[Mapping[str, str]] = {"zh-hans": "zh-Hans", "en": "en"}
"""The tag of each language in HTML."""

WORDS: Final[Mapping[str, Text]] = {
    # the page
    "title": Text(zh="核对回执", en="Check a receipt"),
    "brand": Text(zh="回应", en="Huiying"),
    "brand_what": Text(zh="离线核对页", en="Offline verifier"),
    "skip": Text(zh="跳到内容", en="Skip to the content"),
    "large": Text(zh="大字版", en="Large text"),
    "normal": Text(zh="标准字号", en="Normal text"),
    "lead": Text(
        zh="就在您这台手机或电脑上核对，不用上网，什么也不往外发。",
        en="Checked on this device. It needs no network and sends nothing.",
    ),
    "foot": Text(
        zh="这一页可以存起来，过几年照样能用。",
        en="Keep this page: it will still work years from now.",
    ),
    # the form
    "file": Text(zh="存证文件", en="Proof file"),
    "file_hint": Text(
        zh="回执页上下载的，名字以 .tlog-proof 结尾。", en="From your receipt page; it ends in .tlog-proof."
    ),
    "address": Text(zh="或者，二维码里的地址", en="Or the address in the QR code"),
    "address_hint": Text(
        zh="用手机扫小票上的二维码，把出来的地址整个贴在这里。",
        en="Scan the code on your slip and paste the whole address here.",
    ),
    "check": Text(zh="核对", en="Check"),
    "policy": Text(zh="认哪本账", en="Which log is trusted"),
    "policy_label": Text(zh="账本和见证单位的公钥", en="Public keys of the log and its witnesses"),
    "policy_hint": Text(
        zh="这些公钥随本页来自受理单位。您从别处（如报纸、人大）拿到的，可以贴在这里换掉；全部清空，就只用回执自带的公钥。",
        en="They came with this page from the office. Replace them by keys you got elsewhere, such as in a newspaper, "
        "or clear the box to use only the key inside the receipt.",
    ),
    "policy_back": Text(zh="换回原来的", en="Put the original back"),
    # what came out
    "ok": Text(zh="核对通过", en="It checks out"),
    "ok_what": Text(
        zh="这一条就在账本里，和您手里的一字不差。", en="This entry is in the log, exactly as your receipt has it."
    ),
    "own": Text(zh="对得上，但不知道是谁签的", en="It fits, but who signed is not known"),
    "own_what": Text(
        zh="本页没有这本账的公钥，用的是回执自带的，谁都可以做一个。请把从可靠地方拿到的公钥贴到“认哪本账”里再核对。",
        en="This page lacks this log's key, so the one inside the receipt was used; anybody can make one. "
        "Paste a key from a source you trust under “Which log is trusted” and check again.",
    ),
    "row.log": Text(zh="账本", en="Log"),
    "row.number": Text(zh="第几条", en="Entry"),
    "number": Text(zh="第 {n} 条（签名时共 {size} 条）", en="number {n} of {size} at the time of signing"),
    "row.what": Text(zh="记的是", en="It records"),
    "row.day": Text(zh="日期", en="Day"),
    "row.due": Text(zh="答应了什么", en="Promised"),
    "due": Text(zh="最迟 {day}，给答复，或者告诉您交给谁办", en="by {day}: an answer, or word of who takes the matter"),
    "row.basis": Text(zh="依据", en="Ground"),
    "row.role": Text(zh="谁决定的", en="Decided by"),
    "row.words": Text(zh="原话", en="What was said"),
    "proved": Text(zh="证明了什么", en="What this proves"),
    "proved.entry": Text(zh="这一条在账本里，是第 {n} 条", en="This entry is number {n} of the log"),
    "proved.entry_more": Text(zh="改一个字、换个位置，都对不上。", en="Any change would not fit."),
    "proved.signed": Text(zh="账本有签名", en="The log is signed"),
    "proved.signed_more": Text(zh="签名用的就是本页认的公钥。", en="By the key that this page trusts."),
    "proved.signed_own": Text(zh="签名用的是回执自带的公钥。", en="By the key inside the receipt."),
    "proved.witness": Text(zh="{name} 见证过", en="{name} has seen it"),
    "proved.witness_more": Text(
        zh="{time} 签的。之后谁再改，它会发现。", en="Signed on {time}. A later change would not escape it."
    ),
    "proved.words": Text(zh="当时记下的就是这些话", en="These are the words that were recorded"),
    "proved.words_more": Text(zh="一字不差。", en="Letter for letter."),
    "proved.fields": Text(zh="随附的内容就是当时记下的", en="What comes with it is what was recorded"),
    "proved.fields_more": Text(zh="列在“给懂行的人看”里。", en="Listed under “For experts”."),
    "not_proved": Text(zh="没有证明什么", en="What this does not prove"),
    "not.typed": Text(
        zh="录入的人是不是照您说的写。要看您手里带编号的纸质小票。",
        en="That the official typed what you said. Your numbered paper slip answers that.",
    ),
    "not.time": Text(zh="具体几点几分。账本只写日期。", en="The exact time. The log tells only the day."),
    "not.before": Text(
        zh="进账本以前，有没有压下不记的。", en="That nothing was held back before it came into the log."
    ),
    "not.page": Text(
        zh="这一页本身可靠。它也是受理单位给的，可以换见证单位的核对页再核一遍。",
        en="That this page is honest. It comes from the office too; the verifier of a witness is a second opinion.",
    ),
    "not.split": Text(
        zh="别人看到的是不是同一本账。还没有本页认得的见证单位签名。",
        en="That everybody is shown the same log. No witness that this page knows has signed.",
    ),
    "not.key": Text(zh="签名的公钥是谁的。", en="Whose key signed."),
    "not.words": Text(
        zh="当时说了什么。这份回执不带原话，给别人看也不泄露。",
        en="What was said. This receipt holds no words, so it is safe to show.",
    ),
    "experts": Text(zh="给懂行的人看", en="For experts"),
    "expert.index": Text(zh="序号（从 0 起）", en="Index (from 0)"),
    "expert.size": Text(zh="账本条数", en="Tree size"),
    "expert.leaf": Text(zh="叶子哈希", en="Leaf hash"),
    "expert.root": Text(zh="根哈希", en="Root hash"),
    "expert.key": Text(zh="签名公钥", en="Signing key"),
    "expert.engine": Text(zh="验签", en="Signatures verified by"),
    "expert.browser": Text(zh="浏览器自带（WebCrypto）", en="this browser (WebCrypto)"),
    "expert.page": Text(zh="本页代码（这个浏览器不会 Ed25519）", en="this page's code (this browser lacks Ed25519)"),
    "expert.reason": Text(zh="原因", en="Reason"),
    **{f"reason.{name}": text for name, text in FAULTS.items()},
    # what an entry records
    "type.": Text(zh="办理中的一步（账本不写内容）", en="A step of the work (the log does not tell which)"),
    **{f"type.{name}": text for name, text in TYPES.items()},
    "again": Text(zh="再核对一份", en="Check another one"),
    # what went wrong, and what to do
    "fault": Text(zh="没有通过", en="It does not check out"),
    "fault.nothing": Text(zh="还没有选文件，也没有贴地址", en="No file chosen and no address pasted"),
    "todo.nothing": Text(zh="两样里给一样就行。", en="One of the two is enough."),
    "fault.damaged": Text(
        zh="读不懂：不是回执，或者文件坏了、被改过。", en="Not readable as a receipt: another kind of file, or damaged."
    ),
    "todo.damaged": Text(
        zh="请到回执页重新下载，或者再扫一次二维码，整个贴过来。",
        en="Download it again from your receipt page, or scan the code again and paste all of it.",
    ),
    "fault.not_signed": Text(
        zh="这是另一本账的回执：{origin}。本页只认：{known}。",
        en="This receipt is from another log: {origin}. This page trusts only: {known}.",
    ),
    "todo.not_signed": Text(
        zh="请用那个单位的核对页，或者把它的公钥贴到“认哪本账”里。",
        en="Use the verifier of that office, or paste its keys under “Which log is trusted”.",
    ),
    "fault.other_key": Text(
        zh="账本名字对，签名的公钥却不是本页认的那把。", en="The name of the log is right, but another key signed it."
    ),
    "todo.other_key": Text(
        zh="单位可能换了公钥，也可能有人假冒。请重新下载核对页再试；还不行，问见证单位或单位的上级。",
        en="The office may have changed its key, or somebody imitates it. Download this page anew; if it still "
        "fails, ask a witness or the body above the office.",
    ),
    "fault.no_key": Text(
        zh="没有公钥可用：本页没有，回执里也没有。", en="No key to check with, neither here nor in the receipt."
    ),
    "todo.no_key": Text(zh="请把账本的公钥贴到“认哪本账”里。", en="Paste the log's keys under “Which log is trusted”."),
    "fault.signature": Text(
        zh="{name} 的签名不对：签名以后有人动过。",
        en="The signature of {name} is wrong: something was changed since.",
    ),
    "todo.signature": Text(
        zh="这份回执不能作数。请重新下载再核对；还不对，把它留好，交给见证单位或监督部门看。",
        en="This receipt proves nothing. Download it again; if it still fails, keep it and show it to a witness or "
        "the inspector.",
    ),
    "fault.named_key": Text(
        zh="回执自带的公钥没有签过这本账。", en="The key inside the receipt did not sign this log."
    ),
    "fault.quorum": Text(zh="见证单位的签名还不够。", en="Not enough witnesses have signed."),
    "todo.quorum": Text(
        zh="请过十分钟重新下载回执再核对。一直不够，问受理单位为什么。",
        en="Download the receipt again in ten minutes. If it stays so, ask the office why.",
    ),
    "fault.not_included": Text(
        zh="这一条和账本对不上：记录、序号或证明被人改过。",
        en="The entry does not fit the log: entry, number or proof was changed.",
    ),
    "fault.entry": Text(
        zh="账本里确有这一条，但写法本页不认识。", en="The entry is in the log, but in a form unknown to this page."
    ),
    "todo.entry": Text(zh="请下载新的核对页再试。", en="Download a newer verifier and try again."),
    "fault.fields": Text(
        zh="账本里确有这一条，但随附的内容和当时记下的不一样。",
        en="The entry is in the log, but what comes with it is not what was recorded.",
    ),
    "fault.words": Text(
        zh="账本里确有这一条，但原话和当时记下的不一样。",
        en="The entry is in the log, but the words are not those that were recorded.",
    ),
    "fault.policy": Text(zh="“认哪本账”第 {line} 行写错了。", en="“Which log is trusted”: line {line} is wrong."),
    "todo.policy": Text(
        zh="请整个重新贴一遍，或者换回原来的。", en="Paste it again as a whole, or put the original back."
    ),
    "use_own": Text(zh="只用回执自带的公钥核对", en="Check with the key inside the receipt"),
}


def in_language(language: str) -> dict[str, str]:
    """Every phrase in `language`, by its key."""
    return {key: text.say(language) for key, text in WORDS.items()}


def both() -> dict[str, dict[str, str]]:
    """Every phrase by the language's tag in HTML, then by its key: what the script of the page reads."""
    return {tag: in_language(language) for language, tag in TAGS.items()}
