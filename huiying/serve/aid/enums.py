"""What an aid consists of beside its programmes (those stand in core/aid)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What a household lacks, as it says itself."""

    LIVING = "living", _("Daily living")
    ILLNESS = "illness", _("Cost of an illness")
    SCHOOL = "school", _("Cost of school")
    HOUSING = "housing", _("A roof")
    WORK = "work", _("Work")
    CARE = "care", _("Care of children, old or ill people")
    ACCIDENT = "accident", _("After an accident or disaster")
    OTHER = "other", _("Something else")


class Means(models.TextChoices):
    """What is given."""

    MONEY = "money", _("Money")
    GOODS = "goods", _("Goods")
    SERVICE = "service", _("A service")


class Agreed(models.TextChoices):
    """How the household said that it wants to be helped, and that what is needed for it is kept."""

    SIGNED = "signed", _("Signed on paper")
    SPOKEN = "spoken", _("Said, read back to them")


class Met(models.TextChoices):
    """What a visit found: about the need, never about the people."""

    FULLY = "fully", _("The need is met")
    PARTLY = "partly", _("Partly met")
    NOT = "not", _("Not met")


class Outcome(models.TextChoices):
    """How an aid ended."""

    MET = "met", _("The need is met")
    PASSED_ON = "passed_on", _("A lasting programme goes on with it")
    MOVED = "moved", _("The household moved away")
    DECLINED = "declined", _("The household wants no more help")
    NONE = "none", _("No programme fits; told why and where else to go")
