"""The invented units: the coordinating office, departments, towns, villages and mass organisations."""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from huiying.core.words import Text
from huiying.loop.rehearsal.inventions.places import TOWNS
from huiying.loop.rehearsal.inventions.shapes import InventedUnit

CENTRE = "centre"
PETITION = "petition"
HOTLINE = "hotline"
DISCIPLINE = "discipline"

# key · Chinese · short name in speech · English · street · what it answers for
DEPARTMENTS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("housing", "县住房和城乡建设局", "住建局", "County Housing and Construction Bureau", "建设路 18 号",
     "城乡建设/住房保障与房地产 城乡建设/工程质量 城乡建设/建筑市场 城乡建设/国有土地上房屋征收与补偿 城乡建设/村镇建设"
     " 城乡建设/安全生产 城乡建设/城市建设和市政管理/燃气供应 城乡建设/城市建设和市政管理/冬季采暖 城乡建设/其他"),
    ("land", "县自然资源局", "自然资源局", "County Natural Resources Bureau", "建设路 22 号",
     "国土资源 城乡建设/城乡规划 城乡建设/住房保障与房地产/房产证登记、办理 城乡建设/集体土地上房屋拆迁与补偿"
     " 农村农业/林业管理 农村农业/土地承包经营/宅基地纠纷"),
    ("city", "县城市管理局", "城管局", "County City Management Bureau", "青石大街 7 号", "城乡建设/城市建设和市政管理"),
    ("education", "县教育局", "教育局", "County Education Bureau", "书院路 3 号", "教育文体"),
    ("labour", "县人力资源和社会保障局", "人社局", "County Human Resources and Social Security Bureau", "和平路 41 号",
     "劳动和社会保障"),
    ("health", "县卫生健康局", "卫健局", "County Health Bureau", "和平路 66 号", "卫生计生"),
    ("market", "县市场监督管理局", "市场监管局", "County Market Regulation Bureau", "南浦路 12 号",
     "商贸旅游 卫生计生/食品药品监管 教育文体/教育行政管理/校外机构管理"),
    ("police", "县公安局", "公安局", "County Public Security Bureau", "平安路 1 号",
     "政法/户籍证件 政法/交通管理 政法/社会治安 政法/刑案侦破 政法/警务督察"),
    ("transport", "县交通运输局", "交通局", "County Transport Bureau", "车站路 9 号",
     "交通运输 城乡建设/城市建设和市政管理/公共汽车"),
    ("environment", "县生态环境局", "环保局", "County Ecology and Environment Bureau", "滨河路 30 号", "环境保护"),
    ("farming", "县农业农村局", "农业局", "County Agriculture and Rural Affairs Bureau", "柳河路 15 号", "农村农业"),
    ("water", "县水利局", "水利局", "County Water Bureau", "滨河路 8 号",
     "农村农业/水利水电 农村农业/水库移民 城乡建设/城市建设和市政管理/自来水供应"),
    ("civil", "县民政局", "民政局", "County Civil Affairs Bureau", "和平路 20 号", "民政"),
    ("insurance", "县医疗保障局", "医保局", "County Medical Insurance Bureau", "和平路 43 号",
     "劳动和社会保障/城镇居民社会保险/新农村合作医疗 劳动和社会保障/城镇居民社会保险/城镇居民医疗保险"
     " 劳动和社会保障/城镇职工社会保险/职工医疗保险 劳动和社会保障/城镇职工社会保险/职工生育保险 民政/社会救助/医疗救助"),
    ("culture", "县文化和旅游局", "文旅局", "County Culture and Tourism Bureau", "书院路 17 号",
     "教育文体/文化 教育文体/文物管理 教育文体/体育 商贸旅游/旅游管理"),
    ("emergency", "县应急管理局", "应急局", "County Emergency Management Bureau", "平安路 6 号",
     "经济管理/安全生产 政法/社会治安/消防安全 民政/救灾募捐"),
    ("veterans", "县退役军人事务局", "退役军人局", "County Veterans Affairs Bureau", "和平路 5 号", "民政/优抚 民政/复退安置"),
    ("justice", "县司法局", "司法局", "County Justice Bureau", "平安路 11 号",
     "政法/法律服务 政法/法制建设 政法/行政复议 政法/仲裁与调解 政法/诉讼 政法/刑罚执行"),
    ("industry", "县工业和信息化局", "工信局", "County Industry and Information Bureau", "建设路 40 号",
     "科技与信息产业 经济管理"),
)  # fmt: skip

ENTERPRISES: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("power", "国网柳溪供电公司", "供电公司", "Liuxi Power Supply Company", "电力路 2 号",
     "城乡建设/城市建设和市政管理/电力供应"),
    ("waterworks", "柳溪县供水公司", "供水公司", "Liuxi Water Supply Company", "滨河路 50 号",
     "城乡建设/城市建设和市政管理/自来水供应"),
)  # fmt: skip

MASS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("union", "县总工会", "工会", "County Federation of Trade Unions", "和平路 70 号", "党务政务/群众团体/工会工作"),
    ("youth", "共青团柳溪县委员会", "团县委", "County Youth League Committee", "书院路 9 号",
     "党务政务/群众团体/共青团工作"),
    ("women", "县妇女联合会", "妇联", "County Women's Federation", "书院路 11 号", "党务政务/群众团体/妇联工作"),
    ("disabled", "县残疾人联合会", "残联", "County Disabled Persons' Federation", "和平路 72 号", "民政/福利慈善/福利事业"),
)  # fmt: skip


def invent_units() -> tuple[InventedUnit, ...]:
    """Every unit, parents before children. Phones start with 0000, an area code that does not exist."""
    centre = (
        InventedUnit(CENTRE, Text(zh="县群众诉求服务中心", en="County Voice Service Centre"), "诉求中心", "coordinating",
                     None, _phone(0), "青石大街 1 号", place="liuxi"),
        InventedUnit(PETITION, Text(zh="县信访局", en="County Letters and Visits Bureau"), "信访局", "department", CENTRE,
                     _phone(1), "青石大街 1 号东厅", place="liuxi", petition_department=True),
        InventedUnit(HOTLINE, Text(zh="县12345热线中心", en="County 12345 Hotline Centre"), "热线", "department", CENTRE,
                     _phone(2), "青石大街 1 号西厅", place="liuxi", hotline_body=True),
        InventedUnit(DISCIPLINE, Text(zh="县纪委监委", en="County Discipline and Supervision Commission"), "纪委",
                     "department", CENTRE, _phone(3), "平安路 3 号", ("纪检监察",), "liuxi", discipline_body=True),
    )  # fmt: skip
    rows = [(row, "department") for row in DEPARTMENTS] + [(row, "enterprise") for row in ENTERPRISES]
    rows += [(row, "mass_organisation") for row in MASS]
    bureaus = tuple(
        InventedUnit(key, Text(zh=zh, en=en), short, kind, CENTRE, _phone(10 + n), where, tuple(what.split()), "liuxi")  # type: ignore[arg-type]
        for n, ((key, zh, short, en, where, what), kind) in enumerate(rows)
    )
    return centre + bureaus + _towns()


def _towns() -> tuple[InventedUnit, ...]:
    found: list[InventedUnit] = []
    for n, (key, zh, en, children) in enumerate(TOWNS):
        office = f"{zh}人民政府" if zh.endswith("镇") else f"{zh}办事处"
        duties = ("农村农业/村务管理", "农村农业/土地承包经营", "民政/基层选举和社区建设", "城乡建设/村镇建设")
        found.append(InventedUnit(key, Text(zh=office, en=f"{en} Office"), zh, "street", CENTRE, _phone(60 + n),
                                  f"{zh}正街 1 号", duties, key))  # fmt: skip
        for i, child in enumerate(children.split("|")):
            name, zh_name, en_name, marks = child.split()
            body = "居民委员会" if "u" in marks else "村民委员会"
            english = f"{en_name} {'Residents' if 'u' in marks else 'Villagers'}' Committee"
            found.append(InventedUnit(f"{key}/{name}", Text(zh=zh_name.removesuffix("社区").removesuffix("村") + (
                "社区" if "u" in marks else "村") + body, en=english), zh_name, "community", key,
                _phone(100 + n * 10 + i), f"{zh}{zh_name}", (), f"{key}/{name}"))  # fmt: skip
    return tuple(found)


def _phone(n: int) -> str:
    """A number under the area code 0000, which nobody has."""
    return f"0000-{5550000 + n * 13:07d}"
