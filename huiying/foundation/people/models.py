"""Units, staff, their grants, and the people who speak (whose identity lies sealed in the vault)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from huiying.foundation.office.models import Place, in_language
from huiying.foundation.people.enums import FactorKind, IdentityField, UnitKind


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
    second_factor_since = models.DateTimeField(
        null=True, help_text="Since when something besides the password opens it."
    )
    leaves_on = models.DateField(null=True, help_text="The last day of the account, inclusive.")
    hands_over_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

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


class ApiKey(models.Model):
    """A key of the programming interface: only an HMAC of it is kept, and its first letters, by which people know it.

    `staff`: whose grants it may use, never more than they hold that day. `unit`: who brings voices in with it.
    `expires_on` is inclusive. `window` (minutes since 1970) and `used` count what was let in during one minute.
    """

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.BinaryField(max_length=32, unique=True)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="api_keys")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    scopes = models.JSONField()
    per_minute = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    window = models.BigIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)

    subject_kind = "api_key"

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    @property
    def subject_id(self) -> int:
        return self.pk


class ApiAnswer(models.Model):
    """What a call with an idempotency key was answered, sealed, for a day: the same call again gets the same answer.

    `digest`: of key, operation and idempotency key; `asked`: of what was sent with it. `sealed` None: not answered yet.
    """

    digest = models.BinaryField(max_length=32, primary_key=True)
    asked = models.BinaryField(max_length=32)
    sealed = models.BinaryField(null=True)
    key_version = models.PositiveSmallIntegerField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"answer {bytes(self.digest).hex()[:8]}"


class Invitation(models.Model):
    """A link by which a new or returning member of staff chooses their first password; only its HMAC is kept."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="invitations")
    digest = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    subject_kind = "invitation"

    def __str__(self) -> str:
        return f"invitation #{self.pk} of staff #{self.staff_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class BlindIndex(models.Model):
    """An HMAC of one field that a person gave, so that they find their own receipts again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=12, choices=IdentityField.choices)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="blind_index_once")]
        indexes = [models.Index(fields=["digest"], name="blind_index_digest")]

    def __str__(self) -> str:
        return f"{self.field} of person #{self.person_id}"


class FindRequest(models.Model):
    """Somebody asked for the receipts that were left with a contact; the worker looks, so that no answer tells.

    `digest`: of the contact, so that it waits once and is answered once in a while. Emptied when it is answered.
    """

    digest = models.BinaryField(max_length=32, primary_key=True)
    sealed = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"request of {self.asked_at:%Y-%m-%d %H:%M}"


class SecondFactor(models.Model):
    """What opens an account besides its password, sealed to this person and this `ident`: elsewhere it opens nothing.

    `ident`: of a passkey the SHA-256 of its credential id, else chance. `last_step`: the last step (30 s) whose code
    was taken; of a passkey its counter.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="second_factors")
    kind = models.CharField(max_length=8, choices=FactorKind.choices)
    name = models.CharField(max_length=40, blank=True)
    ident = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    last_step = models.BigIntegerField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} of staff #{self.staff_id}"


class RecoveryCode(models.Model):
    """A code on paper that opens an account once when the second factor is lost; only an HMAC of it is kept."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code #{self.pk} of staff #{self.staff_id}"
