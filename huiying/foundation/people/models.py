"""Units, staff, their grants, and the people who speak (whose identity lies sealed in the vault)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from huiying.foundation.office.models import Place, in_language
from huiying.foundation.people.enums import IdentityField, UnitKind


class Unit(models.Model):
    """One unit in the tree. `path` is "/1/4/9/", the ids from the root down."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name = models.CharField(max_length=80, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=120, db_index=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    petition_department = models.BooleanField(default=False, help_text="The party-government petition department.")
    hotline_body = models.BooleanField(default=False, help_text="Dispatches hotline cases and checks their replies.")
    active = models.BooleanField(default=True)

    subject_kind = "unit"

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class StaffManager(BaseUserManager["Staff"]):
    """Looks staff up by their log-in name."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(username=username)


class Staff(AbstractBaseUser):
    """One member of staff. What they may do stands in their grants."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    post = models.CharField(max_length=80, blank=True)
    post_en = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="staff")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[StaffManager] = StaffManager()
    subject_kind = "staff"

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def post_words(self) -> str:
        """The post in the language of the page; Chinese where no English one was given."""
        return in_language(self.post, self.post_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class LogInTrial(models.Model):
    """How often a wrong password was tried for a log-in name or from an address: an HMAC of either, never itself."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} wrong passwords"


class Grant(models.Model):
    """A role in a subtree of units, and, where given, only for a subtree of places.

    `ends_on` is inclusive. `substitutes` names whose grant this stands in for while they are away.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    substitutes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="substitutions")

    subject_kind = "grant"

    class Meta:
        indexes = [models.Index(fields=["staff", "role"], name="grant_staff_role")]

    def __str__(self) -> str:
        return f"{self.role} of staff #{self.staff_id} at unit #{self.unit_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Person(models.Model):
    """Someone who spoke. No field says anything about them; the vault holds what they gave."""

    created_at = models.DateTimeField()

    subject_kind = "person"

    def __str__(self) -> str:
        return f"person #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class SealedField(models.Model):
    """One field of one identity: nonce ‖ AES-256-GCM, bound to table, column, row and key version."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sealed_fields")
    field = models.CharField(max_length=12, choices=IdentityField.choices)
    sealed = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="identity_field_once")]

    def __str__(self) -> str:
        return f"{self.field} of person #{self.person_id}"
