"""What the speaker thinks of the answer: given with the receipt alone, per round of handling."""

from django.db import models

from huiying.judge.ratings.enums import PutRight, Resolved, Responded, Satisfied
from huiying.serve.casework.models import Case


class Rating(models.Model):
    """One judgement of one round. An empty answer is "not said", never "satisfied"."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    responded = models.CharField(max_length=6, choices=Responded.choices, blank=True)
    resolved = models.CharField(max_length=6, choices=Resolved.choices, blank=True)
    satisfied = models.CharField(max_length=6, choices=Satisfied.choices, blank=True)
    put_right = models.CharField(max_length=6, choices=PutRight.choices, blank=True)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="rating_once_a_round")]
        indexes = [models.Index(fields=["given_at", "resolved"], name="rating_month")]

    def __str__(self) -> str:
        return f"rating of case #{self.case_id}, round {self.round}"
