"""What can be wrong with a voice that another system sends."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class PlaceUnknown(HuiyingError):
    """No such place, or one that is no longer in use."""

    code: ClassVar[str] = "api.place_unknown"
    sentence = Text(
        zh="没有这个地点，或者它已经停用。请从 GET /reference/places 里选。",
        en="There is no such place, or it is no longer in use. Choose one of GET /reference/places.",
    )


class AccusedOfReport(HuiyingError):
    """A unit is named as accused by what is no report."""

    code: ClassVar[str] = "api.accused_of_report"
    sentence = Text(
        zh="只有检举控告（kind 为 report）才写被反映的单位 accused。",
        en="Only a report of wrongdoing (kind “report”) names the unit it is about (“accused”).",
    )
