"""The doors of contact reports and of the days that they count."""

from django.urls import path

from huiying.faces.desk.contacts import days, keeping, views

urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/new/", keeping.new, name="contact_new"),
    path("contacts/days/", days.days, name="contact_days"),
    path("contacts/days/note/", days.note, name="contact_day_note"),
    path("contacts/days/<int:day_id>/remove/", days.remove, name="contact_day_remove"),
    path("contacts/<int:report_id>/", views.contact, name="contact"),
    path("contacts/<int:report_id>/edit/", keeping.edit, name="contact_edit"),
    path("contacts/<int:report_id>/refresh/", keeping.refresh, name="contact_refresh"),
    path("contacts/<int:report_id>/publish/", keeping.publish, name="contact_publish"),
    path("contacts/<int:report_id>.docx", views.paper, {"ending": "docx"}, name="contact_docx"),
    path("contacts/<int:report_id>.pdf", views.paper, {"ending": "pdf"}, name="contact_pdf"),
]
