"""The bodies above the town: the county centre reviews, the city has the last word; who reviews, signs and hosts."""

from datetime import timedelta

from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.models import ReviewLine
from tests.cast import NOW, Cast

PEOPLE = (
    ("shen", "沈岚", "Shen Lan", "office", "reviewer"),
    ("lu", "陆平", "Lu Ping", "office", "unit_head"),
    ("tan", "谭静", "Tan Jing", "city", "final_reviewer"),
    ("bai", "白松", "Bai Song", "city", "unit_head"),
    ("host", "任宁", "Ren Ning", "city", "hearing_host"),
)
DECISION = {
    "result": "upheld",
    "facts": "三盏灯已经换好，有照片和村民证言。",
    "public_text": "经复查，镇政府查明的事实清楚，处理恰当，予以维持。",
    "basis": "《信访工作条例》第三十五条",
    "looked": True,
}


def with_reviewers(cast: Cast) -> Cast:
    """The same cast with the city above the county, asked by a line of its own."""
    city = Unit.objects.create(kind="office", name="柳州市信访局", name_en="Liuzhou Petition Office", path="/")
    city.path = f"/{city.pk}/"
    city.save(update_fields=["path"])
    cast.units["city"] = city
    ReviewLine.objects.create(unit=cast.units["office"], body=city)
    for key, name, name_en, unit, role in PEOPLE:
        person = Staff.objects.create(username=key, name=name, name_en=name_en, unit=cast.units[unit])
        Grant.objects.create(staff=person, role=role, unit=cast.units[unit], starts_on=(NOW - timedelta(30)).date())
        cast.staff[key] = person
    return cast
