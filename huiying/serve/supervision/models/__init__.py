"""Signals and flags of the machine; orders, advice and measures of people."""

from huiying.serve.supervision.models.advice import Advice, Measure
from huiying.serve.supervision.models.orders import Order, OrderFile, OrderStep
from huiying.serve.supervision.models.signals import Contest, Flag, Signal

__all__ = ("Advice", "Contest", "Flag", "Measure", "Order", "OrderFile", "OrderStep", "Signal")
