"""Addresses of the look, and a form to send, to fail and to break."""

import time

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

POSTS: list[str] = []


class Words(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, initial="k1")
    words = forms.CharField(
        label="What do you want to tell us?",
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": "Write what happened; one sentence is enough"},
    )


@csrf_exempt
def question(request: HttpRequest) -> HttpResponse:
    request.private = True  # type: ignore[attr-defined]  # the middleware's agreement
    form = Words(request.POST or None, initial={"key": "k1"})
    if request.method == "POST":
        POSTS.append(request.POST.get("words", ""))
        time.sleep(0.4)
        if "break" in POSTS[-1]:
            raise RuntimeError("broken on purpose")
        if form.is_valid():
            return redirect("done")
    return render(request, "look/question.html", {"form": form, "draft": "k1", "step": "2 / 5", "back_url": "/done"})


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "look/privacy.html")


app = "huiying.faces.look.views"
handler400, handler403, handler404, handler500 = (
    f"{app}.{name}" for name in ("bad_request", "forbidden", "not_found", "server_error")
)
urlpatterns = [
    path("", include("huiying.faces.look.urls")),
    path("question", question, name="question"),
    path("done", thanks, name="done"),
]
