"""Invented messages in three categories, for tests of the category model."""

from datetime import date
from itertools import product

from huiying.core.classify.training import Example, train

DAY = date(2026, 3, 2)
MATTERS = {
    "环境保护": ("夜里烧烤店油烟扰民", "工厂排放污水，河水发臭", "搅拌站粉尘和噪声污染严重", "垃圾焚烧的臭味飘进教室"),
    "交通运输": ("出租车拒载，司机态度不好", "公路坑洼不平，客车难行", "班车票价乱涨，车站没人管", "高速公路出口堵车"),
    "教育文体": ("小学招生学区划分不公", "中学食堂饭菜差，学生有意见", "幼儿园学费太高，老师常换", "图书馆周末不开门"),
}
PLACES = ("东门街", "西河村", "南湖小区", "北桥镇")
ENDINGS = ("请处理", "盼回复")

EXAMPLES = [
    Example(f"{place}{matter}，{ending}。", category)
    for category, matters in MATTERS.items()
    for matter, place, ending in product(matters, PLACES, ENDINGS)
]

QUESTIONS = {
    "新街口的烧烤油烟太大，影响环境": "环境保护",
    "客车司机乱收票价，出租车也拒载": "交通运输",
    "学生和家长都盼着小学扩大招生": "教育文体",
}


def trained(examples=EXAMPLES):
    return train(examples, data_date=DAY)
