"""Mappings that every office has, and how one is guessed from the headers."""

from huiying.core.words import Text
from huiying.foundation.tables.errors import UnknownColumns
from huiying.foundation.tables.mapping import REQUIRED, Field, Mapping, fits

KIND_WORDS = {
    "求决": "request",
    "求助": "request",
    "诉求": "request",
    "申诉": "request",
    "投诉": "complaint",
    "投诉请求": "complaint",
    "检举": "report",
    "控告": "report",
    "检举控告": "report",
    "举报": "report",
    "建议": "suggestion",
    "意见建议": "suggestion",
    "咨询": "inquiry",
    "表扬": "praise",
    "感谢": "praise",
    "异议": "objection",
}
"""The product's seven kinds, as offices call them."""

CHANNEL_WORDS = {
    "网上": "web",
    "网络": "web",
    "网站": "web",
    "意见箱": "suggestion_box",
    "来访": "counter",
    "窗口": "counter",
    "来电": "phone",
    "电话": "phone",
    "热线": "phone",
    "12345": "phone",
    "来信": "letter",
    "信件": "letter",
    "走访": "home_visit",
    "接访": "reception",
    "座谈会": "listening_session",
    "现场办公": "field_office",
    "意见征集": "survey",
    "邮件": "email",
    "电子邮件": "email",
    "公众号": "messenger",
    "微信": "messenger",
    "接口": "api",
    "Open311": "open311",
    "导入": "import",
}
WORDS = {Field.KIND: KIND_WORDS, Field.CHANNEL: CHANNEL_WORDS}

_MESSAGE = {
    Field.EXTERNAL_ID: ("msg_id",),
    Field.TITLE: ("subject",),
    Field.TEXT: ("text",),
    Field.SAID_AT: ("time", "raw_time"),
}
MESSAGES = Mapping("messages", _MESSAGE)
REPLIES = Mapping("replies", {**_MESSAGE, Field.REPLY: ("reply",), Field.REPLIED_AT: ("reply_time",)})
CHINESE = Mapping(
    "chinese",
    {
        Field.EXTERNAL_ID: ("编号", "留言编号", "信件编号", "信访件编号", "工单编号", "工单号", "诉求编号", "序号"),
        Field.TITLE: ("主题", "留言主题", "标题", "信件标题", "工单标题"),
        Field.TEXT: ("留言详情", "留言内容", "诉求内容", "信件内容", "工单内容", "内容", "详情", "正文"),
        Field.SAID_AT: ("留言时间", "来信时间", "信访日期", "登记时间", "受理时间", "提交时间", "时间", "日期"),
        Field.KIND: ("类型", "诉求类型", "信访目的", "工单类型", "信件类型"),
        Field.CHANNEL: ("渠道", "来源", "诉求来源", "信访形式"),
        Field.PLACE: ("地点", "问题属地", "事发地", "事发地址", "所属区域", "区域"),
        Field.REPLY: ("答复意见", "答复内容", "回复内容", "办理结果", "答复", "回复"),
        Field.REPLIED_AT: ("答复时间", "回复时间", "办结时间", "答复日期"),
        Field.CATEGORY: ("一级标签", "一级分类", "问题类别", "分类"),
        Field.CATEGORY_2: ("二级标签", "二级分类"),
        Field.CATEGORY_3: ("三级标签", "三级分类"),
    },
    values=WORDS,
)
BUILT_IN = {mapping.name: mapping for mapping in (REPLIES, MESSAGES, CHINESE)}


def guess_mapping(headers: tuple[str, ...]) -> Mapping:
    """The built-in mapping whose columns are there, the more telling first. Raises UnknownColumns."""
    for mapping in (REPLIES, MESSAGES):
        if fits(mapping, headers):
            return mapping
    needed = {name: CHINESE.columns[name] for name in REQUIRED}
    if fits(Mapping(CHINESE.name, needed), headers):
        return CHINESE
    lacking = [name for name in needed if not fits(Mapping(CHINESE.name, {name: needed[name]}), headers)]
    raise UnknownColumns(
        needs=Text("、".join(REQUIRED[name].zh for name in lacking), ", ".join(REQUIRED[name].en for name in lacking))
    )
