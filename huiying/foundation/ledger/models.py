"""Events and what the public log keeps of them: written once, never changed. Only the secrets of events can go."""

from django.db import models


class Event(models.Model):
    """One thing that happened. Guard triggers refuse every update and delete."""

    key = models.CharField(max_length=160, null=True, unique=True)
    type = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_unit = models.BigIntegerField(null=True)
    at = models.DateTimeField(help_text="When it was recorded.")
    happened_at = models.DateTimeField(help_text="When it was: earlier than `at` for paper, imports and the demo.")
    public = models.JSONField(help_text="Plain values without words of persons; part of the row for ever.")
    commitment = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["type", "at"], name="event_type_at"),
        ]

    def __str__(self) -> str:
        return f"{self.type} #{self.pk}"


class EventSecret(models.Model):
    """The deletable part of an event: the salt of its commitment and the sealed private fields."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="secret")
    salt = models.BinaryField(max_length=32)
    sealed = models.BinaryField(null=True, help_text="nonce ‖ AES-256-GCM of the private fields as canonical JSON.")
    key_version = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"secret of event #{self.pk}"


class Log(models.Model):
    """One public log; a new one each year. `frontier`: one hash for each 1-bit of `size`, the largest subtree first.

    The newest log is the one that grows. `origin` is what its checkpoints are signed for.
    """

    name = models.CharField(max_length=10, unique=True)
    origin = models.CharField(max_length=200, unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"log {self.name}"


class LogEntry(models.Model):
    """One line of a log. `entry`: exactly the published bytes; `leaf`: its hash in the tree."""

    pk = models.CompositePrimaryKey("log_id", "idx")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, db_index=False, related_name="entries")
    idx = models.BigIntegerField()
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="leaf")
    entry = models.BinaryField()
    leaf = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"entry {self.idx} of log #{self.log_id}"


class LogTile(models.Model):
    """A full tile: 256 hashes, and the hash above them."""

    pk = models.CompositePrimaryKey("log_id", "level", "n")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, db_index=False, related_name="tiles")
    level = models.SmallIntegerField()
    n = models.BigIntegerField()
    data = models.BinaryField(max_length=8192)
    top = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"tile {self.level}/{self.n} of log #{self.log_id}"


class LogCheckpoint(models.Model):
    """A signed head of a log. `note`: exactly the published bytes, without what witnesses added later."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="checkpoints")
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="log_checkpoint_once")]

    def __str__(self) -> str:
        return f"checkpoint {self.size} of log #{self.log_id}"


class LogCosignature(models.Model):
    """The line of a witness under a checkpoint. `at`: the time that it signed."""

    checkpoint = models.ForeignKey(LogCheckpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=200)
    line = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="log_cosignature_once")]

    def __str__(self) -> str:
        return f"cosignature of {self.witness}"


class LogKey(models.Model):
    """A public key of a log. `retired_at`: since when nothing is signed with it; what it signed stays good."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="keys")
    vkey = models.CharField(max_length=300, unique=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.vkey.partition("+")[0]


class PublicName(models.Model):
    """The random name under which a voice stands in the public log."""

    voice_id = models.BigIntegerField(primary_key=True)
    cid = models.BinaryField(max_length=16, unique=True)

    def __str__(self) -> str:
        return f"name of voice #{self.voice_id}"


class Promise(models.Model):
    """Read from the entries alone: the day that stands promised to a voice. An index; the log can give it again."""

    cid = models.BinaryField(max_length=16, primary_key=True)
    due = models.DateField()

    def __str__(self) -> str:
        return f"promise for {self.due}"


class LogDay(models.Model):
    """Read from the entries alone: the counts of a day; `past_due` is the change against the day before."""

    day = models.DateField(primary_key=True)
    received = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    answered_late = models.IntegerField(default=0)
    due = models.IntegerField(default=0)
    past_due = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"counts of {self.day}"


class Counted(models.Model):
    """How many entries of a log are in `Promise` and `LogDay`."""

    log = models.OneToOneField(Log, on_delete=models.PROTECT, primary_key=True)
    size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.size} entries counted"
