"""The invented staff: the small cast every page knows, then heads and handlers for each unit."""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from huiying.core.words import Text
from huiying.loop.rehearsal.inventions.shapes import InventedStaff, InventedUnit

# username · Chinese · English · post · unit · roles
CAST = """
wang|王芳|Wang Fang|窗口接访员|Counter receptionist|centre|receptionist
zhou|周强|Zhou Qiang|调度员|Dispatcher|centre|dispatcher
zhoulan|周兰|Zhou Lan|信访局调度员|Petition dispatcher|petition|dispatcher receptionist
heyun|何云|He Yun|热线班长|Hotline shift lead|hotline|dispatcher receptionist
zhao|赵敏|Zhao Min|承办人|Case handler|land|handler
liukai|刘凯|Liu Kai|承办人|Case handler|land|handler
chen|陈静|Chen Jing|督查员|Inspector|centre|inspector
sun|孙伟|Sun Wei|副县长|Deputy county head|centre|leader
tangyi|唐毅|Tang Yi|专办员|Officer for sealed reports|petition|sealed_officer
luoxin|罗欣|Luo Xin|回访员|Call-back officer|hotline|callback_officer
guanyu|管宇|Guan Yu|系统管理员|Administrator|centre|administrator
linshu|林舒|Lin Shu|参谋员|Adviser|centre|adviser
baojun|包君|Bao Jun|身份保管员|Keeper of identities|centre|identity_keeper
shiqing|史青|Shi Qing|审计员|Auditor|centre|auditor
dangan|党安|Dang An|档案员|Archivist|centre|archivist
mahui|马慧|Ma Hui|中心主任|Head of the centre|centre|unit_head
dingyu|丁玉|Ding Yu|话务员|Call taker|hotline|receptionist
shenlan|沈岚|Shen Lan|复查员|Reviewer|centre|reviewer hearing_host
fanli|范黎|Fan Li|信访局局长|Head of the petition bureau|petition|unit_head
tianjie|田介|Tian Jie|调解员|Mediator|centre|mediator
"""

GIVEN: tuple[tuple[str, str], ...] = (
    ("晓禾", "Xiaohe"), ("建禾", "Jianhe"), ("雨桐", "Yutong"), ("志远", "Zhiyuan"), ("秀兰", "Xiulan"), ("立新", "Lixin"),
    ("文博", "Wenbo"), ("海燕", "Haiyan"), ("国栋", "Guodong"), ("思源", "Siyuan"), ("春生", "Chunsheng"), ("明月", "Mingyue"),
    ("向东", "Xiangdong"), ("玉梅", "Yumei"), ("子涵", "Zihan"), ("大勇", "Dayong"), ("静怡", "Jingyi"), ("长青", "Changqing"),
    ("小满", "Xiaoman"), ("永安", "Yongan"),
)  # fmt: skip
SURNAMES: tuple[tuple[str, str], ...] = (
    ("许", "Xu"), ("吕", "Lü"), ("郑", "Zheng"), ("曹", "Cao"), ("彭", "Peng"), ("董", "Dong"), ("袁", "Yuan"), ("邓", "Deng"),
    ("傅", "Fu"), ("沈", "Shen"), ("曾", "Zeng"), ("卢", "Lu"), ("蒋", "Jiang"),
)  # fmt: skip


def invent_staff(units: tuple[InventedUnit, ...]) -> tuple[InventedStaff, ...]:
    """The cast, and for every department, company, town and mass organisation one head and one handler.

    The head of the land bureau is invented like the others; its handlers are in the cast.
    """
    cast = [_cast(line.split("|")) for line in CAST.strip().splitlines()]
    kinds = {"department", "enterprise", "street", "mass_organisation"}
    bureaus = [u for u in units if u.kind in kinds and u.key not in {"petition", "hotline", "discipline"}]
    people = list(cast)
    for n, unit in enumerate(bureaus):
        people.append(_colleague(2 * n, unit, head=True))
        people.append(_colleague(2 * n + 1, unit, head=False))
    return tuple(people)


def _cast(row: list[str]) -> InventedStaff:
    username, zh, en, post_zh, post_en, unit, roles = row
    return InventedStaff(username, Text(zh=zh, en=en), Text(zh=post_zh, en=post_en), unit, tuple(roles.split()))


def _colleague(n: int, unit: InventedUnit, *, head: bool) -> InventedStaff:
    """The n-th colleague; surname and given name step at different paces so that no two share both."""
    surname, given = SURNAMES[n % len(SURNAMES)], GIVEN[(n * 3 + 2 * (n // len(SURNAMES))) % len(GIVEN)]
    name = Text(zh=surname[0] + given[0], en=f"{surname[1]} {given[1]}")
    username = f"{surname[1]}{given[1]}".lower().replace("ü", "v")
    post = Text(zh="负责人", en="Head of unit") if head else Text(zh="承办人", en="Case handler")
    return InventedStaff(username, name, post, unit.key, ("unit_head", "handler") if head else ("handler",))
