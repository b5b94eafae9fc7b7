"""The privacy notice: what 个人信息保护法 Art 17 asks to be told, in plain words, under a version.

A consent keeps the version that its giver had read; a new wording gets a new version.
"""

from dataclasses import dataclass

from huiying.core.words import Text

VERSION = "2026-11"
LAW = "个人信息保护法"
CHILD_YEARS = 14
"""Art 31: below this age a parent or guardian agrees."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its paragraphs, and the articles on which they rest."""

    heading: Text
    paragraphs: tuple[Text, ...]
    articles: str


def _section(heading: tuple[str, str], articles: str, *paragraphs: tuple[str, str]) -> Section:
    return Section(Text(*heading), tuple(Text(*each) for each in paragraphs), articles)


NOTICE = (
    _section(
        ("为什么要这些，凭什么", "Why we need it, and by what right"),
        "13, 17, 34",
        (
            "您说的话和您留的联系方式，只用来办您这件事、把结果告诉您、请您评价，以及统计（不带您是谁）。"
            "受理和答复群众诉求是本单位的法定职责，做这些不另外征求同意。",
            "What you say and how we can reach you is used to handle your matter, to tell you what came of it, to ask "
            "how "
            "you rate it, and for statistics that do not say who you are. Receiving and answering voices is this "
            "office’s "
            "duty by law; for that we ask no consent.",
        ),
        (
            "可以不留名。不留名也照办，只是没法主动联系您。",
            "You need not say who you are. It is handled all the same; we only cannot reach you by ourselves.",
        ),
    ),
    _section(
        ("要单独问您的", "What we ask you for, each by itself"),
        "14, 15, 16, 29",
        (
            "不带姓名地公开您说的话；使用您自己写的健康、钱、信仰这类敏感内容。不同意，事情照样办。"
            "同意了随时可以在回执页面收回，"
            "收回之前已经做的不受影响。",
            "To publish what you said without your name; to use sensitive details that you wrote yourself, such as "
            "health, "
            "money or faith. Without your consent the matter is handled all the same. You can take a consent back on "
            "the "
            "receipt page at any time; what was done before stays lawful.",
        ),
        (
            "收回公开的同意后，网页、接口、下载的清单里马上不再有您的话。别人已经抄走的，我们收不回来。",
            "Once you take back the consent to publish, your words are gone at once from every page, interface and "
            "list of "
            "ours. What others have copied before we cannot call back.",
        ),
    ),
    _section(
        ("谁能看到", "Who sees it"),
        "17, 23, 25",
        (
            "办事的单位看到您说的话，看不到您是谁：他们通过本平台给您写信。按规定要核实身份的工作人员可以看，"
            "每看一次都写明理由，"
            "记在您的回执页面上。检举控告只有专门的人能看，不进任何清单和统计。",
            "The unit that handles it sees what you said, not who you are: it writes to you through this platform. "
            "Staff who "
            "have to check an identity may look, with a reason, and each look stands on your receipt page. Reports of "
            "wrongdoing are read by the officer for them alone and appear in no list and no statistics.",
        ),
    ),
    _section(
        ("不满十四周岁", "Under fourteen"),
        "31",
        (
            "不满十四周岁的人留下姓名或联系方式，要父母或者其他监护人同意：请他们和您一起填，并在最后一步打勾。",
            "If you are under fourteen and leave your name or contact, a parent or guardian has to agree: let them "
            "fill it "
            "in with you and tick the box on the last step.",
        ),
    ),
    _section(
        ("怎么保管", "How it is kept"),
        "19, 51",
        (
            "您是谁，每一项分别加密，密钥不和数据放在一起。到了时间就删，时间见下表。打官司、"
            "受调查的事要等结束才能删，会告诉您。",
            "Who you are is encrypted field by field; the keys do not lie with the data. It is deleted when its time "
            "is "
            "over, see the table. What a court or an inquiry needs waits until that is over; you are told.",
        ),
    ),
    _section(
        ("您可以做什么", "What you can do"),
        "44, 45, 46, 47, 50",
        (
            "凭回执：看谁看过您的身份，拿一份您自己的数据，收回同意，请求删除。不删要给理由。也可以带证件到窗口，"
            "或者打电话。"
            "对我们的处理不满意，可以向网信部门投诉，或者向法院起诉。",
            "With your receipt: see who looked at who you are, take a copy of your own data, take consents back, ask "
            "for "
            "deletion. If we do not delete, we say why. You can also come to the counter with your papers, or call. "
            "If you "
            "are not content with what we do, you can complain to the cyberspace administration or go to court.",
        ),
    ),
)
