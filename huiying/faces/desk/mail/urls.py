"""The doors of mail and letters."""

from django.urls import path

from huiying.faces.desk.mail import item, letters, lists, originals

urlpatterns = [
    path("mail/", lists.mails, name="mail"),
    path("mail/<int:mail_id>/", item.mail, name="mail_item"),
    path("mail/<int:mail_id>/original/", originals.mail, name="mail_original"),
    path("mail/letter/", letters.start, name="letter"),
    path("mail/letter/<uuid:letter_id>/", letters.take_down, name="letter_words"),
    path("mail/letter/<uuid:letter_id>/pages/<int:number>/", letters.picture, name="letter_picture"),
    path("mail/letter/<uuid:letter_id>/done/", letters.done, name="letter_done"),
    path("mail/letter/<uuid:letter_id>/sheet/", letters.sheet, name="letter_sheet"),
    path("cases/<int:case_id>/originals/", originals.of_case, name="originals"),
]
