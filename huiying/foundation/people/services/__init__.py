"""What an administrator does to units, staff and their grants; every change is an event with before and after."""

from huiying.foundation.people.passwords import choose_password
from huiying.foundation.people.services.api_keys import NewKey, change_key_limit, make_key, revoke_key
from huiying.foundation.people.services.grants import end_grant, grant_role, name_substitute
from huiying.foundation.people.services.staff import (
    NewStaff,
    add_staff,
    change_staff,
    deactivate_staff,
    reset_password,
    restore_staff,
)
from huiying.foundation.people.services.units import add_unit, change_unit, restore_unit, retire_unit

__all__ = [
    "NewKey",
    "NewStaff",
    "add_staff",
    "add_unit",
    "change_key_limit",
    "change_staff",
    "change_unit",
    "choose_password",
    "deactivate_staff",
    "end_grant",
    "grant_role",
    "make_key",
    "name_substitute",
    "reset_password",
    "restore_staff",
    "restore_unit",
    "retire_unit",
    "revoke_key",
]
