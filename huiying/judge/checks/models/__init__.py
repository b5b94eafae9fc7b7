"""Draws by lot, and what is drawn: call-backs 回访 and unannounced checks 暗访."""

from huiying.judge.checks.models.calls import CallBack, CallTry
from huiying.judge.checks.models.draws import Draw, Frame
from huiying.judge.checks.models.unannounced import Check, TestVoice

__all__ = ["CallBack", "CallTry", "Check", "Draw", "Frame", "TestVoice"]
