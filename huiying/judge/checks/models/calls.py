"""A call-back 回访: somebody who has nothing to do with the handling asks the speaker how it ended."""

from django.db import models
from django.db.models import Q

from huiying.foundation.people.models import Staff, Unit
from huiying.judge.checks.enums import CallOutcome
from huiying.judge.checks.models.draws import Draw
from huiying.judge.ratings.enums import PutRight, Resolved, Responded, Satisfied
from huiying.serve.casework.models import Case

ANSWERS = ("responded", "resolved", "satisfied", "put_right")
SILENT = Q(**dict.fromkeys(ANSWERS, ""))


class CallBack(models.Model):
    """One person who was drawn. `unit`: that handled it; nobody of it, or below it, ever calls.

    The answers stand beside the speaker's own rating and are never counted with it: somebody else wrote them down, on
    behalf of the person. An empty answer is "not said". `outcome` "": still to be done. `words`: what the person said;
    where it is `NOT_CALLED`, why. `asked_again`: the person wanted it taken up again.
    """

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="call_backs")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="call_backs")
    position = models.PositiveIntegerField(help_text="In the order in which it was drawn, from 1.")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="call_backs")
    round = models.PositiveSmallIntegerField(default=1, help_text="Of handling, as a rating has it.")
    outcome = models.CharField(max_length=12, choices=CallOutcome.choices, blank=True)
    responded = models.CharField(max_length=6, choices=Responded.choices, blank=True)
    resolved = models.CharField(max_length=6, choices=Resolved.choices, blank=True)
    satisfied = models.CharField(max_length=6, choices=Satisfied.choices, blank=True)
    put_right = models.CharField(max_length=6, choices=PutRight.choices, blank=True)
    words = models.TextField(blank=True)
    asked_again = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "call_back"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "case"], name="call_back_once_a_draw"),
            models.CheckConstraint(
                condition=Q(outcome=CallOutcome.REACHED.value) | SILENT, name="call_back_unreached_says_nothing"
            ),
        ]
        indexes = [
            models.Index(fields=["outcome", "draw", "position"], name="call_back_waiting"),
            models.Index(fields=["case", "done_at"], name="call_back_case"),
            models.Index(fields=["done_at", "outcome"], name="call_back_done"),
        ]

    def __str__(self) -> str:
        return f"call-back #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class CallTry(models.Model):
    """One try to reach the person."""

    call_back = models.ForeignKey(CallBack, on_delete=models.PROTECT, related_name="tries")
    outcome = models.CharField(max_length=12, choices=CallOutcome.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("call_back", "at")

    def __str__(self) -> str:
        return f"{self.outcome}: call-back #{self.call_back_id}"
