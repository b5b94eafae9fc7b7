"""What an office may change, and how far: a limit of law becomes shorter, never longer; a citizen's own, longer.

An office's values lie over its city's pack, the pack over the defaults of the tables.
"""

from collections.abc import Iterable, Mapping

from huiying.core.procedures.errors import SettingOutOfBounds, SettingUnknown
from huiying.core.procedures.hotline_tables import SETTINGS as HOTLINE_SETTINGS
from huiying.core.procedures.model import Setting
from huiying.core.procedures.packs import PACKS
from huiying.core.procedures.xinfang_tables import SETTINGS as XINFANG_SETTINGS

Value = int | str
PACK = "hotline.pack"
_ALL: Mapping[str, Setting] = {setting.key: setting for setting in (*XINFANG_SETTINGS, *HOTLINE_SETTINGS)}


def all_settings() -> tuple[Setting, ...]:
    """Every setting of every procedure, in the tables' order."""
    return tuple(_ALL.values())


def office_settings(values: Mapping[str, Value], pack: str = "") -> Mapping[str, Value]:
    """Every setting as this office has it. `values`: what it chose itself; `pack` empty: the one named in `values`.

    Raises SettingUnknown for a key, choice or pack that does not exist, SettingOutOfBounds for a number out of bounds.
    """
    own = {key: checked_setting(key, value) for key, value in values.items()}
    chosen = checked_setting(PACK, pack or own.get(PACK, _ALL[PACK].default))
    laid = PACKS[str(chosen)].values
    return {**effective(all_settings(), {**laid, **own}), PACK: chosen}


def checked_setting(key: str, value: Value) -> Value:
    """`value` as it may be kept under `key`. Raises SettingUnknown or SettingOutOfBounds."""
    if key not in _ALL:
        raise SettingUnknown(key=key, value=value)
    return checked(_ALL[key], value)


def effective(settings: Iterable[Setting], chosen: Mapping[str, Value]) -> dict[str, Value]:
    """Every one of `settings` with the choice made or its default.

    Raises SettingUnknown for a key nobody declares or a choice that is not offered, SettingOutOfBounds for a number
    outside its bounds.
    """
    declared = {setting.key: setting for setting in settings}
    for key, value in chosen.items():
        if key not in declared:
            raise SettingUnknown(key=key, value=value)
    return {key: checked(setting, chosen.get(key, setting.default)) for key, setting in declared.items()}


def checked(setting: Setting, value: Value) -> Value:
    """`value`, when the setting may have it. Raises SettingUnknown or SettingOutOfBounds."""
    if setting.choices:
        if not setting.takes(value):
            raise SettingUnknown(key=setting.key, value=value)
        return value
    try:
        number = int(value)
    except (TypeError, ValueError) as err:
        raise SettingUnknown(key=setting.key, value=value) from err
    if not setting.takes(number):
        raise SettingOutOfBounds(name=setting.name, least=setting.least, most=setting.most, value=number)
    return number
