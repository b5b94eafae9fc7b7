"""An unannounced check 暗访: a test goes the ordinary way through a door that was drawn by lot.

Nothing in a voice or its case says that it is a test; only a row here does, which inspectors of the office alone may
read. What it found is about a channel, never about somebody who works there: there is no field for a name.
"""

from django.db import models
from django.db.models import Q

from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Staff
from huiying.judge.checks.enums import CheckState, Found
from huiying.judge.checks.models.draws import Draw
from huiying.listen.voices.enums import Channel
from huiying.listen.voices.models import Voice


class Check(models.Model):
    """One cell that was drawn: a channel, a place, the week from `monday` to Sunday.

    `task`: what the tester brings there, as a situation, never as words to copy. `reached`: was somebody there, or the
    call answered; `waited_minutes`: until then; `receipt`: was a receipt given; `civil`: were they spoken to decently;
    `in_time`: did the answer come in time. Empty: it could not be found out. `notes`: facts for the inspector alone.
    """

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="checks")
    position = models.PositiveIntegerField(help_text="In the order in which it was drawn, from 1.")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    task = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=CheckState.choices, default=CheckState.DRAWN.value)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reached = models.CharField(max_length=3, choices=Found.choices, blank=True)
    waited_minutes = models.PositiveIntegerField(null=True)
    receipt = models.CharField(max_length=3, choices=Found.choices, blank=True)
    civil = models.CharField(max_length=3, choices=Found.choices, blank=True)
    in_time = models.CharField(max_length=3, choices=Found.choices, blank=True)
    notes = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was told or called off.")
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "check"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="check_place_once"),
            models.CheckConstraint(
                condition=Q(state__in=[CheckState.REVEALED.value, CheckState.CALLED_OFF.value])
                ^ Q(ended_at__isnull=True),
                name="check_ended_or_not",
            ),
        ]
        indexes = [models.Index(fields=["state", "monday"], name="check_state")]

    def __str__(self) -> str:
        return f"check #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class TestVoice(models.Model):
    """Which voice was the test. The tester tied it with its receipt number and code."""

    __test__ = False  # pytest would take the name for a test

    for_check = models.OneToOneField(Check, on_delete=models.PROTECT, primary_key=True, related_name="test")
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()
    tied_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"test of check #{self.for_check_id}"
