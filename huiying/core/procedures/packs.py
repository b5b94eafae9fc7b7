"""What cities have laid down for their hotlines, as settings: each number with where it stands.

A city's ordinance binds there; elsewhere its numbers are only an example. What a pack leaves out keeps our default.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huiying.core.procedures.hotline_tables import GUANGDONG, KINDS, SETTINGS, bj, jn, ll, wf
from huiying.core.procedures.model import Basis, Source
from huiying.core.words import Text

UNSEEN = Source(Basis.CITY, GUANGDONG)
"""Known from official news; the article was not seen."""
STRICT = Source(Basis.CHOICE, "Huiying")
"""The text was not seen, so the stricter reading."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One setting as a city has it."""

    key: str
    value: int | str
    source: Source


@dataclass(frozen=True)
class Pack:
    """One city's numbers. Raises ValueError for a setting that does not exist or a value outside its bounds."""

    id: str
    name: Text
    laid: tuple[Laid, ...]

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise ValueError(f"city pack {self.id}: " + "; ".join(problems))

    @property
    def values(self) -> Mapping[str, int | str]:
        """Setting → value."""
        return {item.key: item.value for item in self.laid}


def _problems(pack: Pack) -> Iterator[str]:
    declared = {setting.key: setting for setting in SETTINGS}
    for item in pack.laid:
        setting = declared.get(item.key)
        if setting is None:
            yield f"no setting {item.key}"
        elif not setting.takes(item.value):
            yield f"{item.key} cannot be {item.value}"


def _handle(source: Source, *, default: int, **by_kind: int) -> tuple[Laid, ...]:
    return tuple(Laid(f"hotline.handle_workdays.{kind}", by_kind.get(kind, default), source) for kind in KINDS)


LVLIANG_PACK = Pack(
    "lvliang",
    Text("吕梁", "Lüliang"),
    (
        Laid("hotline.dispatch_half_workdays", 1, ll("3-4")),
        Laid("hotline.return_workdays", 1, ll("2")),
        Laid("hotline.urgent_minutes", 30, ll("4")),
        *_handle(ll("4"), default=5, inquiry=3),
        Laid("hotline.extension", "counted", ll("4")),
        Laid("hotline.extension_times", 3, ll("4")),
        Laid("hotline.extension_workdays", 3, ll("4")),
        Laid("hotline.cap_days", 180, ll("4")),
    ),
)
WEIFANG_PACK = Pack(
    "weifang",
    Text("潍坊", "Weifang"),
    (
        *_handle(wf("20 item 1"), default=5),
        Laid("hotline.extension", "statutory_only", wf("20 item 2")),
        Laid("hotline.callback_on", "reply", wf("25")),
    ),
)
JINAN_PACK = Pack(
    "jinan",
    Text("济南", "Jinan"),
    (
        *_handle(jn("24"), default=5),
        Laid("hotline.extension", "statutory_only", jn("24 item 2")),
        Laid("hotline.callback_on", "reply", jn("27(1)")),
    ),
)
GUANGDONG_PACK = Pack(
    "guangdong",
    Text("广东", "Guangdong"),
    (
        Laid("hotline.handle_workdays.inquiry", 2, UNSEEN),
        Laid("hotline.handle_workdays.request", 10, UNSEEN),
        Laid("hotline.handle_workdays.suggestion", 10, UNSEEN),
        Laid("hotline.handle_workdays.complaint", 15, UNSEEN),
        Laid("hotline.handle_workdays.report", 15, UNSEEN),
        Laid("hotline.extension", "none", STRICT),
    ),
)
BEIJING_PACK = Pack(
    "beijing",
    Text("北京", "Beijing"),
    (
        Laid("hotline.dispatch_half_workdays", 1, bj("11(2)")),
        Laid("hotline.ticket_limit", "named", bj("13")),
        Laid("hotline.extension", "statutory_only", bj("15 item 2")),
        Laid("hotline.callback_on", "limit", bj("23")),
    ),
)
PACKS: Mapping[str, Pack] = {
    pack.id: pack for pack in (LVLIANG_PACK, WEIFANG_PACK, JINAN_PACK, GUANGDONG_PACK, BEIJING_PACK)
}
