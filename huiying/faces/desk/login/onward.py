"""Where somebody goes once they are in."""

from django.utils.http import url_has_allowed_host_and_scheme


def onward(target: str) -> str:
    """Where they were going, when it is a page of the desk."""
    own = target.startswith("/desk/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if own else "desk:home"
