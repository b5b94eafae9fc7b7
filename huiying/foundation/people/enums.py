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


class Scope(models.TextChoices):
    """What a key of the programming interface opens."""

    SPEAK = "speak", _("Bring voices in")
    FOLLOW = "follow", _("Follow a voice by its receipt")
    DESK = "desk", _("Work at the desk for a member of staff")
    OPEN311 = "open311", _("Bring requests in by Open311")
    EXPORT = "export", _("Fetch lists")


class FactorKind(models.TextChoices):
    """What opens an account besides its password."""

    TOTP = "totp", _("Codes on a phone")
    PASSKEY = "passkey", _("Passkey")
