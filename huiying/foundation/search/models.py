"""The signs of every text that can be found, cut into windows; beside them lies the index of the engine."""

from django.db import models


class Window(models.Model):
    """A row of the index (`rows.Row`). It follows from the texts it was made of and can be made again from them."""

    id = models.BigIntegerField(primary_key=True)
    part = models.SmallIntegerField()
    nth = models.SmallIntegerField(help_text="Number within its text.")
    signs = models.TextField()

    def __str__(self) -> str:
        return f"window #{self.pk}"
