"""Pages that need an opened voice."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from huiying.faces.public.follow.session import open_voice_id
from huiying.listen.voices.models import Voice

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Give `view` the voice that this browser opened; without one, ask for the receipt number again."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.private = True  # type: ignore[attr-defined]  # read by look.middleware
        voice_id = open_voice_id(request)
        voice = Voice.objects.filter(pk=voice_id).first() if voice_id else None
        if voice is None:
            return redirect("public:follow")
        return view(request, voice, *args, **kwargs)

    return wrapped
