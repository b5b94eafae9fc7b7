"""The doors of joint meetings."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from huiying.faces.desk.meetings import agenda, holding, inviting, lists, minutes, page, papers, planning


class Ending(StringConverter):
    """As what kind of file a paper is given out."""

    regex = "|".join(papers.FILES)


register_converter(Ending, "ending")

urlpatterns = [
    path("meetings/", lists.meetings, name="meetings"),
    path("meetings/new/", planning.new, name="meeting_new"),
    path("meetings/series/new/", planning.series_new, name="series_new"),
    path("meetings/series/<int:series_id>/", planning.series, name="series"),
    path("meetings/series/<int:series_id>/end/", planning.series_end, name="series_end"),
    path("meetings/<int:meeting_id>/", page.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/edit/", planning.edit, name="meeting_edit"),
    path("meetings/<int:meeting_id>/call/", planning.call, name="meeting_call"),
    path("meetings/<int:meeting_id>/off/", planning.off, name="meeting_off"),
    path("meetings/<int:meeting_id>/order/", agenda.order, name="meeting_order"),
    path("meetings/<int:meeting_id>/items/new/", agenda.item_new, name="meeting_item_new"),
    path("meetings/<int:meeting_id>/items/<int:item_id>/", agenda.item, name="meeting_item"),
    path("meetings/<int:meeting_id>/items/<int:item_id>/edit/", agenda.item_edit, name="meeting_item_edit"),
    path("meetings/<int:meeting_id>/items/<int:item_id>/remove/", agenda.item_remove, name="meeting_item_remove"),
    path(
        "meetings/<int:meeting_id>/items/<int:item_id>/files/<int:file_id>/",
        agenda.item_file,
        name="meeting_item_file",
    ),
    path("meetings/<int:meeting_id>/invitations/", inviting.invitations, name="meeting_invitations"),
    path("meetings/<int:meeting_id>/answer/", inviting.answer, name="meeting_answer"),
    path("meetings/<int:meeting_id>/hold/", holding.hold, name="meeting_hold"),
    path("meetings/<int:meeting_id>/minutes/", minutes.minutes, name="meeting_minutes"),
    path("meetings/<int:meeting_id>/calendar.ics", papers.calendar_file, name="meeting_calendar"),
    path("meetings/<int:meeting_id>/<slug:name>.<ending:ending>", papers.paper, name="meeting_paper"),
    path(
        "meetings/<int:meeting_id>/invitations/<int:unit_id>.<ending:ending>",
        papers.invitation,
        name="meeting_invitation",
    ),
]
