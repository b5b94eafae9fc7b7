"""The joint meeting 联席会议: its fixed period, agenda, invitations, resolutions and minutes."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import InvitationAnswer, ItemOutcome, MeetingState, MinutesStage
from huiying.serve.coordination.models.issues import Issue


class Series(models.Model):
    """The fixed period in which a joint meeting comes together.

    `every` months, on the `nth` (1–4, 5: last) weekday `weekday` (0: Monday) of the month; on a day of rest it moves to
    the next working day. `minutes`: its usual length.
    """

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meeting_series")
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    every = models.PositiveSmallIntegerField(default=1)
    nth = models.PositiveSmallIntegerField(default=1)
    weekday = models.PositiveSmallIntegerField(default=0)
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    venue = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)

    subject_kind = "meeting_series"

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class Meeting(models.Model):
    """One meeting. `starts_at`, `minutes`: as planned; `began_at`, `ended_at`: as it was. `reason`: why called off."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="meetings")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    venue = models.CharField(max_length=120)
    chair = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="meetings_chaired")
    state = models.CharField(max_length=10, default=MeetingState.PLANNED.value)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    subject_kind = "meeting"

    class Meta:
        indexes = [models.Index(fields=["office", "starts_at"], name="meeting_day")]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class AgendaItem(models.Model):
    """What is to be settled. `issue` or `case`: what it is about; `commitment`: number of the promise that is late.

    `urgent`, `effect`: 1 to 3 as people judge it, 0: nobody said; how many care is counted and not stored.
    `paper`: what advisers or a unit put before the meeting. `discussion`: for the minutes. `carried_from`: the item of
    an earlier meeting that was put off to this one.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    question = models.TextField(blank=True)
    paper = models.TextField(blank=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    commitment = models.BigIntegerField(null=True)
    brought_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    urgent = models.PositiveSmallIntegerField(default=0)
    effect = models.PositiveSmallIntegerField(default=0)
    public = models.BooleanField(default=True)
    outcome = models.CharField(max_length=8, default=ItemOutcome.OPEN.value)
    discussion = models.TextField(blank=True)
    put_off_reason = models.CharField(max_length=300, blank=True)
    put_off_to = models.DateField(null=True)
    carried_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="carried_to")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "agenda_item"

    class Meta:
        ordering = ("meeting", "position")

    def __str__(self) -> str:
        return f"item #{self.pk} of meeting #{self.meeting_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class ItemFile(models.Model):
    """A paper put before the meeting as a file."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="agenda_file")

    def __str__(self) -> str:
        return f"file #{self.file_id} of item #{self.item_id}"


class Invitation(models.Model):
    """A unit that is asked to come, or a mass organisation that is not, with the reason.

    `people`: how many came. `attended` None: the meeting has not been held.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meeting_invitations")
    invited = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, default=InvitationAnswer.NONE.value, blank=True)
    answer_words = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    attended = models.BooleanField(null=True)
    people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "unit"], name="invitation_once")]

    def __str__(self) -> str:
        return f"unit #{self.unit_id} at meeting #{self.meeting_id}"


class Resolution(models.Model):
    """What was settled about an item: who does what by when, and what shows that it is done.

    Of a question of competence `owner` is the unit that takes the case, `supporting` those that help (ids).
    `done_at`: when it was put into effect; `refused`: the code of what stood in the way.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="resolutions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=400)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="resolutions")
    supporting = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    evidence_wanted = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(default=True)
    hidden_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=60, blank=True)

    subject_kind = "resolution"

    class Meta:
        ordering = ("item", "position")

    def __str__(self) -> str:
        return f"resolution #{self.pk} of item #{self.item_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Minutes(models.Model):
    """The minutes: drafted from the items, amended by who was there, signed by the chair, published in part.

    `sections`: a list of {"item": id or None, "heading", "text", "public"}. `sha256`: of what was signed.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, primary_key=True, related_name="record")
    stage = models.CharField(max_length=10, default=MinutesStage.DRAFT.value)
    sections = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    amend_by = models.DateField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)

    subject_kind = "minutes"

    def __str__(self) -> str:
        return f"minutes of meeting #{self.meeting_id}"

    @property
    def subject_id(self) -> int:
        return self.meeting_id


class Amendment(models.Model):
    """What somebody who was there wants to read differently. `section`: its place in the minutes, from 0."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="amendments")
    section = models.PositiveSmallIntegerField()
    words = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    subject_kind = "amendment"

    def __str__(self) -> str:
        return f"amendment #{self.pk} of minutes #{self.minutes_id}"

    @property
    def subject_id(self) -> int:
        return self.pk
