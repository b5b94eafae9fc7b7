"""Words of the simulated year: plain, invented, and every answer unlike every other unless it is a copy on purpose."""

from random import Random

MATTERS = (
    "路灯不亮",
    "下水道堵了",
    "工地夜里施工",
    "公交站没有棚子",
    "学校门口堵车",
    "自来水发黄",
    "垃圾没有人收",
    "电梯停了",
)
PLACES = ("东街", "西街", "南浦", "北门", "河边", "桥头", "新村", "老巷")
PIECES = (
    "查看 现场 更换 线路 清理 沟渠 铺设 路面 安排 班组 检测 水样 补种 树苗 修复 护栏 增设 标牌"
    " 调整 班次 联系 厂家 更新 设备 拆除 围挡 疏通 管道 加固 堤岸 登记 住户 核对 账目 退还 费用"
    " 划定 车位 移走 杂物 粉刷 外墙 检修 水泵 接通 电源 开挖 沟槽 回填 砂石 张贴 通知 走访 居民"
    " 测量 噪声 限定 时段 采购 灯具 拨付 款项 签订 合同 明确 责任 复核 面积 办理 证件 补发 工资"
    " 培训 司机 巡查 河道 投放 鱼苗"
).split()
WORDS_OF_ANSWER = 26


class Wording:
    """Draws words from the year's own chance."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def answer(self) -> str:
        """About a hundred signs in a few clauses."""
        drawn = self._random.choices(PIECES, k=WORDS_OF_ANSWER)
        clauses = ("".join(drawn[at : at + 6]) for at in range(0, len(drawn), 6))
        return "，".join(clauses) + "。"


def said(number: int) -> str:
    """What the voice with this number says."""
    place, matter = PLACES[number % len(PLACES)], MATTERS[number // len(PLACES) % len(MATTERS)]
    return f"{place}{matter}，已经有一阵子了，请派人看看（第{number}件）。"
