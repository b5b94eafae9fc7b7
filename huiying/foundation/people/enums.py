"""Kinds of units and the fields of an identity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is."""

    OFFICE = "office", _("Coordinating office")
    DEPARTMENT = "department", _("Department")
    STREET = "street", _("Town or street")
    COMMUNITY = "community", _("Village or community")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    INSTITUTION = "institution", _("Public institution or company")
    DISCIPLINE = "discipline", _("Discipline body")


class IdentityField(models.TextChoices):
    """What the vault can hold about a person, each field sealed apart."""

    NAME = "name", _("Name")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ID_NUMBER = "id_number", _("Identity number")
    ADDRESS = "address", _("Address")
