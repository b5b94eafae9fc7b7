"""Mediation 调解 and settlement 和解 (条例 Art 33; 人民调解法): mediators, consents, meetings, offers, what is signed.

Offers are sealed, read by the mediator and by the side that made them alone, and deleted when the mediation ends,
whatever its end. Nothing here says whose fault it was.
"""

from django.db import models
from django.db.models import Q

from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case, Document
from huiying.serve.mediation.enums import OPEN, Confirmed, Side, State


class Mediator(models.Model):
    """One line of the list from which both sides choose. `committee`: of a people's mediation committee 人民调解委员会.

    `staff`: the own account, or that of whoever writes for a mediator from outside.
    """

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mediators")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="mediates_as")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=120)
    fields = models.CharField(max_length=200, blank=True)
    committee = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    subject_kind = "mediator"

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class Mediation(models.Model):
    """One attempt to settle a case. `alone`: the sides settled it themselves (和解), nobody mediated.

    `speaker_chose`, `other_chose`: id of the mediator that the side named, 0: it leaves it open, None: not said yet.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mediations")
    alone = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED.value)
    asked_at = models.DateTimeField()
    speaker_agreed_at = models.DateTimeField(null=True)
    speaker_how = models.CharField(max_length=8, blank=True)
    speaker_chose = models.PositiveBigIntegerField(null=True)
    other_agreed_at = models.DateTimeField(null=True)
    other_how = models.CharField(max_length=8, blank=True)
    other_chose = models.PositiveBigIntegerField(null=True)
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, null=True, related_name="mediations")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    subject_kind = "mediation"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=OPEN), name="mediation_open_once")
        ]
        indexes = [models.Index(fields=["mediator", "state"], name="mediation_of_mediator")]

    def __str__(self) -> str:
        return f"mediation #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Party(models.Model):
    """Who stands on the other side: a unit, or somebody from outside, whose name and contact lie sealed."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(default=b"", help_text="Canonical JSON of name and contact; empty for a unit.")
    key_version = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"party #{self.pk} of mediation #{self.mediation_id}"


class Session(models.Model):
    """One meeting. `sealed`: the mediator's record (人民调解法 Art 27), which the mediator alone reads."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    at = models.TimeField()
    place = models.CharField(max_length=200)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    speaker_came = models.BooleanField(null=True)
    other_came = models.BooleanField(null=True)
    sealed = models.BinaryField(default=b"")
    key_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("on", "at", "pk")

    def __str__(self) -> str:
        return f"session #{self.pk} of mediation #{self.mediation_id}"

    @property
    def is_ahead(self) -> bool:
        """Planned, neither held nor cancelled."""
        return self.held_at is None and self.cancelled_at is None


class Offer(models.Model):
    """What one side offers or asks for. `may_pass`: the mediator may tell the other side."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="offers")
    side = models.CharField(max_length=8, choices=Side.choices)
    may_pass = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    sealed = models.BinaryField(default=b"")
    key_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"offer #{self.pk} in mediation #{self.mediation_id}"


class Agreement(models.Model):
    """What both sides sign. `sealed`: the draft, until it is signed; then it stands in `document` (D16).

    `confirm`: what came of the court, where a people's mediation committee mediated.
    """

    mediation = models.OneToOneField(Mediation, on_delete=models.PROTECT, related_name="agreement")
    sealed = models.BinaryField(default=b"")
    key_version = models.PositiveSmallIntegerField(default=0)
    drafted_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="agreement")
    scan = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="signed_agreement")
    confirm = models.CharField(max_length=10, choices=Confirmed.choices, blank=True)
    confirmed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"agreement of mediation #{self.mediation_id}"
