"""The doors of interests at stake: what the holder of a receipt says of the own situation."""

from django.urls import path

from huiying.faces.public.interests import asked

urlpatterns = [path("follow/voice/interests/<int:table_id>", asked.interest, name="interest")]
