"""Decisions that are carried out, what was found on the spot, and circulars."""

from huiying.serve.decisions.models.circulars import Circular, CircularUnit
from huiying.serve.decisions.models.decisions import Decision, DecisionCase, DecisionFile, Tick
from huiying.serve.decisions.models.tasks import CheckFile, SpotCheck, Task

__all__ = (
    "CheckFile",
    "Circular",
    "CircularUnit",
    "Decision",
    "DecisionCase",
    "DecisionFile",
    "SpotCheck",
    "Task",
    "Tick",
)
