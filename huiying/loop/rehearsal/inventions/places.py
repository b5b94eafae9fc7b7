"""The invented places: one county, eight towns, six villages or communities in each, three grids in each of those."""

from huiying.core.words import Text
from huiying.loop.rehearsal.inventions.shapes import InventedPlace

COUNTY = "liuxi"

# key · Chinese · English · urban · its villages and communities: key, Chinese, English, "u" urban, "s" silent
TOWNS: tuple[tuple[str, str, str, str], ...] = (
    (
        "liuhe",
        "柳河镇",
        "Liuhe Town",
        "jiedong 街东社区 Jiedong u|liuhecun 柳河村 Liuhe -|xiling 西岭村 Xiling -|dongshan 东山村 Dongshan -"
        "|shuimo 水磨村 Shuimo -|gaotai 高台村 Gaotai s",
    ),
    (
        "qingshi",
        "青石街道",
        "Qingshi Street",
        "qinghe 清禾社区 Qinghe u|jinxiu 锦绣社区 Jinxiu u|laocheng 老城社区 Laocheng u|shuyuan 书苑社区 Shuyuan u"
        "|nanmen 南门社区 Nanmen u|fangzhi 纺织社区 Fangzhi u",
    ),
    (
        "beitang",
        "北塘镇",
        "Beitang Town",
        "tangkou 塘口社区 Tangkou u|beitangcun 北塘村 Beitang -|liantang 莲塘村 Liantang -|xiaoyu 小渔村 Xiaoyu -"
        "|weizi 苇子村 Weizi -|datan 大滩村 Datan s",
    ),
    (
        "shiqiao",
        "石桥镇",
        "Shiqiao Town",
        "qiaotou 桥头社区 Qiaotou u|shiqiaocun 石桥村 Shiqiao -|baiya 白崖村 Baiya -|hongtu 红土村 Hongtu -"
        "|yaoshang 窑上村 Yaoshang -|shigou 石沟村 Shigou s",
    ),
    (
        "nanpu",
        "南浦街道",
        "Nanpu Street",
        "binhe 滨禾社区 Binhe u|xinpu 新浦社区 Xinpu u|gangwan 港弯社区 Gangwan u|lianhua 莲花里社区 Lianhuali u"
        "|chezhan 车站社区 Chezhan u|nanjiao 南郊社区 Nanjiao us",
    ),
    (
        "yunling",
        "云岭镇",
        "Yunling Town",
        "yunxia 云下社区 Yunxia u|chashan 茶山村 Chashan -|songping 松坪村 Songping -|luoshi 落石村 Luoshi s"
        "|banpo 半坡村 Banpo -|tianjing 天井村 Tianjing -",
    ),
    (
        "fenglin",
        "枫林镇",
        "Fenglin Town",
        "fengkou 枫口社区 Fengkou u|honghua 红花村 Honghua -|guoyuan 果园村 Guoyuan -|zhulin 竹林村 Zhulin -"
        "|malan 马兰村 Malan -|shangwu 上坞村 Shangwu s",
    ),
    (
        "hewan",
        "禾湾镇",
        "Hewan Town",
        "wankou 湾口社区 Wankou u|dayan 大堰村 Dayan -|changtan 长滩村 Changtan -|xinken 新垦村 Xinken -"
        "|liushu 柳树村 Liushu -|yangdu 杨渡村 Yangdu -",
    ),
)

ESTATES: dict[str, tuple[str, ...]] = {
    "jiedong": ("柳河新居", "粮站家属院"),
    "qinghe": ("清禾花园", "清禾二期", "农机厂家属院"),
    "jinxiu": ("锦绣苑", "安置房三区", "锦绣东院"),
    "laocheng": ("老城北巷", "供销社楼", "鼓楼院"),
    "shuyuan": ("书苑小区", "育才里", "书苑公寓"),
    "nanmen": ("南门新村", "化工楼"),
    "fangzhi": ("纺织厂宿舍", "新织里"),
    "tangkou": ("塘口小区", "水产楼"),
    "qiaotou": ("桥头小区", "水泥厂宿舍"),
    "binhe": ("滨禾家园", "滨禾公租房", "禾韵里"),
    "xinpu": ("新浦花苑", "新浦安置楼"),
    "gangwan": ("港弯小区", "船厂楼"),
    "lianhua": ("莲花里", "莲花公寓"),
    "chezhan": ("站前楼", "铁路院"),
    "nanjiao": ("南郊小区",),
    "yunxia": ("云下小区", "茶厂宿舍"),
    "fengkou": ("枫口新居",),
    "wankou": ("湾口小区", "渔港楼"),
}

URBAN_GRIDS = ("东网格", "中网格", "西网格")
RURAL_GRIDS = ("一组", "二组", "三组")
ENGLISH_GRIDS = (("east grid", "middle grid", "west grid"), ("group 1", "group 2", "group 3"))


def invent_places() -> tuple[InventedPlace, ...]:
    """All places, the county first, parents before children. A silent community has silent grids."""
    county = InventedPlace(COUNTY, Text(zh="柳溪县", en="Liuxi County"), "district", None, 0, urban=False)
    towns = [place for town in TOWNS for place in _town(*town)]
    return (_counted(county, towns), *towns)


def _counted(county: InventedPlace, places: list[InventedPlace]) -> InventedPlace:
    people = sum(place.population for place in places if place.level == "street")
    return InventedPlace(county.key, county.name, county.level, None, people, urban=False)


def _town(key: str, zh: str, en: str, children: str) -> list[InventedPlace]:
    """One town with everything below it."""
    below = [place for n, child in enumerate(children.split("|")) for place in _community(key, n, child.split())]
    people = sum(place.population for place in below if place.level == "community")
    town = InventedPlace(key, Text(zh=zh, en=en), "street", COUNTY, people, urban=zh.endswith("街道"))
    return [town, *below]


def _community(town: str, n: int, words: list[str]) -> list[InventedPlace]:
    name, zh, en, marks = words
    key = f"{town}/{name}"
    urban, silent = "u" in marks, "s" in marks
    people = (5200 if urban else 1500) + 137 * ((n * 7 + len(town) * 3) % 11)
    kind = "Community" if urban else "Village"
    text = Text(zh=zh, en=f"{en} {kind}")
    place = InventedPlace(key, text, "community", town, people, urban, silent, ESTATES.get(name, ()))
    return [place, *(_grid(place, i) for i in range(3))]


def _grid(parent: InventedPlace, i: int) -> InventedPlace:
    zh = (URBAN_GRIDS if parent.urban else RURAL_GRIDS)[i]
    en = ENGLISH_GRIDS[0 if parent.urban else 1][i]
    name = Text(zh=f"{parent.name.zh}{zh}", en=f"{parent.name.en}, {en}")
    people = parent.population // 3
    return InventedPlace(f"{parent.key}/{i + 1}", name, "grid", parent.key, people, parent.urban, parent.silent)
