"""The answers that the speaker can give; each question stands alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Responded(models.TextChoices):
    """Did somebody explain it to you?"""

    YES = "yes", _("Yes, clearly")
    NO = "no", _("No")


class Resolved(models.TextChoices):
    """Was it resolved?"""

    YES = "yes", _("Resolved")
    PARTLY = "partly", _("Partly")
    NO = "no", _("Not resolved")


class Satisfied(models.TextChoices):
    """Are you satisfied with how it was handled?"""

    YES = "yes", _("Satisfied")
    SO_SO = "so_so", _("So-so")
    NO = "no", _("Not satisfied")


class PutRight(models.TextChoices):
    """Were you given what would put it right?"""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")


class Kept(models.TextChoices):
    """Was the promise kept?"""

    YES = "yes", _("Yes, it was kept")
    PARTLY = "partly", _("Kept in part")
    NO = "no", _("No, it was not")
    UNSURE = "unsure", _("I cannot tell")


class Found(models.TextChoices):
    """Is it there? Does it work?"""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("I cannot tell")


class YesNo(models.TextChoices):
    """The four questions after a visit, a call or a reception."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
