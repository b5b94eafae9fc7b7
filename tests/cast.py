"""The fixed cast of the tests: a small county office, its people, and who speaks.

Ms Li speaks; Wang sits at the counter; Zhou dispatches; Zhao handles and Qian heads her unit; Hu calls back; Chen
inspects; Sun leads; Feng opens what is sealed; Guo keeps the office; the outsider works in another unit.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.models import OfficeProfile, Place
from huiying.foundation.people.models import Grant, Staff, Unit

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)  # Monday 23 November 2026, 09:40 in Liuxi
PASSWORD = "liuxi-river-2026"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there. Units by short name, staff by family name, places by short name."""

    units: dict[str, Unit]
    staff: dict[str, Staff]
    places: dict[str, Place]

    def actor(self, name: str) -> Actor:
        """`name` as an actor, with all the roles granted."""
        person = self.staff[name]
        roles = frozenset(person.grants.values_list("role", flat=True))
        return Actor(ActorKind.STAFF, id=person.pk, unit=person.unit_id, roles=roles)


_UNITS = (
    ("office", None, "office", "柳溪县群众诉求服务中心", "Liuxi County Voices Centre", {}),
    ("petition", "office", "office", "柳溪县信访局", "Liuxi Petition Office", {"petition_department": True}),
    ("hotline", "office", "office", "柳溪县12345热线中心", "Liuxi 12345 Hotline", {"hotline_body": True}),
    ("land", "office", "department", "柳溪县自然资源局", "Liuxi Natural Resources Bureau", {}),
    ("housing", "office", "department", "柳溪县住房和城乡建设局", "Liuxi Housing Bureau", {}),
    ("liuhe", "office", "street", "柳河镇人民政府", "Liuhe Town", {}),
)
_STAFF = (
    ("guo", "郭志", "Guo Zhi", "office", ("administrator",)),
    ("wang", "王芳", "Wang Fang", "petition", ("receptionist",)),
    ("zhou", "周强", "Zhou Qiang", "petition", ("dispatcher", "archivist")),
    ("hotline", "何静", "He Jing", "hotline", ("receptionist", "dispatcher")),
    ("hu", "胡兰", "Hu Lan", "hotline", ("callback_officer",)),
    ("zhao", "赵敏", "Zhao Min", "land", ("handler",)),
    ("qian", "钱勇", "Qian Yong", "land", ("unit_head",)),
    ("outsider", "刘凯", "Liu Kai", "housing", ("handler",)),
    ("town", "吴娟", "Wu Juan", "liuhe", ("handler", "unit_head")),
    ("chen", "陈静", "Chen Jing", "office", ("inspector",)),
    ("sun", "孙伟", "Sun Wei", "office", ("leader",)),
    ("feng", "冯洁", "Feng Jie", "office", ("sealed_officer",)),
)


def open_liuxi() -> Cast:
    """Write the cast into the test database."""
    OfficeProfile.objects.create(
        name="柳溪县", name_en="Liuxi County", phone="12345", address="柳溪县人民路1号", opened_at=NOW
    )
    units = _units()
    return Cast(units, _staff(units), _places())


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for key, above, kind, name, name_en, flags in _UNITS:
        parent = units[above] if above else None
        unit = Unit.objects.create(parent=parent, kind=kind, name=name, name_en=name_en, path="", **flags)
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        units[key] = unit
    return units


def _staff(units: dict[str, Unit]) -> dict[str, Staff]:
    staff: dict[str, Staff] = {}
    for key, name, name_en, unit, roles in _STAFF:
        person = Staff(username=key, name=name, name_en=name_en, unit=units[unit])
        person.set_password(PASSWORD)
        person.save()
        # The roles of the centre reach over the whole county.
        for role in roles:
            Grant.objects.create(staff=person, role=role, unit=units[unit], starts_on=date(2026, 1, 1))
        staff[key] = person
    return staff


def _places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for key, above, kind, name, name_en in (
        ("county", None, "district", "柳溪县", "Liuxi County"),
        ("liuhe", "county", "town", "柳河镇", "Liuhe"),
        ("village", "liuhe", "community", "柳河村", "Liuhe Village"),
        ("qingshi", "county", "town", "青石街道", "Qingshi"),
    ):
        parent = places.get(above or "")
        place = Place.objects.create(parent=parent, kind=kind, name=name, name_en=name_en, path="")
        place.path = f"{parent.path if parent else '/'}{place.pk}/"
        place.save(update_fields=["path"])
        places[key] = place
    return places
