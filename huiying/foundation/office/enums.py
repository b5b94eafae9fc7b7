"""The kinds of things that an administrator keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """Floors of the tree of places."""

    DISTRICT = "district", _("District or county")
    TOWN = "town", _("Town or street")
    COMMUNITY = "community", _("Village or community")
    GRID = "grid", _("Grid")
