"""The administrator's pages; they belong to the desk's names."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from huiying.faces.desk.admin import (
    accounts,
    calendars,
    channels,
    grants,
    home,
    keys,
    letters,
    limits,
    model,
    passwords,
    pause,
    profile,
    staff,
    trees,
    webhooks,
)


class DayConverter(StringConverter):
    """A day as 2026-11-22; whether it is in the calendar the page says."""

    regex = r"\d{4}-\d{2}-\d{2}"


class SettingConverter(StringConverter):
    """The key of a setting, such as xinfang.handle_days."""

    regex = r"[a-z0-9_.]{3,60}"


register_converter(DayConverter, "calendarday")
register_converter(SettingConverter, "setting")

urlpatterns = [
    path("", home.home, name="admin-home"),
    path("profile/", profile.profile, name="admin-profile"),
    path("units/", trees.units, name="admin-units"),
    path("units/new/", trees.new_unit, name="admin-unit-new"),
    path("units/<int:number>/", trees.unit, name="admin-unit"),
    path("places/", trees.places, name="admin-places"),
    path("places/new/", trees.new_place, name="admin-place-new"),
    path("places/<int:number>/", trees.place, name="admin-place"),
    path("categories/", trees.categories, name="admin-categories"),
    path("categories/new/", trees.new_category, name="admin-category-new"),
    path("categories/<int:number>/", trees.category, name="admin-category"),
    path("usual-units/", model.usual_units, name="admin-usual-units"),
    path("model/", model.model, name="admin-model"),
    path("staff/", staff.members, name="admin-staff"),
    path("staff/new/", staff.new_member, name="admin-member-new"),
    path("staff/<int:staff_id>/", staff.member, name="admin-member"),
    path("staff/<int:staff_id>/password/", passwords.password, name="admin-password"),
    path("staff/<int:staff_id>/account/", staff.account, name="admin-account"),
    path("staff/<int:staff_id>/invitation/", accounts.invitation, name="admin-invitation"),
    path("staff/<int:staff_id>/invitation/revoke/", accounts.revoke, name="admin-invitation-revoke"),
    path("staff/<int:staff_id>/factors/", accounts.factors, name="admin-factors"),
    path("staff/<int:staff_id>/log-ins/", accounts.log_ins, name="admin-log-ins"),
    path("second-factor/", accounts.second_factor, name="admin-second-factor"),
    path("staff/<int:staff_id>/roles/new/", grants.new_grant, name="admin-grant-new"),
    path("roles/<int:grant_id>/end/", grants.end, name="admin-grant-end"),
    path("roles/<int:grant_id>/substitute/", grants.substitute, name="admin-substitute-new"),
    path("substitutes/", grants.substitutes, name="admin-substitutes"),
    path("calendar/", calendars.this_year, name="admin-calendar"),
    path("calendar/<int:year>/", calendars.year, name="admin-year"),
    path("calendar/<int:year>/notice/", calendars.notice, name="admin-notice"),
    path("calendar/<calendarday:day>/", calendars.day, name="admin-day"),
    path("letters/", letters.letters, name="admin-letters"),
    path("letters/<str:code>/<slug:language>/", letters.letter, name="admin-letter"),
    path("channels/", channels.channels, name="admin-channels"),
    path("keys/", keys.keys, name="admin-keys"),
    path("keys/new/", keys.new_key, name="admin-key-new"),
    path("keys/<int:key_id>/", keys.key, name="admin-key"),
    path("pause/", pause.pause, name="admin-pause"),
    path("webhooks/", webhooks.webhooks, name="admin-webhooks"),
    path("webhooks/new/", webhooks.new_webhook, name="admin-webhook-new"),
    path("webhooks/<int:webhook_id>/", webhooks.webhook, name="admin-webhook"),
    path("webhooks/<int:webhook_id>/messages/<int:message_id>/", webhooks.again, name="admin-webhook-again"),
    path("limits/", limits.limits, name="admin-limits"),
    path("limits/<setting:name>/", limits.limit, name="admin-limit"),
]
