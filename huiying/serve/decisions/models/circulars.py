"""Circulars 通报: what the office tells units, and that each has read it and answered."""

from django.db import models

from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.decisions.models.decisions import Decision


class Circular(models.Model):
    """A circular. `number`: of its document 文号. `answer_by`: the last day to answer; None: no answer is asked for.

    `sent_at` None: a draft, which the units do not see.
    """

    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=240, blank=True)
    number = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10)
    words = models.TextField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="circulars")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="circulars")
    answer_by = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "circular"

    class Meta:
        indexes = [models.Index(fields=["office", "-made_at"], name="circular_order")]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class CircularUnit(models.Model):
    """A unit that is told. `read_at`, `answered_at`: when somebody of the unit read it and answered for it."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="circulars_received")
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "unit"], name="circular_unit_once")]

    def __str__(self) -> str:
        return f"unit #{self.unit_id} of circular #{self.circular_id}"
