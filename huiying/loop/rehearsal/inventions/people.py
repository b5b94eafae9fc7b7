"""Invented people. No phone here can ring anywhere: mobiles start with 100, which no network has been given."""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from huiying.loop.rehearsal.inventions.grammar import Chance, pick
from huiying.loop.rehearsal.inventions.shapes import InventedPerson

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN_ONE = "平芳霞军勇磊娟艳涛明超兰霖伟静敏杰燕鹏飞丽华红玲强斌辉梅琴英云莲萍琳波宁鑫刚健峰洁欣晨瑞"
GIVEN_TWO = [
    "建国",
    "建军",
    "秀英",
    "桂兰",
    "玉兰",
    "桂英",
    "秀珍",
    "淑珍",
    "凤英",
    "玉珍",
    "志强",
    "志明",
    "国强",
    "国庆",
    "海波",
    "海燕",
    "春梅",
    "春花",
    "金凤",
    "小红",
    "小燕",
    "小龙",
    "晓东",
    "晓玲",
    "文静",
    "文杰",
    "雪梅",
    "雪峰",
    "永红",
    "永强",
    "德胜",
    "德福",
    "长根",
    "长顺",
    "有才",
    "有福",
    "水生",
    "土根",
    "根宝",
    "满仓",
    "子轩",
    "梓涵",
    "雨欣",
    "浩然",
    "思琪",
    "嘉怡",
    "俊杰",
    "佳慧",
    "宇航",
    "一诺",
    "天佑",
    "美玲",
    "丽娟",
    "红霞",
    "爱华",
    "爱民",
    "卫东",
    "卫国",
    "新民",
    "新华",
]
ENGLISH = [
    "Anna Keller",
    "Tom Hallam",
    "Priya Nadar",
    "Marek Dolny",
    "Lucia Bren",
    "Samuel Otieno",
    "Ji-woo Han",
    "Hana Sato",
    "Omar Rashidi",
    "Greta Lindell",
    "Paul Weston",
    "Ines Carrera",
    "Dmitri Volin",
    "Amara Diallo",
    "Kevin Brandt",
    "Noor Halim",
    "Elena Morini",
    "Jack Farrow",
    "Mei Tanaka",
    "Rosa Quint",
]


def invent_person(chance: Chance, address: str, *, english: bool) -> InventedPerson:
    """Somebody who does not exist; most leave a phone, some an e-mail, few both."""
    name = pick(chance, ENGLISH) if english else _chinese_name(chance)
    way = chance()
    phone = invalid_mobile(chance) if way < 0.88 else ""
    email = f"speaker{int(chance() * 90000) + 10000}@mail.example" if way > 0.8 else ""
    return InventedPerson(name, phone, email, address)


def invalid_mobile(chance: Chance) -> str:
    """Eleven digits from 10000000000 to 10099999999."""
    return f"100{int(chance() * 100_000_000):08d}"


def _chinese_name(chance: Chance) -> str:
    surname = pick(chance, SURNAMES)
    return surname + (pick(chance, GIVEN_ONE) if chance() < 0.3 else pick(chance, GIVEN_TWO))
