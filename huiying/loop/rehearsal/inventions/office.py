"""The invented county office as a whole."""

from functools import cache

from huiying.core.words import Text
from huiying.loop.rehearsal.inventions.places import invent_places
from huiying.loop.rehearsal.inventions.shapes import InventedOffice
from huiying.loop.rehearsal.inventions.staff import invent_staff
from huiying.loop.rehearsal.inventions.units import invent_units


@cache
def invent_office() -> InventedOffice:
    """柳溪县, a county that does not exist, always the same."""
    units = invent_units()
    return InventedOffice(
        name=Text(zh="柳溪县", en="Liuxi County"),
        hotline="12345",
        address=Text(zh="青石大街 1 号，县群众诉求服务中心", en="County Voice Service Centre, 1 Qingshi Avenue"),
        open_hours=Text(zh="工作日 8:30–17:30", en="workdays 8:30–17:30"),
        units=units,
        places=invent_places(),
        staff=invent_staff(units),
    )
