"""Reviews, final reviews and hearings as rows: who has them in hand and what came of them.

Words stand in the events of the case and in its replies; here are ids, days and results alone.
"""

from django.db import models

from huiying.foundation.people.models import Staff, Unit
from huiying.serve.appeals.enums import Result, ReviewState, Round
from huiying.serve.casework.models import Case, Document


class Review(models.Model):
    """One request for a review. `body` decides it; `late`: asked after its time and taken all the same."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    round = models.CharField(max_length=8, choices=Round.choices)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.ASKED.value)
    late = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    reviewer = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="review")

    subject_kind = "review"

    class Meta:
        indexes = [models.Index(fields=["body", "state", "asked_at"], name="review_of_body")]

    def __str__(self) -> str:
        return f"review #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Hearing(models.Model):
    """One hearing. `by`: the unit that called it; `final`: in a final review, whose clock stands meanwhile."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    final = models.BooleanField()
    on = models.DateField()
    host = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="hearings")
    called_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="hearing")

    subject_kind = "hearing"

    class Meta:
        indexes = [
            models.Index(fields=["host", "on"], name="hearing_open", condition=models.Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"hearing #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class OwnAddress(models.Model):
    """Where one goes for a legal way (core/legal_ways) in this office's area, as the administrator wrote it down."""

    way = models.CharField(max_length=20, unique=True)
    words = models.CharField(max_length=400)
    words_en = models.CharField(max_length=400, blank=True)

    subject_kind = "own_address"

    def __str__(self) -> str:
        return self.way

    @property
    def subject_id(self) -> int:
        return self.pk
