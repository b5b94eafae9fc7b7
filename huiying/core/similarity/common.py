"""Words that nearly every voice uses, so that an empty office does not take them for what a voice is about.

Counted as if `IMAGINED` voices had been stored before the first one; real voices soon outweigh them.
"""

IMAGINED = 200

_IN_MOST = """
的 了 是 在 我 有 不 和 也 都 就 这 到 一 人 上 要 没 对 们 为 个 我们 没有 问题
希望 请 一个 还 从 被 而 以 之 与 及 并 但 等 于 将
""".split()
_IN_MANY = """
你 他 她 它 您 年 月 日 时 中 下 里 后 前 大 小 多 少 能 会 可 把 让 给 向 由 因 因为 所以 如果 但是 而且 或者
以及 什么 怎么 为什么 他们 你们 自己 大家 现在 已经 一直 可以 不能 这个 那个 这样 如此 进行 领导 政府 部门 相关
有关 有关部门 相关部门 解决 处理 投诉 反映 反应 情况 尊敬 您好 你好 谢谢 感谢 小区 业主 居民 生活 严重 影响
时间 单位 公司 关于 是否 至今 多次 目前 工作 今年 去年 市民 百姓 老百姓 国家 社会 政策 规定 要求 应该 需要 知道
其他 其它 以前 之后 之前 以后 很多 非常 出现 存在 导致 造成 本人 城市 电话
""".split()
_IN_SOME = """
举报 咨询 建议 请问 请求 恳请 帮助 关注 重视 尽快 及时 回复 答复 给予 核实 调查 查处 查证 书记 市长 县长 局长
领导们 管理 服务 人员 工作人员 附近 周边 旁边 地方 方面 原因 结果 办法 措施 群众 人民 老人 孩子 家里 住户 社区
街道 物业 物业公司 开发商 学校 孩子们 家长 道路 马路 车辆 交通 安全 环境 噪音 扰民 施工 项目 建设 规划 房子
房屋 购房 合同 收费 费用 钱 元 万元 每天 每年 晚上 早上 白天 凌晨 今天 昨天 最近 近期 长期 期间 开始 继续 依然
仍然 根本 完全 直接 不到 不了 不是 只有 还有 还是 只能 不知 到底 究竟 何时 如何 哪里 任何 所有 全部 部分 各种
许多 一些 一下 一次 两个 几个 第一 第二 其中 之间 通过 根据 按照 关系 责任 合理 合法 违法 违规 权益 利益 手续
办理 申请 材料 文件 通知 公示 说明 表示 认为 觉得 看到 发现 提出 得到 造成了 带来 不便 危害 隐患 市政府
政府部门 不断 一定 必须
""".split()

IMAGINED_COUNTS: dict[str, int] = (
    dict.fromkeys(_IN_SOME, 20) | dict.fromkeys(_IN_MANY, 60) | dict.fromkeys(_IN_MOST, 140)
)
