"""Suggestion boxes 意见箱: where each hangs, the slips printed for it, and every time it was emptied."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import Place, in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.boxes.enums import Became, Rhythm
from huiying.listen.voices.models import Voice


class Box(models.Model):
    """One box. `code` stands on it and in its public address and never changes; `spot` says in words where it hangs.

    `hung_on`: the day from which its rhythm counts before it was first opened.
    """

    code = models.CharField(max_length=5, unique=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    spot = models.CharField(max_length=80)
    spot_en = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="boxes", help_text="Who empties it.")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    hung_on = models.DateField()
    active = models.BooleanField(default=True)

    subject_kind = "box"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "spot"], name="box_spot_once")]

    def __str__(self) -> str:
        return in_language(self.spot, self.spot_en)

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def source(self) -> str:
        """What a voice that came through this box names as its source."""
        return f"box:{self.code}"


class Printing(models.Model):
    """One printing of slips. `key`: of the form, so that a second post of it prints nothing."""

    key = models.UUIDField(unique=True)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="printings")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField(help_text="Inclusive.")
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"slips {self.first} to {self.last}"


class Slip(models.Model):
    """A paper slip with a running `number` at its box, and the receipt that its stub promises.

    The code stands on the stub alone; here is its HMAC under the receipt key.
    """

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="slips")
    number = models.PositiveIntegerField()
    receipt = models.CharField(max_length=10, unique=True)
    code_digest = models.BinaryField(max_length=32)
    printing = models.ForeignKey(Printing, on_delete=models.PROTECT, related_name="slips", db_index=False)
    voided_at = models.DateTimeField(null=True, help_text="Since when nobody expects it; one that comes is taken in.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "number"], name="slip_number_once")]

    def __str__(self) -> str:
        return f"slip {self.number}"


class Batch(models.Model):
    """One emptying of a box. `counted`: the papers, by hand, before the first was read.

    `opened_at`: when the box was opened; the legal clocks of its voices run from there. `next_slip`: the first number
    still lying beside the box, so that all before it were handed out; None: nobody looked. Two people sign; the second
    signature closes it.
    """

    key = models.UUIDField(unique=True)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="batches")
    opened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    started_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    counted = models.PositiveSmallIntegerField()
    next_slip = models.PositiveIntegerField(null=True)
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)

    subject_kind = "box_batch"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box"], condition=models.Q(closed_at=None), name="one_batch_open_at_a_box")
        ]

    def __str__(self) -> str:
        return f"batch #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Paper(models.Model):
    """One paper out of a box, `position` in its batch. Without a slip: on paper of the writer's own.

    `key`: of the form that took it in, so that a second post of it is the same paper.
    """

    key = models.UUIDField(unique=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField()
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, null=True, related_name="paper")
    became = models.CharField(max_length=10, choices=Became.choices)
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, null=True, related_name="paper")
    scan = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Until its words are written down: handwriting tells who wrote, so it is not kept beside the voice.",
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="paper_position_once")]

    def __str__(self) -> str:
        return f"paper {self.position} of batch #{self.batch_id}"


class Difference(models.Model):
    """Why a batch has fewer or more papers than were counted, by `gap`; or where a `slip` is that did not come."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="differences")
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, null=True, related_name="difference")
    gap = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=300)
    explained_at = models.DateTimeField()
    explained_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    subject_kind = "box_difference"

    def __str__(self) -> str:
        return f"difference of batch #{self.batch_id}"

    @property
    def subject_id(self) -> int:
        return self.pk
