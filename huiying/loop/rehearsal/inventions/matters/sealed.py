"""What people report in confidence: told to the discipline body alone."""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from huiying.loop.rehearsal.inventions.matters.shape import matter

REPORTS = (
    *matter(
        "village_money", "纪检监察/贪污贿赂/贪污", "discipline", "town", where="rural", weight=2, who="farmer pensioner", kinds="report",
        titles="""
        村里[账目对不上|集体的钱不知去向]
        [危房改造款|修路的钱]有问题
        """,
        facts="""
        村里[卖集体林木|出租鱼塘]收了{3~28}万，[账上只有{1~2}万|从来没公布过]，[钱进了谁的口袋不知道|会计自己也说不清]
        [低保|危房改造]名额给了[自家亲戚|盖得起楼的人]，[真困难的排不上|一户收了{1000~6000/500}块好处]
        修[村道|水渠]报了{12~80}万，[实际只铺了一半|验收的人没下过车]，[包工的是他小舅子|发票是补的]
        """,
        more="""
        [我有当时的记账本照片|在场的有{2~5}个人]，[可以当面说|请不要在村里问]
        [怕打击报复|我一家都在村里住]，[千万别让村里知道是我说的|不要转给镇上]
        """,
        asks="""
        [请直接派人来查账|请保密]
        [查清楚给大家一个交代|该退的退给集体]
        """,
        found="已收到", done="已转有权机关", basis="有关规定",
    ),
    *matter(
        "bribes", "纪检监察/贪污贿赂/行贿受贿索贿", "discipline", "petition", weight=1.2, who="shopkeeper resident driver", kinds="report",
        titles="""
        [办证被要好处|有人收红包]
        [检查的人吃拿卡要|验收要请客]
        """,
        facts="""
        [办许可|办验收]的人[拖了{span}|材料退了{2~5}次]，[有人传话，送{2~9}条烟就行|暗示我请一顿]，[我送了第二天就批了|中间人收了{1000~8000/500}块]
        [来店里检查的人|{spot}管市场的]每月[白吃白拿|要{200~800/100}块“管理费”]，[不给就天天查|没有收据]
        """,
        more="""
        [转账记录我留着|有聊天记录]，[能证明的人也愿意说|时间是{day}]
        [我还要在这做生意|怕以后被穿小鞋]，请保密
        """,
        asks="""
        [请查一查|要求退还并处理]
        """,
        found="已收到", done="已转有权机关", basis="有关规定",
    ),
    *matter(
        "abuse_of_office", "纪检监察/滥用职权/以权谋私", "discipline", "petition", weight=1, who="resident parent worker", kinds="report",
        titles="""
        [招人只招自己亲戚|公车私用]
        [工程内定|岗位内定]
        """,
        facts="""
        [单位|公益岗位]招{2~6}个人，[公告贴了半天就撕了|条件像量身定做]，[最后进去的都是他家亲戚|笔试第一的没要]
        单位的车[周末接送孩子补课|拉自家装修材料]，[一个月看见{3~8}回|加的还是公家的油]
        [办公楼装修|食堂采购]没招标，[直接给了他妻弟|比市场价贵三成]
        """,
        more="""
        [照片和日期我都记着|知道的人不少，都不敢说]
        """,
        asks="""
        [请查实|请重新公开招]，[不要让他知道是谁说的|请为我保密]
        """,
        found="已收到", done="已转有权机关", basis="有关规定",
    ),
)  # fmt: skip
