"""The doors of improvements."""

from django.urls import path

from huiying.faces.desk.improvements import acting, lists, page

urlpatterns = [
    path("improvements/", lists.improvements, name="improvements"),
    path("improvements/<int:improvement_id>/", page.improvement, name="improvement"),
    path("improvements/<int:improvement_id>/measure/", acting.measure, name="improvement_measure"),
    path("improvements/<int:improvement_id>/contest/", acting.contest, name="improvement_contest"),
    path("improvements/<int:improvement_id>/decide/", acting.decide, name="improvement_decide"),
    path("improvements/<int:improvement_id>/publish/", acting.publish, name="improvement_publish"),
    path("improvements/<int:improvement_id>/close/", acting.close, name="improvement_close"),
    path("improvements/<int:improvement_id>/words/<int:quote_id>/", acting.words, name="improvement_words"),
]
