"""The doors for whoever comes with a receipt, and for paper that comes back."""

from django.urls import path

from huiying.faces.desk.papers import at_hand, scanned, views

urlpatterns = [
    path("papers/", views.find, name="papers"),
    path("papers/scan/", scanned.scan, name="papers_scan"),
    path("papers/<str:number>/", at_hand.show, name="at_hand"),
    path("papers/<str:number>/code/", at_hand.code, name="at_hand_code"),
    path("papers/<str:number>/add/", at_hand.add, name="at_hand_add"),
    path("papers/<str:number>/compare/", at_hand.compare, name="at_hand_compare"),
    path("papers/<str:number>/reissue/", at_hand.reissue_slip, name="at_hand_reissue"),
    path("papers/<str:number>/sign/", at_hand.sign, name="at_hand_sign"),
]
