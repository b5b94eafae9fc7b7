"""What is new in a mail that answers ours: without what it quotes. The original stays whole."""

import re

from huiying.core.codes import NUMBER_DIGITS, is_number
from huiying.core.mail.bodies import tidy

MOST_READ = 4_000
"""Characters that the library looks at: its patterns take time by the square of the length (measured: 0.4 s)."""
_BLANKS = re.compile(r"[ \t\u00a0\u3000]{3,}")
_QUOTED = re.compile(r"(?m)^[ \t]*[>＞].*\n?")
_PREFIX = re.compile(r"(?i)^(?:re|aw|fw|fwd|回复|答复|回覆|转发)\s*[:：]\s*")
LONGEST_SUBJECT, MOST_NUMBERS = 200, 20
_NUMBER = re.compile(rf"(?<![0-9])[0-9](?:[ \u00a0\u3000-]?[0-9]){{{NUMBER_DIGITS - 1}}}(?![0-9])")
# What mail programs in China put above the mail that is answered; the library knows the other forms.
_ABOVE = re.compile(
    r"(?m)^[ \t]*(?:-{2,}\s*(?:原始邮件|回复的原邮件|转发邮件信息|Original(?: Message)?|Replied Message)\s*-{2,}"
    r"|(?:在 ?)?[0-9]{4}[-/年].{4,80}(?:写道|来信)[:：]"
    r"|On [^\n]{4,200}(?:\n[^\n]{0,100})? wrote:"
    r"|(?:发件人|From)[:：].{1,200}\n[ \t]*(?:发送时间|日期|时间|Sent|Date)[:：])"
)


def new_words(text: str) -> str:
    """The words above or between what is quoted; everything where nothing would be left."""
    text = tidy(_BLANKS.sub("  ", text))
    above = _ABOVE.split(text, maxsplit=1)[0]
    latest = _latest(above) if len(above) <= MOST_READ else above
    return tidy(_QUOTED.sub("", latest)) or tidy(_QUOTED.sub("", _ABOVE.sub("", text))) or text


def _latest(text: str) -> str:
    """What the library takes for the newest mail, its signature and small print left in: they may be words."""
    from mailparser_reply import EmailReplyParser

    replies = EmailReplyParser(languages=["zh", "en"]).read(text).replies
    return str(replies[0].full_body) if replies else ""


def receipt_numbers(subject: str) -> list[str]:
    """The first receipt numbers that a subject names, in their normal form."""
    digits = (re.sub(r"\D", "", found) for found in _NUMBER.findall(subject))
    return [one for one in dict.fromkeys(digits) if is_number(one)][:MOST_NUMBERS]


def subject_of_reply(subject: str, number: str) -> str:
    """ "Re: …" with the receipt number behind it, once each; "" where the mail had no subject."""
    plain = subject
    while (shorter := _PREFIX.sub("", plain).strip()) != plain:
        plain = shorter
    if not plain:
        return ""
    return f"Re: {plain[:LONGEST_SUBJECT]}{'' if number.strip() in plain else number}"
