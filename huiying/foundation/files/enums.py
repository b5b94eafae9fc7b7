"""How a file stands with the virus scanner."""

from django.db import models


class Scan(models.TextChoices):
    """REFUSED: found infected after it was kept; locked away. OURS: made by this office, never scanned."""

    CLEAN = "clean"
    NOT_SCANNED = "not_scanned"
    REFUSED = "refused"
    OURS = "ours"
