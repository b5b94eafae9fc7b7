"""Supervision 督查: which rules look at cases and promises, when each comes true, and who is told. All of it pure."""
