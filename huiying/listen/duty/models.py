"""Duty 值班: posts and their shifts, who was called for an urgent matter, and what one shift tells the next."""

from django.db import models

from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.voices.models import Voice


class DutyPost(models.Model):
    """The post of a unit that answers round the clock, and its number. `public`: the page for everybody names it."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="duty_post")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40)
    public = models.BooleanField(default=True)

    subject_kind = "duty_post"

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class Shift(models.Model):
    """One turn of duty: from `starts_at` until just before `ends_at`."""

    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    subject_kind = "shift"

    class Meta:
        indexes = [models.Index(fields=["post", "starts_at"], name="shift_of_post")]

    def __str__(self) -> str:
        return f"shift #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class ShiftPerson(models.Model):
    """Who stands in a shift. `place` 0 is on duty; 1, 2, … are the substitutes in the order of being called."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="people")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shift", "place"], name="shift_place_once"),
            models.UniqueConstraint(fields=["shift", "staff"], name="shift_person_once"),
        ]

    def __str__(self) -> str:
        return f"staff #{self.staff_id} in shift #{self.shift_id}"


class DutyContact(models.Model):
    """Where a member of staff is reached while on duty, and for nothing else: a phone number, sealed."""

    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, primary_key=True, related_name="+")
    sealed = models.BinaryField(help_text="nonce ‖ AES-256-GCM of the number.")
    key_version = models.PositiveSmallIntegerField()

    subject_kind = "duty_contact"

    def __str__(self) -> str:
        return f"number of staff #{self.staff_id}"

    @property
    def subject_id(self) -> int:
        return self.staff_id


class DutyCall(models.Model):
    """One call for an urgent matter. `clock`: number of the running limit; `step` counts from 0 for `unit`.

    `reached`: whether there was any way to reach the person.
    """

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+")
    clock = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="duty_calls")
    step = models.PositiveSmallIntegerField()
    reached = models.BooleanField()
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "duty_call"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock", "unit", "step"], name="duty_call_once")]
        indexes = [
            models.Index(
                fields=["staff", "called_at"], name="duty_call_open", condition=models.Q(answered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"duty call #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Handover(models.Model):
    """What who leaves tells who comes. It counts once both have signed."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handovers")
    until = models.DateTimeField(help_text="The end of the shift that comes: what is due before it stands here.")
    words = models.TextField(blank=True)
    left_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    subject_kind = "handover"

    class Meta:
        indexes = [models.Index(fields=["unit", "left_at"], name="handover_of_unit")]

    def __str__(self) -> str:
        return f"handover #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class HandoverLine(models.Model):
    """One matter on the sheet, and what was said about it. Note and sheet are emptied when the voice is erased."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField()
    due_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "voice"], name="handover_line_once")]

    def __str__(self) -> str:
        return f"case #{self.voice_id} on handover #{self.handover_id}"
