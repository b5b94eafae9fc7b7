"""Bringing in what people said elsewhere and before: `run` reads a table and makes voices and cases of its rows."""

from huiying.loop.import_voices.running import ImportResult, run

__all__ = ["ImportResult", "run"]
