"""What an office may change, and how far: a limit of law becomes shorter, never longer; a citizen's own, longer."""

from collections.abc import Iterable, Mapping

from huiying.core.procedures.errors import SettingOutOfBounds, SettingUnknown
from huiying.core.procedures.model import Setting

Value = int | str


def effective(settings: Iterable[Setting], chosen: Mapping[str, Value]) -> dict[str, Value]:
    """Every setting with the office's choice or its default.

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
        if value not in setting.choices:
            raise SettingUnknown(key=setting.key, value=value)
        return value
    try:
        number = int(value)
    except ValueError as err:
        raise SettingUnknown(key=setting.key, value=value) from err
    if not setting.least <= number <= setting.most:
        raise SettingOutOfBounds(name=setting.name, least=setting.least, most=setting.most, value=number)
    return number
