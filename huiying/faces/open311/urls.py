"""The doors of this face."""

from django.urls import path, register_converter

from huiying.faces.open311 import views
from huiying.faces.open311.answering import answers, nothing_here


class Format:
    """The end of every address."""

    regex = "xml|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Format, "open311")
app_name = "open311"
discovery = answers(get=views.discovery)
urlpatterns = [
    path("discovery.<open311:fmt>", discovery, name="discovery"),
    path("v2/discovery.<open311:fmt>", discovery, name="discovery_v2"),
    path("v2/services.<open311:fmt>", answers(get=views.services), name="services"),
    path("v2/services/<str:code>.<open311:fmt>", answers(get=views.service), name="service"),
    path("v2/requests.<open311:fmt>", answers(get=views.requests, post=views.send), name="requests"),
    path("v2/requests/<str:number>.<open311:fmt>", answers(get=views.one_request), name="request"),
    path("v2/tokens/<str:number>.<open311:fmt>", answers(get=views.token), name="token"),
    path("v2/servicerequestupdates.<open311:fmt>", answers(get=views.updates, post=views.take), name="updates"),
    path("<path:rest>", nothing_here, name="nothing_here"),
    path("", nothing_here, name="nothing_here_at_all"),
]
