"""What the rules found by themselves 催办、预警: each says which rule and why, and the unit may contest it."""

from django.db import models
from django.db.models import Q

from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import ContestState, FlagState

OF_ONE = Q(case__isnull=False) ^ Q(commitment__isnull=False)
"""It is about a case or about a promise, never about somebody who spoke or works there."""


class Flag(models.Model):
    """待研判: something for an inspector to look at. `trigger`: S1 to S7 of core/supervision; `unit`: whose doing.

    Open once for each trigger of a subject. `reason`: why it was dismissed.
    """

    trigger = models.CharField(max_length=4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="flags")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="flags")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="flags")
    state = models.CharField(max_length=10, default=FlagState.FLAGGED.value)
    flagged_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    subject_kind = "flag"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OF_ONE, name="flag_of_one"),
            models.UniqueConstraint(
                fields=["case", "trigger"],
                condition=Q(state=FlagState.FLAGGED.value, case__isnull=False),
                name="flag_open_once_a_case",
            ),
            models.UniqueConstraint(
                fields=["commitment", "trigger"],
                condition=Q(state=FlagState.FLAGGED.value, commitment__isnull=False),
                name="flag_open_once_a_promise",
            ),
        ]
        indexes = [models.Index(fields=["state", "flagged_at"], name="flag_state")]

    def __str__(self) -> str:
        return f"flag #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Signal(models.Model):
    """One rule that came true once. `rule`: its id in core/supervision; `level` 0: the unit itself, 1 to 3: above it.

    `unit`: whose doing it is; `told`: who was told. `at`: the instant at which it came true, `on` its local day;
    `made_at`: when the sweep wrote it, later after an outage. `facts`: ids, days and counts for the sentence, never
    words. `deadline`, `due_on`: the clock and the day that it missed, or that the promise did; None where no day was.
    `settled_at`: since when there is nothing more to do. `key` is unique: found twice, written once.
    """

    rule = models.CharField(max_length=32)
    level = models.PositiveSmallIntegerField(default=0)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="signals")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="signals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="signals")
    told = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="signals_told")
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, null=True, related_name="signals")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, related_name="signals")
    due_on = models.DateField(null=True)
    on = models.DateField()
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=120, unique=True)

    subject_kind = "signal"

    class Meta:
        constraints = [models.CheckConstraint(condition=OF_ONE, name="signal_of_one")]
        indexes = [
            models.Index(fields=["told", "on"], name="signal_told"),
            models.Index(fields=["unit", "on", "rule"], name="signal_unit"),
            models.Index(fields=["rule", "on"], name="signal_rule"),
            models.Index(fields=["rule", "deadline"], name="signal_open", condition=Q(settled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"signal #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Contest(models.Model):
    """A unit says why an automatic act was wrong, and what the inspector decided."""

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, primary_key=True, related_name="contest")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=ContestState.ASKED.value)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"contest of signal #{self.signal_id}"
