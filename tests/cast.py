"""The fixed cast of the tests: a small county office, its people, and who speaks.

Ms Li speaks; Wang sits at the counter; Zhou dispatches; Zhao handles and Qian heads her unit; Hu calls back; Chen
inspects; Sun leads; Feng opens what is sealed; Guo keeps the office; the outsider works in another unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.db import connection

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
_PLACES = (
    ("county", None, "district", "柳溪县", "Liuxi County"),
    ("liuhe", "county", "town", "柳河镇", "Liuhe"),
    ("village", "liuhe", "community", "柳河村", "Liuhe Village"),
    ("qingshi", "county", "town", "青石街道", "Qingshi"),
)
Node = TypeVar("Node", Unit, Place)
Rows = Sequence[tuple[str, str | None, dict[str, Any]]]


def open_liuxi() -> Cast:
    """Write the cast into the test database."""
    OfficeProfile.objects.create(
        name="柳溪县", name_en="Liuxi County", phone="12345", address="柳溪县人民路1号", opened_at=NOW
    )
    units = _units()
    return Cast(units, _staff(units), _places())


def _units() -> dict[str, Unit]:
    rows = [
        (key, above, {"kind": kind, "name": name, "name_en": name_en} | flags)
        for key, above, kind, name, name_en, flags in _UNITS
    ]
    return _tree(Unit, rows)


def _staff(units: dict[str, Unit]) -> dict[str, Staff]:
    people = [
        Staff(username=key, name=name, name_en=name_en, unit=units[unit]) for key, name, name_en, unit, _ in _STAFF
    ]
    for person in people:
        person.set_password(PASSWORD)
    staff = {person.username: person for person in Staff.objects.bulk_create(people)}
    # The roles of the centre reach over the whole county.
    Grant.objects.bulk_create(
        Grant(staff=staff[key], role=role, unit=units[unit], starts_on=date(2026, 1, 1))
        for key, _, _, unit, roles in _STAFF
        for role in roles
    )
    return staff


def _places() -> dict[str, Place]:
    return _tree(
        Place,
        [(key, above, {"kind": kind, "name": name, "name_en": name_en}) for key, above, kind, name, name_en in _PLACES],
    )


def _tree(model: type[Node], rows: Rows) -> dict[str, Node]:
    """Two statements for all of it: most tests begin with the cast; written row by row it was half of their cost."""
    nodes = {key: model(path="", **fields) for key, _, fields in rows}
    model._default_manager.bulk_create(nodes.values())
    for key, above, _ in rows:
        node, node.parent = nodes[key], nodes.get(above or "")
        node.path = f"{node.parent.path if node.parent else '/'}{node.pk}/"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {model._meta.db_table} SET parent_id = %s, path = %s WHERE id = %s",
            [(node.parent_id, node.path, node.pk) for node in nodes.values()],
        )
    return nodes
