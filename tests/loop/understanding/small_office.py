"""A small tree of categories with shipped names, and cases that people have sorted."""

from itertools import product

from huiying.foundation.office.models import Category
from huiying.listen.voices.services.register import Spoken
from huiying.loop.categorise_case import categorise_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from tests.cast import NOW

NAMES = {
    "环境保护": ("环境污染", "环保管理"),
    "劳动和社会保障": ("工资福利", "劳动关系"),
    "渡口": ("渡船",),
}
FERRY = "渡口的渡船好几天不开，过河要绕半天路，码头没人管"
SMOKE = "楼下烧烤店天天冒油烟，熏得开不了窗"
WAGES = "老板拖欠三个月工资不发，打电话也不接"
WORDS = {"渡口/渡船": FERRY, "环境保护/环境污染": SMOKE, "劳动和社会保障/工资福利": WAGES}


def plant():
    """The categories, by their names joined by "/"."""
    found = {}
    for first, below in NAMES.items():
        found[first] = _row(first, None)
        for second in below:
            found[f"{first}/{second}"] = _row(second, found[first])
    return found


def _row(name, parent):
    row = Category.objects.create(parent=parent, name=name, path="")
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


def speak(text, **more):
    given = {"channel": "web", "kind": "request", "naming": "anonymous", "text": text, "language": "zh-hans"}
    voice = receive_voice(Spoken(**(given | {"received_at": NOW} | more)), identity={}, actor=SPEAKER, now=NOW).voice
    return Case.objects.get(pk=voice.pk)


def decide(cast, categories, times=8, *, now=NOW, words=WORDS):
    """`times` cases for each of `words`, sorted by the hotline."""
    for (path, text), number in product(words.items(), range(times)):
        case = speak(f"{text}，已经是第{number + 1}次了，请处理。")
        categorise_case(case.pk, actor=cast.actor("hotline"), now=now, category_id=categories[path].pk)
