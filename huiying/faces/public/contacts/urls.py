"""The doors of contact reports."""

from django.urls import path

from huiying.faces.public.contacts import views

urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/<int:report_id>/", views.contact, name="contact"),
    path("contacts/<int:report_id>.pdf", views.paper, name="contact_pdf"),
]
