"""Invented values that fill every placeholder of every letter."""

from collections.abc import Iterable
from datetime import date

from huiying.core.letters.labels import LABELS
from huiying.core.letters.markup import Row, Section, parse

DAY = date(2026, 11, 22)


def sample_values(body: str) -> dict[str, object]:
    """A value for each placeholder and two rows for each repeated section."""
    return _fill(parse(body)) | {"office": "柳溪县信访局", "day": DAY, "number": "柳信〔2026〕12号"}


def _fill(nodes: Iterable[Row | Section]) -> dict[str, object]:
    values: dict[str, object] = {name: _value(name) for name in LABELS if name != "copy_to"}
    for node in nodes:
        if isinstance(node, Section):
            values |= _section(node)
    return values


def _section(node: Section) -> dict[str, object]:
    if not node.optional:
        return {node.name: [_fill(node.nodes), _fill(node.nodes)]}
    inner = [_section(child) for child in node.nodes if isinstance(child, Section)]
    return {name: value for values in inner for name, value in values.items()}


def _value(name: str) -> object:
    if name.endswith(("_on", "_day", "_until")) or name == "by":
        return DAY
    return 30 if name.endswith("_days") else f"《{name}》"


D11: dict[str, object] = {
    "office": "柳溪县住房和城乡建设局",
    "day": DAY,
    "number": "柳建信〔2026〕8号",
    "addressee": "李某某",
    "copy_to": "柳溪县信访局",
    "case_number": "LX-2026-004217",
    "received_on": date(2026, 9, 21),
    "accepted_on": date(2026, 9, 24),
    "heard_on": date(2026, 10, 9),
    "requests": [
        {
            "request": "尽快修好桂花小区3号楼屋面漏水",
            "facts": "10月12日我局会同物业现场查看，屋面防水层已过保修期，顶层6户漏水属实。",
            "outcome": "予以支持",
            "decision": "由我局督促物业使用维修资金，更换屋面防水层。",
            "basis": "《住宅专项维修资金管理办法》第二十二条。",
        },
        {
            "request": "赔偿室内装修损失8000元",
            "facts": "您提供了照片和收据。维修责任在共有部分，损失由谁承担尚有争议。",
            "outcome": "诉求合理但缺乏法律依据，予以解释说明",
            "decision": "我局不能裁决民事赔偿。",
            "basis": "《民法典》第一千一百六十五条。",
            "explanation": "这笔损失可以先请社区调解，谈不成再向法院起诉。",
        },
    ],
    "put_right": "您说修好不漏就算解决。工程完工后，我们请您一起看。",
    "execution": [
        {"what": "更换3号楼屋面防水层", "who": "桂花小区物业服务中心", "by": date(2027, 1, 15)},
        {"what": "验收并请6户签字", "who": "柳溪县住房和城乡建设局", "by": date(2027, 1, 31)},
    ],
    "review_body": "柳溪县人民政府",
    "review_days": 30,
    "review_how": "可以在网上凭登记编号提出，也可以到县政府信访接待室递交，地址：柳溪县人民路1号。",
}
