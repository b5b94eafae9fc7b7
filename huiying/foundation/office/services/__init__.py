"""What an administrator does to what the office keeps; every change is an event with what was before and after."""

from huiying.foundation.office.services.calendars import (
    clear_office_day,
    publish_calendar_year,
    seed_calendar,
    set_office_day,
)
from huiying.foundation.office.services.categories import (
    add_category,
    change_category,
    restore_category,
    retire_category,
    seed_categories,
)
from huiying.foundation.office.services.intake import choose_intake
from huiying.foundation.office.services.letters import reset_letter_template, save_letter_template
from huiying.foundation.office.services.limits import reset_limit, set_limit
from huiying.foundation.office.services.places import add_place, change_place, restore_place, retire_place
from huiying.foundation.office.services.profile import save_profile
from huiying.foundation.office.services.web_pause import pause_web, resume_web

__all__ = [
    "add_category",
    "add_place",
    "change_category",
    "change_place",
    "choose_intake",
    "clear_office_day",
    "pause_web",
    "publish_calendar_year",
    "reset_letter_template",
    "reset_limit",
    "restore_category",
    "restore_place",
    "resume_web",
    "retire_category",
    "retire_place",
    "save_letter_template",
    "save_profile",
    "seed_calendar",
    "seed_categories",
    "set_limit",
    "set_office_day",
]
