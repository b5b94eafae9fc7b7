"""The doors of this face: every operation behind `door`, the document, the page about it, and nothing else."""

from django.urls import URLPattern, path, re_path

from huiying.faces.api.api import api
from huiying.faces.api.door import door, nothing_here
from huiying.faces.api.openapi import document
from huiying.faces.api.pages import documentation

app_name = "api"
VERSION = "v1"
ANY = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


def _operations() -> list[URLPattern]:
    """Every address with the methods that it takes, named after its first operation."""
    found = []
    for router in api._get_bound_routers():
        for tail, view in router.path_operations.items():
            address = f"{VERSION}{router.prefix}{tail}".replace("{", "<").replace("}", ">")
            first, methods = view.operations[0], {method for one in view.operations for method in one.methods}
            behind = door(view.get_view(), methods)
            behind.__doc__ = first.view_func.__doc__
            found.append(path(address, behind, name=str(first.operation_id)))
    return found


urlpatterns: list[URLPattern] = [
    path(f"{VERSION}/", documentation, name="documentation"),
    path(f"{VERSION}/openapi.json", door(document, {"GET"}), name="document"),
    *_operations(),
    re_path(r"^", door(nothing_here, ANY), name="nothing"),
]
